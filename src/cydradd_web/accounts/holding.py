"""What was typed is not lost when a session has ended: it is kept, and given back after sign-in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from cydradd_web.accounts.selectors.held import held_body
from cydradd_web.accounts.services.held import keep_held

COOKIE = "held"
DAY = timedelta(days=1)
SECRET = ("csrfmiddlewaretoken", "password", "code", "token")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _typed(request: HttpRequest) -> str:
    """What was typed, without what must not be kept."""
    typed = request.POST.copy()
    for name in list(typed):
        if any(word in name for word in SECRET):
            del typed[name]
    return typed.urlencode()


def hold(request: HttpRequest) -> HttpResponse:
    """Keep what was sent without a session, and lead to sign-in; afterwards the form is filled with it."""
    token = secrets.token_urlsafe(24)
    keep_held(token_hash=_hash(token), path=request.path, body=_typed(request), at=timezone.now())
    response = redirect_to_login(request.get_full_path(), reverse("account_login"))
    response.set_cookie(
        COOKIE, token, max_age=int(DAY.total_seconds()), secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    return response


def held(request: HttpRequest) -> QueryDict | None:
    """What was typed into this form before the session ended; ``None``: nothing was."""
    token = request.COOKIES.get(COOKIE)
    if not token:
        return None
    body = held_body(token_hash=_hash(token), path=request.path, since=timezone.now() - DAY)
    return None if body is None else QueryDict(body, mutable=True)
