"""The open data of funders: who got the money, organisations and funders, each grant with its cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.follow.warehouse.offered import count_grants
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.text import Language
from cydradd_web.components.paging import paging
from cydradd_web.downloads.formats import Ending
from cydradd_web.follow import open_exports
from cydradd_web.follow.addresses import read
from cydradd_web.follow.counts import Count
from cydradd_web.follow.open_asking import asked_of
from cydradd_web.follow.selectors import open_bodies as bodies
from cydradd_web.follow.selectors.open_flow import flow_page
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


def reading(view: Callable[..., HttpResponse]) -> View:
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


@reading
def open_money(request: HttpRequest, warehouse: Warehouse, offered: Offered) -> HttpResponse:
    """Who got the money of open data, by kind, income, place or year."""
    form = asked_of(request.GET, warehouse, offered, _language())
    values: dict[str, object] = {"form": form, "files": Count(offered.files), "asked": bool(request.GET)}
    if form.is_valid():
        query = form.address()
        page = money_page(warehouse, form.filters(), form.kind(), query, _language())
        values |= {"page": page, "query": query, "sprite": signs(), "endings": open_exports.ENDINGS}
    return render(request, "follow/open_money.html", values)


@reading
def open_flow(request: HttpRequest, warehouse: Warehouse, offered: Offered) -> HttpResponse:
    """From whom the money went to whom; what cannot be asked is said with status 400."""
    form = asked_of(request.GET, warehouse, offered, _language())
    values: dict[str, object] = {"form": form, "asked": bool(request.GET)}
    if form.is_valid():
        page = flow_page(warehouse, offered, form.filters(), form.kind(), _language())
        values |= {"page": page, "query": form.address(), "endings": open_exports.ENDINGS}
    return render(request, "follow/open_flow.html", values, status=200 if form.is_valid() else 400)


@reading
def open_grants(request: HttpRequest, warehouse: Warehouse, offered: Offered) -> HttpResponse:
    """Every grant that is asked for, of every currency, fifty at a time."""
    form = asked_of(request.GET, warehouse, offered, _language())
    values: dict[str, object] = {"form": form, "asked": bool(request.GET)}
    if form.is_valid():
        count = count_grants(warehouse, form.filters())
        page = paging(request.GET, count, SIZE)
        lines = bodies.listed(warehouse, form.filters(), page, offered)
        files = [each for each in open_exports.ENDINGS if each != Ending.XLSX or count <= open_exports.WORKBOOK]
        values |= {"lines": lines, "n": Count(count), "paging": page, "query": form.address(), "endings": files}
    return render(request, "follow/open_grants.html", values)


@reading
def open_organisations(request: HttpRequest, warehouse: Warehouse, offered: Offered) -> HttpResponse:
    """Organisations, or with ``?who=gave`` funders, by words in their names or grants."""
    text, gave = request.GET.get("words", "").strip()[:200], request.GET.get("who") == "gave"
    found = bodies.search(warehouse, offered, text, gave)
    page = paging(request.GET, len(found), SIZE)
    values = {
        "words": text,
        "gave": gave,
        "n": Count(len(found)),
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


@reading
def open_organisation(request: HttpRequest, warehouse: Warehouse, offered: Offered, address: str) -> HttpResponse:
    """One organisation: what it got, from whom, by year, and each grant."""
    return _body(request, warehouse, offered, address, gave=False)


@reading
def open_funder(request: HttpRequest, warehouse: Warehouse, offered: Offered, address: str) -> HttpResponse:
    """One funder: what it gave, to whom, by year, and each grant."""
    return _body(request, warehouse, offered, address, gave=True)


@reading
def open_grant(request: HttpRequest, warehouse: Warehouse, offered: Offered, row: int) -> HttpResponse:
    """One grant: its file, its row, every cell as it is written."""
    page = grant_page(warehouse, offered, row)
    if page is None:
        raise Http404(str(row))
    return render(request, "follow/open_grant.html", {"page": page})
