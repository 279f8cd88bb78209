"""Who asks: as services know them (`By`), and in which roles (permissions.csv)."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest

from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.selectors import by_for, rounds_of

ROLE_OF = {
    Duty.OFFICER: "round-officer",
    Duty.MODERATOR: "moderator",
    Duty.ELIGIBILITY: "eligibility",
    Duty.ASSESSOR: "assessor",
    Duty.PAYER: "payer",
    Duty.SAFEGUARDING: "safeguarding",
}
Role = tuple[str, str]
"""A role and whose object it is before: ``own``, ``other`` or ``none``."""


def acting(request: HttpRequest, slug: str | None = None) -> By:
    """Who asks, with their place in a round."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    key = request.user.pk if known else None
    return by_for(key, slug)


def roles(by: By, parts: Mapping[str, object]) -> set[Role]:
    """The roles of whoever asks before the object that an address names."""
    if by.person is None:
        return {("anonymous", "none" if "slug" not in parts else "other")}
    thing = "none" if "slug" not in parts else "own" if by.seat is not None else "other"
    found = {("member", thing)}
    if by.operator:
        found.add(("operator", thing))
    if by.partner is not None:
        found |= {(f"seat-{by.partner}", "own"), *((ROLE_OF[duty], "own") for duty in by.duties)}
    elif thing == "other" and rounds_of(by.person):
        found |= {(f"seat-{partner}", "other") for partner in ("citizens", "third_sector", "public")}
    return found
