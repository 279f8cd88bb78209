"""What was typed is not lost when a session has ended: it is kept, and given back after sign-in."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from cydradd_web.accounts.selectors.held import held_body
from cydradd_web.accounts.services.held import forget_held, keep_held
from cydradd_web.components.clock import now

COOKIE = "held"
DAY = timedelta(days=1)
SECRET = re.compile(
    r"csrfmiddlewaretoken|.*password.*|(.*_)?(token|secret)|(ballot_|voting_|recovery_)?code|credential"
)
"""Names of fields that are never kept."""
OF_ACCOUNTS = ("account_", "mfa_", "usersessions_")
"""Addresses at which people sign in and out: nothing that is typed there is kept."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _typed(request: HttpRequest) -> str:
    """What was typed, without what must not be kept."""
    typed = request.POST.copy()
    for name in list(typed):
        if SECRET.fullmatch(name):
            del typed[name]
    return typed.urlencode()


def _is_secret(request: HttpRequest) -> bool:
    """Whether the address is one of signing in, or is itself a secret: a link that works once."""
    match = request.resolver_match
    return match is None or "token" in match.kwargs or (match.url_name or "").startswith(OF_ACCOUNTS)


def hold(request: HttpRequest) -> HttpResponse:
    """Keep what was sent without a session, and lead to sign-in; afterwards the form is filled with it."""
    response = redirect_to_login(request.get_full_path(), reverse("account_login"))
    if _is_secret(request):
        return response
    token = secrets.token_urlsafe(24)
    keep_held(token_hash=_hash(token), path=request.path, body=_typed(request), at=now())
    response.set_cookie(
        COOKIE, token, max_age=int(DAY.total_seconds()), secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    return response


def held(request: HttpRequest) -> QueryDict | None:
    """What was typed into this form before the session ended; ``None``: nothing was."""
    token = request.COOKIES.get(COOKIE)
    if not token:
        return None
    body = held_body(token_hash=_hash(token), path=request.path, since=now() - DAY)
    return None if body is None else QueryDict(body, mutable=True)


def taken(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What was typed has arrived: nothing of it is kept any longer."""
    if held(request) is not None:
        forget_held(token_hash=_hash(request.COOKIES[COOKIE]))
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
