"""What the section of the design shows: needs, criteria, weights, and where they came from."""

from __future__ import annotations

from fractions import Fraction

from cydradd.cycle.report.contexts.design_trace import traced
from cydradd.cycle.report.contexts.design_value import Value, lots_asked, value
from cydradd.cycle.report.story import Story
from cydradd.design.criteria import Points
from cydradd.design.robustness import DRAWS
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


def design(story: Story, _language: Language) -> dict[str, object]:
    """What the template ``sections/design.html`` needs beside the story."""
    tables = story.tables
    worth = value(story)
    return {
        "tables": tables,
        "weights": mean_weights(tables.weights or ()),
        "traced": traced(story),
        "lots_asked": lots_asked(story),
        "asks": bool(tables.lots) and (tables.questions is not None or tables.requirements is not None),
        "worth": worth if isinstance(worth, Value) else None,
        "why_no_worth": worth if isinstance(worth, Bilingual) else None,
        "draws": DRAWS,
    }
