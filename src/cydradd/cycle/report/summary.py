"""The first sentences of the report: what a person who reads nothing else should know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from cydradd.cycle.gates import State
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say, word
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language

_GATE_SIGNS = {State.OPEN: "tick", State.CLOSED: "cross", State.OVERRIDDEN: "bang", State.NOT_EVIDENCED: "q"}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, its sign, and the name of the section that says more."""

    icon: str
    text: Markup
    section: str | None = None


def lines(story: Story, language: Language) -> tuple[Line, ...]:
    """What was heard, what was decided, how the gates stand, what is not here, and what is at fault."""
    return (*_heard(story, language), *_decided(story, language), *_gates(story, language), *_lacks(story, language))


def _heard(story: Story, language: Language) -> list[Line]:
    heard = story.heard
    if heard is None:
        return []
    if not heard.people:
        return [Line("dash", say(language, "heard.title_none"), "listen")]
    people = say(language, "heard.people", n=heard.people)
    statements = say(language, "heard.statements", n=len(heard.statements))
    return [Line("tick", say(language, "heard.title", people=people, statements=statements), "listen")]


def _decided(story: Story, language: Language) -> list[Line]:
    result = story.result
    if result is None:
        return []
    projects = say(language, "result.projects", n=result.projects)
    return [Line("tick", say(language, "result.title", n=len(result.funded), projects=projects), "decide")]


def _gates(story: Story, language: Language) -> list[Line]:
    counts = Counter(gate.state for gate in story.gates)
    return [
        Line(_GATE_SIGNS[state], say(language, f"front.gates.{state}", n=counts[state]), "gates")
        for state in State
        if counts[state]
    ]


def _lacks(story: Story, language: Language) -> list[Line]:
    def named(state: str) -> list[Markup]:
        return [word(language, "common.stage", stage) for stage in Stage if story.stages.get(stage) == state]

    found = [Line("bang", say(language, "front.faulty", stage=name), "faults") for name in named("faulty")]
    if absent := named("not_present"):
        found.append(Line("dash", say(language, "front.absent", list=Markup(", ").join(absent))))
    if story.defects:
        found.append(Line("bang", say(language, "end.faults", n=len(story.defects)), "faults"))
    return found
