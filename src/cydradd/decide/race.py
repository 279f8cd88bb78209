"""The race of a run of equal shares: which project asks least of its supporters now.

Floating point only encloses what each project asks; wherever two enclosures meet, both are computed as fractions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.electorate import Electorate, Ints
from cydradd.decide.purses import UNIT_ROUNDOFF, Members, Purses
from cydradd.decide.utility import Utility

TieBreak = Callable[[Sequence[int]], tuple[int, str | None]]
WIDER = 1e-14
"""Relative widening of an enclosure that covers the last few roundings of a comparison."""


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
class Offer:
    """What a project asks now per unit of weight and point: surely from ``low`` to ``high``."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Price:
    """What a project asks now, exactly; who pays it, their points, and which of them it empties."""

    rate: Fraction
    members: Members
    points: Ints
    emptied: Members


class Live(NamedTuple):
    """Supporters of a project who still have money."""

    members: Members
    weights: Ints
    points: Ints
    near_points: NDArray[np.float64]


class Race:
    """The projects still in the race, and what each asks of its supporters."""

    def __init__(self, voters: Electorate, utility: Utility, purse: Fraction) -> None:
        self.voters = voters
        self.purses = Purses(voters, purse)
        self.squared = utility is Utility.SQRT
        plain = utility in (Utility.CARDINALITY, Utility.SCORE)
        self.worth = [Fraction(1) if plain else cost for cost in voters.costs]
        self.near_worth = [float(worth) for worth in self.worth]
        self.near_costs = [float(cost) for cost in voters.scaled_costs]
        self.alive = [index for index in range(len(voters.costs)) if len(voters.supporters[index].members)]
        self.known = dict.fromkeys(self.alive, 0.0)

    def live(self, project: int) -> Live:
        """Supporters of a project who still have money."""
        support = self.voters.supporters[project]
        keep = ~self.purses.empty[support.members]
        return Live(support.members[keep], support.weights[keep], support.points[keep], support.near_points[keep])

    def offer(self, project: int) -> Offer | None:
        """Encloses what a project asks now; ``None`` when its supporters cannot pay.

        The money that a rate raises is a sum of K terms, none above weight times first purse. Its float value is
        within ``slack`` of the true one, so the rates that raise the cost less and plus twice that enclose it.
        """
        own = self.voters.supporters[project]
        cost, purses = self.near_costs[project], self.purses.near.take(own.members)
        terms = len(purses) + len(self.purses.rates) + 8
        slack = 4 * UNIT_ROUNDOFF * terms * (cost + own.heft * self.purses.first)
        money = float(own.near_weights @ purses)
        if money < cost - slack or (money < cost + slack and self.short(project, self.live(project))):
            return None
        ratio = purses if own.even else purses / own.near_points
        order = ratio.argsort()
        ratio, heads = ratio[order], own.near_heads[order]
        before = np.zeros(len(ratio) + 1)
        (heads * ratio).cumsum(out=before[1:])
        if ratio[-1] <= 0 and self.purses.empty[own.members].all():
            return Offer(0.0, 0.0)
        rest = heads[::-1].cumsum()[::-1]
        low, high = (before[:-1] + rest * ratio).searchsorted((cost - 2 * slack, cost + 2 * slack)).tolist()
        return Offer(
            max(0.0, (cost - 2 * slack - float(before[low])) / float(rest[low])) if low < len(ratio) else math.inf,
            (cost + 2 * slack - float(before[high])) / float(rest[high]) if high < len(ratio) else math.inf,
        )

    def short(self, project: int, support: Live) -> bool:
        """Whether the supporters' exact purses sum to less than the cost."""
        return self.purses.total(support.members, support.weights) < self.voters.scaled_costs[project]

    def price(self, project: int, offer: Offer) -> Price:
        """What a project that can be paid asks, exactly.

        Supporters whose purse surely ends below the rate are taken as emptied; those in doubt are then taken in
        order of their exact purse per point, for as long as the rate that the others would pay exceeds it.
        """
        support = self.live(project)
        members, weights, points = support.members, support.weights, support.points
        near = support.near_points
        ratio, error = self.purses.near[members] / near, self.purses.error / near + WIDER * self.purses.first / near
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
        return Price(rate, members, points, members[emptied] if emptied else members[:0])

    def key(self, project: int, rate: Fraction) -> Fraction:
        """Exactly what is compared between projects: less is bought first. A free project comes before all."""
        worth = self.worth[project]
        return (rate * rate if self.squared else rate) / worth if worth else Fraction(0)

    def near_key(self, project: int, rate: float) -> float:
        """`key` in floating point."""
        worth = self.near_worth[project]
        return (rate * rate if self.squared else rate) / worth if worth else 0.0

    def contenders(self) -> dict[int, Offer]:
        """Every project that may ask least: its enclosure reaches below the least upper end.

        What a project asks never falls within a run: those whose last known lower end is too high are not looked at.
        """
        least = math.inf
        offers: dict[int, Offer] = {}
        for project in sorted(self.alive, key=self.known.__getitem__):
            if self.known[project] > least:
                break
            offer = self.offer(project)
            if offer is None:
                self.alive.remove(project)
                continue
            offers[project] = offer
            self.known[project] = max(self.known[project], self.near_key(project, offer.low) * (1 - WIDER))
            least = min(least, self.near_key(project, offer.high) * (1 + WIDER))
        return {project: offer for project, offer in offers.items() if self.known[project] <= least}

    def next(self, break_tie: TieBreak) -> tuple[Purchase, Price] | None:
        """The next project and its price; ``None`` when no project can be paid by its supporters."""
        offers = self.contenders()
        if not offers:
            return None
        prices = {project: self.price(project, offer) for project, offer in offers.items()}
        keys = {project: self.key(project, price.rate) for project, price in prices.items()}
        least = min(keys.values())
        tied = tuple(sorted(project for project, key in keys.items() if key == least))
        chosen, resolved_by = break_tie(tied) if len(tied) > 1 else (tied[0], None)
        price = prices[chosen]
        return Purchase(chosen, price.rate, price.emptied, tied, resolved_by), price

    def take(self, purchase: Purchase, price: Price) -> None:
        """Let its supporters pay the project."""
        self.purses.pay(price.rate, price.members, price.points, price.emptied)
        self.alive.remove(purchase.project)

    def price_again(self, purchase: Purchase) -> Price:
        """The price of a purchase of another run that was the same so far."""
        support = self.live(purchase.project)
        return Price(purchase.rate, support.members, support.points, purchase.emptied)

    def surely_later(self, project: int, purchase: Purchase) -> bool:
        """Whether a project surely asks more than one that is bought; one that cannot be paid is dropped."""
        if project not in self.alive:
            return True
        offer = self.offer(project)
        if offer is None:
            self.drop(project)
            return True
        asked = self.near_key(purchase.project, float(purchase.rate)) * (1 + WIDER)
        return self.near_key(project, offer.low) * (1 - WIDER) > asked

    def drop(self, project: int) -> None:
        """Go on without a project."""
        self.alive.remove(project)
