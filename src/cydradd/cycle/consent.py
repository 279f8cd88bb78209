"""Consent, objection, mediation and override: how three equal partners open a gate.

A partner consents when it has recorded consent and maintains no reasoned objection. Silence is not consent.
An objection goes to mediation, which ends after ten working days at the latest and is repeated once. After
the repeat the gate stays closed, unless a public body acts alone in the open: with its office, legal ground
and reasons in both languages (cycle.md section 1; joint power: Well-being of Future Generations (Wales) Act
2015 ss.29-30).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cydradd.cycle.acts import in_order
from cydradd.cycle.events import Event
from cydradd.cycle.round import Seat
from cydradd.cycle.stages import Gate
from cydradd.cycle.standing import MEDIATION_DAYS, MEDIATIONS, PartnerState, Standing, at, concerned, moved
from cydradd.design.pots import Pot
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date

__all__ = [
    "MEDIATIONS",
    "MEDIATION_DAYS",
    "Override",
    "PartnerState",
    "Standing",
    "may_override",
    "overrides",
    "owner_consents",
    "partner_states",
    "sustained_objections",
]


def partner_states(
    events: Iterable[Event], gate: Gate, *, as_of: datetime | None = None
) -> dict[Partner, PartnerState]:
    """Where each partner stands before ``gate`` at ``as_of`` (default: when the last act was done).

    The order of ``events`` does not matter: acts count by their time. An objection that names no harm is
    reported (`refusals.defects`), and stops the gate like any other until its partner completes it or
    withdraws it.
    """
    states = {partner: PartnerState(partner) for partner in Partner}
    acts = in_order(events, as_of)
    for act in acts:
        if act.gate == gate:
            states |= {partner: moved(states[partner], act) for partner in concerned(act)}
    now = as_of or (acts[-1].at if acts else None)
    return states if now is None else {name: at(state, now) for name, state in states.items()}


def owner_consents(events: Iterable[Event], pot: Pot) -> bool | None:
    """Whether a pot's owner, or the person whose budget it is, consents; ``None``: nobody has said.

    Read from the last consent line about the pot and from its own row; a refusal in either is a refusal.
    """
    lines = [act for act in in_order(events) if (act.kind, act.object, act.partner) == ("consent", pot.id, None)]
    if (lines and lines[-1].code == "withdrawn") or pot.consent is False:
        return False
    return True if lines or pot.consent else None


def may_override(events: Iterable[Event], gate: Gate, *, at: datetime | None = None) -> bool:
    """Whether a public body may act alone: somebody objects, and every objection was mediated twice."""
    objecting = [state for state in partner_states(events, gate, as_of=at).values() if state.objects]
    return bool(objecting) and all(state.sustained for state in objecting)


def _faults(override: Event, states: Collection[PartnerState], seats: Sequence[Seat] | None) -> tuple[str, ...]:
    """Why an override is refused, as codes, given where partners stand at its gate when it is made."""
    text = override.text or Bilingual()
    rules = {
        "override-without-objection": any(state.objects for state in states),
        "override-before-mediation": all(state.sustained for state in states if state.objects),
        "override-not-in-round": _in_round(override, seats),
        "override-without-office": bool((override.office or "").strip()),
        "override-without-ground": bool((override.ground or "").strip()),
        "override-without-reasons": bool((text.cy or "").strip() and (text.en or "").strip()),
    }
    return tuple(code for code, kept in rules.items() if not kept)


def _in_round(override: Event, seats: Sequence[Seat] | None) -> bool:
    """Whether the body that acts is a public one with a seat in this round on that day."""
    if override.partner is not Partner.PUBLIC:
        return False
    if seats is None:
        return True
    day = local_date(override.at)
    public = {seat.seat for seat in seats if seat.partner is Partner.PUBLIC and seat.holds_on(day)}
    return bool(public) and (override.seat is None or override.seat in public)


@dataclass(frozen=True, slots=True)
class Override:
    """One override line: what was done, and why it is refused if it is."""

    act: Event
    faults: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it opens its gate."""
        return not self.faults


def overrides(
    events: Iterable[Event], *, as_of: datetime | None = None, seats: Sequence[Seat] | None = None
) -> tuple[Override, ...]:
    """Every override line in order, refused ones included. Those that stand are counted on the first page.

    Args:
        seats: Seats of the round, to tell whether the body is in it. ``None``: not known.
    """
    states: dict[str | None, dict[Partner, PartnerState]] = {}
    found = []
    for act in in_order(events, as_of):
        gate = states.setdefault(act.gate, {partner: PartnerState(partner) for partner in Partner})
        if act.kind == "override":
            now = [at(state, act.at) for state in gate.values()]
            found.append(Override(act, _faults(act, now, seats)))
        gate |= {partner: moved(gate[partner], act) for partner in concerned(act)}
    return tuple(found)


def sustained_objections(
    events: Iterable[Event], *, as_of: datetime | None = None
) -> tuple[tuple[Gate, PartnerState], ...]:
    """Objections that outlived mediation and its repeat and are still maintained, by gate and partner."""
    acts = tuple(events)
    states = {gate: partner_states(acts, gate, as_of=as_of) for gate in Gate}
    return tuple((gate, state) for gate, by in states.items() for state in by.values() if state.sustained)
