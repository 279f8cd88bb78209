"""What can be done at a gate, by whoever looks."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.rounds.selectors.consents import GatePage, Side, name_of
from cydradd_web.rounds.windows import at_window


def at_gate(slug: str, round_id: int, gate: GatePage, by: By, at: datetime) -> list[Doing]:
    """What somebody with a seat can do at a gate; nothing for whoever has none."""
    if by.partner is None or by.seat is None:
        return []
    found = [] if gate.passed else [*_own(slug, gate, gate.mine[by.partner]), *_pots(slug, gate)]
    for side in gate.sides:
        found += _mediation(slug, gate, side, by)
    if Duty.OFFICER in by.duties:
        found += _override(slug, gate, by)
        found += at_window(slug, round_id, gate.gate, at)
    return found


def _to(name: str, slug: str, gate: GatePage, *more: object) -> str:
    return reverse(name, args=[slug, gate.gate, *more])


def _own(slug: str, gate: GatePage, side: Side) -> list[Doing]:
    """Consent and objection stand beside one another, of one size."""
    found = []
    if gate.needs_consent and not side.consented:
        found.append(Doing(_("Consent"), _to("consent", slug, gate), first=True))
    if side.objects:
        found.append(Doing(_("Our objection is over"), _to("end-objection", slug, gate)))
    else:
        found.append(Doing(_("Object"), _to("object", slug, gate), first=True))
    if side.consented:
        found.append(Doing(_("Take our consent back"), _to("take-back", slug, gate)))
    return found


def _pots(slug: str, gate: GatePage) -> list[Doing]:
    if gate.gate is not Gate.OPEN_APPLY:
        return []
    return [Doing(_("Say what a pot’s owner decided"), reverse("pot-consent", args=[slug]))]


def _mediation(slug: str, gate: GatePage, side: Side, by: By) -> list[Doing]:
    if not side.objects:
        return []
    if side.mediator is not None:
        words = _("End the mediation. Partner: %(partner)s") % {"partner": side.name}
        may = by.partner is side.partner or by.seat == side.mediator
        why_not = "" if may else _("The mediator, or the partner that objects, can end it early.")
        return [Doing(words, _to("end-mediation", slug, gate, side.partner), why_not)]
    words = _("Open mediation. Partner: %(partner)s") % {"partner": side.name}
    why_not = _("Mediation was tried twice.") if side.repeated else ""
    return [Doing(words, _to("mediate", slug, gate, side.partner), why_not)]


def _override(slug: str, gate: GatePage, by: By) -> list[Doing]:
    if by.partner is not Partner.PUBLIC or gate.passed or not any(side.objects for side in gate.sides):
        return []
    why_not = "" if gate.may_override else _("Mediation and its one repeat must end first.")
    return [Doing(_("Act despite an objection"), _to("override", slug, gate), why_not)]


def gates_of(slug: str, stage: Stage, language: Language) -> list[Doing]:
    """The way to the gate that opens a stage, and to the next one."""
    order = list(Stage)
    after = order[order.index(stage) + 1 :][:1]
    gates = [Gate(f"open-{each}") for each in (stage, *after)] + ([Gate.ENDING] if stage is Stage.DELIVER else [])
    words = _("The gate as it stands now: %(stage)s")
    return [Doing(words % {"stage": name_of(gate, language)}, reverse("gate", args=[slug, gate])) for gate in gates]
