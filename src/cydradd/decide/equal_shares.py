"""The method of equal shares, exactly.

Every voter starts with a purse in proportion to their weight. A project is bought by its supporters when their
purses can pay it; the project that asks least of each supporter, for what it gives them, comes first.

Source: D. Peters, G. Pierczyński and P. Skowron, "Proportional participatory budgeting with additive
utilities", NeurIPS 2021 (arXiv:2008.13276); formulas and names of decide.md 3.1.

How exactness is kept: purses are per unit of weight. A voter who has never been emptied holds the first purse
less a sum of whole payments, so any total is an integer combination of the payments so far. Floating point only
encloses what each project asks; wherever two enclosures meet, both numbers are computed as fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.electorate import Electorate, Ints, Support

Floats = NDArray[np.float64]
Members = NDArray[np.int64]
UNIT_ROUNDOFF = 2.0**-53
_WIDER = 1e-14
"""Relative widening of an enclosure that covers the last few roundings of a comparison."""


class Utility(StrEnum):
    """What a supporter is counted to get from a project."""

    COST = "cost"
    CARDINALITY = "cardinality"
    SQRT = "sqrt"
    SCORE = "score"
    COST_SCORE = "cost-score"

    @property
    def reads_points(self) -> bool:
        """Whether the points of ballots matter, not support alone."""
        return self in (Utility.SCORE, Utility.COST_SCORE)


@dataclass(frozen=True, slots=True, eq=False)
class Purchase:
    """One project bought.

    Attributes:
        project: Index among the electorate's projects.
        rate: Payment per unit of weight and point; ``theta`` of decide.md for approvals.
        emptied: Classes of voters that paid all they had left.
        tied: Projects that asked exactly as little, the bought one among them; one alone when there was no tie.
        resolved_by: Key that broke the tie; ``None`` without one.
    """

    project: int
    rate: Fraction
    emptied: Members
    tied: tuple[int, ...]
    resolved_by: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """What was bought from one purse (per unit of weight), in order."""

    purse: Fraction
    purchases: tuple[Purchase, ...]

    @property
    def winners(self) -> tuple[int, ...]:
        """Indices of the projects bought, in order."""
        return tuple(purchase.project for purchase in self.purchases)


TieBreak = Callable[[Sequence[int]], tuple[int, str | None]]


class _Purses:
    """Purses of all classes per unit of weight: floats to sort by, and the history from which they are exact."""

    def __init__(self, voters: Electorate, purse: Fraction) -> None:
        self.purse = purse
        self.first = float(purse)
        self.rates: list[Fraction] = []
        self.paid: list[Ints] = []
        self.near = np.full(voters.size, self.first)
        self.empty = np.zeros(voters.size, dtype=bool)

    @property
    def error(self) -> float:
        """Bound of the error of every float purse: each payment rounds a product and a difference."""
        return 4 * UNIT_ROUNDOFF * (len(self.rates) + 1) * self.first

    def total(self, members: Members, weights: Ints) -> Fraction:
        """Exact money that ``members``, none of them emptied, hold together."""
        total = self.purse * int(weights.sum())
        for rate, paid in zip(self.rates, self.paid, strict=True):
            total -= rate * int(weights @ paid[members])
        return total

    def exact(self, members: Members) -> list[Fraction]:
        """Exact purse per unit of weight of each of ``members``, none of them emptied."""
        if not self.paid:
            return [self.purse] * len(members)
        histories = list(zip(*(paid[members].tolist() for paid in self.paid), strict=True))
        worth = {
            history: self.purse - sum((rate * paid for rate, paid in zip(self.rates, history, strict=True)), Fraction())
            for history in set(histories)
        }
        return [worth[history] for history in histories]

    def pay(self, rate: Fraction, members: Members, points: Ints, emptied: Members) -> None:
        """Take ``rate`` per point from ``members``; those ``emptied`` pay what they have."""
        paid = np.zeros(len(self.near), dtype=points.dtype)
        paid[members] = points
        self.near[members] -= float(rate) * points.astype(float)
        self.near[emptied] = 0.0
        self.empty[emptied] = True
        self.rates.append(rate)
        self.paid.append(paid)


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a project asks now per unit of weight and point: surely from ``low`` to ``high``."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class _Price:
    """What a project asks now, exactly; who pays it, their points, and which of them it empties."""

    rate: Fraction
    members: Members
    points: Ints
    emptied: Members


class _Race:
    """The projects still in the race, and what each asks of its supporters."""

    def __init__(self, voters: Electorate, utility: Utility, purse: Fraction) -> None:
        self.voters = voters
        self.purses = _Purses(voters, purse)
        self.squared = utility is Utility.SQRT
        plain = utility in (Utility.CARDINALITY, Utility.SCORE)
        self.worth = [Fraction(1) if plain else cost for cost in voters.costs]
        self.alive = [index for index in range(len(voters.costs)) if len(voters.supporters[index].members)]
        self.known = dict.fromkeys(self.alive, 0.0)

    def live(self, project: int) -> Support:
        """Supporters of a project who still have money."""
        support = self.voters.supporters[project]
        keep = ~self.purses.empty[support.members]
        return Support(support.members[keep], support.weights[keep], support.points[keep])

    def offer(self, project: int) -> _Offer | None:
        """Encloses what a project asks now; ``None`` when its supporters cannot pay.

        The money that a rate raises is a sum of K terms, none above weight times first purse. Its float value is
        within ``slack`` of the true one, so the rates that raise the cost less and plus twice that enclose it.
        """
        support = self.live(project)
        cost = float(self.voters.scaled_costs[project])
        if not len(support.members):
            return None if cost > 0 else _Offer(0.0, 0.0)
        purses, weights = self.purses.near[support.members], support.weights.astype(float)
        terms = len(weights) + len(self.purses.rates) + 8
        slack = 4 * UNIT_ROUNDOFF * terms * (cost + float(weights.sum()) * self.purses.first)
        money = float(weights @ purses)
        if money < cost - slack or (money < cost + slack and self.short(project, support)):
            return None
        points = support.points.astype(float)
        ratio = purses / points
        order = np.argsort(ratio)
        ratio = ratio[order]
        before = np.cumsum((weights * purses)[order])
        before = np.concatenate(([0.0], before[:-1]))
        rest = np.cumsum((weights * points)[order][::-1])[::-1]
        return _Offer(
            max(0.0, _solve(cost - 2 * slack, before, rest, ratio)), _solve(cost + 2 * slack, before, rest, ratio)
        )

    def short(self, project: int, support: Support) -> bool:
        """Whether the supporters' exact purses sum to less than the cost."""
        return self.purses.total(support.members, support.weights) < self.voters.scaled_costs[project]

    def price(self, project: int, offer: _Offer) -> _Price:
        """What a project that can be paid asks, exactly.

        Supporters whose purse surely ends below the rate are taken as emptied; those in doubt are then taken in
        order of their exact purse per point, for as long as the rate that the others would pay exceeds it.
        """
        support = self.live(project)
        members, weights, points = support.members, support.weights, support.points
        near = points.astype(float)
        ratio, error = self.purses.near[members] / near, self.purses.error / near + _WIDER * self.purses.first / near
        sure = ratio < offer.low - error
        unsure = np.flatnonzero(~sure & (ratio <= offer.high + error))
        due = self.voters.scaled_costs[project] - self.purses.total(members[sure], weights[sure])
        heads = int((weights * points)[~sure].sum())
        exact = self.purses.exact(members[unsure])
        doubtful = sorted((money / int(points[at]), int(at)) for money, at in zip(exact, unsure, strict=True))
        for money, at in doubtful:
            if money * heads >= due:
                break
            whole = int(weights[at]) * int(points[at])
            due -= money * whole
            heads -= whole
        rate = Fraction(due) / heads if heads else Fraction(0)
        emptied = sorted([*np.flatnonzero(sure).tolist(), *(at for money, at in doubtful if money <= rate)])
        return _Price(rate, members, points, members[emptied] if emptied else members[:0])

    def key(self, project: int, rate: Fraction) -> Fraction:
        """Exactly what is compared between projects: less is bought first. A free project comes before all."""
        worth = self.worth[project]
        return (rate * rate if self.squared else rate) / worth if worth else Fraction(0)

    def near_key(self, project: int, rate: float) -> float:
        """`key` in floating point."""
        worth = float(self.worth[project])
        return (rate * rate if self.squared else rate) / worth if worth else 0.0

    def contenders(self) -> dict[int, _Offer]:
        """Every project that may ask least: its enclosure reaches below the least upper end.

        What a project asks never falls within a run: those whose last known lower end is too high are not looked at.
        """
        least = np.inf
        offers: dict[int, _Offer] = {}
        for project in sorted(self.alive, key=self.known.__getitem__):
            if self.known[project] > least:
                break
            offer = self.offer(project)
            if offer is None:
                self.alive.remove(project)
                continue
            offers[project] = offer
            self.known[project] = max(self.known[project], self.near_key(project, offer.low) * (1 - _WIDER))
            least = min(least, self.near_key(project, offer.high) * (1 + _WIDER))
        return {project: offer for project, offer in offers.items() if self.known[project] <= least}

    def buy(self, break_tie: TieBreak) -> Purchase | None:
        """Buy the next project; ``None`` when no project can be paid by its supporters."""
        offers = self.contenders()
        if not offers:
            return None
        prices = {project: self.price(project, offer) for project, offer in offers.items()}
        keys = {project: self.key(project, price.rate) for project, price in prices.items()}
        least = min(keys.values())
        tied = tuple(sorted(project for project, key in keys.items() if key == least))
        chosen, resolved_by = break_tie(tied) if len(tied) > 1 else (tied[0], None)
        price = prices[chosen]
        self.purses.pay(price.rate, price.members, price.points, price.emptied)
        self.alive.remove(chosen)
        return Purchase(chosen, price.rate, price.emptied, tied, resolved_by)


def _solve(money: float, before: Floats, rest: Floats, ratio: Floats) -> float:
    """The rate that raises ``money``; infinite when nobody's purse allows it.

    Args:
        before: What supporters of lesser ratio hold together, least ratio first.
        rest: Weight times points of this supporter and all of greater ratio.
        ratio: Purse per point, ascending.
    """
    asked = (money - before) / rest
    fits = asked <= ratio
    at = int(np.argmax(fits))
    return float(asked[at]) if fits[at] else np.inf


def run(voters: Electorate, utility: Utility, purse: Fraction, break_tie: TieBreak) -> Run:
    """Buy projects until no supporters can pay another.

    Args:
        voters: Classes of voters with their integer weights, and the eligible projects.
        purse: Money per unit of weight that every voter starts with.
        break_tie: Chooses among projects that ask exactly as little, and names the key that decided.
    """
    race = _Race(voters, utility, purse)
    purchases = []
    while (purchase := race.buy(break_tie)) is not None:
        purchases.append(purchase)
    return Run(purse, tuple(purchases))
