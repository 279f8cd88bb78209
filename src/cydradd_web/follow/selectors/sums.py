"""What an organisation asked for, was awarded and was paid, for each currency by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cydradd.apply.application import Application
from cydradd.apply.consortium import divide
from cydradd.deliver.payments import Payment
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.time import local_date
from cydradd_web.deliver.selectors import Signed
from cydradd_web.follow import words
from cydradd_web.follow.addresses import Body
from cydradd_web.follow.selectors.bodies import Joined
from cydradd_web.follow.selectors.gathering import Told

SUMS = ("asked", "awarded", "paid", "undecided", "untold")
Members = tuple[tuple[Body, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Money:
    """Sums in one currency, never added to another; of what was asked for together, its own share.

    Attributes:
        undecided: What it asks for without a decision yet. ``None``: nothing.
        untold: What it was awarded without an agreement in the files, of which payments are not known.
    """

    currency: str
    asked: str
    awarded: str
    paid: str
    undecided: str | None
    untold: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rounds of one organisation hold beside what is gathered, each by the round's key."""

    signed: tuple[Signed, ...]
    payments: Mapping[int, Sequence[Any]]
    feedback: Mapping[int, Sequence[Any]]
    results: Mapping[int, Sequence[Any]]
    outcomes: Mapping[int, Sequence[Any]]


def requests(told: Told, body: Body) -> list[tuple[Application, Members]]:
    """The requests that an organisation made or joined, each with its members and their shares."""
    members = {
        row.id: tuple((told.body(member.id), share) for member, share in row.members)
        for row in told.published.applications
    }
    return [
        (row, members[row.id])
        for row in told.tables.applications or ()
        if row.id not in told.direct and body in dict(members[row.id])
    ]


def agreed(told: Told, body: Body, rows: Rows) -> list[Signed]:
    """The agreements of an organisation in one round, those alone that were signed by the day of the round."""
    there = {row.id for row in told.published.agreements} - told.direct
    mine = [each for each in rows.signed if each.round_id == told.round.id and each.agreement.id in there]
    return [each for each in mine if told.body(each.agreement.organisation) == body]


def paid(told: Told, agreement: str, rows: Rows) -> list[Payment]:
    """The payments under an agreement up to the day of the round, in order of their dates."""
    today = local_date(told.round.as_of)
    found = [each for each in rows.payments.get(told.round.id, ()) if each.agreement == agreement]
    return sorted((each for each in found if each.paid_on <= today), key=lambda each: each.paid_on)


def own(row: Application, members: Members, body: Body) -> int:
    """What an organisation asks for itself: its share, to the penny; the whole where shares cannot be divided."""
    try:
        parts = divide(row.cost, [share for _, share in members])
    except NotPossible:
        return int(row.cost)
    return sum(part for (member, _), part in zip(members, parts, strict=True) if member == body)


def money(one: Joined, rows: Rows) -> tuple[Money, ...]:
    """Sums for each currency: asked for, awarded and paid, and what of them is not known."""
    sums: dict[str, dict[str, int]] = {}
    for told in one.rounds:
        add = sums.setdefault(told.round.currency, dict.fromkeys(SUMS, 0))
        signed = {row.application for row in told.published.agreements}
        for row, members in requests(told, one.body):
            part = own(row, members, one.body)
            add["asked"] += part
            add["undecided"] += part if row.status is None else 0
            add["untold"] += part if row.status == "funded" and row.id not in signed else 0
        add["awarded"] += sum(award.amount for body, award in told.given if body == one.body)
        add["paid"] += sum(
            each.amount for sign in agreed(told, one.body, rows) for each in paid(told, sign.agreement.id, rows)
        )
    return tuple(
        Money(
            currency=currency,
            asked=words.money(part["asked"], currency),
            awarded=words.money(part["awarded"], currency),
            paid=words.money(part["paid"], currency),
            undecided=words.money(part["undecided"], currency) if part["undecided"] else None,
            untold=words.money(part["untold"], currency) if part["untold"] else None,
        )
        for currency, part in sorted(sums.items())
    )
