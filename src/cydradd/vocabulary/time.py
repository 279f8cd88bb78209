"""Instants, local dates, working days and bank holidays.

Acts are recorded at UTC instants of whole seconds. People read local dates (Europe/London). A working day is a
day that is no Saturday, no Sunday and no bank holiday of England and Wales. No function here reads a clock.

Sources: ISO 8601; Banking and Financial Dealings Act 1971, section 1 and Schedule 1, with the royal
proclamations that moved or added days; Easter by the anonymous Gregorian algorithm (J. Meeus, *Astronomical
Algorithms*, 1991, chapter 8).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual, Language

LOCAL = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 1978, 2100
"""Years whose bank holidays are known by rule: from the first early May bank holiday on."""

_INSTANT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<clock>\d{2}:\d{2}(:\d{2})?)(?P<fraction>\.\d+)?"
    r"(?P<zone>Z|z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)

MONTHS = (
    ("Ionawr", "January"),
    ("Chwefror", "February"),
    ("Mawrth", "March"),
    ("Ebrill", "April"),
    ("Mai", "May"),
    ("Mehefin", "June"),
    ("Gorffennaf", "July"),
    ("Awst", "August"),
    ("Medi", "September"),
    ("Hydref", "October"),
    ("Tachwedd", "November"),
    ("Rhagfyr", "December"),
)

# Days that a royal proclamation took away or gave, beside the rule.
_MOVED_AWAY = frozenset({date(1995, 5, 1), date(2002, 5, 27), date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)})
_PROCLAIMED = frozenset(
    {
        date(1981, 7, 29),
        date(1995, 5, 8),
        date(1999, 12, 31),
        date(2002, 6, 3),
        date(2002, 6, 4),
        date(2011, 4, 29),
        date(2012, 6, 4),
        date(2012, 6, 5),
        date(2020, 5, 8),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    }
)


class UnreadableTime(CydraddError):
    """A time or date that cannot be read for certain."""

    code = "unreadable-time"


def parse_instant(text: str) -> datetime:
    """The UTC instant that ``text`` names, whole seconds; a fraction is cut (see `has_fraction`).

    Raises:
        UnreadableTime: Not ISO 8601, no such day or hour, or no zone (``Z`` or an offset).
    """
    match = _INSTANT.fullmatch(text.strip())
    if match is None:
        raise UnreadableTime(
            Bilingual(
                cy=f"Nid yw “{text[:60]}” yn amser. Ysgrifennwch ef fel 2027-03-01T10:00:00Z.",
                en=f"“{text[:60]}” is not a time. Write it as 2027-03-01T10:00:00Z.",
            )
        )
    if match["zone"] is None:
        raise UnreadableTime(
            Bilingual(
                cy=f"Nid oes cylchfa amser yn “{text[:60]}”. Ychwanegwch Z (UTC) neu wrthbwyso fel +01:00.",
                en=f"“{text[:60]}” has no time zone. Add Z (UTC) or an offset such as +01:00.",
            ),
            code="no-zone",
        )
    zone = "+00:00" if match["zone"] in "Zz" else match["zone"]
    try:
        return datetime.fromisoformat(f"{match['day']}T{match['clock']}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        raise UnreadableTime(
            Bilingual(
                cy=f"Nid oes amser o’r fath â “{text[:60]}”.",
                en=f"There is no such time as “{text[:60]}”.",
            )
        ) from None


def has_fraction(text: str) -> bool:
    """Whether a time names a part of a second, which `parse_instant` cuts."""
    match = _INSTANT.fullmatch(text.strip())
    return bool(match and match["fraction"])


def format_instant(instant: datetime) -> str:
    """``YYYY-MM-DDTHH:MM:SSZ``.

    Raises:
        ValueError: No zone, so that it would mean another instant on another machine.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def parse_date(text: str) -> date:
    """The day that ``YYYY-MM-DD`` names.

    Raises:
        UnreadableTime: Another form, such as day first, or no such day.
    """
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            raise ValueError
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UnreadableTime(
            Bilingual(
                cy=f"Nid yw “{text[:60]}” yn ddyddiad. Ysgrifennwch ef fel 2027-03-01.",
                en=f"“{text[:60]}” is not a date. Write it as 2027-03-01.",
            )
        ) from None


def local_date(instant: datetime) -> date:
    """The day in Europe/London on which ``instant`` falls."""
    try:
        return instant.astimezone(LOCAL).date()
    except OverflowError:  # within hours of the years 1 and 9999 there is no local day on the other side
        return instant.date()


def long_date(day: date, language: Language) -> str:
    """``3 Mawrth 2028`` or ``3 March 2028``."""
    cy, en = MONTHS[day.month - 1]
    return f"{day.day} {cy if language is Language.CY else en} {day.year}"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _monday(year: int, month: int, *, last: bool = False) -> date:
    """The first, or last, Monday of a month."""
    edge = date(year, month + 1, 1) - timedelta(days=1) if last else date(year, month, 1)
    return edge - timedelta(days=edge.weekday()) if last else edge + timedelta(days=-edge.weekday() % 7)


def _in_lieu(days: list[date]) -> set[date]:
    """Days moved on to the next day that is neither at a weekend nor taken already."""
    taken: set[date] = set()
    for day in sorted(days, key=lambda day: (day.weekday() >= 5, day)):
        while day.weekday() >= 5 or day in taken:
            day += timedelta(days=1)
        taken.add(day)
    return taken


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales in one year, Good Friday included.

    Raises:
        ValueError: A year before 1978 or after 2100, for which no rule is held.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}")
    sunday = easter(year)
    days = {sunday - timedelta(days=2), sunday + timedelta(days=1)}
    days |= {_monday(year, 5), _monday(year, 5, last=True), _monday(year, 8, last=True)}
    days |= _in_lieu([date(year, 1, 1)]) | _in_lieu([date(year, 12, 25), date(year, 12, 26)])
    proclaimed = {day for day in _PROCLAIMED if day.year == year}
    return frozenset((days - _MOVED_AWAY) | proclaimed)


def is_working_day(day: date) -> bool:
    """Whether ``day`` is no Saturday, no Sunday and no bank holiday of England and Wales."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_days_between(opens: date, closes: date) -> int:
    """Working days after ``opens`` up to and including ``closes``; 0 when it closes first."""
    days = (opens + timedelta(days=n) for n in range(1, (closes - opens).days + 1))
    return sum(is_working_day(day) for day in days)


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
