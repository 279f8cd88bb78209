"""Telling people what was done in their rounds: read from the acts themselves, so that no act can forget to tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from cydradd.cycle.acts import short_form
from cydradd.cycle.events import Event
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import PARTNER_NAMES
from cydradd_web.accounts.selectors import holders
from cydradd_web.mail.days import day_in
from cydradd_web.mail.hooks import to_tell
from cydradd_web.mail.models import Told
from cydradd_web.mail.names import STAGES, WINDOWS
from cydradd_web.mail.services.about_rounds import About, tell
from cydradd_web.mail.words import link
from cydradd_web.rounds.selectors.news import LiveRound, acts_after, consent_waits, live_rounds

TOO_OLD = timedelta(days=3)
"""News older than this is no news: it stands on the pages, and in the weekly e-mail."""


def tell_news(*, at: datetime) -> None:
    """Tell whoever has to do with each round what is new in it."""
    told = dict(Told.objects.values_list("round_id", "position"))
    for round_ in live_rounds():
        if round_.last > told.get(round_.round_id, 0):
            _tell_round(round_, at)


def _tell_round(round_: LiveRound, at: datetime) -> None:
    """Tell of every act after the last that was told of, and of consent that is waited for now."""
    Told.objects.get_or_create(round_id=round_.round_id)
    with transaction.atomic():
        kept = Told.objects.select_for_update().get(round_id=round_.round_id)
        acts = acts_after(round_.round_id, kept.position)
        for act in map(short_form, acts):
            teller = TELLERS.get(act.kind)
            if teller is not None and act.at > at - TOO_OLD:
                teller(round_, act, at)
        if acts and acts[-1].at > at - TOO_OLD:
            _consent_needed(round_, at)
        Told.objects.filter(round_id=round_.round_id).update(position=round_.last)


def about(round_: LiveRound) -> About:
    """The round, as a message names it."""
    return About(round_.round_id, round_.slug, round_.reference, round_.title)


def _objection(round_: LiveRound, act: Event, at: datetime) -> None:
    """An objection, to every other seat. What it says stands on its page: it may be about somebody."""
    if act.code is not None or act.gate is None or act.partner is None:
        return
    stage = Gate(act.gate).stage
    for each in holders(round_.round_id):
        if each.seat != act.seat:
            tell(
                "objection",
                to=each.person,
                about=about(round_),
                href=link(lambda: reverse("stage", args=[round_.slug, stage])),
                at=at,
                key=f"{round_.round_id}-{act.row}",
                stage=STAGES[stage],
                partner=PARTNER_NAMES[act.partner],
            )


def _window_opens(round_: LiveRound, act: Event, at: datetime) -> None:
    """A window that has opened, to every seat and to those whom the apps know."""
    window = act.object or ""
    if window not in WINDOWS:
        return
    name, stage = WINDOWS[window]
    href = link(lambda: reverse("stage", args=[round_.slug, stage]))
    key, day = f"{round_.round_id}-{act.row}", day_in(round_.days.get(window))
    seats = {each.person for each in holders(round_.round_id)}
    for person in sorted(seats):
        tell("window-opens", to=person, about=about(round_), href=href, at=at, key=key, window=name, day=day)
    for reader in to_tell(window, round_.round_id, at):
        if reader.to not in seats:
            tell(
                reader.template or "window-opens",
                to=reader.to,
                about=about(round_),
                href=reader.href or href,
                at=at,
                key=key + reader.name,
                window=name,
                day=day,
                language=reader.language,
                stops="reminders",
            )


def _consent_needed(round_: LiveRound, at: datetime) -> None:
    """The next gate waits for a partner's consent alone: its seats are asked, once a gate."""
    found = consent_waits(round_.round_id, at=at)
    if found is None:
        return
    gate, partners = found
    for each in holders(round_.round_id):
        if each.partner in partners:
            tell(
                "consent-needed",
                to=each.person,
                about=about(round_),
                href=link(lambda: reverse("consent", args=[round_.slug, gate])),
                at=at,
                key=f"{round_.round_id}-{gate}",
                stage=STAGES[gate.stage],
            )


TELLERS: Mapping[str, Callable[[LiveRound, Event, datetime], None]] = {
    "objection": _objection,
    "window_opens": _window_opens,
}
"""What is told of each kind of act; of the others nothing is, but in the weekly e-mail."""
