"""What the officer can do about a window: open it, keep it open for longer, close it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.time import local_date
from cydradd_web.components.doing import Doing
from cydradd_web.rounds.selectors.evidence import acts_of, last_day
from cydradd_web.rounds.services.windows import GATES

WINDOW_OF = {gate: window for window, gate in GATES.items()}


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


def at_window(slug: str, round_id: int, gate: Gate, at: datetime) -> list[Doing]:
    """What can be done about the window behind a gate. Two queries."""
    window = WINDOW_OF.get(gate)
    if window is None:
        return []
    acts, day = acts_of(round_id, at=at), last_day(round_id, window)
    if not acts.is_open(window):
        again = acts.opened(window) is not None
        return [] if again else [Doing(open_words(window), reverse("open-window", args=[slug, window]))]
    early = day is not None and local_date(at) <= day
    why_not = _("It closes by itself when its last day is over.") if early else ""
    return [
        Doing(_("Keep it open for longer"), reverse("extend-window", args=[slug, window])),
        Doing(close_words(window), reverse("close-window", args=[slug, window]), why_not),
    ]
