"""How far up the ladder of involvement an object came, worked out from acts and never declared.

Words of the ladder of co-production (Think Local Act Personal, TLAP); its rung "educating" leaves no trace in acts
and is not told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cydradd.design.involvement.acts import Act
from cydradd.design.involvement.log import Log, logs
from cydradd.design.involvement.signals import LADDER_GATES, Signal, signals_of
from cydradd.vocabulary.people import Partner

LEAST_PARTNERS = 2
"""Partners that must have made changes for co-design."""


class Rung(StrEnum):
    """The rungs, lowest first."""

    COERCION = "coercion"
    INFORMING = "informing"
    CONSULTATION = "consultation"
    ENGAGEMENT = "engagement"
    CO_DESIGN = "co-design"
    CO_PRODUCTION = "co-production"


LADDER = tuple(Rung)


@dataclass(frozen=True, slots=True)
class Reached:
    """The rung of one object. ``capped_by``: the signal that held it down, ``None`` when none did."""

    rung: Rung
    capped_by: str | None = None


def _shared_all_gates(log: Log) -> bool:
    """Whether all three consent at every gate of the ladder that was reached, at least one, and nobody overrode."""
    reached = [gate for gate in LADDER_GATES if log.reached(gate)]
    return (
        bool(reached) and not log.all_overrides and all(len(log.consenting(gate)) == len(Partner) for gate in reached)
    )


def _climbed(log: Log, found: Mapping[str, Signal]) -> Rung:
    if not log.in_time:
        told = log.told
        return Rung.INFORMING if told is not None and log.before_decision(told.at) else Rung.COERCION
    if not found["S5"].value:
        return Rung.CONSULTATION
    partners = {act.partner for act in log.of("change") if act.partner is not None}
    if len(partners) < LEAST_PARTNERS:
        return Rung.ENGAGEMENT
    return Rung.CO_PRODUCTION if _shared_all_gates(log) else Rung.CO_DESIGN


def rung_of(log: Log, found: Mapping[str, Signal]) -> Reached:
    """The rung, given the signals of the same log."""
    climbed = _climbed(log, found)
    if found["S1"].flag and LADDER.index(climbed) > LADDER.index(Rung.INFORMING):
        return Reached(Rung.INFORMING, "S1")
    return Reached(climbed)


def rung(events: Iterable[Act], object: str) -> Reached:
    """The rung that one object reached.

    Each rung asks for those below it. A window that opened only after the decision is no window: nobody could move
    what was decided. Told before the decision (``informing``) means any publication that is not about another object,
    a draft text, or a commitment that was published or announced. A gate counts as reached when any line names it.
    """
    log = logs(events).get(object) or Log(object, ())
    return rung_of(log, signals_of(log))
