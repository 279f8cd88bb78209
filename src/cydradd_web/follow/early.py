"""A file that is too large to be checked is refused by the size that is told before it, and not taken in first."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from cydradd_web.follow.checking import largest, too_large

BESIDE = 100_000
"""Bytes that a request may hold beside the file: its name, the other fields, and what parts them."""
Handler = Callable[[HttpRequest], HttpResponseBase]


def too_large_first(handler: Handler) -> Handler:
    """Refuse a file before anything reads what was sent: who asks, and whether from this site, is asked after that."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        told = request.META.get("CONTENT_LENGTH") or "0"
        size = int(told) if told.isdecimal() else 0
        if request.method != "POST" or size <= largest() + BESIDE or not _is_check(request):
            return handler(request)
        from cydradd_web.follow.check_views import refused

        return refused(request, too_large(size - BESIDE), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    return answer


def _is_check(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name == "check-file"
    except Resolver404:
        return False
