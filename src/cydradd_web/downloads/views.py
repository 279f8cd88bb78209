"""Files to download: streamed, without an account, known again by their ETag, the same for both languages."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from cydradd.vocabulary.text import Language
from cydradd_web.downloads import formats, lists
from cydradd_web.downloads.formats import About, Ending
from cydradd_web.downloads.lists import Listing
from cydradd_web.downloads.words import MADE, OVER_ALL, TITLES
from cydradd_web.rounds import selectors, sources
from cydradd_web.rounds.services import export_round
from cydradd_web.rounds.sources import Source

SPOOL = 4 << 20
"""Bytes of a file that are kept in memory before it goes to the disk."""


def _mark(*parts: object) -> str:
    """An ETag: another one when the facts, the list or the layout of files are others."""
    text = "\0".join(map(str, (formats.LAYOUT, settings.DATA_LICENCE.id, *parts)))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def _mark_of_round(request: HttpRequest, slug: str, **asked: object) -> str | None:
    found = sources.source(slug)
    host = (request.scheme, request.get_host())
    return None if found is None else _mark(found.folder_hash, *host, *(f"{key}={asked[key]}" for key in sorted(asked)))


def _mark_of_all(request: HttpRequest, ending: Ending) -> str:
    host = (request.scheme, request.get_host())
    return _mark(ending, *host, *(f"{found.slug} {found.folder_hash}" for found in sources.sources()))


def _sent(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """A file that is saved, may be kept if it is asked after each time, and names its licence."""
    licence = settings.DATA_LICENCE
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Link"] = licence.link()
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _made(write: Callable[[IO[bytes]], None], kind: str) -> FileResponse:
    """A file that must be whole before its first byte can go: made aside, then streamed."""
    file = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115  the answer closes it
    write(file)
    file.seek(0)
    return FileResponse(file, content_type=kind)


def _answer(found: Listing, about: About, ending: Ending) -> HttpResponseBase:
    kind = formats.TYPES[ending]
    if ending is Ending.XLSX:
        return _made(lambda file: formats.write_xlsx(found, about, file), kind)
    lines = formats.csv_lines(found) if ending is Ending.CSV else formats.json_lines(found, about)
    return StreamingHttpResponse(lines, content_type=kind)


def _about(request: HttpRequest, of: Source | None) -> About:
    source = request.build_absolute_uri(request.path)
    if of is None:
        return About(None, None, None, source, settings.DATA_LICENCE)
    return About(of.reference, of.title.as_json(), of.as_of, source, settings.DATA_LICENCE)


@require_safe
@condition(etag_func=_mark_of_all)
def rounds(request: HttpRequest, ending: Ending) -> HttpResponseBase:
    """The list of rounds."""
    found = lists.rounds(sources.sources())
    return _sent(_answer(found, _about(request, None), ending), f"rounds.{ending}")


@require_safe
@condition(etag_func=_mark_of_round)
def table(request: HttpRequest, slug: str, name: str, ending: Ending) -> HttpResponseBase:
    """One list of one round."""
    of = sources.source(slug)
    if of is None or name not in lists.NAMES:
        raise Http404(name)
    return _sent(_answer(lists.listing(of, name), _about(request, of), ending), f"{slug}-{name}.{ending}")


@require_safe
@condition(etag_func=_mark_of_round)
def folder(request: HttpRequest, slug: str) -> HttpResponseBase:  # noqa: ARG001  a view takes a request
    """The whole folder of a round, as it came: whoever has it can run it and check it."""
    of = sources.source(slug)
    if of is None:
        raise Http404(slug)
    return _sent(_made(lambda file: _zipped(of, file), "application/zip"), f"{slug}.zip")


def _zipped(of: Source, file: IO[bytes]) -> None:
    """Every file of the folder in order, without times, so that the same round gives the same bytes."""
    licence = settings.DATA_LICENCE
    with tempfile.TemporaryDirectory() as home, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.comment = f"{licence.id} {licence.url.en}".encode()
        for path in sorted(export_round(of.pk, Path(home))):
            entry = zipfile.ZipInfo(f"{of.slug}/{path}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            with Path(home, path).open("rb") as source, made.open(entry, "w") as target:
                while block := source.read(1 << 20):
                    target.write(block)


@require_safe
def round_data(request: HttpRequest, slug: str) -> HttpResponse:
    """Every list of one round that there is, its feeds and calendars, and the licence."""
    language = Language(get_language() or "en")
    page = selectors.frame(slug, language)
    if page is None:
        raise Http404(slug)
    there = lists.there(page.round_id)
    shown = [(name, title.side(language)) for name, title in TITLES.items() if name in there]
    made = selectors.made(slug, MADE, language)
    values = {"page": page, "lists": shown, "made": made, "endings": list(Ending), **_licence(language)}
    return render(request, "downloads/round.html", values)


@require_safe
def network_data(request: HttpRequest) -> HttpResponse:
    """Every list of the network, its feed and calendar, and where the lists of each round are."""
    language = Language(get_language() or "en")
    over_all = [(name, title.side(language)) for name, title in OVER_ALL.items()]
    values = {"rounds": selectors.rounds(language), "lists": over_all, "endings": list(Ending), **_licence(language)}
    return render(request, "downloads/network.html", values)


def _licence(language: Language) -> dict[str, object]:
    licence = settings.DATA_LICENCE
    return {"licence": licence.name.side(language), "licence_url": licence.url.side(language)}
