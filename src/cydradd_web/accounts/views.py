"""Pages of people's accounts and places."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cydradd_web.accounts.holding import hold


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """A form whose session has ended: what was typed is kept, and given back after sign-in.

    A form of signing in itself holds nothing worth keeping, and would lead back to itself: it says what to do.
    """
    if _part(request.path) == _part(reverse("account_login")):
        shown = {"again": request.get_full_path()}
        return render(request, "accounts/form_expired.html", shown, status=HTTPStatus.FORBIDDEN)
    return hold(request)


def _part(path: str) -> list[str]:
    """The language and the part of the site of an address."""
    return path.split("/")[1:3]
