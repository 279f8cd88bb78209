"""Pages of people's accounts and places."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cydradd_web.accounts.holding import hold
from cydradd_web.accounts.selectors import places_of


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """A form whose session has ended: what was typed is kept, and given back after sign-in."""
    return hold(request)


@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    """What waits for somebody who is signed in: their rounds, and what they can do in each."""
    places = places_of(request.user.pk or 0)
    return render(request, "accounts/my_page.html", {"places": places})
