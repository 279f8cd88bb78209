"""What the sections of the gates, and of what was done despite an objection, show."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from cydradd.cycle.consent import Override, PartnerState
from cydradd.cycle.gates import GateState
from cydradd.cycle.gates.consents import NEEDS_CONSENT
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.report.ahead import NOT_YET, Ahead
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say, word
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual, Language


def gate_name(name: str | None, language: Language) -> Markup:
    """What a gate is called: the stage that it opens; that of endings by what it lets happen."""
    if name == Gate.ENDING:
        return say(language, "gates.ending")
    if name is None or name not in list(Gate):
        return say(language, "common.unknown")
    return word(language, "common.stage", Gate(name).stage)


def _names(gates: Iterable[Gate], language: Language) -> Markup:
    return Markup(", ").join(gate_name(gate, language) for gate in gates)


def gates(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/gates.html`` needs beside the story."""

    ahead = Ahead(story)

    def fact_counts(state: GateState) -> Markup:
        found = [ahead.fact(state, fact) for fact in state.facts]
        counts = say(
            language,
            "gates.facts",
            n=len(found),
            holds=found.count(FactState.HOLDS),
            missing=found.count(FactState.MISSING),
            unknown=found.count(FactState.NOT_EVIDENCED),
        )
        later = found.count(NOT_YET)
        return Markup(" ").join([counts, say(language, "gates.facts_later", later=later)]) if later else counts

    return {
        "fact_counts": fact_counts,
        "consent_gates": _names((gate for gate in Gate if gate in NEEDS_CONSENT), language),
        "fact_gates": _names((gate for gate in Gate if gate not in NEEDS_CONSENT), language),
    }


def objections_at(story: Story, gate: str | None) -> list[PartnerState]:
    """Where partners object at a gate."""
    states = story.consents.get(Gate(gate), {}) if gate in list(Gate) else {}
    return [state for state in states.values() if state.objects]


def standing_objections(story: Story) -> list[tuple[Gate, PartnerState]]:
    """Objections that are maintained at gates where nobody acted despite them."""
    acted = {line.act.gate for line in story.overrides}
    return [(gate, state) for gate in story.consents if gate not in acted for state in objections_at(story, gate)]


def against(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/against.html`` needs: overrides with what they overrode, then other objections."""

    def refusals(line: Override) -> list[Bilingual]:
        return [fault.message for fault in story.defects if fault.code in line.faults and fault.row == line.act.row]

    return {
        "acts": [(line, objections_at(story, line.act.gate), refusals(line)) for line in story.overrides],
        "standing": standing_objections(story),
        "gate_name": lambda name: gate_name(name, language),
    }
