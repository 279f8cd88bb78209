"""Whole calendar months: a month after 31 January is the last day of February."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The day ``months`` (0 or more) calendar months after ``day``; the last of the month where there is no such day.

    Raises:
        ValueError: A day after the year 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
