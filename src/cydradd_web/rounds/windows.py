"""What the officer can do about a window: open it, keep it open for longer, close it."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.rounds.opening import opening
from cydradd_web.rounds.selectors.evidence import acts_of, last_day
from cydradd_web.rounds.selectors.opening import WINDOWS


def open_words(window: str) -> str:
    """What opening a window is called."""
    return {
        "listen": _("Open the listening"),
        "design": _("Open the design"),
        "call": _("Open the call"),
        "ballot": _("Open the ballot"),
    }[window]


def close_words(window: str) -> str:
    """What closing a window is called."""
    return {
        "listen": _("Close the listening"),
        "design": _("Close the design"),
        "call": _("Close the call"),
        "ballot": _("Close the voting"),
    }[window]


def day_words(day: date | None) -> str:
    """What giving a window a later last day is called; ``None``: it has none yet."""
    return _("Keep it open for longer") if day else _("Set the last day")


def after_words(window: str) -> str:
    """What closing a window means."""
    if window == "ballot":
        return _("Nobody can vote afterwards; then the ballots can be counted.")
    return _("After this nobody can act in it any more.")


def to_open(slug: str, round_id: int, window: str, at: datetime, words: str = "") -> Doing:
    """The officer's way to open a window, or why that cannot be done yet."""
    found = opening(slug, round_id, window, By(duties=frozenset({Duty.OFFICER})), at)
    return Doing(words or open_words(window), reverse("open-window", args=[slug, window]), found.why_not)


def at_window(slug: str, round_id: int, gate: Gate, at: datetime) -> list[Doing]:
    """What can be done about the window behind a gate. Two queries, and the gate's own while it is shut."""
    window = WINDOWS.get(gate)
    if window is None:
        return []
    acts, day = acts_of(round_id, at=at), last_day(round_id, window)
    if not acts.is_open(window):
        again = acts.opened(window) is not None
        return [] if again else [to_open(slug, round_id, window, at)]
    early = day is not None and local_date(at) <= day
    why_not = _("It closes by itself when its last day is over.") if early else ""
    return [
        Doing(day_words(day), reverse("extend-window", args=[slug, window])),
        Doing(close_words(window), reverse("close-window", args=[slug, window]), why_not, note=after_words(window)),
    ]
