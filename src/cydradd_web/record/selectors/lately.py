"""The latest acts of all rounds that change something for people: consents, objections, overrides, publications."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Language
from cydradd_web.record.models import Entry
from cydradd_web.record.words import said

CHANGES = (
    "consent.given",
    "consent.withdrawn",
    "objection.raised",
    "objection.resolved",
    "override.used",
    "round.opened",
    "round.closed",
    "round.published",
    "listen.opened",
    "listen.closed",
    "listen.reported",
    "design.draft_published",
    "design.agreed",
    "apply.opened",
    "apply.closed",
    "decide.opened",
    "decide.closed",
    "decide.ballots_published",
    "decide.allocation_computed",
    "deliver.impact_reported",
    "deliver.ended",
    "evaluate.result_published",
    "evaluate.synthesis_published",
    "share.proposal_published",
    "share.response_given",
    "follow.file_published",
)
"""Types of entries that people outside a round want to hear of; votes and forms are not among them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One act, or one that was made in both languages at the same instant.

    Attributes:
        number: Its index in the record of its round.
        partners: Who acted, with the name; more than one where partners did the same on one day.
    """

    round_id: int
    number: int
    type: str
    at: datetime
    partners: tuple[tuple[Partner, str], ...]
    words: str


def lately(language: Language, most: int) -> tuple[Change, ...]:
    """The latest changes of all rounds, newest first; the same act by several partners is told once. One query.

    What was published in both languages on one day is told once, and so are the consents at one gate.
    """
    rows = Entry.objects.filter(type__in=CHANGES).order_by("-at", "-round_id", "-position")[: most * 6]
    told: dict[tuple[object, ...], Change] = {}
    for row in rows:
        body = {name: value for name, value in json.loads(row.entry)["body"].items() if name != "code"}
        change = Change(
            row.round_id, row.position, row.type, row.at, _partners(row, language), said(row.type, body, language)
        )
        day = None if row.type == "consent.given" else row.at.date()
        key = (row.round_id, row.type, day, change.words)
        told[key] = _with(told[key], change.partners) if key in told else change
    return tuple(told.values())[:most]


def _partners(row: Entry, language: Language) -> tuple[tuple[Partner, str], ...]:
    partner = Partner(row.partner) if row.partner else None
    return ((partner, str(PARTNER_NAMES[partner].side(language))),) if partner else ()


def _with(change: Change, more: tuple[tuple[Partner, str], ...]) -> Change:
    """The same change with who else made it, in the order of the partners."""
    both = {*change.partners, *more}
    ordered = tuple(sorted(both, key=lambda each: list(Partner).index(each[0])))
    return Change(change.round_id, change.number, change.type, change.at, ordered, change.words)
