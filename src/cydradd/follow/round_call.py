"""A round as one call for offers, so that it is measured as every other call is (design.md section 7)."""

from __future__ import annotations

from collections.abc import Callable

from cydradd.follow.published_round import INDIVIDUAL, Body, PublishedApplication, PublishedRound
from cydradd.follow.recipients import Class, Recipient, classify, is_org_id
from cydradd.vocabulary.facts import Award, Call, Supplier
from cydradd.vocabulary.money import Pence

_CLASSIFY = classify


def call_of(round: PublishedRound, classify: Callable[[Recipient], Class] = _CLASSIFY) -> Call:
    """The call of a round: everybody may answer it, in Welsh or in English.

    Its value is that of its lots together. A consortium's money is of all its members, in shares that are not divided
    here. What applicants had to show is judged by `design proportion`, and is not read out of texts.
    """
    values = [lot.value for lot in round.lots]
    opens, closes = round.call_opens, round.call_closes
    return Call(
        id=round.id,
        windows=((opens, closes),) if opens is not None and closes is not None else (),
        method="open",
        tenderers=len(round.applications) or None,
        value=Pence(sum(values)) if values else None,
        currency=round.currency,
        lots=tuple(values),
        languages=frozenset({"cy", "en"}),
        awards=tuple(_award(round, each, classify) for each in round.applications if each.status == "funded"),
    )


def _award(round: PublishedRound, row: PublishedApplication, classify: Callable[[Recipient], Class]) -> Award:
    """One funded application. A round tells when its result was published, and no other day of the decision."""
    suppliers = tuple(_supplier(body, classify) for body, _ in row.members)
    return Award(row.cost, round.currency, None, row.awarded_at or round.awarded_at, suppliers)


def _supplier(body: Body, classify: Callable[[Recipient], Class]) -> Supplier:
    is_person = body.kind == INDIVIDUAL
    found = classify(Recipient(body.id, body.name, is_individual=is_person))
    return Supplier(
        body.id,
        is_org_id(body.id),
        found.group,
        found.level == "strong",
        body.kind == "unregistered_group" or None,
    )
