"""Who must have a second step of signing in before they act."""

from __future__ import annotations

from http import HTTPStatus

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cydradd_web.accounts.duties import Duty
from cydradd_web.accounts.holding import hold
from cydradd_web.accounts.who import acting

NEED_IT = frozenset((Duty.OFFICER, Duty.MODERATOR, Duty.ELIGIBILITY, Duty.ASSESSOR, Duty.PAYER))
"""Duties with which one acts only with a second step (trust.md 3.1)."""
STEPS = ("totp", "webauthn")


def has_second_factor(request: HttpRequest) -> bool:
    """Whether whoever asks has an app or a passkey. One query."""
    return request.user.is_authenticated and is_mfa_enabled(request.user, STEPS)


def must_set_up_second_factor(request: HttpRequest) -> bool:
    """Whether whoever asks holds a duty in the round of the address, and has no second step yet.

    Always ``False`` where the setting ``REQUIRE_SECOND_FACTOR`` is. Three queries at most.
    """
    if not settings.REQUIRE_SECOND_FACTOR or request.resolver_match is None:
        return False
    slug = request.resolver_match.kwargs.get("slug")
    return bool(slug and acting(request, slug).duties & NEED_IT) and not has_second_factor(request)


def second_factor_first(request: HttpRequest) -> HttpResponse | None:
    """The page that asks for a second step, what was typed being kept; ``None``: the act may go on."""
    if not must_set_up_second_factor(request):
        return None
    if request.method == "POST":
        return hold(request)
    return render(request, "accounts/second_step_needed.html", status=HTTPStatus.FORBIDDEN)
