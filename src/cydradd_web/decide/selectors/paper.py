"""What became of paper ballots, and what is still to be done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q

from cydradd.apply.application import Application
from cydradd.vocabulary.money import format_money, minor_units
from cydradd.vocabulary.text import Bilingual
from cydradd_web.apply import selectors as apply
from cydradd_web.components.codes import hash_of
from cydradd_web.components.paper import paper_hash
from cydradd_web.decide.models import Booklet, BookletReading, Project
from cydradd_web.decide.paper import Reading, State
from cydradd_web.decide.paper_refusals import NoSuchBooklet
from cydradd_web.rounds.selectors.live import currency_of

MOST = 200
"""How many booklets that wait a page lists."""
UNUSED = Q(code__cancelled=False, code__pseudonym__isnull=True, outcome="", readings__isnull=True)
"""Booklets that can be used and of which nothing came back yet."""
UNFINISHED = Q(code__cancelled=False, code__pseudonym__isnull=True, outcome="", readings__isnull=False)
"""Booklets of which something was typed in, and which are not cast."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One project as it is printed."""

    title: Bilingual
    cost: str


def eligible(round_id: int) -> list[Application]:
    """Eligible applications that were not withdrawn, by id: what the ballot is made of when it opens. One query."""
    rows = apply.rows(round_id, "apply/applications.csv")
    return sorted((row for row in rows if isinstance(row, Application) and row.status is None), key=lambda row: row.id)


def listed(round_id: int) -> Mapping[str, Listed]:
    """What is on the ballot, by id; before it opens, what will be. Three queries at most."""
    currency = currency_of(round_id)
    rows = list(Project.objects.filter(round_id=round_id))
    if rows:
        return {
            row.identifier: Listed(
                Bilingual(row.title_cy, row.title_en), format_money(minor_units(Fraction(row.cost), currency), currency)
            )
            for row in rows
        }
    return {
        row.id: Listed(row.title or Bilingual(row.id, row.id), format_money(row.cost, currency))
        for row in eligible(round_id)
    }


def booklet_with(round_id: int, number: int, code: str) -> Booklet:
    """The booklet that has this number, and this code on the part that came back. One query.

    Raises:
        NotACode: The code has not the form of one.
        NoSuchBooklet: There is none, or it is cancelled.
    """
    hashed = paper_hash(round_id, number, code)
    rows = Booklet.objects.select_related("code").filter(round_id=round_id, number=number, paper_hash=hashed)
    found = rows.first()
    if found is None or found.code.cancelled:
        raise NoSuchBooklet(cancelled=found is not None)
    return found


def state_of(booklet: Booklet, readings: int) -> State:
    """What became of a booklet that so many people have read."""
    if booklet.code.cancelled:
        return State.CANCELLED
    if booklet.outcome:
        return State(booklet.outcome)
    if booklet.code.pseudonym is not None:
        return State.WEB
    return (State.PRINTED, State.ONCE, State.DIFFERS)[min(readings, 2)]


def reading_of(row: BookletReading) -> Reading:
    """One reading, before it is forgotten."""
    return Reading(frozenset(row.crosses or ()), bool(row.void))


def state_by_code(round_id: int, code: str) -> State | None:
    """What became of the booklet whose right to vote this is; ``None``: it is of no booklet. Two queries."""
    rows = Booklet.objects.select_related("code").filter(round_id=round_id, code__code_hash=hash_of(code))
    found = rows.first()
    return None if found is None else state_of(found, found.readings.filter(hand__lt=3).count())


@dataclass(frozen=True, slots=True)
class Waiting:
    """Numbers of the booklets that wait for whoever asks, and of those that wait for somebody else."""

    second: Sequence[int] = ()
    own: Sequence[int] = ()
    settle: Sequence[int] = ()
    settle_own: Sequence[int] = ()

    @property
    def any(self) -> bool:
        """Whether anything waits."""
        return bool(self.second or self.own or self.settle or self.settle_own)


def waiting(round_id: int, seat: str | None) -> Waiting:
    """What was typed in and is not cast: for a second person, or to be settled by a third. Two queries."""
    rows = Booklet.objects.filter(UNFINISHED, round_id=round_id).distinct().prefetch_related("readings")
    found: dict[str, list[int]] = {"second": [], "own": [], "settle": [], "settle_own": []}
    for row in rows.order_by("number")[:MOST]:
        own = any(each.seat == seat for each in row.readings.all())
        name = ("settle_own" if own else "settle") if row.differed else ("own" if own else "second")
        found[name].append(row.number)
    return Waiting(**found)


def unfinished(round_id: int) -> Sequence[int]:
    """Numbers of the booklets that were typed in and are not cast. One query."""
    rows = Booklet.objects.filter(UNFINISHED, round_id=round_id).order_by("number").distinct()
    return list(rows.values_list("number", flat=True))


def unfinished_words(numbers: Sequence[int]) -> Bilingual:
    """What is told of booklets that are not finished."""
    which = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
    return Bilingual(
        f"Mae llyfrynnau a deipiwyd unwaith, neu heb eu setlo: {which}. Gorffennwch nhw, neu ticiwch i’w gadael allan.",
        f"Some booklets were typed in once or are not settled: {which}. Finish them, or tick to leave them out.",
    )


def has_booklets(round_id: int) -> bool:
    """Whether a round has booklets. One query."""
    return Booklet.objects.filter(round_id=round_id, code__cancelled=False).exists()
