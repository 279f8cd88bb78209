"""Days of grants beside the day of the check: those that cannot be, and those that are too far off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from cydradd.vocabulary.facts import JsonValue

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?", re.DOTALL)
_MONTH = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[012]))?")

_REMEMBERED = 100_000
_TOO_FAR = {"plannedDates": "planned_over_12_years_ahead", "actualDates": "actual_over_5_years_ahead"}
_REVERSED = {"plannedDates": "planned_start_after_end", "actualDates": "actual_start_after_end"}


def shifted(day: date, years: int) -> str:
    """The same day some years later or earlier, as ISO text; 29 February becomes 28 where there is none."""
    try:
        return day.replace(year=day.year + years).isoformat()
    except ValueError:
        return day.replace(year=day.year + years, day=28).isoformat()


Faults: TypeAlias = "tuple[tuple[str, str], ...]"
"""Code of each fault, and the field it is in."""


class Clock:
    """What is too late and too early on one day. Days are compared as ISO text, which sorts as they do.

    The same dates come again and again: what was found of them is remembered.
    """

    def __init__(self, as_of: date) -> None:
        self._today = as_of.isoformat()
        self._ahead = {"plannedDates": shifted(as_of, 12), "actualDates": shifted(as_of, 5)}
        self._years_25_ago = shifted(as_of, -25)
        self._awards: dict[str, Faults] = {}
        self._events: dict[tuple[str, JsonValue, JsonValue], Faults] = {}

    def award(self, text: str) -> Faults:
        """What is wrong with a date of award."""
        found = self._awards.get(text)
        if found is None:
            found = tuple((code, "awardDate") for code in self._of_award(_day(text)))
            if len(self._awards) < _REMEMBERED:
                self._awards[text] = found
        return found

    def event(self, kind: str, start: JsonValue, end: JsonValue) -> Faults:
        """What is wrong with the first and the last day of one of ``plannedDates`` or ``actualDates``."""
        key = kind, start, end
        try:
            found = self._events.get(key)
        except TypeError:  # no texts: the schema's business
            return ()
        if found is None:
            found = tuple(self._of_event(kind, {"startDate": start, "endDate": end}))
            if len(self._events) < _REMEMBERED:
                self._events[key] = found
        return found

    def _of_award(self, day: str | None) -> Iterator[str]:
        if day == "":
            yield "impossible_date"
        elif day is not None:
            if day > self._today:
                yield "award_in_future"
            if self._is_long_ago(day):
                yield "over_25_years_ago"

    def _of_event(self, kind: str, event: Mapping[str, JsonValue]) -> Iterator[tuple[str, str]]:
        days: list[str] = []
        for field, text in event.items():
            day = _day(text) if isinstance(text, str) else None
            if day == "":
                yield "impossible_date", field
            elif day is not None:
                days.append(day)
                if day > self._ahead[kind]:
                    yield _TOO_FAR[kind], field
                if self._is_long_ago(day):
                    yield "over_25_years_ago", field
        if len(days) == 2 and is_after(days[0], days[1]):
            yield _REVERSED[kind], "startDate"

    def _is_long_ago(self, day: str) -> bool:
        return day < self._years_25_ago and not self._years_25_ago.startswith(day)


def _day(text: str) -> str | None:
    """A date, or its day if it has a time: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; empty: there is none such.

    ``None``: the text is no date.
    """
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
