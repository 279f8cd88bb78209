"""The acts of a round as gates read them: in order, in one form, nothing later than the round's clock.

A line of ``cycle/events.jsonl`` may be written in short (``kind`` consent) or verbatim as the entry it
becomes (``consent.given``); gates read both (cycle.md section 3).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from cydradd.cycle.events import Event
from cydradd.record.short_form import SHORT_FORM
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import FIRST_YEAR, LAST_YEAR, add_working_days, local_date, working_days_between

TOGETHER = timedelta(seconds=60)
"""Two languages, or two things opened together, may be published this far apart (I12)."""


def _word(body: Mapping[str, JsonValue], key: str) -> str | None:
    value = body.get(key)
    return value if isinstance(value, str) else None


def _words(value: JsonValue) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        return ()
    return tuple(word for word in value if isinstance(word, str))


def _said(value: JsonValue) -> tuple[Bilingual | None, str | None]:
    """A text in both languages, or in one that is not named."""
    if isinstance(value, str):
        return None, value
    if isinstance(value, Mapping):
        return Bilingual(_word(value, "cy"), _word(value, "en")), None
    return None, None


SEATS = frozenset({"seat", "duty"})
"""Objects of ``round.decided`` that say who sits where; nothing that a round is about is decided by them."""


def is_about_seats(event: Event) -> bool:
    """Whether an act says who sits in a round, and with which duties: a seat offered, taken, ended, a duty given."""
    about = (event.body or {}).get("object") if event.kind == "round.decided" else event.object
    return event.kind in ("round.decided", "decision") and about in SEATS


def short_form(event: Event) -> Event:
    """The act in its short form; an entry that has none (``evaluate.planned``) is returned as it is.

    Who sits in a round is no decision about what people were heard on, and has none either.
    """
    found = SHORT_FORM.get(event.kind)
    if found is None or is_about_seats(event):
        return event
    kind, about, code = found
    body, sealed = event.body or {}, event.sealed or {}
    words = sealed.get("text")
    spoken = words if isinstance(words, Mapping) and not {"cy", "en"} & set(words) else {"text": words}
    text, text_plain = _said(spoken.get("text"))
    harm, harm_plain = _said(spoken.get("harm"))
    remedy, remedy_plain = _said(spoken.get("remedy"))
    links = sealed.get("links") if kind == "interest" else body.get("links")
    return replace(
        event,
        kind=kind,
        id=_word(body, "id"),
        object=about or _word(body, "object"),
        code=code or _word(body, "code"),
        item=_word(body, "item"),
        gate=_word(body, "gate"),
        seat=event.seat or _word(body, "seat"),
        office=_word(body, "office"),
        ground=_word(body, "ground"),
        links=_words(links.get("links") if isinstance(links, Mapping) else links),
        text=text,
        text_plain=text_plain,
        harm=harm,
        harm_plain=harm_plain,
        remedy=remedy,
        remedy_plain=remedy_plain,
    )


def in_order(events: Iterable[Event], until: datetime | None = None) -> tuple[Event, ...]:
    """Acts by ``at``, then ``seq``, then line; those after ``until`` have not happened and are left out."""
    happened = [short_form(event) for event in events if until is None or event.at <= until]
    return tuple(sorted(happened, key=lambda act: (act.at, act.seq or 0, act.row or 0)))


def working_days(opens: date, closes: date) -> int | None:
    """Working days after ``opens`` up to ``closes``; ``None`` in years whose bank holidays are not known."""
    known = FIRST_YEAR <= opens.year <= LAST_YEAR and FIRST_YEAR <= closes.year <= LAST_YEAR
    return working_days_between(opens, closes) if known else None


def passes(opens: date, closes: date, most: int) -> bool | None:
    """Whether more than ``most`` working days lie between; ``None`` in years whose bank holidays are not known."""
    if not FIRST_YEAR <= opens.year < LAST_YEAR:
        return None
    return closes >= add_working_days(opens, most + 1)


def together(ones: Iterable[datetime], others: Iterable[datetime]) -> datetime | None:
    """When one thing and another had first happened at most 60 seconds apart; ``None``: never."""
    known: Sequence[datetime] = sorted(others)
    met = []
    for at in ones:
        place = bisect_left(known, at - TOGETHER)
        if place < len(known) and known[place] <= at + TOGETHER:
            met.append(max(at, known[place]))
    return min(met, default=None)


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which people could act. ``closes`` is ``None`` while it is open."""

    opens: datetime
    closes: datetime | None

    @property
    def days(self) -> int:
        """Days between local dates, the opening day not counted; 0 while it is open."""
        return 0 if self.closes is None else (local_date(self.closes) - local_date(self.opens)).days

    @property
    def working_days(self) -> int | None:
        """Working days between local dates, the opening day not counted; 0 while it is open."""
        return 0 if self.closes is None else working_days(local_date(self.opens), local_date(self.closes))


@dataclass(frozen=True)
class Acts:
    """Questions that several rules ask of the same ordered acts."""

    events: tuple[Event, ...]

    @cached_property
    def _by_kind(self) -> Mapping[tuple[str, str | None], list[Event]]:
        """Acts by kind, and by kind and object."""
        found: dict[tuple[str, str | None], list[Event]] = defaultdict(list)
        for act in self.events:
            found[act.kind, None].append(act)
            if act.object is not None:
                found[act.kind, act.object].append(act)
        return dict(found)

    def of(self, kind: str, about: str | None = None) -> tuple[Event, ...]:
        """Acts of one kind, about one object if it is named."""
        return tuple(self._by_kind.get((kind, about), ()))

    def opened(self, about: str) -> datetime | None:
        """When a window first opened."""
        return next((act.at for act in self.of("window_opens", about)), None)

    def closed(self, about: str) -> datetime | None:
        """When a window closed for good; ``None`` while it is open, or when nothing says that it closed."""
        last = [act for act in self.events if act.kind.startswith("window_") and act.object == about][-1:]
        return last[0].at if last and last[0].kind == "window_closes" else None

    def is_open(self, about: str) -> bool:
        """Whether a window stands open: it was opened, and has not closed since."""
        return bool(self.of("window_opens", about)) and self.closed(about) is None

    def windows(self, about: str) -> tuple[Window, ...]:
        """The times in which a window stood open.

        Opened twice without closing between, it counts from the second opening: one of the two lines is
        wrong, and only the shorter time is sure.
        """
        found: list[Window] = []
        opens: datetime | None = None
        for act in self.events:
            if act.object != about or act.kind not in ("window_opens", "window_closes"):
                continue
            if act.kind == "window_opens":
                opens = act.at
            elif opens is not None:
                found.append(Window(opens, act.at))
                opens = None
        return (*found, Window(opens, None)) if opens is not None else tuple(found)

    def published(self, about: str) -> datetime | None:
        """When a thing was first published, in whichever language."""
        return next((act.at for act in self.of("publish", about)), None)

    def in_both_languages(self, about: str) -> datetime | None:
        """When a thing was first public in Welsh and English, at most 60 seconds apart; ``None``: never."""
        lines = self.of("publish", about)
        welsh = [act.at for act in lines if act.code == "cy"]
        return together(welsh, [act.at for act in lines if act.code == "en"])
