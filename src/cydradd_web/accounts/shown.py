"""How people, seats and duties are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd_web.accounts.duties import DUTY_NAMES, By, Duty
from cydradd_web.accounts.people_forms import in_language
from cydradd_web.accounts.selectors.invitations import Invited, invitations_of
from cydradd_web.accounts.selectors.places import Holder, holders
from cydradd_web.rounds.selectors.seating import have_declared


def duties_of(duties: Iterable[Duty]) -> str:
    """Duties in words, in the language of the page; empty: none."""
    return ", ".join(in_language(DUTY_NAMES[duty]) for duty in sorted(duties))


def officers_partners(round_id: int) -> str:
    """For which partners the officers of a round sit, in words; empty: it has none. One query."""
    found = {holder.partner for holder in holders(round_id) if Duty.OFFICER in holder.duties}
    return ", ".join(in_language(PARTNER_NAMES[partner]) for partner in Partner if partner in found)


def name_of(holder: Holder) -> str:
    """How somebody is named to others in the round: by their address while they have given no name."""
    return holder.name or holder.email


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person in a round, as others in it see them. ``email``: for its officer alone."""

    seat: str
    name: str
    email: str
    duties: str
    declared: bool
    is_you: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One partner in a round."""

    partner: Partner
    name: str
    people: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked to sit in a round."""

    invited: Invited
    partner: str
    duties: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who sits in a round. ``asked``: to whom seats are offered; for its officer alone."""

    sides: tuple[Side, ...]
    asked: tuple[Asked, ...]
    officer: bool
    has_duties: bool


def sitting(round_id: int, by: By, *, at: datetime) -> Sitting:
    """Everybody in a round, by partner in the one order of the three. Four queries."""
    officer, everybody, declared = Duty.OFFICER in by.duties, holders(round_id), have_declared(round_id)
    sides = tuple(
        Side(
            partner,
            in_language(PARTNER_NAMES[partner]),
            tuple(_somebody(each, by, officer, declared) for each in everybody if each.partner is partner),
        )
        for partner in Partner
    )
    asked = invitations_of(round_id, at=at) if officer else ()
    return Sitting(sides, tuple(_asked(each) for each in asked), officer, bool(by.duties))


def _somebody(holder: Holder, by: By, officer: bool, declared: frozenset[str]) -> Somebody:
    return Somebody(
        seat=holder.seat,
        name=name_of(holder),
        email=holder.email if officer and holder.name else "",
        duties=duties_of(holder.duties),
        declared=holder.seat in declared,
        is_you=holder.seat == by.seat,
    )


def _asked(invited: Invited) -> Asked:
    return Asked(invited, in_language(PARTNER_NAMES[invited.partner]), duties_of(invited.duties))
