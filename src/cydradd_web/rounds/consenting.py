"""What can be done at a gate, by whoever looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.rounds.opening import where
from cydradd_web.rounds.selectors.consents import GatePage, Side, name_of
from cydradd_web.rounds.selectors.evidence import acts_of, pots_of
from cydradd_web.rounds.selectors.scope import items_of
from cydradd_web.rounds.windows import at_window


def at_gate(slug: str, round_id: int, gate: GatePage, by: By, at: datetime) -> list[Doing]:
    """What somebody with a seat can do at a gate; nothing for whoever has none."""
    if by.partner is None or by.seat is None:
        return []
    found = [] if gate.passed else [*_own(slug, round_id, gate, by, at), *_pots(slug, gate)]
    for side in gate.sides:
        found += _mediation(slug, gate, side, by)
    if Duty.OFFICER in by.duties:
        found += _override(slug, gate, by)
        found += at_window(slug, round_id, gate.gate, at)
    return found


def _to(name: str, slug: str, gate: GatePage, *more: object) -> str:
    return reverse(name, args=[slug, gate.gate, *more])


def with_ways(slug: str, gate: GatePage, by: By) -> GatePage:
    """The gate, with the way to where each fact that does not hold is put right by whoever looks."""
    here = reverse("gate", args=[slug, gate.gate])
    facts = []
    for fact in gate.facts:
        href = "" if fact.state == "holds" or gate.passed else where(slug, gate.gate, fact.codes, by)
        facts.append(replace(fact, href="" if href == here else href))
    return replace(gate, facts=tuple(facts))


def _to_read(slug: str, gate: Gate) -> list[Doing]:
    """What is read before a partner says anything at a gate."""
    found: Mapping[Gate, tuple[str, tuple[str, ...], str]] = {
        Gate.OPEN_LISTEN: ("scope", (), _("Read what this round is about")),
        Gate.OPEN_DESIGN: ("stage", ("listen",), _("Read what people said")),
        Gate.OPEN_APPLY: ("design-workshop", (), _("Read the design as it stands")),
        Gate.OPEN_DELIVER: ("stage", ("decide",), _("Read the result")),
        Gate.OPEN_SHARE: ("stage", ("evaluate",), _("Read what changed")),
        Gate.ENDING: ("stage", ("deliver",), _("Read what would be ended")),
    }
    if gate not in found:
        return []
    name, more, words = found[gate]
    return [Doing(words, reverse(name, args=[slug, *more]))]


def _own(slug: str, round_id: int, gate: GatePage, by: By, at: datetime) -> list[Doing]:
    """First what is consented to is read; then objection and consent stand beside one another, of one size."""
    side = gate.mine[by.partner]  # type: ignore[index]
    found = _to_read(slug, gate.gate)
    why_not = _nothing_to_consent_to(round_id, gate.gate, at)
    if side.objects:
        found.append(Doing(_("Our objection is over"), _to("end-objection", slug, gate)))
    else:
        found.append(Doing(_("Object"), _to("object", slug, gate), first=not why_not))
    if gate.needs_consent and not side.consented:
        words = _("End our objection and consent") if side.objects else _("Consent")
        found.append(Doing(words, _to("consent", slug, gate), why_not, first=not why_not))
    if side.consented:
        found.append(Doing(_("Take our consent back"), _to("take-back", slug, gate)))
    return found


def _nothing_to_consent_to(round_id: int, gate: Gate, at: datetime) -> str:
    """Why nobody can consent yet: no scope was said, no ballot was counted; empty: there is something."""
    if gate is Gate.OPEN_DELIVER and acts_of(round_id, at=at).published("ballots") is None:
        return _("There is nothing to consent to yet: the ballots are not counted.")
    if gate is not Gate.OPEN_LISTEN or (items_of(acts_of(round_id, at=at)) and pots_of(round_id)):
        return ""
    return _("There is nothing to consent to yet: it is not said what is open and closed, or no pot is named.")


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
