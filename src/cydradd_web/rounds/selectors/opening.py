"""Whether a window could open now, and from which day on: asked before anybody presses anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cydradd.cycle.acts import Acts, working_days
from cydradd.cycle.events import Event
from cydradd.cycle.gates import Fact, State
from cydradd.cycle.gates.earliest import CLOSES_FIRST, after_notice, earliest
from cydradd.cycle.gates.open_decide import CALL_DAYS
from cydradd.cycle.gates.open_design import LISTENING_DAYS
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.report.ahead import listened
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.rounds.selectors.evidence import acts_of, gate_state, last_day

GATES = {
    "listen": Gate.OPEN_LISTEN,
    "design": Gate.OPEN_DESIGN,
    "call": Gate.OPEN_APPLY,
    "ballot": Gate.OPEN_DECIDE,
}
"""The windows, and the gate that must be open before each opens."""
TIME_ALONE = frozenset({"short-notice", "listening-open", "short-listening", "call-open", "short-call"})
"""Facts that only time makes true, once a day is known for them."""
COUNTED = {"short-listening": "listen", "short-call": "call"}
"""Facts for which the days of a window are counted once it is closed."""
WINDOWS = {gate: window for window, gate in GATES.items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands between a round and the opening of a window.

    Attributes:
        lacking: Facts that do not hold, each with who can supply it; none: the window can open now.
        day: The first day on which the calendar lets it open, where that is still to come.
    """

    gate: Gate
    lacking: tuple[Fact, ...]
    day: date | None


def planned(window: str, at: datetime) -> tuple[Event, ...]:
    """The act that would open a window, which facts about its day are judged by; the design has none of those."""
    return () if window == "design" else (Event(kind="window_opens", at=at, object=window),)


def standing(round_id: int, window: str, *, at: datetime) -> Standing:
    """What stands between a round and the opening of a window, were it opened at an instant."""
    gate = GATES[window]
    state = gate_state(round_id, gate, at=at, planned=planned(window, at))
    shut = state.state not in (State.OPEN, State.OVERRIDDEN)
    lacking = tuple(fact for fact in state.facts if fact.state is not FactState.HOLDS) if shut else ()
    return Standing(gate, lacking, to_wait_for(round_id, gate, at=at))


def to_wait_for(round_id: int, gate: Gate, *, at: datetime) -> date | None:
    """The first day on which the calendar lets a gate open, while that is still to come. Two queries."""
    day = earliest_day(round_id, gate, at=at)
    return day if day is not None and day > local_date(at) else None


def so_far(acts: Acts, fact: Fact, at: datetime) -> Bilingual | None:
    """What was found of a fact; of a window that stands open, its days so far."""
    code = next(iter(fact.codes), "")
    window = COUNTED.get(code)
    if window is None or not acts.is_open(window):
        return fact.detail
    if window == "listen":
        days: int | None = listened(acts, at)
        cy, en = "Diwrnodau", "Days"
    else:
        counted = [
            each.working_days if each.closes else working_days(local_date(each.opens), local_date(at))
            for each in acts.windows(window)
        ]
        days = None if None in counted else sum(filter(None, counted))
        cy, en = "Diwrnodau gwaith", "Working days"
    if days is None:
        return fact.detail
    return Bilingual(
        f"{cy} hyd yma: {days}. Maent yn cyfrif pan fydd yn cau.", f"{en} so far: {days}. They count when it closes."
    )


def earliest_day(round_id: int, gate: Gate, *, at: datetime) -> date | None:
    """The first day on which the calendar lets a gate open, past or to come. Two queries."""
    before = CLOSES_FIRST.get(gate)
    return earliest(gate, acts_of(round_id, at=at), last_day(round_id, before) if before else None)


def if_told_today(at: datetime) -> date | None:
    """The first day on which the listening could open, if the notice were published at an instant."""
    return after_notice(local_date(at))


def first_last_day(window: str, acts: Acts, at: datetime) -> date | None:
    """The earliest last day of a window that opens now: sooner, and the next gate could never open."""
    today, before = local_date(at), acts.windows(window)
    if window == "listen":
        return today + timedelta(days=max(0, LISTENING_DAYS - sum(each.days for each in before)))
    if window != "call":
        return None
    needed = CALL_DAYS - sum(each.working_days or 0 for each in before)
    day = today
    while (days := working_days(today, day)) is not None and days < needed:
        day += timedelta(days=1)
    return None if days is None else day
