"""The voters of one count: identical ballots taken together, with integer weights, beside eligible projects."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.ballots import Support as Choices
from cydradd.decide.election import Election
from cydradd.vocabulary.people import Partner

Ints: TypeAlias = NDArray[np.int64]
"""Integers; where sums would not fit 64 bits the array holds Python's own instead (dtype ``object``)."""

_FITS = 2**62


@dataclass(frozen=True, slots=True)
class Support:
    """Who supports one project: classes, their integer weight (multiplicity counted), their integer points.

    Attributes:
        near_weights, near_points: The same in floating point.
    """

    members: NDArray[np.int64]
    weights: Ints
    points: Ints
    near_weights: NDArray[np.float64]
    near_points: NDArray[np.float64]

    @property
    def heft(self) -> float:
        """All the weight, in floating point."""
        return float(self.near_weights.sum())


def supported(members: NDArray[np.int64], weights: Ints, points: Ints) -> Support:
    """The supporters of one project."""
    return Support(members, weights, points, weights.astype(float), points.astype(float))


@dataclass(frozen=True, slots=True)
class Electorate:
    """Everything a rule reads.

    Attributes:
        projects: Ids of the eligible projects, in the order of the file.
        costs: Their costs, in the unit of the file.
        scaled_costs: Costs times ``scale``: what integer weights times purses per unit of weight add up to.
        scale: What the weights of ballots were multiplied by to make them whole, and as small as they can be.
        point_scale: What points were multiplied by to make them whole.
        weight: Weight of ONE ballot of each class, exact.
        many: Number of ballots in each class; ``counts``: the same as an array.
        heads: Integer weight of each class, multiplicity counted.
        partner: Partner of each class.
        support: Choices of each class, as on the ballot.
        supporters: Per project.
        voters: Number of ballots, empty ones included.
    """

    projects: tuple[str, ...]
    costs: tuple[Fraction, ...]
    scaled_costs: tuple[Fraction, ...]
    scale: Fraction
    point_scale: int
    weight: tuple[Fraction, ...]
    many: tuple[int, ...]
    partner: tuple[Partner | None, ...]
    support: tuple[Choices, ...]
    supporters: tuple[Support, ...]
    voters: int
    counts: NDArray[np.int64]
    heads: Ints

    @property
    def size(self) -> int:
        """Number of classes."""
        return len(self.weight)

    def votes(self, project: int) -> Fraction:
        """Weight of all ballots that support a project; their number when every ballot weighs 1."""
        return int(self.supporters[project].weights.sum()) / self.scale

    def points(self, project: int) -> Fraction:
        """Weighted points that a project has."""
        held = self.supporters[project]
        return int((held.weights * held.points).sum()) / (self.scale * self.point_scale)


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
    every = [(alike, _weight(alike.partner, weights)) for alike in election.classes]
    held = [(alike, weight) for alike, weight in every if weight]
    scale = scale_of({weight for _, weight in held})
    whole = [alike.many * int(weight * scale) for alike, weight in held]
    given = set() if approvals else {value for alike, _ in held for _, value in alike.support}
    point_scale = math.lcm(*(value.denominator for value in given), 1)
    most = int(max(given, default=1) * point_scale)
    wide = sum(whole) * most >= _FITS
    index = {project: number for number, project in enumerate(projects)}
    members: list[list[int]] = [[] for _ in projects]
    points: list[list[int]] = [[] for _ in projects]
    for member, (alike, _) in enumerate(held):
        for choice, value in alike.support:
            if (project := index.get(choice)) is not None:
                members[project].append(member)
                points[project].append(1 if approvals else int(value * point_scale))
    weighed = _integers(whole, wide)
    costs = election.costs
    return Electorate(
        projects=tuple(projects),
        costs=tuple(costs[project] for project in projects),
        scaled_costs=tuple(costs[project] * scale for project in projects),
        scale=scale,
        point_scale=point_scale,
        weight=tuple(weight for _, weight in held),
        many=tuple(alike.many for alike, _ in held),
        partner=tuple(alike.partner for alike, _ in held),
        support=tuple(alike.support for alike, _ in held),
        supporters=tuple(
            supported(at := np.array(own, dtype=np.int64), weighed[at], _integers(theirs, wide))
            for own, theirs in zip(members, points, strict=True)
        ),
        voters=len(election.ballots),
        counts=np.array([alike.many for alike, _ in held], dtype=np.int64),
        heads=weighed,
    )


def _weight(partner: Partner | None, weights: Mapping[Partner, Fraction] | None) -> Fraction:
    if weights is None:
        return Fraction(1)
    return weights.get(partner, Fraction(0)) if partner else Fraction(0)


def _integers(values: Sequence[int], wide: bool) -> Ints:
    return cast(Ints, np.array(values, dtype=object if wide else np.int64))


def scale_of(weights: set[Fraction]) -> Fraction:
    """The least factor that makes every weight whole, and their greatest common divisor 1."""
    up = math.lcm(*(weight.denominator for weight in weights), 1)
    return Fraction(up, math.gcd(*(int(weight * up) for weight in weights)) or 1)
