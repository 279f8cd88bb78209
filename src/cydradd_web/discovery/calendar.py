"""Dates of rounds as a calendar (RFC 5545), made by the library `icalendar`. Nothing in it comes from a clock."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import LOCAL

if TYPE_CHECKING:
    import icalendar

_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Event:
    """One date of one round.

    Attributes:
        key: What it is, in words that stay when its date moves: ``round/valley/agreement/AG1/end``.
        when: An instant for what happened, a day for what is due.
        stamp: When this was known, from the data.
        sequence: How often the thing it speaks of has been changed since.
        about: More about it; ``None``: nothing.
    """

    key: str
    when: datetime | date
    stamp: datetime
    summary: str
    page: str
    sequence: int = 0
    about: str | None = None


def _plain(text: str) -> str:
    """Text that a line of a calendar can hold; the library escapes the rest."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def calendar(name: str, language: Language, events: Iterable[Event]) -> bytes:
    """The bytes of a calendar: lines folded at 75 octets, ended by CRLF, with the rules of the clock in Wales."""
    import icalendar  # only where a calendar is asked for

    made = icalendar.Calendar()
    made.add("prodid", f"-//Cydradd//Cydradd//{str(language).upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", _plain(name), {"language": str(language)})
    made.add("x-wr-calname", _plain(name))
    listed = sorted(events, key=lambda event: (event.key, event.summary))
    for each in listed:
        made.add_component(_component(each, language))
    if years := [each.when.year for each in listed if isinstance(each.when, datetime)]:
        made.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    content: bytes = made.to_ical()
    return content


def _component(event: Event, language: Language) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", f"{event.key}/{language}@{settings.FEED_AUTHORITY.split(',')[0]}")
    made.add("dtstamp", event.stamp)
    made.add("sequence", event.sequence)
    if isinstance(event.when, datetime):
        made.add("dtstart", event.when.astimezone(LOCAL))
    else:
        made.add("dtstart", event.when)
        made.add("dtend", event.when + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
    made.add("summary", _plain(event.summary), {"language": str(language)})
    if event.about:
        made.add("description", _plain(event.about), {"language": str(language)})
    made.add("url", event.page)
    return made
