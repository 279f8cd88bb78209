"""Organisations, places, and where the money of all rounds went."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.vocabulary.text import Language
from cydradd_web.components.paging import paging
from cydradd_web.downloads import formats
from cydradd_web.downloads.formats import About, Ending
from cydradd_web.follow import exports
from cydradd_web.follow.addresses import body_at
from cydradd_web.follow.selectors import organisation as one
from cydradd_web.follow.selectors import organisations as many
from cydradd_web.follow.selectors import places as where
from cydradd_web.follow.selectors import reached
from cydradd_web.rounds.selectors import signs

SIZE = 50


def _language() -> Language:
    return Language(get_language() or "en")


def _files(language: Language) -> dict[str, object]:
    """What the links to files of a list need."""
    licence = settings.DATA_LICENCE
    return {"endings": list(Ending), "licence": licence.name.side(language), "licence_url": licence.url.side(language)}


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation by name; ``?words=``, ``?place=`` and ``?type=`` show those alone that are asked for."""
    text, place, kind = (request.GET.get(name, "").strip()[:200] for name in ("words", "place", "type"))
    asked = many.Asked(text, place, kind)
    found = many.organisations(asked, _language())
    page = paging(request.GET, len(found.lines), SIZE)
    lines = found.lines[page.start : page.start + SIZE]
    values = {"asked": asked, "found": found, "lines": lines, "n": len(found.lines), "paging": page}
    return render(request, "follow/organisations.html", values | _files(_language()))


@require_safe
def organisation(request: HttpRequest, address: str) -> HttpResponse:
    """One organisation: what it asked for, and what came of it."""
    body = body_at(address)
    page = one.organisation(body, _language()) if body else None
    if page is None:
        raise Http404(address)
    return render(request, "follow/organisation.html", {"page": page})


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The map of the 22 authorities, each with the same area, and its table."""
    return render(request, "follow/places.html", {"map": where.places(_language())} | _files(_language()))


@require_safe
def place(request: HttpRequest, address: str) -> HttpResponse:
    """One place: its rounds, needs, organisations and money."""
    page = where.place(address, _language())
    if page is None:
        raise Http404(address)
    return render(request, "follow/place.html", {"page": page})


@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """Where the money of all rounds went."""
    values = {"currencies": reached.money(_language()), "sprite": signs(), **_files(_language())}
    return render(request, "follow/follow.html", values)


@require_safe
def listing(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """One list over all rounds, saved as CSV, XLSX or JSON; it names its licence."""
    if name not in exports.NAMES or ending not in list(Ending):
        raise Http404(name)
    licence, kind, made = settings.DATA_LICENCE, Ending(ending), BytesIO()
    found = exports.listing(name)
    about = About(None, None, None, request.build_absolute_uri(request.path), licence)
    if kind is Ending.XLSX:
        formats.write_xlsx(found, about, made)
    else:
        made.writelines(formats.csv_lines(found) if kind is Ending.CSV else formats.json_lines(found, about))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Link": licence.link()}
    return HttpResponse(made.getvalue(), content_type=formats.TYPES[kind], headers=headers)
