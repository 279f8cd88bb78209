"""Consent, objection, mediation and override: how three equal partners open a gate.

A partner consents when it has recorded consent and maintains no reasoned objection. Silence is not consent.
An objection goes to mediation, which ends after ten working days at the latest and is repeated once. After
the repeat the gate stays closed, unless a public body acts alone in the open: with its office, legal ground
and reasons in both languages (cycle.md section 1; joint power: Well-being of Future Generations (Wales) Act
2015 ss.29-30).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from cydradd.cycle.acts import in_order, working_days
from cydradd.cycle.events import Event
from cydradd.cycle.round import Seat
from cydradd.cycle.stages import Gate
from cydradd.design.pots import Pot
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date

MEDIATION_DAYS = 10
"""Working days after which a mediation has ended, whether or not anybody says so."""
MEDIATIONS = 2
"""A mediation and its one repeat."""


class Standing(StrEnum):
    """Where one partner stands before one gate."""

    WAITING = "waiting"
    CONSENTED = "consented"
    OBJECTED = "objected"
    MEDIATION = "mediation"


@dataclass(frozen=True, slots=True)
class PartnerState:
    """One partner before one gate.

    Attributes:
        since: When this standing began; ``None`` while the partner has said nothing.
        withdrawn: The partner had consented and took it back.
        objection: The act by which it objects, while it does: ``harm`` and ``remedy`` are its words.
        mediations: How many mediations of this objection have begun.
        ended: How many of them have ended.
        mediation_opened: When the mediation now under way began.
    """

    partner: Partner
    standing: Standing = Standing.WAITING
    since: datetime | None = None
    withdrawn: bool = False
    objection: Event | None = None
    mediations: int = 0
    ended: int = 0
    mediation_opened: datetime | None = None
    consented_at: datetime | None = None

    @property
    def harm(self) -> Bilingual | None:
        """The harm the objection names; ``None``: no objection, or said in one unnamed language."""
        return self.objection.harm if self.objection else None

    @property
    def remedy(self) -> Bilingual | None:
        """What would remove the objection, by those who object."""
        return self.objection.remedy if self.objection else None

    @property
    def objects(self) -> bool:
        """Whether a live objection is maintained, in mediation or not."""
        return self.objection is not None

    @property
    def sustained(self) -> bool:
        """Whether the objection outlived mediation and its repeat."""
        return self.objects and self.ended >= MEDIATIONS


def _consent(state: PartnerState, act: Event) -> PartnerState:
    if act.code == "withdrawn":
        standing = state.standing if state.objects else Standing.WAITING
        return replace(state, standing=standing, since=act.at, withdrawn=True, consented_at=None)
    return PartnerState(state.partner, Standing.CONSENTED, act.at, consented_at=act.at)


def _objection(state: PartnerState, act: Event) -> PartnerState:
    if act.code in ("resolved", "withdrawn"):
        standing = Standing.CONSENTED if state.consented_at else Standing.WAITING
        since = act.at if state.objects else state.since
        return PartnerState(state.partner, standing, since, state.withdrawn, consented_at=state.consented_at)
    if state.objects:
        return replace(state, objection=act)
    return replace(state, standing=Standing.OBJECTED, since=act.at, objection=act)


def _mediation_opens(state: PartnerState, act: Event) -> PartnerState:
    if not state.objects or state.standing is Standing.MEDIATION:
        return state
    return replace(
        state,
        standing=Standing.MEDIATION,
        since=act.at,
        mediations=state.mediations + 1,
        mediation_opened=act.at,
    )


def _mediation_ends(state: PartnerState, at: datetime) -> PartnerState:
    if state.standing is not Standing.MEDIATION:
        return state
    return replace(state, standing=Standing.OBJECTED, since=at, ended=state.ended + 1, mediation_opened=None)


def _time_passes(state: PartnerState, at: datetime) -> PartnerState:
    """End a mediation whose tenth working day is over at ``at``."""
    opened = state.mediation_opened
    if opened is None:
        return state
    day_before = local_date(at) - timedelta(days=1)
    over = (working_days(local_date(opened), day_before) or 0) >= MEDIATION_DAYS
    return _mediation_ends(state, at) if over else state


def _mediation_closes(state: PartnerState, act: Event) -> PartnerState:
    return _mediation_ends(state, act.at)


_MOVES: Mapping[str, Callable[[PartnerState, Event], PartnerState]] = {
    "consent": _consent,
    "objection": _objection,
    "mediation_opens": _mediation_opens,
    "mediation_closes": _mediation_closes,
}


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
        if act.kind not in _MOVES or act.gate != gate:
            continue
        if act.kind == "consent" and act.object is not None:
            continue  # a pot's owner, not a partner
        for partner in _concerned(act):
            states[partner] = _MOVES[act.kind](_time_passes(states[partner], act.at), act)
    now = as_of or (acts[-1].at if acts else None)
    return states if now is None else {name: _time_passes(state, now) for name, state in states.items()}


def _concerned(act: Event) -> tuple[Partner, ...]:
    """The partner an act is of; a mediation that names none is of everybody who objects."""
    if act.partner is not None:
        return (act.partner,)
    return tuple(Partner) if act.kind.startswith("mediation") else ()


def owner_consents(events: Iterable[Event], pot: Pot) -> bool | None:
    """Whether a pot's owner, or the person whose budget it is, consents; ``None``: nobody has said.

    Read from the last consent line about the pot and from its own row; a refusal in either is a refusal.
    """
    lines = [
        act for act in in_order(events) if (act.kind, act.object, act.partner) == ("consent", pot.id, None)
    ]
    if (lines and lines[-1].code == "withdrawn") or pot.consent is False:
        return False
    return True if lines or pot.consent else None


def may_override(events: Iterable[Event], gate: Gate, *, at: datetime | None = None) -> bool:
    """Whether a public body may act alone: somebody objects, and every objection was mediated twice."""
    objecting = [state for state in partner_states(events, gate, as_of=at).values() if state.objects]
    return bool(objecting) and all(state.sustained for state in objecting)


def override_faults(
    override: Event, before: Sequence[Event], seats: Sequence[Seat] | None = None
) -> tuple[str, ...]:
    """Why an override is refused, as codes; empty: it stands.

    Args:
        override: The act, in its short form.
        before: Every act before it.
        seats: Seats of the round, to tell whether the body is in it. ``None``: not known.
    """
    gate = Gate(override.gate) if override.gate in list(Gate) else None
    states = partner_states(before, gate, as_of=override.at).values() if gate else ()
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
    """Every override line in order, refused ones included. Those that stand are counted on the first page."""
    acts = in_order(events, as_of)
    return tuple(
        Override(act, override_faults(act, acts[:place], seats))
        for place, act in enumerate(acts)
        if act.kind == "override"
    )


def sustained_objections(
    events: Iterable[Event], *, as_of: datetime | None = None
) -> tuple[tuple[Gate, PartnerState], ...]:
    """Objections that outlived mediation and its repeat and are still maintained, by gate and partner."""
    acts = tuple(events)
    states = {gate: partner_states(acts, gate, as_of=as_of) for gate in Gate}
    return tuple((gate, state) for gate, by in states.items() for state in by.values() if state.sustained)
