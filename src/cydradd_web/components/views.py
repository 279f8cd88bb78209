"""The way in, the pages about the site, and what is said when something goes wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe


@require_safe
def by_browser(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  a view takes a request
    """``/`` leads to the language the browser asks for, which the middleware has found (and says in ``Vary``)."""
    return redirect(f"/{get_language()}/")


def _prose(request: HttpRequest, name: str) -> HttpResponse:
    """A page that is written in each language, rather than translated string by string."""
    return render(request, f"pages/{name}-{get_language()}.html")


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How a round works."""
    return _prose(request, "how")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return _prose(request, "accessibility")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice."""
    return _prose(request, "privacy")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """400: the address or what came with it cannot be understood."""
    return render(request, "errors/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Reads no database."""
    return render(request, "errors/500.html", status=500)
