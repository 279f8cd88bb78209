"""Paper sheets: what is printed on each, and how two readings of it are compared."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cydradd.vocabulary.people import Partner

MOST_SHEETS, MOST_STATEMENTS = 500, 30
MARKS = (1, -1, 0, None)
"""Agree, disagree, pass; ``None``: no mark, or one that cannot be read."""


class State(StrEnum):
    """What became of a sheet."""

    PRINTED = "printed"
    ONCE = "once"
    DIFFERS = "differs"
    COUNTED = "counted"
    EMPTY = "empty"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person read on a sheet: for whom it speaks, and the mark on each statement."""

    partner: Partner | None
    marks: Mapping[str, int | None]

    def differences(self, other: Reading) -> tuple[str, ...]:
        """The statements that the other reads differently."""
        return tuple(each for each, mark in self.marks.items() if other.marks.get(each) != mark)

    def given(self) -> dict[str, int]:
        """The answers on it."""
        return {each: mark for each, mark in self.marks.items() if mark is not None}


def laid_out(statements: Sequence[str], *, first: int, sheets: int, each: int, seed: str) -> list[tuple[str, ...]]:
    """The statements of each sheet, in the order printed, drawn by lot from a seed and the number of the sheet.

    Every statement is on as many sheets as any other, or on one more; which stands first is a matter of chance.

    Args:
        first: Number of the first sheet.
        each: How many stand on a sheet at most.
    """
    printed: Counter[str] = Counter()
    found = []
    for number in range(first, first + sheets):
        lot = random.Random(f"{seed}:{number}")  # noqa: S311  a lot that can be drawn again, not a secret
        mixed = lot.sample(list(statements), len(statements))
        chosen = sorted(mixed, key=lambda one: printed[one])[:each]
        printed.update(chosen)
        found.append(tuple(lot.sample(chosen, len(chosen))))
    return found
