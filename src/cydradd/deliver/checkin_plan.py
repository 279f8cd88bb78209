"""Check-ins in proportion to the money: the more money, the more is asked, and never more than this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cydradd.deliver.months import every
from cydradd.vocabulary.money import Pence

BANDS: tuple[tuple[int | None, str | int, int | None], ...] = (
    (100_000, "end", None),
    (1_000_000, "end", 10),
    (3_000_000, "middle", 20),
    (10_000_000, 6, 30),
    (None, 3, 60),
)
"""Greatest amount in minor units; at the end, middle and end, or every so many months; minutes of each at most."""


@dataclass(frozen=True, slots=True)
class PlannedCheckIn:
    """One check-in to come. ``minutes`` is the most it may take; ``None`` asks one sentence or picture."""

    due: date
    minutes: int | None


def plan_for(amount: Pence, start: date, end: date) -> tuple[PlannedCheckIn, ...]:
    """The default check-ins of an agreement of ``amount`` minor units over its whole term; the last is at the end."""
    when, minutes = next((when, most) for limit, when, most in BANDS if limit is None or amount <= limit)
    days: list[date] = []
    if when == "middle":
        days.append(start + (end - start) // 2)
    elif isinstance(when, int):
        days += [due for due in every(start, when, end) if due < end]
    return tuple(PlannedCheckIn(day, minutes) for day in (*days, end))
