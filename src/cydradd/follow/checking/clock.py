"""Days of grants beside the day of the check: those that cannot be, and those that are too far off."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?", re.DOTALL)
_MONTH = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[012]))?")


def shifted(day: date, years: int) -> str:
    """The same day some years later or earlier, as ISO text; 29 February becomes 28 where there is none."""
    try:
        return day.replace(year=day.year + years).isoformat()
    except ValueError:
        return day.replace(year=day.year + years, day=28).isoformat()


class Clock:
    """What is too late and too early on one day. Days are compared as ISO text, which sorts as they do."""

    def __init__(self, as_of: date) -> None:
        self.today = as_of.isoformat()
        self.years_12_ahead = shifted(as_of, 12)
        self.years_5_ahead = shifted(as_of, 5)
        self.years_25_ago = shifted(as_of, -25)
        self._known: dict[str, str | None] = {}

    def day(self, text: str) -> str | None:
        """A date, or its day if it has a time: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; empty: there is none such.

        ``None``: the text is no date.
        """
        try:
            return self._known[text]
        except KeyError:
            found = _day(text)
            if len(self._known) < 100_000:
                self._known[text] = found
            return found


def _day(text: str) -> str | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return text if _MONTH.fullmatch(text) else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""


def is_after(start: str, end: str) -> bool:
    """Whether one day is after another; of a month and a day in it, neither is."""
    size = min(len(start), len(end))
    return start[:size] > end[:size]
