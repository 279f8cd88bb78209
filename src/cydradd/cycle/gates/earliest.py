"""The day from which a gate can open as far as the calendar rules it. Its other facts and its consents come on top."""

from __future__ import annotations

from datetime import date, timedelta

from cydradd.cycle.acts import Acts
from cydradd.cycle.gates.open_listen import NOTICE_DAYS
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.time import FIRST_YEAR, LAST_YEAR, add_working_days, local_date

CLOSES_FIRST = {Gate.OPEN_DESIGN: "listen", Gate.OPEN_DECIDE: "call"}
"""Gates that open once a window has closed."""


def after_notice(day: date) -> date | None:
    """The first day on which listening can open after a notice of one day; ``None``: its bank holidays are unknown."""
    return add_working_days(day, NOTICE_DAYS) if FIRST_YEAR <= day.year < LAST_YEAR else None


def earliest(gate: Gate, acts: Acts, last_day: date | None = None) -> date | None:
    """The first day on which a gate can open by the calendar; ``None``: nothing is known that it would wait for.

    Args:
        last_day: The announced last day of the window that must close before.
    """
    if gate is Gate.OPEN_LISTEN:
        published = acts.in_both_languages("notice")
        return None if published is None else after_notice(local_date(published))
    window = CLOSES_FIRST.get(gate)
    if window is None or last_day is None or not acts.is_open(window):
        return None
    return last_day + timedelta(days=1)
