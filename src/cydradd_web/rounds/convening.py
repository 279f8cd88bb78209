"""What can be done on a round's first page: its scope, the gate before the listening, and what belongs to no stage."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd.cycle.stages import Gate
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.rounds.selectors.evidence import acts_of, passed, pots_of
from cydradd_web.rounds.selectors.scope import items_of
from cydradd_web.rounds.selectors.work import failed_or_waiting
from cydradd_web.rounds.steps import steps


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:
    """What can be done for the round as a whole: first it is read, then spoken to. Anybody can read it."""
    listening = reverse("gate", args=[slug, Gate.OPEN_LISTEN])
    see = Doing(_("See the gate to listening as it stands now"), listening)
    if by.seat is None:
        return [_read(slug), see]
    begun = passed(round_id, Gate.OPEN_LISTEN)
    found = [_read(slug, first=not begun and Duty.OFFICER not in by.duties)]
    if begun:
        found.append(see)
    elif Duty.OFFICER in by.duties:
        found += _to_begin(slug, round_id, at)
    else:
        found.append(_speak(listening, round_id, at))
    found.append(Doing(_("People of this round"), reverse("people", args=[slug])))
    if failed_or_waiting(round_id):
        found.append(Doing(_("Work behind these pages"), reverse("work", args=[slug])))
    return found


def _read(slug: str, *, first: bool = False) -> Doing:
    return Doing(_("Read what this round is about"), reverse("scope", args=[slug]), first=first)


def _speak(listening: str, round_id: int, at: datetime) -> Doing:
    """Consent or objection: the next thing once there is something to consent to."""
    said = bool(items_of(acts_of(round_id, at=at)) and pots_of(round_id))
    return Doing(_("Consent or object: the gate to listening"), listening, first=said)


def _to_begin(slug: str, round_id: int, at: datetime) -> list[Doing]:
    """What the officer does before the listening, in order; what was done stands, ticked, on the page of the scope."""
    found = []
    for step in steps(slug, round_id, at):
        if step.name == "consent":
            words = _("Consent or object: the gate to listening")
            found.append(Doing(words, step.href, first=step.next and not step.done))
        elif not step.done:
            found.append(Doing(step.words, step.href, step.note if step.waits else "", first=step.next))
    return found
