"""Runway: how many months a provider lives on its reserves once part of its income is gone.

Everything is an exact fraction of a month of total cost: with floats, 0.1 three times is not 0.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

LEAST_NOTICE = 3
"""Months of notice below which no ending goes (the Compact's minimum)."""


@dataclass(frozen=True, slots=True)
class Runway:
    """Months until the reserves are spent. ``months`` is ``None`` when they never are."""

    months: int | None

    @property
    def survives(self) -> bool:
        """Whether the reserves cover the whole of the loss."""
        return self.months is None

    def alive_at(self, month: Fraction, notice: Fraction) -> bool:
        """Whether the provider is alive ``month`` months after notice was given."""
        return self.months is None or month <= notice + self.months


def runway(reserves: Fraction | None, share: Fraction | None, shedding: Fraction = Fraction(0)) -> Runway | None:
    """Months that ``reserves`` carry a provider that has lost ``share`` of its income.

    Args:
        reserves: Months of total cost held free of restriction. ``None`` is unknown, never 0.
        share: Part of the income that is lost, 0 to 1. ``None`` is unknown.
        shedding: Part of the original lost share that is cut from cost in each further month, 0 to 1.

    Returns:
        The runway, or ``None`` when reserves or share are unknown.

    Raises:
        NotPossible: Negative reserves, or a share or shedding outside 0 to 1.
    """
    if reserves is None or share is None:
        return None
    if reserves < 0 or not 0 <= share <= 1 or not 0 <= shedding <= 1:
        raise NotPossible(
            Bilingual(
                cy="Rhaid i’r cronfeydd wrth gefn fod yn 0 neu fwy, a’r cyfrannau rhwng 0 ac 1.",
                en="Reserves must be 0 or more, and shares between 0 and 1.",
            )
        )
    if share == 0:
        return Runway(None)
    if shedding == 0:
        return Runway(int(reserves / share))
    least, most = 0, -(-shedding.denominator // shedding.numerator)
    if _lost(share, shedding, most) <= reserves:
        return Runway(None)
    while least < most - 1:
        middle = (least + most) // 2
        least, most = (middle, most) if _lost(share, shedding, middle) <= reserves else (least, middle)
    return Runway(least)


def _lost(share: Fraction, shedding: Fraction, months: int) -> Fraction:
    """Deficits of the first ``months`` months together, none of them below 0."""
    return share * (months - shedding * Fraction(months * (months - 1), 2))


def notice_is_enough(notice: Fraction, gap: Fraction | None, median_runway: Fraction | None) -> bool | None:
    """Whether ``notice`` months protect capacity over a gap: at least 3, and at least gap - median runway.

    ``None`` when three months are given but the gap or the runways are unknown.
    """
    if notice < LEAST_NOTICE:
        return False
    if gap is None or median_runway is None:
        return None
    return notice >= gap - median_runway


def capacity_lost(
    providers: Sequence[tuple[Fraction, Runway | None]], notice: Fraction, gap: Fraction
) -> tuple[Fraction, Fraction]:
    """Capacity gone before re-commissioning, and capacity of which it is not known.

    Args:
        providers: Capacity and runway of each.
        notice: Months of notice that all of them had.
        gap: Months from the notice to the next service.
    """
    lost = sum(
        (c for c, r in providers if r is not None and not r.survives and notice + (r.months or 0) < gap),
        Fraction(0),
    )
    unknown = sum((c for c, r in providers if r is None), Fraction(0))
    return lost, unknown
