"""The open data of funders: who got the money, organisations and funders, each grant with its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.follow.warehouse.offered import count_grants
from cydradd.vocabulary.errors import NotPossible, UnreadableFile
from cydradd.vocabulary.text import Language
from cydradd_web.components.paging import paging
from cydradd_web.downloads import formats
from cydradd_web.downloads.formats import About, Ending
from cydradd_web.follow import open_exports
from cydradd_web.follow.addresses import read
from cydradd_web.follow.open_filters import OpenFilters
from cydradd_web.follow.selectors import open_bodies as bodies
from cydradd_web.follow.selectors.open_grant import grant_page
from cydradd_web.follow.selectors.open_money import open_money as money_page
from cydradd_web.follow.selectors.warehouse import opened
from cydradd_web.rounds.selectors import signs

if TYPE_CHECKING:
    from cydradd.follow.warehouse.offered import Offered
    from cydradd.follow.warehouse.store import Warehouse

SIZE = 50
View = Callable[..., HttpResponse]


def _language() -> Language:
    return Language(get_language() or "en")


def _reading(view: Callable[..., HttpResponse]) -> View:
    """Give a view the open data. Without a file the page says how one comes; none of these pages is kept."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        try:
            with opened() as found:
                if found is None:
                    page = render(request, "follow/open_none.html", {})
                else:
                    page = view(request, *found, *args, **named)
        except UnreadableFile as error:
            page = render(request, "follow/open_none.html", {"why": error.sentence.side(_language())}, status=503)
        add_never_cache_headers(page)
        return page

    return answer


@_reading
def open_money(request: HttpRequest, warehouse: Warehouse, offered: Offered) -> HttpResponse:
    """Who got the money of open data, by kind, income, place or year."""
    form = OpenFilters(request.GET, offered, _language())
    values: dict[str, object] = {"form": form, "offered": offered, "asked": bool(request.GET)}
    if form.is_valid():
        query = form.address()
        page = money_page(warehouse, form.filters(), form.kind(), query, _language())
        values |= {"page": page, "query": query, "sprite": signs(), "endings": list(Ending)}
    return render(request, "follow/open_money.html", values)


@_reading
def open_grants(request: HttpRequest, warehouse: Warehouse, offered: Offered) -> HttpResponse:
    """Every grant that is asked for, of every currency, fifty at a time."""
    form = OpenFilters(request.GET, offered, _language())
    values: dict[str, object] = {"form": form, "offered": offered, "asked": bool(request.GET)}
    if form.is_valid():
        count = count_grants(warehouse, form.filters())
        page = paging(request.GET, count, SIZE)
        lines = bodies.listed(warehouse, form.filters(), page, offered)
        files = [each for each in Ending if each is not Ending.XLSX or count <= open_exports.WORKBOOK]
        values |= {"lines": lines, "n": count, "paging": page, "query": form.address(), "endings": files}
    return render(request, "follow/open_grants.html", values)


@_reading
def open_organisations(request: HttpRequest, warehouse: Warehouse, offered: Offered) -> HttpResponse:
    """Organisations, or with ``?who=gave`` funders, by words in their names or grants."""
    text, gave = request.GET.get("words", "").strip()[:200], request.GET.get("who") == "gave"
    found = bodies.search(warehouse, offered, text, gave)
    page = paging(request.GET, len(found), SIZE)
    values = {
        "words": text,
        "gave": gave,
        "n": len(found),
        "most": bodies.MOST,
        "lines": found[page.start : page.start + SIZE],
        "paging": page,
    }
    return render(request, "follow/open_organisations.html", values)


def _body(request: HttpRequest, warehouse: Warehouse, offered: Offered, address: str, gave: bool) -> HttpResponse:
    key = read(address)
    found = bodies.body_page(warehouse, offered, key, gave, _language()) if key and "\0" not in key else None
    if found is None:
        raise Http404(address)
    page, filters = found
    pages = paging(request.GET, page.count, SIZE)
    lines = bodies.listed(warehouse, filters, pages, offered, gave=gave)
    return render(request, "follow/open_body.html", {"page": page, "lines": lines, "paging": pages})


@_reading
def open_organisation(request: HttpRequest, warehouse: Warehouse, offered: Offered, address: str) -> HttpResponse:
    """One organisation: what it got, from whom, by year, and each grant."""
    return _body(request, warehouse, offered, address, gave=False)


@_reading
def open_funder(request: HttpRequest, warehouse: Warehouse, offered: Offered, address: str) -> HttpResponse:
    """One funder: what it gave, to whom, by year, and each grant."""
    return _body(request, warehouse, offered, address, gave=True)


@_reading
def open_grant(request: HttpRequest, warehouse: Warehouse, offered: Offered, row: int) -> HttpResponse:
    """One grant: its file, its row, every cell as it is written."""
    page = grant_page(warehouse, offered, row)
    if page is None:
        raise Http404(str(row))
    return render(request, "follow/open_grant.html", {"page": page})


@require_safe
def open_list(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """A table of the open data, with the filters of the page, as CSV, XLSX or JSON."""
    if name not in open_exports.NAMES or ending not in list(Ending):
        raise Http404(name)
    parts = _list_parts(request, name, Ending(ending))
    try:
        kind = next(parts)
    except UnreadableFile as error:
        raise Http404(name) from error
    headers = {"Content-Disposition": f'attachment; filename="open-{name}.{ending}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(parts, content_type=kind.decode(), headers=headers)


def _list_parts(request: HttpRequest, name: str, ending: Ending) -> Iterator[bytes]:
    """The type of the file, then its bytes; the data stay open until the last of them is sent."""
    with opened() as found:
        if found is None:
            raise Http404(name)
        warehouse, offered = found
        form = OpenFilters(request.GET, offered, Language.EN)
        if not form.is_valid():
            raise BadRequest(form.errors.as_text())
        filters = form.filters()
        too_many = name == "grants" and count_grants(warehouse, filters) > open_exports.WORKBOOK
        if ending is Ending.XLSX and too_many:
            raise Http404(name)
        try:
            table = open_exports.listing(name, warehouse, filters, form.kind())
        except NotPossible as error:
            raise Http404(name) from error
        sources = request.build_absolute_uri(f"{reverse('open-money')}?{urlencode(request.GET)}")
        about = About(None, None, None, request.build_absolute_uri(), open_exports.licence(sources))
        yield formats.TYPES[ending].encode()
        if ending is Ending.XLSX:
            made = BytesIO()
            formats.write_xlsx(table, about, made)
            yield made.getvalue()
        else:
            yield from formats.csv_lines(table) if ending is Ending.CSV else formats.json_lines(table, about)
