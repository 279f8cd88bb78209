"""What has not happened yet in a round that is under way, told apart from what is not known.

A folder without acts says nothing of what happened when: there, what no file shows is not known. Where acts are told,
a stage of which nothing is there, nor of any stage after it, has not begun.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.gates import Fact, GateState, State
from cydradd.cycle.gates.open_design import LISTENING_DAYS
from cydradd.cycle.gates.rules import FactState, count
from cydradd.cycle.invariants import InvariantState
from cydradd.cycle.invariants import State as RuleState
from cydradd.cycle.report.story import Story
from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date

NOT_YET = "not_yet"
_BEGUN = ("done", "present", "faulty")
_AFTER_EVALUATE = (Stage.SHARE, Stage.FOLLOW)
"""Stages that can be worked out, or shared, from what earlier stages hold."""


def listened(acts: Acts, at: datetime) -> int:
    """Days that listening has stood open until an instant, all its windows together."""
    today = local_date(at)
    return sum(each.days if each.closes else (today - local_date(each.opens)).days for each in acts.windows("listen"))


@dataclass(frozen=True)
class Ahead:
    """What of a round still lies ahead, by its own acts."""

    story: Story

    @cached_property
    def acts(self) -> Acts:
        """What has happened by the round's clock."""
        return Acts(in_order(self.story.tables.events or (), self.story.settings.as_of))

    def stage(self, stage: Stage) -> bool:
        """Whether a stage has not begun, nor any after it."""
        order = list(Stage)
        rest = [stage, *(each for each in order[order.index(stage) + 1 :] if each not in _AFTER_EVALUATE)]
        return bool(self.acts.events) and not any(self.story.stages.get(each) in _BEGUN for each in rest)

    def gate(self, gate: Gate) -> bool:
        """Whether the round has not come to a gate; to that of endings, while nothing is being ended."""
        if gate is Gate.ENDING:
            return bool(self.acts.events) and not self.story.tables.endings
        return self.stage(gate.stage)

    def state(self, state: GateState) -> str:
        """How a gate stands, in the words of a page: ``not_yet`` where what is not shown lies ahead."""
        return NOT_YET if state.state is State.NOT_EVIDENCED and self.gate(state.gate) else str(state.state)

    def fact(self, state: GateState, fact: Fact) -> str:
        """How one fact of a gate stands, in the words of a page."""
        waits = fact.state is FactState.NOT_EVIDENCED and self.gate(state.gate)
        return NOT_YET if waits or self._still_listening(fact) else str(fact.state)

    def _still_listening(self, fact: Fact) -> bool:
        return bool({"listening-open", "short-listening"} & set(fact.codes)) and self.acts.is_open("listen")

    def detail(self, fact: Fact) -> Bilingual | None:
        """What was found, and so far while people are still listened to."""
        if "short-listening" not in fact.codes or not self.acts.is_open("listen"):
            return fact.detail
        return count("Diwrnodau gwrando hyd yma", "Days of listening so far", self.days_listened, LISTENING_DAYS)

    @cached_property
    def days_listened(self) -> int:
        """Days that listening has stood open until today, all its windows together."""
        return listened(self.acts, self.story.settings.as_of)

    def rule(self, rule: InvariantState) -> str:
        """How an invariant stands, in the words of a page: its own ``not_yet`` while there is nothing to judge."""
        waits = _WAITS_FOR.get(rule.id)
        if rule.state is not RuleState.NOT_EVIDENCED or waits is None or not self.acts.events:
            return str(rule.state)
        return f"not_yet.{waits}" if _AHEAD[waits](self) else str(rule.state)


_WAITS_FOR: Mapping[str, str] = {
    "I1": "awards", "I2": "payments", "I3": "payments", "I5": "decision", "I6": "design", "I7": "count",
    "I8": "call", "I9": "design", "I10": "awards", "I11": "endings", "I15": "call",
}  # fmt: skip
"""What must have happened before a rule can be judged."""

_AHEAD: Mapping[str, Callable[[Ahead], bool]] = {
    "awards": lambda ahead: ahead.story.result is None and ahead.stage(Stage.DELIVER),
    "payments": lambda ahead: not ahead.story.tables.payments and ahead.stage(Stage.EVALUATE),
    "decision": lambda ahead: not ahead.acts.of("decision") and ahead.stage(Stage.APPLY),
    "design": lambda ahead: not ahead.acts.of("decision", "design") and ahead.stage(Stage.APPLY),
    "count": lambda ahead: ahead.story.result is None and ahead.stage(Stage.DELIVER),
    "call": lambda ahead: ahead.stage(Stage.APPLY),
    "endings": lambda ahead: not ahead.story.tables.endings,
}
