"""What can be done on a round's first page: its scope, the gate before the listening, and what belongs to no stage."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd.cycle.acts import Acts
from cydradd.cycle.stages import Gate
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.rounds.selectors.evidence import acts_of, passed, pots_of
from cydradd_web.rounds.selectors.work import failed_or_waiting


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:
    """What can be done for the round as a whole. Anybody can read its scope and its gates."""
    found = [Doing(_("Read what this round is about"), reverse("scope", args=[slug]))]
    listening = reverse("gate", args=[slug, Gate.OPEN_LISTEN])
    if by.seat is None:
        return [*found, Doing(_("See the gate to listening as it stands now"), listening)]
    begun = passed(round_id, Gate.OPEN_LISTEN)
    if Duty.OFFICER in by.duties and not begun:
        found.append(Doing(_("Invite somebody"), reverse("invite", args=[slug])))
        found += _to_begin(slug, acts_of(round_id, at=at), money=bool(pots_of(round_id)))
    words = _("See the gate to listening as it stands now") if begun else _("Consent or object: the gate to listening")
    found.append(Doing(words, listening, first=not begun))
    found.append(Doing(_("People of this round"), reverse("people", args=[slug])))
    if failed_or_waiting(round_id):
        found.append(Doing(_("Work behind these pages"), reverse("work", args=[slug])))
    return found


def _to_begin(slug: str, acts: Acts, *, money: bool) -> list[Doing]:
    """What an officer does before the listening, in order; what was done is not said again."""
    steps = [
        Doing(_("Say what is open and what is closed"), reverse("scope-item", args=[slug])),
        Doing(_("Say what is fixed already"), reverse("scope-commitment", args=[slug])),
        Doing(_("Add an option"), reverse("scope-option", args=[slug])),
        Doing(_("Add a pot"), reverse("design-add", args=[slug, "pot"])),
    ]
    said = (bool(acts.of("item")), bool(acts.of("commitment")), len(acts.of("option")) > 1, money)
    found = [step for step, done in zip(steps, said, strict=True) if not done]
    if acts.in_both_languages("notice") is None:
        why_not = "" if acts.of("item") else _("Say first what is open and what is closed.")
        found.append(Doing(_("Publish the notice"), reverse("publish", args=[slug, "notice"]), why_not))
    return found
