"""Feeds, calendars, robots.txt, and the page for an address that is not there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import condition, require_safe

from cydradd.vocabulary.text import Language
from cydradd_web.discovery import atom, dates
from cydradd_web.discovery.atom import BEFORE_ANYTHING, Told, tag
from cydradd_web.discovery.calendar import calendar as calendar_of
from cydradd_web.discovery.likely import likely
from cydradd_web.record import selectors as record
from cydradd_web.record.selectors import Act
from cydradd_web.rounds import sources
from cydradd_web.rounds.sources import Source

LATEST = 50
"""Acts in a feed."""


def _language() -> Language:
    return Language(get_language() or "en")


def _here(request: HttpRequest) -> str:
    return request.build_absolute_uri(request.path)


def _at(request: HttpRequest, name: str, *arguments: object) -> str:
    return request.build_absolute_uri(reverse(name, args=arguments))


def _mark(request: HttpRequest, slug: str | None = None) -> str | None:
    """An ETag: another one when any act or date may be another."""
    found = sources.sources() if slug is None else [each for each in [sources.source(slug)] if each]
    if slug is not None and not found:
        return None
    facts = "\0".join([_here(request), *(f"{each.slug} {each.folder_hash}" for each in found)])
    return f'"{hashlib.sha256(facts.encode()).hexdigest()[:32]}"'


def _sent(text: str | bytes, kind: str) -> HttpResponse:
    headers = {"Cache-Control": "public, no-cache", "Link": settings.DATA_LICENCE.link(_language())}
    return HttpResponse(text, content_type=kind, headers=headers)


def _name(of: Source, language: Language) -> str:
    found = of.title.either(language)
    return found[0] if found else of.reference


def _told(request: HttpRequest, rounds: Sequence[Source], acts: Sequence[tuple[int, Act]]) -> list[Told]:
    of, language = {each.pk: each for each in rounds}, _language()
    return [
        Told(one.slug, _name(one, language), act, _at(request, "entry", one.slug, act.number))
        for key, act in acts
        if (one := of.get(key))
    ]


@require_safe
@condition(etag_func=_mark)
def feed(request: HttpRequest) -> HttpResponse:
    """The latest acts of every round."""
    language = _language()
    rounds, acts = sources.sources(), record.latest(language, LATEST)
    text = atom.feed(
        title=gettext("Cydradd: news of every round"),
        address=_here(request),
        page=_at(request, "home"),
        id=tag("network", "acts", language),
        language=language,
        told=_told(request, rounds, acts),
        since=max((each.as_of for each in rounds), default=BEFORE_ANYTHING),
    )
    return _sent(text, "application/atom+xml; charset=utf-8")


@require_safe
@condition(etag_func=_mark)
def round_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest acts of one round."""
    language, of = _language(), sources.source(slug)
    if of is None:
        raise Http404(slug)
    acts = [(of.pk, act) for act in record.entries(of.pk, language, most=LATEST)]
    text = atom.feed(
        title=gettext("News of a round: %(name)s") % {"name": _name(of, language)},
        address=_here(request),
        page=_at(request, "record", slug),
        id=tag("round", slug, "acts", language),
        language=language,
        told=_told(request, [of], acts),
        since=of.as_of,
    )
    return _sent(text, "application/atom+xml; charset=utf-8")


def _calendar(request: HttpRequest, name: str, rounds: Sequence[Source]) -> HttpResponse:
    language = _language()
    found = dates.events(rounds, language, _at(request, "rounds"))
    response = _sent(calendar_of(name, language, found), "text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="cydradd.ics"'
    return response


@require_safe
@condition(etag_func=_mark)
def calendar(request: HttpRequest) -> HttpResponse:
    """The dates of every round."""
    return _calendar(request, gettext("Cydradd: dates of every round"), sources.sources())


@require_safe
@condition(etag_func=_mark)
def round_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates of one round."""
    of = sources.source(slug)
    if of is None:
        raise Http404(slug)
    name = gettext("Dates of a round: %(name)s") % {"name": _name(of, _language())}
    return _calendar(request, name, [of])


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read by anybody; here is the map."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {request.build_absolute_uri(reverse('sitemap'))}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """404: there is no such page; the nearest that are there."""
    return render(request, "errors/404.html", {"likely": likely(request.path, _language())}, status=404)
