"""Where one partner stands before one gate, and how each act moves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from cydradd.cycle.acts import passes
from cydradd.cycle.events import Event
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


def at(state: PartnerState, now: datetime) -> PartnerState:
    """Where a partner stands at a later instant: a mediation ends when its tenth working day is over."""
    opened = state.mediation_opened
    if opened is None:
        return state
    yesterday = local_date(now) - timedelta(days=1)
    over = passes(local_date(opened), yesterday, MEDIATION_DAYS - 1)
    return _mediation_ends(state, now) if over else state


def _mediation_closes(state: PartnerState, act: Event) -> PartnerState:
    return _mediation_ends(state, act.at)


_MOVES: Mapping[str, Callable[[PartnerState, Event], PartnerState]] = {
    "consent": _consent,
    "objection": _objection,
    "mediation_opens": _mediation_opens,
    "mediation_closes": _mediation_closes,
}


def concerned(act: Event) -> tuple[Partner, ...]:
    """Partners whose standing an act may move; a mediation that names none is of everybody who objects."""
    if act.kind not in _MOVES or (act.kind == "consent" and act.object is not None):
        return ()  # a consent with an object is of a pot's owner
    if act.partner is not None:
        return (act.partner,)
    return tuple(Partner) if act.kind.startswith("mediation") else ()


def moved(state: PartnerState, act: Event) -> PartnerState:
    """Where a partner stands after an act that concerns it."""
    return _MOVES[act.kind](at(state, act.at), act)
