"""What each section of the report needs beside the story: sums, order, and names looked up. One file per section."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cydradd.cycle.report.contexts.apply import apply
from cydradd.cycle.report.contexts.decide import decide
from cydradd.cycle.report.contexts.deliver import deliver
from cydradd.cycle.report.contexts.design import design
from cydradd.cycle.report.contexts.evaluate import evaluate
from cydradd.cycle.report.contexts.files import files
from cydradd.cycle.report.contexts.follow import follow
from cydradd.cycle.report.contexts.gates import against, gates
from cydradd.cycle.report.contexts.involvement import involvement, objects_of
from cydradd.cycle.report.contexts.listen import listen
from cydradd.cycle.report.contexts.summary import summary
from cydradd.cycle.report.story import Story
from cydradd.vocabulary.text import Language

FAULTS_SHOWN = 200
"""Faults on the page; results.json lists them all."""

_CONTEXTS: Mapping[str, Callable[[Story, Language], dict[str, object]]] = {
    "summary": summary,
    "listen": listen,
    "design": design,
    "involvement": involvement,
    "apply": apply,
    "decide": decide,
    "deliver": deliver,
    "evaluate": evaluate,
    "follow": follow,
    "against": against,
    "gates": gates,
    "files": files,
    "faults": lambda story, _: {"faults": story.defects[:FAULTS_SHOWN]},
}


def context_of(section: str, story: Story, language: Language) -> dict[str, object]:
    """What one section needs beside what every template may use."""
    made = _CONTEXTS.get(section)
    return made(story, language) if made else {}


def section_names(story: Story) -> tuple[str, ...]:
    """Sections that have something to say, in the order of the page."""
    tables = story.tables
    shown = {
        "summary": True,
        "against": bool(story.overrides or story.objections),
        "listen": story.heard is not None,
        "design": any((tables.pots, tables.needs, tables.assets, tables.outcomes, tables.lots, tables.criteria)),
        "involvement": bool(objects_of(story)),
        "apply": tables.applications is not None or story.result is not None,
        "voting": story.voting_since is not None,
        "decide": story.result is not None,
        "deliver": any((tables.agreements, tables.payments, tables.checkins, tables.endings)),
        "evaluate": bool(tables.results),
        "follow": bool(story.published) or story.results.follow is not None,
        "gates": bool(story.gates),
        "rules": bool(story.invariants),
        "faults": True,
        "record": True,
        "files": bool(story.files),
    }
    return tuple(name for name, there in shown.items() if there)
