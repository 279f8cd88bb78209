"""What each section of the report needs beside the story: sums, order, and names looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from markupsafe import Markup

from cydradd.cycle.consent import Override
from cydradd.cycle.gates import GateState
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.report import formats
from cydradd.cycle.report.heard import DIVIDES_LEAST, DIVIDES_MOST
from cydradd.cycle.report.result import ByPartner, NotFunded, Project
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.summary import lines
from cydradd.cycle.report.why import why
from cydradd.cycle.report.words import say, word
from cydradd.cycle.stages import Gate
from cydradd.design.criteria import Points
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language

Values: TypeAlias = "dict[str, object]"

FAULTS_SHOWN = 200
"""Faults on the page; results.json lists them all."""
LONG_FIGURE = 10
"""Characters of an amount above which the summary sets it smaller, so that it stays on one line."""
_HATCH, _FILLS = "f-hb", {Partner.CITIZENS: "f-c", Partner.THIRD_SECTOR: "f-t", Partner.PUBLIC: "f-p"}


def paid_parts(paid: ByPartner) -> list[tuple[str, Fraction]]:
    """What each partner paid, in the order of the partners, those not known last."""
    known = [(_FILLS[partner], paid[partner]) for partner in Partner if partner in paid]
    return [*known, (_HATCH, paid[None])] if None in paid else known


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of who asked for what. `plain`: its title in a language that is not told."""

    title: Bilingual | None
    plain: str
    organisation: str | None
    cost: Fraction
    minutes: Fraction | None = None
    fate: str | None = None
    reason: str | None = None


def _summary(story: Story, language: Language) -> Values:
    known = story.result.budget if story.result else story.money
    longest = formats.money(known, story.settings.currency) if known is not None else ""
    return {"summary": lines(story, language), "long_figures": len(longest) > LONG_FIGURE}


def _listen(story: Story) -> Values:
    return {"heard": story.heard, "divides_least": DIVIDES_LEAST, "divides_most": DIVIDES_MOST}


def mean_weights(points: tuple[Points, ...]) -> dict[Partner, dict[str, Fraction]]:
    """Mean over the seats of each partner of what the seat gives each criterion, as a share of all it gives."""
    seats: dict[Partner, dict[str, dict[str, Fraction]]] = {}
    for row in points:
        given = seats.setdefault(row.partner, {}).setdefault(row.seat, {})
        given[row.criterion] = given.get(row.criterion, Fraction(0)) + row.points
    criteria = {row.criterion for row in points}
    means: dict[Partner, dict[str, Fraction]] = {}
    for partner, by_seat in seats.items():
        whole = [given for given in by_seat.values() if sum(given.values()) > 0]
        if whole:
            means[partner] = {
                name: sum((given.get(name, Fraction(0)) / sum(given.values()) for given in whole), Fraction(0))
                / len(whole)
                for name in criteria
            }
    return means


def _design(story: Story) -> Values:
    weights = mean_weights(story.tables.weights or ())
    return {"tables": story.tables, "weights": weights}


def _organisation(story: Story) -> Callable[[str], str]:
    names = {row.id: row.name for row in story.tables.organisations or ()}
    return lambda id: names.get(id, id)


def _asked(story: Story) -> list[Asked]:
    """Applications; where there is no list of them, the projects of the ballot."""
    if story.tables.applications is not None:
        named = _organisation(story)
        return [
            Asked(
                row.title,
                row.id,
                named(row.organisation) if row.organisation else None,
                Fraction(row.cost, 10**story.exponent),
                row.minutes_spent,
                story.fates.get(row.id),
                row.reason,
            )
            for row in story.tables.applications
        ]
    if story.result is None:
        return []
    result = story.result
    projects: tuple[Project, ...] = (*result.funded, *result.not_funded, *result.set_aside)
    return [Asked(row.title, row.plain or row.id, None, row.cost, None, story.fates.get(row.id)) for row in projects]


def _apply(story: Story) -> Values:
    asked = _asked(story)
    total = sum((row.cost for row in asked if row.fate != "withdrawn"), Fraction(0))
    return {"asked": asked, "asked_total": total, "stand_in": story.tables.applications is None}


def _decide(story: Story, language: Language) -> Values:
    def money(value: Fraction) -> str:
        return formats.money(value, story.settings.currency)

    def reason(project: NotFunded) -> Markup:
        return why(project, story.result.left, language, money) if story.result else Markup("")

    return {"result": story.result, "paid_parts": paid_parts, "why": reason}


def _deliver(story: Story) -> Values:
    return {
        "tables": story.tables,
        "paid_total": sum(row.amount for row in story.tables.payments or ()),
        "agreed_total": sum(row.amount for row in story.tables.agreements or ()),
        "organisation": _organisation(story),
    }


def _evaluate(story: Story, language: Language) -> Values:
    titles = {row.id: row.title for row in story.tables.outcomes or ()}
    measured = {row.outcome for row in story.tables.results or ()}
    missing = [title.either(language) or (id, language) for id, title in titles.items() if id not in measured]
    return {
        "tables": story.tables,
        "outcome_title": titles.get,
        "unmeasured": "; ".join(text for text, _ in missing),
    }


def _gates(story: Story, language: Language) -> Values:
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


def _faults(story: Story) -> Values:
    return {"faults": story.defects[:FAULTS_SHOWN]}


_CONTEXTS: Mapping[str, Callable[[Story, Language], Values]] = {
    "summary": _summary,
    "listen": lambda story, _: _listen(story),
    "design": lambda story, _: _design(story),
    "apply": lambda story, _: _apply(story),
    "decide": _decide,
    "deliver": lambda story, _: _deliver(story),
    "evaluate": _evaluate,
    "gates": _gates,
    "faults": lambda story, _: _faults(story),
}


def context_of(section: str, story: Story, language: Language) -> Values:
    """What one section needs beside what every template may use."""
    made = _CONTEXTS.get(section)
    return made(story, language) if made else {}


def section_names(story: Story) -> tuple[str, ...]:
    """Sections that have something to say, in the order of the page."""
    tables = story.tables
    shown = {
        "summary": True,
        "listen": story.heard is not None,
        "design": any((tables.pots, tables.needs, tables.assets, tables.outcomes, tables.lots, tables.criteria)),
        "apply": tables.applications is not None or story.result is not None,
        "decide": story.result is not None,
        "deliver": any((tables.agreements, tables.payments, tables.checkins, tables.endings)),
        "evaluate": bool(tables.results),
        "follow": bool(story.published),
        "gates": bool(story.gates),
        "rules": bool(story.invariants),
        "faults": True,
        "record": True,
        "files": bool(story.files),
    }
    return tuple(name for name, there in shown.items() if there)
