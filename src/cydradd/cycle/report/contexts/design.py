"""What the section of the design shows: needs, criteria and weights."""

from __future__ import annotations

from fractions import Fraction

from cydradd.cycle.report.story import Story
from cydradd.design.criteria import Points
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language


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
    weights = mean_weights(story.tables.weights or ())
    return {"tables": story.tables, "weights": weights}
