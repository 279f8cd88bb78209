"""What goes round every answer."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

Handler = Callable[[HttpRequest], HttpResponseBase]


def content_security_policy(handler: Handler) -> Handler:
    """Allow only our own styles, typeface and pictures: no script, no inline style, no other host.

    Kept apart from Django 6's own policy setting so that moving to it is one line. A view that needs less sets
    the header itself.
    """
    policy = "; ".join(f"{name} {value}" for name, value in settings.CONTENT_SECURITY_POLICY.items())

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = handler(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        )
        return response

    return answer


def only_for_reading(handler: Handler) -> Handler:
    """Say in words, in the language of the address, that a page takes nothing in (405); ``Allow`` stays as it is."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = handler(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or (
            not response.streaming and getattr(response, "content", None)
        ):
            return response
        page = render(request, "errors/405.html", status=response.status_code)
        page.headers["Allow"] = response.headers.get("Allow", "GET, HEAD")
        return page

    return answer
