"""Where a loser would have won, read from one run of equal shares: floating point, so each answer is then proven.

At round t a project wins when its supporters, asked for no more than the round's choice asked of its own (for what
each gets), raise its cost. Until it wins, a changed loser leaves every round as it was; so the answer is the best
over rounds (measures of arXiv:2312.14723; decide.md 3.8).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.electorate import Electorate
from cydradd.decide.equal_shares import Run, Utility

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Moment:
    """The state before one purchase.

    Attributes:
        purses: By class, per unit of weight.
        key: What was compared: the least key of all projects; infinite at the end, when nobody could pay another.
    """

    purses: Floats
    key: float


def moments(voters: Electorate, utility: Utility, run: Run, until: int | None = None) -> list[Moment]:
    """The state before each purchase and at the end, or before the purchase of one project at most."""
    purses = np.full(voters.size, float(run.purse))
    found: list[Moment] = []
    for purchase in run.purchases:
        if purchase.project == until:
            return found
        cost, rate = float(voters.costs[purchase.project]), float(purchase.rate)
        worth = 1.0 if utility in (Utility.CARDINALITY, Utility.SCORE) else cost
        key = (rate * rate if utility is Utility.SQRT else rate) / worth if worth else 0.0
        found.append(Moment(purses.copy(), key))
        support = voters.supporters[purchase.project]
        purses[support.members] = np.maximum(purses[support.members] - rate * support.near_points, 0.0)
        purses[purchase.emptied] = 0.0
    return [*found, Moment(purses, math.inf)]


class Raised:
    """What the supporters of a project raise at one moment, by the rate that is asked of them."""

    def __init__(self, voters: Electorate, project: int, purses: Floats) -> None:
        support = voters.supporters[project]
        points = support.near_points
        weights = support.near_weights / float(voters.scale)
        own = purses[support.members]
        ratio = own / points
        order = np.argsort(ratio)
        self.ratio = ratio[order]
        self.before = np.concatenate(([0.0], np.cumsum((weights * own)[order])))
        heads = np.cumsum((weights * points)[order][::-1])[::-1]
        self.heads = np.append(heads, 0.0)

    def at(self, rate: float) -> float:
        """Money raised when each pays ``rate`` per unit of weight and point, or all they have."""
        place = int(np.searchsorted(self.ratio, rate))
        more = self.heads[place] * rate if self.heads[place] else 0.0
        return float(self.before[place] + more)


@dataclass(frozen=True, slots=True)
class Needed:
    """Ballots that are asked to add a project.

    Attributes:
        size: How many are enough.
        order: Classes in the order in which their ballots are taken.
        outside: All ballots that do not support it.
        moment: Before which purchase they are enough, from 0.
    """

    size: int
    order: Indices
    outside: int
    moment: int = 0


class Forecast:
    """One run, looked back upon."""

    def __init__(self, voters: Electorate, utility: Utility, run: Run) -> None:
        self.voters, self.utility = voters, utility
        self.moments = moments(voters, utility, run)
        self.many = voters.counts
        self.weight = np.array([float(weight) for weight in voters.weight])
        self.alike = len(set(voters.weight)) == 1

    def steps_down(self, project: int, most: int, unit: Fraction) -> int:
        """By how many units the cost must fall for the project to win; ``most`` + 1 when no positive cost wins."""
        top = math.ceil(self.voters.costs[project] / unit) * float(unit)
        least = most + 1
        for moment in self.moments:
            raised = Raised(self.voters, project, moment.purses)
            low, high = 0, least
            while high - low > 1:
                middle = (low + high) // 2
                cost = top - middle * float(unit)
                wins = raised.at(allowed(self.utility, moment.key, cost)) >= cost * (1 - _SLACK)
                low, high = (low, middle) if wins else (middle, high)
            least = high
        return least

    def added(self, project: int, *, best: bool, sure: bool = False) -> Needed | None:
        """Fewest non-supporters that suffice when they add the project: the richest (``best``), or any at all.

        For "any" the poorest are named: their number is enough at one moment, whoever they are, if it wins a tie
        there; ``sure``: it raises more than a tie asks for. ``None``: not even all of them suffice.
        """
        outside, found = self._outside(project), None
        for at in range(len(self.moments)):
            most = self.voters.voters + 1 if found is None else found.size
            row = self._at(at, project, outside, most, best=best, sure=sure)
            if row is not None:
                found = row
        return found

    def richest(self, project: int, below: int) -> list[Needed]:
        """Of every moment the richest who suffice there, if they win a tie or surely, fewest first; fewer than that."""
        outside, moments = self._outside(project), range(len(self.moments))
        rows = [self._at(at, project, outside, below, best=True, sure=sure) for at in moments for sure in (False, True)]
        return sorted((row for row in rows if row is not None), key=lambda row: row.size)

    def _outside(self, project: int) -> NDArray[np.bool_]:
        outside = np.ones(self.voters.size, dtype=bool)
        outside[self.voters.supporters[project].members] = False
        return outside

    def _at(
        self, at: int, project: int, outside: NDArray[np.bool_], below: int, *, best: bool, sure: bool
    ) -> Needed | None:
        """Fewest who suffice at one moment; ``None`` when that takes as many as ``below``."""
        cost, moment = float(self.voters.costs[project]), self.moments[at]
        rate = allowed(self.utility, moment.key, cost)
        lacking = cost - Raised(self.voters, project, moment.purses).at(rate)
        highest = float(self.weight.max()) * min(rate, float(moment.purses.max(initial=0.0)))
        if lacking > highest * (below - 1):
            return None
        order = self._order(at, rate)
        order = order if best else order[::-1]
        order = order[outside[order]]
        close = lacking + cost * _SLACK if sure else lacking * (1 - _SLACK)
        size = self._enough(order, self.weight[order] * np.minimum(moment.purses[order], rate), close)
        if size is None or size >= below:
            return None
        return Needed(size, order, int(self.many[order].sum()), at)

    def _enough(self, order: Indices, worth: Floats, close: float) -> int | None:
        """How many ballots, taken in this order, add so much; 1 at least."""
        total = np.cumsum(worth * self.many[order])
        place = int(np.searchsorted(total, close))
        if place == len(order):
            return None
        rest = (close - (float(total[place - 1]) if place else 0.0)) / float(worth[place]) if worth[place] else 0.0
        return int(self.many[order[:place]].sum()) + min(max(math.ceil(rest), 1), int(self.many[order[place]]))

    def _order(self, at: int, rate: float) -> Indices:
        """Classes by what each ballot can add, most first."""
        if self.alike:
            return self._orders[at]
        return np.argsort(-self.weight * np.minimum(self.moments[at].purses, rate), kind="stable")

    @cached_property
    def _orders(self) -> list[Indices]:
        return [np.argsort(-moment.purses, kind="stable") for moment in self.moments]


def allowed(utility: Utility, key: float, cost: float) -> float:
    """The greatest rate at which a project of this cost still comes before, or level with, a key."""
    if utility in (Utility.CARDINALITY, Utility.SCORE):
        return key
    return math.sqrt(key * cost) if utility is Utility.SQRT else key * cost


def singletons(voters: Electorate, utility: Utility, run: Run, project: int, *, weight: float, there: int) -> float:
    """How many voters of a project alone would do, by a run in which ``there`` of them were not enough.

    Args:
        weight: Of one such voter. Infinite when no number would.
    """
    cost, purse, least = float(voters.costs[project]), float(run.purse), math.inf
    for moment in moments(voters, utility, run, until=project):
        rate = allowed(utility, moment.key, cost)
        each = weight * min(purse, rate)
        raised = Raised(voters, project, moment.purses).at(rate) - there * each
        if rate >= purse and weight == 1.0:
            least = min(
                least, there + _with_smaller_purses(voters, project, moment.purses, purse, cost - raised, there)
            )
        elif each > 0:
            least = min(least, (cost - raised) / each)
    return least


def _with_smaller_purses(
    voters: Electorate, project: int, purses: Floats, purse: float, lacking: float, there: int
) -> float:
    """How many more voters of a project alone do at the end, each of them making every purse a little smaller.

    With d more of n voters the purse b = B/n becomes B/(n + d). What was paid stays as it was, so each supporter who
    has money left loses the difference. Infinite when no number does.
    """
    ballots, own = int(voters.counts.sum()), voters.supporters[project]
    budget, cost = purse * ballots, float(voters.costs[project])
    with_money = float(own.near_weights[purses[own.members] > 0].sum()) / float(voters.scale) - there
    gain = budget - cost + (cost - lacking) - budget * with_money / ballots
    more = ballots * lacking - there * budget
    return more / gain if gain > 0 else math.inf
