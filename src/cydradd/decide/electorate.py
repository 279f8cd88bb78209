"""The voters of one count: identical ballots taken together, with integer weights, beside eligible projects."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.ballots import Points
from cydradd.decide.ballots import Support as Choices
from cydradd.decide.classes import Classes
from cydradd.decide.election import Election
from cydradd.decide.made import Made
from cydradd.vocabulary.people import Partner

Ints: TypeAlias = NDArray[np.int64]
"""Integers; where sums would not fit 64 bits the array holds Python's own instead (dtype ``object``)."""

_FITS = 2**62


@dataclass(frozen=True, slots=True)
class Support:
    """Who supports one project: classes, their integer weight (multiplicity counted), their integer points.

    Attributes:
        near_weights, near_points: The same in floating point; ``near_heads``: their products.
        heft: All the weight, in floating point. ``even``: every supporter gives 1 point.
    """

    members: NDArray[np.int64]
    weights: Ints
    points: Ints
    near_weights: NDArray[np.float64]
    near_points: NDArray[np.float64]
    near_heads: NDArray[np.float64]
    heft: float
    even: bool


def supported(members: NDArray[np.int64], weights: Ints, points: Ints) -> Support:
    """The supporters of one project."""
    near, given = weights.astype(float), points.astype(float)
    even = bool((points == 1).all())
    return Support(members, weights, points, near, given, near if even else near * given, float(near.sum()), even)


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
    support: Sequence[Choices]
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
    classes = election.classes
    each = {partner: _weight(partner, weights) for partner in set(classes.partners)}
    kept = [at for at, partner in enumerate(classes.partners) if each[partner]]
    partners, many = [classes.partners[at] for at in kept], [classes.many[at] for at in kept]
    scale = scale_of({weight for weight in each.values() if weight})
    head = {partner: int(weight * scale) for partner, weight in each.items()}
    whole = [count * head[partner] for count, partner in zip(many, partners, strict=True)]
    choices = _Choices(classes, kept)
    given = set() if approvals else choices.values()
    point_scale = math.lcm(*(value.denominator for value in given), 1)
    wide = sum(whole) * int(max(given, default=1) * point_scale) >= _FITS
    weighed, costs = _integers(whole, wide), election.costs
    return Electorate(
        projects=tuple(projects),
        costs=tuple(costs[project] for project in projects),
        scaled_costs=tuple(costs[project] * scale for project in projects),
        scale=scale,
        point_scale=point_scale,
        weight=tuple([each[partner] for partner in partners]),
        many=tuple(many),
        partner=tuple(partners),
        support=Made(len(kept), lambda: map(classes.supports.__getitem__, kept)),
        supporters=tuple(
            supported(members, weighed[members], _integers(points, wide))
            for members, points in choices.by_project(projects, None if approvals else point_scale)
        ),
        voters=len(election.ballots),
        counts=np.array(many, dtype=np.int64),
        heads=weighed,
    )


class _Choices:
    """The choices of the classes that have weight."""

    def __init__(self, classes: Classes, kept: Sequence[int]) -> None:
        self.names, self.points = classes.names, classes.points
        place = np.full(len(classes), -1)
        place[np.array(kept, dtype=np.int64)] = np.arange(len(kept))
        member = np.repeat(place, classes.lengths)
        self.at = np.flatnonzero(member >= 0)
        self.member, self.project = member[self.at], classes.choices[self.at]

    def values(self) -> set[Points]:
        """Every number of points that is given."""
        return {1} if self.points is None else {self.points[at] for at in self.at.tolist()}

    def by_project(
        self, projects: Sequence[str], scale: int | None
    ) -> Iterator[tuple[NDArray[np.int64], Sequence[int] | NDArray[np.int64]]]:
        """Who supports each project, and what each of them gives it times ``scale``; 1 each when that is ``None``."""
        index = {project: number for number, project in enumerate(projects)}
        number = np.array([index.get(name, -1) for name in self.names], dtype=np.int64)[self.project]
        order = np.argsort(number, kind="stable")
        ends = np.searchsorted(number[order], np.arange(len(projects) + 1))
        for start, end in pairwise(ends.tolist()):
            at = order[start:end]
            if scale is None or self.points is None:
                yield self.member[at], np.full(end - start, scale or 1)
            else:
                yield self.member[at], [int(self.points[place] * scale) for place in self.at[at].tolist()]


def _weight(partner: Partner | None, weights: Mapping[Partner, Fraction] | None) -> Fraction:
    if weights is None:
        return Fraction(1)
    return weights.get(partner, Fraction(0)) if partner else Fraction(0)


def _integers(values: Sequence[int] | NDArray[np.int64], wide: bool) -> Ints:
    return cast(Ints, np.array(values, dtype=object if wide else np.int64))


def scale_of(weights: set[Fraction]) -> Fraction:
    """The least factor that makes every weight whole, and their greatest common divisor 1."""
    up = math.lcm(*(weight.denominator for weight in weights), 1)
    return Fraction(up, math.gcd(*(int(weight * up) for weight in weights)) or 1)
