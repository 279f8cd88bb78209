"""Sessions end by themselves: idle for half an hour with a duty, for half a day without, and after thirty days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from cydradd_web.accounts.selectors import places_of
from cydradd_web.accounts.services.people import saw
from cydradd_web.components.clock import now

WITH_DUTY, WITHOUT, LONGEST = timedelta(minutes=30), timedelta(hours=12), timedelta(days=30)
"""The limits of trust.md 4."""
NOTED = timedelta(minutes=1)
"""How exactly the last use is noted, so that not every page writes."""
BEGAN, SEEN = "began", "seen"


def _instant(request: HttpRequest, name: str, at: datetime) -> datetime:
    kept = request.session.get(name)
    return datetime.fromisoformat(kept) if kept else at


def is_over(request: HttpRequest, at: datetime) -> bool:
    """Whether the session of whoever is signed in has ended by itself. A query only after half an hour."""
    idle = at - _instant(request, SEEN, at)
    if idle > WITHOUT or at - _instant(request, BEGAN, at) > LONGEST:
        return True
    return idle > WITH_DUTY and any(place.duties for place in places_of(request.user.pk or 0))


def ends_when_idle(handler: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Sign out whoever has been away too long; what they then send is kept for them like any other."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            at = now()
            if is_over(request, at):
                logout(request)
            elif BEGAN not in request.session or at - _instant(request, SEEN, at) > NOTED:
                request.session.setdefault(BEGAN, at.isoformat())
                request.session[SEEN] = at.isoformat()
                saw(session_key=request.session.session_key or "", at=at)
        return handler(request)

    return answer
