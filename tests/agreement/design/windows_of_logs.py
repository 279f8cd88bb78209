"""Windows of invented logs, with what a person reads off a calendar: long enough or not, holidays or not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Window(NamedTuple):
    """The local instants at which people could begin and could no longer take part."""

    opens: datetime
    closes: datetime


def _days(opens: str, closes: str) -> Window:
    """Opens at nine in the morning and closes at five in the afternoon, as clocks show it in Wales."""
    first, last = date.fromisoformat(opens), date.fromisoformat(closes)
    return Window(
        datetime(first.year, first.month, first.day, 9, tzinfo=LONDON),
        datetime(last.year, last.month, last.day, 17, tzinfo=LONDON),
    )


CLEAN = [
    _days("2025-09-15", "2025-10-31"),  # clocks go back inside
    _days("2026-01-12", "2026-02-23"),
    _days("2026-02-02", "2026-03-16"),
    _days("2026-03-09", "2026-04-24"),  # clocks go forward inside; two days of Easter
    _days("2026-04-13", "2026-05-29"),  # two bank holidays
    _days("2026-06-01", "2026-07-17"),
    _days("2026-09-07", "2026-10-23"),
    _days("2026-10-05", "2026-11-20"),
    _days("2026-11-02", "2026-12-18"),
    _days("2027-01-11", "2027-03-05"),
]
"""Six weeks and more, hardly a holiday."""

CLEAN_NEAR = [
    _days("2026-02-02", "2026-03-02"),  # four weeks to the day
    _days("2026-03-16", "2026-04-13"),  # four weeks, over the change of clocks and Easter
    _days("2025-10-06", "2025-11-03"),  # four weeks, over the other change of clocks
    _days("2025-11-03", "2026-01-16"),  # 17 days of Christmas in 75
    _days("2026-07-01", "2026-08-25"),  # 25 days of August, half each, in 56
]
"""Exactly enough days, or holidays for rather less than a quarter of them."""

FLAGGED = [
    _days("2026-01-12", "2026-01-22"),
    _days("2026-02-02", "2026-02-16"),
    _days("2026-03-23", "2026-04-10"),
    _days("2026-06-01", "2026-06-19"),
    _days("2026-09-07", "2026-09-25"),
    _days("2026-11-02", "2026-11-16"),
    _days("2025-12-08", "2026-01-12"),  # long enough, and half of it Christmas
    _days("2026-12-01", "2027-01-08"),
    _days("2026-08-01", "2026-09-04"),  # long enough, and nearly all of it August
    _days("2026-07-20", "2026-08-31"),
]
"""Three weeks and fewer, or holidays for well over a third."""

FLAGGED_NEAR = [
    _days("2026-02-03", "2026-03-02"),  # a day short of four weeks
    _days("2026-10-05", "2026-11-01"),  # a day short, over the change of clocks
    # four weeks of 24 hours, but it opens half an hour after midnight on the 2nd as clocks show it
    Window(datetime(2026, 4, 1, 23, 30, tzinfo=UTC), datetime(2026, 4, 29, 17, tzinfo=UTC)),
    _days("2026-11-09", "2027-01-08"),  # 17 days of Christmas in 61
    _days("2026-07-06", "2026-08-28"),  # 28 days of August, half each, in 54
]
"""A day too few, or holidays for rather more than a quarter."""
