"""Who asks: as services know them (`By`), and in which roles (permissions.csv)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
RoleGiver = Callable[[int, str, str | None], str | None]
"""The role of a person in a round, and before one of its applications where the address names one; ``None``: none."""
ROLE_GIVERS: list[RoleGiver] = []
"""Stages that know roles of their own (applicants, voters) add to this when the site starts."""


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
    if "slug" in parts:
        found |= _given(by.person, str(parts["slug"]), parts)
    if by.partner is not None:
        found |= {(f"seat-{by.partner}", "own"), *((ROLE_OF[duty], "own") for duty in by.duties)}
        found |= _recused(by, parts)
    elif thing == "other" and rounds_of(by.person):
        found |= {(f"seat-{partner}", "other") for partner in ("citizens", "third_sector", "public")}
    return found


def _given(person: int, slug: str, parts: Mapping[str, object]) -> set[Role]:
    """Roles that stages give."""
    application = str(parts["application"]) if "application" in parts else None
    return {(role, "own") for giver in ROLE_GIVERS if (role := giver(person, slug, application)) is not None}


def _recused(by: By, parts: Mapping[str, object]) -> set[Role]:
    """Whoever has a tie to an application, to a member of its consortium or to a rival, stands aside from it."""
    from cydradd_web.rounds.selectors.known import known_live
    from cydradd_web.rounds.selectors.seating import stands_aside

    if "application" not in parts or by.seat is None:
        return set()
    round_id = known_live(str(parts["slug"]))
    tied = round_id is not None and stands_aside(round_id, by.seat, str(parts["application"]))
    return {("recused", "own")} if tied else set()
