"""Days of spreadsheets as the standard writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

_SINCE_1900 = datetime(1899, 12, 30)  # a sheet's day has no zone
_SINCE_1904 = datetime(1904, 1, 1)
_FIRST, _LAST = 3000, 120_000
"""Numbers that are taken for a day: from 1908 to 2228, so that no year and no amount is."""


def is_serial(value: object, formats: Sequence[str]) -> bool:
    """Whether a number in a field of dates counts the days since a sheet's first."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and bool({"date", "date-time"} & set(formats)) and _FIRST <= float(str(value)) <= _LAST


def of_serial(value: object, formats: Sequence[str], since_1904: bool) -> str:
    """The day that a number stands for. Sheets count from 1900 or, on older Macs, from 1904."""
    start = _SINCE_1904 if since_1904 else _SINCE_1900
    return of_datetime(start + timedelta(days=float(str(value))), formats)


def of_datetime(value: datetime | date, formats: Sequence[str]) -> str:
    """A day or time of a sheet as text: a day where the field may be one, else a time in UTC. Sheets have no zone."""
    when = value if isinstance(value, datetime) else datetime.combine(value, time())
    when = (when + timedelta(milliseconds=500)).replace(microsecond=0)
    if "date-time" in formats and ("date" not in formats or when.time() != time()):
        return f"{when.isoformat()}Z"
    return when.date().isoformat() if when.time() == time() else when.isoformat()
