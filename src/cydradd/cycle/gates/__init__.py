"""What must hold before a stage opens: nine gates, each a short list of facts, each fact one small function.

`RULES` declares them: gate -> facts. A gate is *closed* when a fact or a consent is contradicted or refused,
*open* when everything holds, *overridden* when a public body acted alone in the open and no other fact is
contradicted, else *not evidenced*. What is not evidenced never counts as passed (cycle.md section 1).

To ask whether a stage may open now, add the act that would open it (``window_opens``) to the events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cydradd.cycle.evidence import Evidence
from cydradd.cycle.gates import (
    after_delivery,
    consents,
    ending,
    open_apply,
    open_decide,
    open_deliver,
    open_design,
    open_listen,
)
from cydradd.cycle.gates.rules import Answer, FactState, Reading, Rule
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual

RULES: Mapping[Gate, tuple[Rule, ...]] = {
    Gate.OPEN_LISTEN: open_listen.RULES,
    Gate.OPEN_DESIGN: open_design.RULES,
    Gate.OPEN_APPLY: open_apply.RULES,
    Gate.OPEN_DECIDE: open_decide.RULES,
    Gate.OPEN_DELIVER: open_deliver.RULES,
    Gate.OPEN_EVALUATE: after_delivery.EVALUATE_RULES,
    Gate.OPEN_SHARE: after_delivery.SHARE_RULES,
    Gate.OPEN_FOLLOW: after_delivery.FOLLOW_RULES,
    Gate.ENDING: ending.RULES,
}


class State(StrEnum):
    """Whether a gate is open."""

    OPEN = "open"
    CLOSED = "closed"
    OVERRIDDEN = "overridden"
    NOT_EVIDENCED = "not_evidenced"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one gate, as it stands.

    Attributes:
        codes: What stands in its way; empty when it holds.
        sentence: What holds when it holds, for people: shown with a tick, a cross or a question mark.
        supplier: Who can supply what is missing.
        detail: What was found, where there is more to say.
    """

    codes: tuple[str, ...]
    state: FactState
    sentence: Bilingual
    supplier: Bilingual
    detail: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class GateState:
    """One gate as it stands. ``missing``: codes of facts and consents that are contradicted or refused."""

    gate: Gate
    state: State
    missing: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def not_evidenced(self) -> tuple[str, ...]:
        """Codes of the facts that nothing speaks for or against."""
        return _codes(self.facts, FactState.NOT_EVIDENCED)


def _codes(facts: Sequence[Fact], state: FactState) -> tuple[str, ...]:
    return tuple(code for fact in facts if fact.state is state for code in fact.codes)


def _fact(answer: Answer, sentence: Bilingual, supplier: Bilingual) -> Fact:
    return Fact(answer.codes, answer.state, sentence, answer.supplier or supplier, answer.detail)


def _worst(facts: Sequence[Fact]) -> FactState:
    found = {fact.state for fact in facts}
    for state in (FactState.MISSING, FactState.NOT_EVIDENCED):
        if state in found:
            return state
    return FactState.HOLDS


def _overridden(reading: Reading, gate: Gate) -> bool:
    """Whether an override stands, and covers every objection that is live: none was raised after it."""
    standing = [line.act.at for line in reading.overrides if line.stands and line.act.gate == gate]
    if not standing:
        return False
    raised = [act for state in reading.partners(gate).values() if (act := state.objection) is not None]
    return all(act.at <= standing[-1] for act in raised)


def _judge(consent: FactState, facts: FactState, *, overridden: bool) -> State:
    if facts is FactState.MISSING:
        return State.CLOSED
    if consent is FactState.HOLDS and facts is FactState.HOLDS:
        return State.OPEN
    if overridden:
        return State.OVERRIDDEN
    return State.CLOSED if consent is FactState.MISSING else State.NOT_EVIDENCED


def _state(gate: Gate, reading: Reading) -> GateState:
    consent = tuple(
        _fact(answer, consents.SENTENCES[partner], consents.SUPPLIERS[partner])
        for partner, answer in consents.answers(reading, gate)
    )
    facts = tuple(_fact(rule.check(reading), rule.sentence, rule.supplier) for rule in RULES[gate])
    judged = _judge(_worst(consent), _worst(facts), overridden=_overridden(reading, gate))
    everything = (*consent, *facts)
    return GateState(gate, judged, _codes(everything, FactState.MISSING), everything)


def state(gate: Gate, evidence: Evidence) -> GateState:
    """One gate as it stands at the round's ``as_of``."""
    return _state(gate, Reading(evidence))


def states(evidence: Evidence) -> tuple[GateState, ...]:
    """All nine gates, in the order of the cycle."""
    reading = Reading(evidence)
    return tuple(_state(gate, reading) for gate in Gate)
