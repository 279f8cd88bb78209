"""Endings against their own order and against the agreement they end (deliver.md 3.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from cydradd.cycle.contradictions.finding import against, place
from cydradd.cycle.gates.rules import Reading
from cydradd.deliver.ending import Ending
from cydradd.vocabulary.facts import Defect

RUN_TO_THEIR_END = frozenset({"expired", "not_renewed"})
"""Kinds of ending that come no earlier than the agreement's own last day."""


def _in_turn(ending: Ending) -> Iterator[tuple[tuple[str, date], tuple[str, date]]]:
    """The dates that are known, two and two, in the order they must have.

    Whether the impact report came before the decision is I11, with its two exceptions; here it only follows the
    proposal.
    """
    turns = (
        ("proposed_on", "report_on"),
        ("proposed_on", "decided_on", "notice_on", "transfer_on", "ended_on", "reviewed_on"),
    )
    for turn in turns:
        known = [(name, day) for name in turn if (day := getattr(ending, name)) is not None]
        yield from pairwise(known)


def out_of_order(reading: Reading) -> Iterator[Defect]:
    """An ending is proposed, decided, told, handed over, ended and reviewed, in this order."""
    for ending in reading.tables.endings or ():
        for (before, first), (after, second) in _in_turn(ending):
            if second < first:
                yield against(
                    "ending-out-of-order",
                    f"Mae dyddiadau’r diwedd allan o’u trefn. {before}: {first}. {after}: {second}.",
                    f"The dates of the ending are out of order. {before}: {first}. {after}: {second}.",
                    place("endings", ending, after),
                    place("endings", ending, before),
                    second,
                )


def while_running(reading: Reading) -> Iterator[Defect]:
    """What expired or was not renewed ran to the end of its agreement; what was ended early did not."""
    agreements = {row.id: row for row in reading.tables.agreements or ()}
    for ending in reading.tables.endings or ():
        agreement = agreements.get(ending.agreement)
        if agreement is None or ending.ended_on is None:
            continue
        here, there = place("endings", ending, "ended_on"), place("agreements", agreement, "end")
        told = f"endings.csv: {ending.ended_on}. agreements.csv: {agreement.end}."
        if ending.kind in RUN_TO_THEIR_END and ending.ended_on < agreement.end:
            cy = f"Daeth i ben tra oedd y cytundeb yn rhedeg, ond nid yw’r math yn dweud hynny. {told}"
            en = f"It ended while the agreement still ran, and its kind does not say so. {told}"
            yield against("ended-while-running", cy, en, here, there, ending.ended_on)
        elif ending.kind == "ended_early" and ending.ended_on >= agreement.end:
            cy = f"Nid yn gynnar y daeth i ben. {told}"
            en = f"It did not end early. {told}"
            yield against("ended-early-too-late", cy, en, here, there, ending.ended_on)
