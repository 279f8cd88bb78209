"""The fairness certificate: is there a group that could have paid a project with its share, and has less?

EJR+ up to one project, for cost utilities: M. Brill and J. Peters, "Robust and verifiable proportionality axioms
for multiwinner voting", EC 2023 (arXiv:2302.01989), carried to costs in decide.md 3.7. A group S that agrees on an
unfunded project p, and whose share of the budget is above c(p) and what the best-off member already has together,
deserves p. Equal shares and its purse completions leave no such group; other rules may.

What is *not* claimed: each single voter's fairness, extended justified representation (hard to check) or the core.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from cydradd.decide.election import Election
from cydradd.decide.electorate import Electorate, Ints, electorate
from cydradd.vocabulary.people import Partner

_NEAR = 1 - 1e-9
"""Float ratios this close to the greatest are compared exactly."""


@dataclass(frozen=True, slots=True)
class Group:
    """Of one unfunded project the group with the strongest claim: its supporters who have least.

    Attributes:
        voters: Ballots in the group. ``weight``: of all of them.
        share: What the group holds of the budget: weight times budget, over the number of ballots.
        best_off: Cost of the funded projects that the best-off of them supports.
        ratio: Share over best_off and cost together; above 1 the group is wronged. ``None``: without bound, for a
            project that costs nothing and supporters who have nothing.
    """

    project: str
    cost: Fraction
    voters: int
    weight: Fraction
    share: Fraction
    best_off: Fraction

    @property
    def ratio(self) -> Fraction | None:
        """See the class."""
        need = self.best_off + self.cost
        return self.share / need if need else None

    @property
    def wronged(self) -> bool:
        """Whether the group deserves the project."""
        return self.share > self.best_off + self.cost

    @property
    def short_by(self) -> Fraction:
        """Money of the group's share that it lacks in funded projects; 0 when it lacks nothing."""
        return max(self.share - self.best_off - self.cost, Fraction(0))


@dataclass(frozen=True)
class Certificate:
    """The audit of one result.

    Attributes:
        voters: Ballots that take part.
        groups: One per checked project, in the order of the file.
        unchecked: Projects that did not stand, each with the kind of reason.
    """

    budget: Fraction
    voters: int
    groups: tuple[Group, ...]
    unchecked: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_claim(self) -> tuple[Group, ...]:
        """The groups, strongest claim first."""
        return tuple(sorted(self.groups, key=lambda group: (*_claim(group), group.project)))

    @property
    def worst(self) -> Group | None:
        """The group with the strongest claim; ``None`` when nothing was checked."""
        return self.by_claim[0] if self.by_claim else None

    @property
    def violations(self) -> tuple[Group, ...]:
        """The groups that are wronged, strongest claim first."""
        return tuple(group for group in self.by_claim if group.wronged)

    @property
    def clean(self) -> bool:
        """Whether no group is wronged."""
        return not any(group.wronged for group in self.groups)


def _claim(group: Group) -> tuple[bool, Fraction]:
    """What groups are sorted by: without bound first, then by falling ratio."""
    ratio = group.ratio
    return (True, -ratio) if ratio is not None else (not group.wronged, Fraction(0))


def audit(
    election: Election,
    winners: Collection[str],
    *,
    weights: Mapping[Partner, Fraction] | None = None,
    aside: Mapping[str, str] | None = None,
) -> Certificate:
    """Audit a result, whatever rule made it.

    Args:
        winners: Ids of the funded projects.
        weights: Weight of one ballot by partner; ``None`` = 1 each.
        aside: Projects that did not stand, each with the kind of reason.
    """
    gone = {name: kind for name, kind in (aside or {}).items() if name not in set(winners)}
    standing = [project.id for project in election.projects if project.id not in gone]
    voters = electorate(election, standing, weights)
    unsupported = {
        name: "no_support" for at, name in enumerate(standing) if not voters.votes(at) and name not in set(winners)
    }
    kinds = {**gone, **unsupported}
    index = {name: at for at, name in enumerate(standing)}
    groups = strongest_claims(voters, election.budget, [index[name] for name in winners])
    unchecked = tuple((project.id, kinds[project.id]) for project in election.projects if project.id in kinds)
    return Certificate(election.budget, sum(voters.many), tuple(groups), unchecked)


def strongest_claims(voters: Electorate, budget: Fraction, winners: Sequence[int]) -> list[Group]:
    """Of every supported project that did not win, the group with the strongest claim.

    Args:
        winners: Indices among the electorate's projects.
    """
    money = _Money(voters, winners)
    per_weight = budget / sum(voters.many) if voters.size else Fraction(0)
    won = set(winners)
    found = []
    for project, support in enumerate(voters.supporters):
        if project in won or not len(support.members):
            continue
        has, weight, ballots = money.strongest(project)
        share = weight * per_weight
        found.append(Group(voters.projects[project], voters.costs[project], ballots, weight, share, has))
    return found


class _Money:
    """What each class of voters has in funded projects, in whole parts of the unit of the file."""

    def __init__(self, voters: Electorate, winners: Sequence[int]) -> None:
        self.voters = voters
        self.parts = math.lcm(*(cost.denominator for cost in voters.costs), 1)
        self.costs = [int(cost * self.parts) for cost in voters.costs]
        whole = np.int64 if sum(self.costs) < 2**62 else np.dtype(object)
        self.held: Ints = np.zeros(voters.size, dtype=whole)
        for project in winners:
            self.held[voters.supporters[project].members] += self.costs[project]
        self.many = np.array(voters.many, dtype=np.int64)

    def strongest(self, project: int) -> tuple[Fraction, Fraction, int]:
        """Of all prefixes of the supporters, worst-off first: best_off, weight and ballots of that of greatest ratio.

        Among equals the smallest prefix. Only prefixes that end where the money changes can be greatest.
        """
        support = self.voters.supporters[project]
        has = self.held[support.members]
        order = np.argsort(has, kind="stable")
        has = has[order]
        ends = np.flatnonzero(np.append(has[1:] != has[:-1], True))
        has, weights = has[ends], np.cumsum(support.weights[order])[ends]
        need = has + self.costs[project]
        best = 0
        if need[0]:
            near = weights.astype(float) / need.astype(float)
            close = np.flatnonzero(near >= near.max() * _NEAR).tolist()
            best = max(close, key=lambda at: (Fraction(int(weights[at]), int(need[at])), -at))
        ballots = int(self.many[support.members][order][: ends[best] + 1].sum())
        return Fraction(int(has[best]), self.parts), int(weights[best]) / self.voters.scale, ballots
