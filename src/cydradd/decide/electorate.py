"""The voters of one count: identical ballots taken together, with integer weights, beside eligible projects."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.election import Election, classes
from cydradd.vocabulary.people import Partner

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Support:
    """Who supports one project: classes, their integer weight (multiplicity counted), their integer points."""

    members: Ints
    weights: Ints
    points: Ints


@dataclass(frozen=True, slots=True)
class Electorate:
    """Everything a rule reads.

    Attributes:
        projects: Ids of the eligible projects, in the order of the file.
        costs: Their costs, in the unit of the file.
        scaled_costs: Costs times ``scale``: what integer weights times purses per unit of weight add up to.
        scale: Least common multiple of the denominators of the ballots' weights and points.
        weight: Weight of ONE ballot of each class, exact.
        many: Number of ballots in each class.
        partner: Partner of each class.
        support: Choices of each class, as on the ballot.
        supporters: Per project.
        voters: Number of ballots, empty ones included.
    """

    projects: tuple[str, ...]
    costs: tuple[Fraction, ...]
    scaled_costs: tuple[Fraction, ...]
    scale: int
    weight: tuple[Fraction, ...]
    many: tuple[int, ...]
    partner: tuple[Partner | None, ...]
    support: tuple[tuple[tuple[str, Fraction], ...], ...]
    supporters: tuple[Support, ...]
    voters: int

    @property
    def size(self) -> int:
        """Number of classes."""
        return len(self.weight)

    def votes(self, project: int) -> Fraction:
        """Weight of all ballots that support a project; their number when every ballot weighs 1."""
        return Fraction(int(self.supporters[project].weights.sum()), self.scale)

    def points(self, project: int) -> Fraction:
        """Weighted points that a project has."""
        held = self.supporters[project]
        return Fraction(int((held.weights * held.points).sum()), self.scale) / self.point_scale

    @property
    def point_scale(self) -> int:
        """What points were multiplied by to make them whole."""
        return math.lcm(*(value.denominator for support in self.support for _, value in support), 1)


def electorate(
    election: Election,
    projects: Sequence[str],
    weights: Mapping[Partner, Fraction] | None = None,
    *,
    approvals: bool = True,
) -> Electorate:
    """Collapse the ballots of an election.

    Args:
        projects: Ids of the eligible projects.
        weights: Weight of one ballot by partner; ``None`` = 1 each. A ballot whose partner is not named has
            weight 0 and takes no part.
        approvals: Count every support as 1 point, whatever the ballot gives.
    """
    alike = sorted(classes(election).items(), key=lambda item: (str(item[0][0] or ""), item[0][1]))
    counted = [
        (
            partner,
            support,
            many,
            Fraction(1) if weights is None else Fraction(weights.get(partner, 0) if partner else 0),
        )
        for (partner, support), many in alike
    ]
    counted = [row for row in counted if row[3] > 0]
    scale = math.lcm(*(row[3].denominator for row in counted), 1)
    index = {project: number for number, project in enumerate(projects)}
    point_scale = 1 if approvals else math.lcm(*(v.denominator for r in counted for _, v in r[1]), 1)
    rows: list[list[tuple[int, int, int]]] = [[] for _ in projects]
    for member, (_, support, many, weight) in enumerate(counted):
        whole = many * int(weight * scale)
        for choice, value in support:
            if choice in index:
                rows[index[choice]].append((member, whole, 1 if approvals else int(value * point_scale)))
    costs = election.costs
    return Electorate(
        projects=tuple(projects),
        costs=tuple(costs[project] for project in projects),
        scaled_costs=tuple(costs[project] * scale for project in projects),
        scale=scale,
        weight=tuple(row[3] for row in counted),
        many=tuple(row[2] for row in counted),
        partner=tuple(row[0] for row in counted),
        support=tuple(row[1] for row in counted),
        supporters=tuple(Support(*np.array(row, dtype=np.int64).reshape(-1, 3).T) for row in rows),
        voters=len(election.ballots),
    )
