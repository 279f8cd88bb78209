"""Where the money of a round folder went, as `follow` tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.apply.consortium import divide
from cydradd.apply.organisation import Organisation
from cydradd.cycle.calculation import Calculated
from cydradd.cycle.publication import published_round
from cydradd.cycle.round_folder import BALLOTS, RoundFolder
from cydradd.follow.amounts import Sums
from cydradd.follow.concentration import concentration
from cydradd.follow.concentration_report import ConcentrationReport
from cydradd.follow.published_round import Body, PublishedRound
from cydradd.follow.reach import Award, By, Reach, holdings, reach
from cydradd.follow.recipients import Recipient
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date

AGREEMENTS = "deliver/agreements.csv"


@dataclass(frozen=True, slots=True)
class Followed:
    """Where the money of a round went.

    Attributes:
        source: The file that tells the awards: agreements, else the count of the ballots.
    """

    source: str
    by: Mapping[By, Reach]
    concentration: ConcentrationReport


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:
    """``{"source", "reach": {"type", "size", "place", "year"}, "concentration"}``; ``None``: nothing was awarded."""
    found = followed(folder, calculated)
    if found is None:
        return None
    return {
        "source": found.source,
        "reach": {by.value: each.as_json() for by, each in found.by.items()},
        "concentration": found.concentration.as_json(),
    }


def followed(folder: RoundFolder, calculated: Calculated) -> Followed | None:
    """Awards of a folder by kind, size, place and year; ``None``: nothing was awarded, or amounts cannot be read."""
    try:
        round = published_round(folder.settings, folder.tables, folder.tables.events, calculated.count)
        known = {row.id: row for row in folder.tables.organisations or ()}
        awards = list(awards_of(round, known))
        held = holdings(awards)
        found = concentration(held.totals.values())
    except CydraddError:  # amounts below 0 or with too many decimals, which the reading of the folder lists
        return None
    if not awards:
        return None
    source = AGREEMENTS if round.agreements else BALLOTS
    currency = folder.settings.currency
    report = ConcentrationReport(source, folder.files.get(source), currency, found, held.spread(), Sums(), {})
    return Followed(source, {by: reach(awards, by, currency) for by in By}, report)


def concentration_of(folder: RoundFolder, calculated: Calculated) -> ConcentrationReport:
    """Concentration of the money of a folder.

    Raises:
        NotPossible: Nothing was awarded.
    """
    found = followed(folder, calculated)
    if found is None:
        raise NotPossible(
            Bilingual(
                f"{folder.path.name}: nid oes dyfarniad yma eto. Mae angen cytundebau, neu bapurau pleidleisio.",
                f"{folder.path.name}: nothing is awarded here yet. Agreements are needed, or ballots.",
            ),
            code="no-grants",
        )
    return found.concentration


def awards_of(round: PublishedRound, known: Mapping[str, Organisation]) -> Iterator[Award]:
    """Every award of a round: its agreements, or its funded applications where there is no agreement yet.

    A consortium's money is divided by its shares, to the penny; where they do not add up to 1, who signed or
    applied first holds it all.
    """
    members = {row.id: row.members for row in round.applications}
    if round.agreements:
        for signed in round.agreements:
            together = members.get(signed.application, ()) or ((signed.body, Fraction(1)),)
            yield from _divided(signed.amount, together, signed.body, signed.signed_on, known)
        return
    for row in round.applications:
        if row.status == "funded":
            at = round.awarded_at or row.awarded_at
            first = row.members[0][0] if row.members else None
            yield from _divided(row.cost, row.members, first, local_date(at) if at else None, known)


def _divided(
    amount: Pence,
    members: tuple[tuple[Body, Fraction], ...],
    one: Body | None,
    on: date | None,
    known: Mapping[str, Organisation],
) -> Iterator[Award]:
    """The money of one award by its members' shares, or all of it with ``one``."""
    try:
        parts = divide(amount, [share for _, share in members]) if len(members) > 1 else None
    except NotPossible:
        parts = None
    if parts is None:
        yield _award(amount, one, on, known)
    else:
        for (body, _), part in zip(members, parts, strict=True):
            yield _award(part, body, on, known)


def _award(amount: Pence, body: Body | None, on: date | None, known: Mapping[str, Organisation]) -> Award:
    if body is None:
        return Award(None, amount, awarded_on=on)
    row = known.get(body.id)
    kind, income, place = (row.type, row.income, row.place) if row else (None, None, None)
    return Award(Recipient(body.id, row.name if row else body.name), amount, kind, income, place, on)
