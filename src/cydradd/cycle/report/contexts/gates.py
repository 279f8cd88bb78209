"""What the section of the gates shows: facts, consents and overrides."""

from __future__ import annotations

from markupsafe import Markup

from cydradd.cycle.consent import Override
from cydradd.cycle.gates import GateState
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say, word
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual, Language


def gates(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/gates.html`` needs beside the story."""

    def fact_counts(state: GateState) -> Markup:
        found = [fact.state for fact in state.facts]
        return say(
            language,
            "gates.facts",
            n=len(found),
            holds=found.count(FactState.HOLDS),
            missing=found.count(FactState.MISSING),
            unknown=found.count(FactState.NOT_EVIDENCED),
        )

    def gate_title(name: str | None) -> Markup:
        if name == Gate.ENDING:
            return say(language, "gates.ending")
        return (
            word(language, "common.stage", Gate(name).stage) if name in list(Gate) else say(language, "common.unknown")
        )

    def refusals(line: Override) -> list[Bilingual]:
        return [fault.message for fault in story.defects if fault.code in line.faults and fault.row == line.act.row]

    return {
        "fact_counts": fact_counts,
        "gate_title": gate_title,
        "refusals": refusals,
    }
