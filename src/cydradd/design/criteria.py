"""Criteria, the points each seat gives them, and what applications are worth by them (design.md section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.design.partner_weights import distances, mean_of_partners, of_partners
from cydradd.design.robustness import DRAWS, acceptability
from cydradd.design.values import dominated, in_order, least_weight_moved, matrix, utilities
from cydradd.design.weighed import TOO_CLOSE_BELOW, Weighed
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged, on a scale fixed beforehand (design/criteria.csv)."""

    id: str
    low: Fraction
    high: Fraction
    title: Bilingual | None = None
    direction: str = "up"
    statements: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """What one seat gives one criterion (design/weights.csv); normalised per seat."""

    seat: str
    partner: Partner
    criterion: str
    points: Fraction
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What one application reaches on one criterion, on the criterion's own scale.

    In a round: the mean over partners of the mean over each one's seats (decide/scores.csv).
    """

    application: str
    criterion: str
    value: Fraction


def weigh(
    criteria: Sequence[Criterion],
    points: Sequence[Points],
    judged: Sequence[Judged],
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> Weighed:
    """What each application is worth by the weights of the three partners, and how sure its place is.

    Every seat's points become shares, a partner is the mean of its seats, and the round the mean of the three
    partners. Scales are fixed and values add up, so that adding or removing an application never changes the order
    of the others (UK Government, *An introductory guide to multi-criteria decision analysis*, 2024).

    Args:
        criteria: With the ends of their scales.
        points: Of every seat. A seat that gives no point to anything takes no part, and is named in the result.
        judged: One for each application and criterion.
        draws: How many vectors of weights each sampler draws.
        seed: Of the draws: the same seed gives the same shares.

    Raises:
        NotPossible: A partner without weights, which is never imputed; a score that is missing or there twice; a
            criterion that is not known or has no scale; nothing to weigh.
    """
    _scales(criteria)
    names = [criterion.id for criterion in criteria]
    by_partner, blank = of_partners(points, names)
    weights = mean_of_partners(by_partner)
    worth = matrix(criteria, judged)
    total = utilities(worth, weights)
    ranking = in_order(worth, weights)
    simplex, partners = acceptability(
        [[float(worth[id][name]) for name in names] for id in worth],
        [[float(by_partner[partner][name]) for name in names] for partner in Partner],
        draws=draws,
        seed=seed,
    )
    shares = {"simplex": dict(zip(worth, simplex, strict=True)), "partners": dict(zip(worth, partners, strict=True))}
    tied = len(ranking) > 1 and total[ranking[0]] == total[ranking[1]]
    return Weighed(
        criteria=tuple(names),
        partner_weights=by_partner,
        round_weights=weights,
        values=worth,
        utility=total,
        ranking=ranking,
        winner_by_partner={partner: in_order(worth, by_partner[partner])[0] for partner in Partner},
        acceptability=shares,
        dominated=dominated(worth, ranking),
        weight_moved=least_weight_moved(worth, weights, ranking[0]),
        polarisation=sum(distances(by_partner), Fraction(0)) / len(Partner),
        too_close=tied or shares["partners"][ranking[0]][0] < TOO_CLOSE_BELOW,
        blank_seats=blank,
        draws=draws,
        seed=seed,
    )


def _scales(criteria: Sequence[Criterion]) -> None:
    """Refuse criteria that nothing can be measured by."""
    if not criteria:
        raise NotPossible(
            Bilingual("Nid oes meini prawf; rhowch un o leiaf.", "There are no criteria; give at least one.")
        )
    seen: set[str] = set()
    for criterion in criteria:
        if criterion.id in seen:
            raise NotPossible(
                Bilingual(
                    f"Mae’r maen prawf yno ddwywaith: {criterion.id}. Cadwch un.",
                    f"The criterion is there twice: {criterion.id}. Keep one.",
                )
            )
        seen.add(criterion.id)
        if criterion.low >= criterion.high:
            raise NotPossible(
                Bilingual(
                    f"Nid oes graddfa i’r maen prawf {criterion.id}: rhaid i “low” fod o dan “high”.",
                    f"Criterion {criterion.id} has no scale: “low” must be below “high”.",
                )
            )
