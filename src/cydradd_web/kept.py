"""Pages that are read again and again are made once: kept in memory until anything on the site changes.

Another process learns of a change within `edition.RECENT` seconds.

A page is kept for one edition of the site (a new one begins with every round or proposal read in) and one day, since
some pages count days. Nothing is kept for a visitor with a cookie, and nothing but whole pages of HTML.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from threading import Lock

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.timezone import localdate

from cydradd_web.components import edition

MOST_BYTES = 64 * 1024 * 1024
LONGEST = 1024 * 1024

Key = tuple[str, ...]


class Kept:
    """The pages that are kept, the least lately read leaving first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._pages: OrderedDict[Key, HttpResponse] = OrderedDict()
        self._bytes = 0
        self._most = most
        self._lock = Lock()

    def get(self, key: Key) -> HttpResponse | None:
        """A copy of the page that is kept; ``None``: none is."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            self._pages.move_to_end(key)
        return _copy(page)

    def keep(self, key: Key, page: HttpResponse) -> None:
        """Keep a copy of a page, letting others go where there is no room."""
        with self._lock:
            before = self._pages.pop(key, None)
            self._bytes += len(page.content) - (len(before.content) if before else 0)
            self._pages[key] = _copy(page)
            while self._bytes > self._most:
                _, gone = self._pages.popitem(last=False)
                self._bytes -= len(gone.content)


def _copy(page: HttpResponse) -> HttpResponse:
    return HttpResponse(page.content, status=page.status_code, headers=dict(page.headers))


def _key(request: HttpRequest, mark: str) -> Key:
    return (mark, localdate().isoformat(), request.scheme or "", request.get_host(), request.path)


def _may_be_kept(request: HttpRequest) -> bool:
    """Whether a page depends on nothing but its address. What was searched for is never kept."""
    return request.method == "GET" and not request.COOKIES and not request.META.get("QUERY_STRING")


def _is_a_page(response: HttpResponseBase) -> bool:
    return (
        isinstance(response, HttpResponse)
        and response.status_code == HTTPStatus.OK
        and not response.cookies
        and "no-store" not in response.headers.get("Cache-Control", "")
        and response.headers.get("Content-Type", "").startswith("text/html")
        and len(response.content) <= LONGEST
    )


def kept_pages(handler: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer from the pages that are kept; make and keep those that are not."""
    pages = Kept()

    def answer(request: HttpRequest) -> HttpResponseBase:
        mark = edition.mark() if _may_be_kept(request) else None
        if mark is None:
            return handler(request)
        key = _key(request, mark)
        if page := pages.get(key):
            return page
        response = handler(request)
        if isinstance(response, HttpResponse) and _is_a_page(response):
            pages.keep(key, response)
        return response

    return answer
