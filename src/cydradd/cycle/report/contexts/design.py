"""What the section of the design shows: needs, criteria, weights, and where they came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial

from cydradd.cycle.report.contexts.changes import changes
from cydradd.cycle.report.contexts.conditions import conditions
from cydradd.cycle.report.contexts.design_trace import traced
from cydradd.cycle.report.contexts.design_value import Value, lots_asked, value
from cydradd.cycle.report.contexts.levels import level
from cydradd.cycle.report.formats import percent
from cydradd.cycle.report.story import Story
from cydradd.design.criteria import Points
from cydradd.design.robustness import DRAWS
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language


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


def design(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/design.html`` needs beside the story."""
    tables = story.tables
    worth = value(story)
    found = worth if isinstance(worth, Value) else None
    lots = {lot.id: lot.title for lot in tables.lots or ()}
    return {
        "tables": tables,
        "weights": mean_weights(tables.weights or ()),
        "traced": traced(story),
        "questions_of": partial(_questions, {row.id: row.text for row in tables.questions or ()}),
        "lots_asked": lots_asked(story),
        "asks": bool(tables.lots) and (tables.questions is not None or tables.requirements is not None),
        "worth": found,
        "why_no_worth": worth if isinstance(worth, Bilingual) else None,
        "valued": len(found.rows) + found.left_out if found else 0,
        "not_valued": _not_valued(story, found) if found else [],
        "round_weights": _round_weights(story, found, language) if found else "",
        "draws": DRAWS,
        "conditions": lambda pot: conditions(story, pot, language),
        "level": lambda asked: level(story, asked, language),
        "lot_title": lots.get,
        "sums": _sums(story),
        "changes": changes(story, of_endings=False),
    }


def _sums(story: Story) -> dict[str, Pence | None]:
    """All the money of the pots, of the needs and of the lots; ``None``: there is no such table."""
    tables = story.tables
    return {
        "pots": Pence(sum(row.amount for row in tables.pots)) if tables.pots else None,
        "needs": Pence(sum(row.size for row in tables.needs)) if tables.needs else None,
        "lots": Pence(sum(row.value for row in tables.lots)) if tables.lots else None,
    }


def _questions(texts: Mapping[str, Bilingual | None], ids: Sequence[str]) -> list[tuple[Bilingual | None, list[str]]]:
    """Questions by their words, so that what is asked in every lot is said once; those without words one by one."""
    found: dict[object, tuple[Bilingual | None, list[str]]] = {}
    for id in ids:
        text = texts.get(id)
        found.setdefault(text or id, (text, []))[1].append(id)
    return list(found.values())


def _not_valued(story: Story, worth: Value) -> list[tuple[Bilingual | None, str]]:
    """Applications that are not in the ranking, because nobody scored them."""
    return [(row.title, row.id) for row in story.tables.applications or () if row.id not in worth.ids]


def _round_weights(story: Story, worth: Value, language: Language) -> str:
    def named(title: Bilingual | None, id: str) -> str:
        told = title.either(language) if title else None
        return told[0] if told else id

    weights = [
        f"{named(row.title, row.id)}: {percent(worth.weights[row.id], 1)}" for row in story.tables.criteria or ()
    ]
    return f"{'; '.join(weights)}."
