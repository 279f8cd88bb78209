"""What applications are worth: values on fixed scales, added up by weight, exact to the last fraction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    from cydradd.design.criteria import Criterion, Judged

Values: TypeAlias = "Mapping[str, Mapping[str, Fraction]]"
"""Value of each application on each criterion, 0 to 1."""


def value(criterion: Criterion, reached: Fraction) -> Fraction:
    """Where something stands on the scale of a criterion, 0 to 1; beyond an end of the scale counts as that end.

    The ends are fixed before anybody applies: a price is held against the published budget, never against the
    lowest bid, which would let one application change the order of the others.
    """
    share = (reached - criterion.low) / (criterion.high - criterion.low)
    share = min(max(share, Fraction(0)), Fraction(1))
    return 1 - share if criterion.direction == "down" else share


def matrix(criteria: Sequence[Criterion], judged: Sequence[Judged]) -> dict[str, dict[str, Fraction]]:
    """The value of every application on every criterion, applications in the order they are first named.

    Raises:
        NotPossible: No application, a score that is missing or there twice, a criterion that is not known.
    """
    by_id = {criterion.id: criterion for criterion in criteria}
    found: dict[str, dict[str, Fraction]] = {}
    for row in judged:
        if row.criterion not in by_id:
            raise _about(
                row.application, row.criterion, "nid yw’r maen prawf yn y rhestr", "the criterion is not listed"
            )
        reached = found.setdefault(row.application, {})
        if row.criterion in reached:
            raise _about(row.application, row.criterion, "mae dwy sgôr yno", "there are two scores")
        reached[row.criterion] = value(by_id[row.criterion], row.value)
    if not found:
        raise NotPossible(Bilingual("Nid oes cais i’w bwyso.", "There is no application to weigh."))
    for application, reached in found.items():
        for name in by_id:
            if name not in reached:
                raise _about(application, name, "mae’r sgôr ar goll", "the score is missing")
    return {application: {name: reached[name] for name in by_id} for application, reached in found.items()}


def _about(application: str, criterion: str, cy: str, en: str) -> NotPossible:
    return NotPossible(
        Bilingual(
            f"Ni ellir pwyso’r ceisiadau: {cy}. Cais: {application}. Maen prawf: {criterion}. "
            "Rhowch un sgôr i bob cais ar bob maen prawf.",
            f"The applications cannot be weighed: {en}. Application: {application}. Criterion: {criterion}. "
            "Give every application one score on every criterion.",
        ),
        code="bad-score",
    )


def utilities(values: Values, weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Worth of each application: the sum of its values by weight, 0 to 1."""
    return {
        id: sum((weight * reached[name] for name, weight in weights.items()), Fraction(0))
        for id, reached in values.items()
    }


def in_order(values: Values, weights: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Applications from the best on. Equal worth: the greater sum of values, so that none is placed behind one that
    is nowhere better; then the id. Each key is the application's own: no other application can move it.
    """
    worth = utilities(values, weights)
    return tuple(sorted(values, key=lambda id: (-worth[id], -sum(values[id].values(), Fraction(0)), id)))


def _dominates(one: Mapping[str, Fraction], other: Mapping[str, Fraction]) -> bool:
    return all(one[name] >= other[name] for name in one) and any(one[name] > other[name] for name in one)


def dominated(values: Values, ranking: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Applications that no weights could place first (Pareto), each with the best placed that is nowhere worse."""
    found = []
    for place, id in enumerate(ranking):
        better = next((other for other in ranking[:place] if _dominates(values[other], values[id])), None)
        if better is not None:
            found.append((id, better))
    return tuple(found)


def least_weight_moved(values: Values, weights: Mapping[str, Fraction], winner: str) -> Fraction | None:
    """Least share of weight that must pass from some criteria to others before another application is first.

    Half the sum of the differences of the weights. Exact: for each rival the cheapest way is to give everything to
    the criterion where the rival gains most, and to take it first where the rival loses most.

    Returns:
        ``None`` when no weights would change the winner.
    """
    costs = [
        cost
        for rival in values
        if rival != winner and (cost := _to_level(values[winner], values[rival], weights)) is not None
    ]
    return min(costs, default=None)


def _to_level(
    winner: Mapping[str, Fraction], rival: Mapping[str, Fraction], weights: Mapping[str, Fraction]
) -> Fraction | None:
    """Weight to be moved until the rival draws level; ``None`` when it can draw level at most, and not now."""
    ahead = {name: winner[name] - rival[name] for name in weights}
    gap = sum((weights[name] * ahead[name] for name in weights), Fraction(0))
    if gap == 0:
        return Fraction(0)
    lowest = min(ahead.values())
    if lowest >= 0:
        return None
    moved = Fraction(0)
    for name in sorted(weights, key=lambda each: -ahead[each]):
        step = ahead[name] - lowest
        if step * weights[name] >= gap:
            return moved + gap / step
        moved += weights[name]
        gap -= step * weights[name]
    return moved
