"""Effort: how long people work on a form, and what a grant is worth after that.

Active time is not thinking time: it is the time in which a form was touched. What a round is worth after the
time it took stands in `cydradd.apply.net`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from cydradd.apply.net import net_funding, net_grant

__all__ = ["IDLE", "KINDS", "OFFLINE", "Effort", "FormEvent", "active_seconds", "effort", "net_funding", "net_grant"]

IDLE = 120
"""Seconds without a touch after which somebody is taken to have stopped working (apply.md 3.4)."""
KINDS = ("edit", "choose", "upload", "save", "focus")
OFFLINE = "offline"
"""Kind of the answer to the one question about time away from the form. It is no touch of the form."""


@dataclass(frozen=True, slots=True)
class FormEvent:
    """One touch of a form, without anything that was written.

    Attributes:
        editor, session: Pseudonyms of one person, and of one tab or sitting of that person.
        at: UTC instant, whole seconds.
        kind: One of `KINDS`, or `OFFLINE`.
        minutes: Of an `OFFLINE` answer: minutes spent away from the form. ``None`` for every other kind.
    """

    application: str
    editor: str
    session: str
    at: datetime
    kind: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Effort:
    """Time spent on a form.

    Attributes:
        active_seconds: Person-time: what each editor spent, added up.
        by_editor: The same for each editor.
        events: Different touches; ``duplicates`` are those that were sent again.
        gaps_cut: Pauses longer than the cut-off; none of their time counts.
        offline_minutes: Told time away from the form. ``None``: nobody told, which is not 0.
        missing_offline: Editors who did not tell.
    """

    active_seconds: int
    by_editor: dict[str, int]
    events: int
    duplicates: int
    gaps_cut: int
    offline_minutes: int | None
    missing_offline: int

    @property
    def editors(self) -> int:
        """How many people worked on it."""
        return len(self.by_editor)


def active_seconds(events: Iterable[FormEvent], idle: int = IDLE) -> int:
    """Person-time in seconds: of each editor, every pause of at most ``idle`` seconds, over all tabs and sessions.

    A longer pause counts nothing. The order of the events and sending one twice change nothing.
    """
    return effort(events, idle).active_seconds


def effort(events: Iterable[FormEvent], idle: int = IDLE) -> Effort:
    """Time spent on a form, and what the number leaves out.

    Args:
        events: Of one application, or of several: one person in two forms at once is still one person.
        idle: Seconds; a pause that is longer counts nothing.
    """
    given = list(events)
    touches = {event for event in given if event.kind != OFFLINE}
    times: defaultdict[str, list[datetime]] = defaultdict(list)
    for event in touches:
        times[event.editor].append(event.at)
    for event in given:
        times.setdefault(event.editor, [])
    gaps = {editor: _gaps(moments) for editor, moments in times.items()}
    by_editor = {editor: sum(gap for gap in each if gap <= idle) for editor, each in sorted(gaps.items())}
    told = _offline(given)
    return Effort(
        active_seconds=sum(by_editor.values()),
        by_editor=by_editor,
        events=len(touches),
        duplicates=len(given) - len(set(given)),
        gaps_cut=sum(gap > idle for each in gaps.values() for gap in each),
        offline_minutes=sum(told.values()) if told else None,
        missing_offline=len(set(times) - {editor for editor, _ in told}),
    )


def _gaps(moments: list[datetime]) -> list[int]:
    """Seconds between one touch and the next."""
    return [int((after - before).total_seconds()) for before, after in pairwise(sorted(moments))]


def _offline(events: Iterable[FormEvent]) -> dict[tuple[str, str], int]:
    """Minutes told by each editor for each application; the last answer counts."""
    found: dict[tuple[str, str], int] = {}
    answers = [(event.at, event.minutes, event) for event in events if event.minutes is not None]
    for _, minutes, event in sorted(answers, key=lambda each: each[:2]):
        found[event.editor, event.application] = minutes
    return found
