"""Reminders before a window closes: a week before its last day, and on the day before it."""

from __future__ import annotations

from datetime import datetime, time

from django.urls import reverse

from cydradd.vocabulary.time import LOCAL, local_date
from cydradd_web.accounts.selectors import holders
from cydradd_web.mail.days import day_in
from cydradd_web.mail.hooks import Reader, to_remind
from cydradd_web.mail.names import WINDOWS
from cydradd_web.mail.services.about_rounds import tell
from cydradd_web.mail.services.telling import about
from cydradd_web.mail.words import link
from cydradd_web.rounds.selectors.news import LiveRound, live_rounds, windows_open

DAYS_BEFORE = (7, 1)
NOT_BEFORE = time(8)
"""Nobody is written to at night."""


def remind(*, at: datetime) -> int:
    """Remind everybody who has to do with a window that closes in a week, or tomorrow. How many messages."""
    if at.astimezone(LOCAL).time() < NOT_BEFORE:
        return 0
    today, sent = local_date(at), 0
    for round_ in live_rounds():
        due = {window: day for window, day in round_.days.items() if (day - today).days in DAYS_BEFORE}
        stands = windows_open(round_.round_id, at=at) if due else ()
        for window, day in due.items():
            if window in stands and window in WINDOWS:
                sent += _remind_of(round_, window, (day - today).days, at)
    return sent


def _remind_of(round_: LiveRound, window: str, days: int, at: datetime) -> int:
    """Remind of one window: its seats, and those whom the apps know. Each once for each of its last days."""
    readers = to_remind(window, round_.round_id, at)
    known = {reader.to for reader in readers}
    seats = [Reader(each.person) for each in holders(round_.round_id) if each.person not in known]
    return sum(_remind_one(round_, window, days, reader, at) for reader in (*readers, *seats))


def _remind_one(round_: LiveRound, window: str, days: int, reader: Reader, at: datetime) -> bool:
    name, stage = WINDOWS[window]
    day = round_.days[window]
    message = tell(
        reader.template or "window-closes",
        to=reader.to,
        about=about(round_),
        href=reader.href or link(lambda: reverse("stage", args=[round_.slug, stage])),
        at=at,
        key=f"{round_.round_id}-{window}-{day.isoformat()}-{days}{reader.name}",
        stops="reminders",
        language=reader.language,
        window=name,
        day=day_in(day),
        days=days,
    )
    return message is not None
