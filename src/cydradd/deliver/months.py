"""Whole calendar months: a month after 31 January is the last day of February."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

CYCLE_MONTHS, CYCLE_DAYS = 4800, 146_097
"""The Gregorian calendar repeats after 400 years."""


def months_after(day: date, months: int) -> date:
    """The day ``months`` (0 or more) calendar months after ``day``; the last of the month where there is no such day.

    Raises:
        ValueError: A day after the year 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def every(start: date, months: int, end: date) -> Iterator[date]:
    """The days ``months``, twice as many, ... after ``start``, up to and including ``end``."""
    last_month = 12 * end.year + end.month
    ahead = months
    while 12 * start.year + start.month + ahead <= last_month:
        due = months_after(start, ahead)
        if due > end:
            return
        yield due
        ahead += months


def months_of_term(start: date, end: date) -> int:
    """Months, the last begun one counted, of a term whose last day is ``end``; at least 1."""
    return sum(1 for day in every(start, 1, end) if day <= end) + 1


def is_shorter(start: date, end: date, months: int) -> bool:
    """Whether a term whose last day is ``end`` is shorter than so many months: 1 April to 30 September is six."""
    try:
        return months_after(start, months).toordinal() - 1 > end.toordinal()
    except ValueError:
        return True


def days_ahead(day: date, months: Fraction) -> int:
    """Days until ``months`` after ``day``; a part of a month is that part of the days of the month, rounded up.

    No number of months is too large: whole cycles of the calendar are counted apart.
    """
    whole = int(months)
    cycles, rest = divmod(whole, CYCLE_MONTHS)
    near = day.replace(year=day.year % 400 + 400)
    until = months_after(near, rest)
    days = (until - near).days + cycles * CYCLE_DAYS
    part = months - whole
    if part:
        part *= (months_after(near, rest + 1) - until).days
        days += -(-part.numerator // part.denominator)
    return days
