"""How much of a time falls in holidays (L2 of design.md section 7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from fractions import Fraction

from cydradd.vocabulary.time import FIRST_YEAR, LAST_YEAR, bank_holidays

MOST_IN_HOLIDAYS = Fraction(1, 4)
"""Share of a window above which it is flagged."""
_WHOLE, _HALF, _NONE = Fraction(1), Fraction(1, 2), Fraction(0)


def holiday_weight(day: date, school: Collection[date] = ()) -> Fraction:
    """How far a day is a holiday, at most 1.

    Bank holidays of England and Wales, 20 December to 5 January and given school holidays weigh 1; August 1/2.
    """
    midwinter = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5)
    if midwinter or day in school or day in bank_holidays(day.year):
        return _WHOLE
    return _HALF if day.month == 8 else _NONE


def days_of(opens: date, closes: date) -> list[date]:
    """Every day from ``opens`` to ``closes``, both counted."""
    return [opens + timedelta(days=n) for n in range((closes - opens).days + 1)]


def holiday_share(days: Iterable[date], school: Collection[date] = ()) -> Fraction | None:
    """Mean weight of the days; 15 December 2025 to 9 January 2026 gives 17/26.

    ``None``: no day, or a year whose bank holidays are not known.
    """
    each = list(days)
    if not each or any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in each):
        return None
    return sum((holiday_weight(day, school) for day in each), Fraction(0)) / len(each)
