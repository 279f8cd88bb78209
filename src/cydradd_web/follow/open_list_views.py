"""Files of the open data: each table as CSV, XLSX, JSON or Parquet, each chart as SVG, with the filters of its page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from cydradd.follow.warehouse.offered import count_grants
from cydradd.vocabulary.errors import NotPossible, UnreadableFile
from cydradd.vocabulary.text import Language
from cydradd_web.downloads import formats, parquet
from cydradd_web.downloads.formats import About, Ending
from cydradd_web.follow import open_exports, open_pictures
from cydradd_web.follow.open_asking import asked_of
from cydradd_web.follow.selectors.warehouse import opened

if TYPE_CHECKING:
    from cydradd.follow.warehouse.offered import Offered
    from cydradd.follow.warehouse.store import Warehouse
    from cydradd_web.downloads.lists import Listing
    from cydradd_web.follow.open_filters import OpenFilters

PIECE = 1 << 16
"""Bytes of a file sent at once."""


class _Refused(Exception):
    """The address asks for what cannot be asked; the form says why."""

    def __init__(self, form: OpenFilters) -> None:
        super().__init__(form.errors.as_text())
        self.form = form


def _language() -> Language:
    return Language(get_language() or "en")


@require_safe
def open_list(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """A table of the open data, with the filters of the page."""
    if name not in open_exports.NAMES or ending not in open_exports.ENDINGS:
        raise Http404(name)
    parts = _list_parts(request, name, ending)
    try:
        kind = next(parts)
    except UnreadableFile as error:
        raise Http404(name) from error
    except _Refused as refused:
        return _refusal(request, refused)
    headers = {"Content-Disposition": f'attachment; filename="open-{name}.{ending}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(parts, content_type=kind.decode(), headers=headers)


def _list_parts(request: HttpRequest, name: str, ending: str) -> Iterator[bytes]:
    """The type of the file, then its bytes; the data stay open until the last of them is sent."""
    with opened() as found:
        if found is None:
            raise Http404(name)
        warehouse, offered = found
        table = _table(request, name, ending, warehouse, offered)
        about = About(None, None, None, request.build_absolute_uri(), open_exports.licence(_page(request)))
        if ending == open_exports.PARQUET:
            with TemporaryDirectory() as folder, parquet.write_parquet(table, about, Path(folder)).open("rb") as file:
                yield parquet.TYPE.encode()
                while piece := file.read(PIECE):
                    yield piece
            return
        yield formats.TYPES[Ending(ending)].encode()
        if ending == Ending.XLSX:
            made = BytesIO()
            formats.write_xlsx(table, about, made)
            yield made.getvalue()
        else:
            yield from formats.csv_lines(table) if ending == Ending.CSV else formats.json_lines(table, about)


def _table(request: HttpRequest, name: str, ending: str, warehouse: Warehouse, offered: Offered) -> Listing:
    """The table that is asked for; 404 where it is longer than a workbook, or cannot be measured."""
    form = _form(request, warehouse, offered)
    too_many = name == "grants" and count_grants(warehouse, form.filters()) > open_exports.WORKBOOK
    if ending == Ending.XLSX and too_many:
        raise Http404(name)
    try:
        return open_exports.listing(name, warehouse, offered, form.filters(), form.kind())
    except NotPossible as error:
        raise Http404(name) from error


def _form(request: HttpRequest, warehouse: Warehouse, offered: Offered) -> OpenFilters:
    form = asked_of(request.GET, warehouse, offered, _language())
    if not form.is_valid():
        raise _Refused(form)
    return form


def _page(request: HttpRequest) -> str:
    """The page that shows the same grants, and lists the files they come from."""
    return request.build_absolute_uri(f"{reverse('open-money')}?{urlencode(request.GET)}")


def _refusal(request: HttpRequest, refused: _Refused) -> HttpResponse:
    """Why there is no file, and the form in which it can be mended."""
    return render(request, "follow/open_refused.html", {"form": refused.form, "asked": True}, status=400)


@require_safe
def open_picture(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """A chart of the open data as a file of its own, with the filters of the page."""
    if name not in open_pictures.NAMES or language not in list(Language):
        raise Http404(name)
    try:
        with opened() as found:
            if found is None:
                raise Http404(name)
            form = _form(request, *found)
            asked, by, side = form.filters(), form.kind(), Language(language)
            with override(language):
                page = _page(request)
            drawn = open_pictures.picture(name, *found, asked, by, side, page)
    except _Refused as refused:
        return _refusal(request, refused)
    except (UnreadableFile, NotPossible) as error:
        raise Http404(name) from error
    if drawn is None:
        raise Http404(name)
    headers = {"Content-Disposition": f'attachment; filename="open-{name}-{language}.svg"', "Cache-Control": "no-store"}
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8", headers=headers)
