"""The method of equal shares, exactly.

Every voter starts with a purse in proportion to their weight. A project is bought by its supporters when their
purses can pay it; the project that asks least of each supporter, for what it gives them, comes first.

Source: D. Peters, G. Pierczyński and P. Skowron, "Proportional participatory budgeting with additive
utilities", NeurIPS 2021 (arXiv:2008.13276); formulas and names of decide.md 3.1.

How exactness is kept: purses are per unit of weight. A voter who has never been emptied holds the first purse
less a sum of whole payments, so any total is an integer combination of the payments so far. Floating point
only proposes an order; wherever two numbers lie within its error bound, both are computed as fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.electorate import Electorate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
UNIT_ROUNDOFF = 2.0**-53


class Utility(StrEnum):
    """What a supporter is counted to get from a project."""

    COST = "cost"
    CARDINALITY = "cardinality"
    SQRT = "sqrt"
    SCORE = "score"
    COST_SCORE = "cost-score"


@dataclass(frozen=True, slots=True)
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
    emptied: NDArray[np.bool_]
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
        self.voters = voters
        self.purse = purse
        self.rates: list[Fraction] = []
        self.paid: list[Ints] = []
        self.near = np.full(voters.size, float(purse))
        self.empty = np.zeros(voters.size, dtype=bool)

    def exact_total(self, members: Ints, weights: Ints) -> Fraction:
        """Exact money that ``members``, none of them emptied, hold together."""
        total = self.purse * int(weights.sum())
        for rate, paid in zip(self.rates, self.paid, strict=True):
            total -= rate * int(weights @ paid[members])
        return total

    def exact(self, member: int) -> Fraction:
        """Exact purse of one class per unit of weight."""
        if self.empty[member]:
            return Fraction(0)
        return self.purse - sum(
            (rate * int(paid[member]) for rate, paid in zip(self.rates, self.paid, strict=True)), Fraction(0)
        )

    def pay(self, rate: Fraction, members: Ints, points: Ints, emptied: Ints) -> None:
        """Take ``rate`` per point from ``members``; those ``emptied`` pay what they have."""
        paid = np.zeros(self.voters.size, dtype=np.int64)
        paid[members] = points
        paid[emptied] = 0
        self.near[members] -= float(rate) * points
        self.near[emptied] = 0.0
        self.empty[emptied] = True
        self.rates.append(rate)
        self.paid.append(paid)


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a project asks now: ``near`` per unit of weight and point, with the bound of its error."""

    near: float
    error: float


class _Race:
    """The projects still in the race, and what each asks of its supporters."""

    def __init__(self, voters: Electorate, utility: Utility, purse: Fraction) -> None:
        self.voters = voters
        self.utility = utility
        self.purses = _Purses(voters, purse)
        self.alive = [index for index in range(len(voters.costs)) if len(voters.supporters[index].members)]
        self.known = dict.fromkeys(self.alive, 0.0)

    def live(self, project: int) -> tuple[Ints, Ints, Ints]:
        """Supporters of a project who still have money: classes, weights and points."""
        support = self.voters.supporters[project]
        keep = ~self.purses.empty[support.members]
        return support.members[keep], support.weights[keep], support.points[keep]

    def offer(self, project: int) -> _Offer | None:
        """What a project asks now, in floating point; ``None`` when its supporters surely cannot pay."""
        members, weights, points = self.live(project)
        cost = float(self.voters.scaled_costs[project])
        if not len(members):
            return None if cost > 0 else _Offer(0.0, 0.0)
        purses = self.purses.near[members]
        money = float(weights @ purses)
        slack = (
            (len(members) + len(self.purses.rates) + 8)
            * 4
            * UNIT_ROUNDOFF
            * (cost + float(weights.sum()) * float(self.purses.purse))
        )
        if money < cost - slack or (money < cost + slack and self.short(project)):
            return None
        order = np.argsort(purses / points, kind="stable")
        ratio = (purses / points)[order]
        weighted = (weights * points)[order].astype(float)
        before = np.concatenate(([0.0], np.cumsum((weights * purses)[order])[:-1]))
        rest = np.cumsum(weighted[::-1])[::-1]
        asked = (cost - before) / rest
        fits = np.flatnonzero(asked <= ratio)
        at = int(fits[0]) if len(fits) else len(ratio) - 1
        return _Offer(float(asked[at]), slack / float(rest[at]))

    def short(self, project: int) -> bool:
        """Whether the supporters' exact purses sum to less than the cost."""
        members, weights, _ = self.live(project)
        return self.purses.exact_total(members, weights) < self.voters.scaled_costs[project]

    def rate(self, project: int, offer: _Offer) -> tuple[Fraction, Ints, Ints, NDArray[np.bool_]]:
        """The exact rate of a project that can be paid; its payers, their points, and who pays all."""
        members, weights, points = self.live(project)
        if not len(members):
            return Fraction(0), members, points, np.zeros(0, dtype=bool)
        ratio = self.purses.near[members] / points
        doubt = offer.error + 64 * UNIT_ROUNDOFF * (float(self.purses.purse) + offer.near)
        emptied = ratio < offer.near
        unsure = np.flatnonzero(np.abs(ratio - offer.near) <= doubt)
        exact = {int(i): self.purses.exact(int(members[i])) / int(points[i]) for i in unsure}
        while True:
            payers = ~emptied
            due = self.voters.scaled_costs[project] - self.purses.exact_total(members[emptied], weights[emptied])
            heads = int((weights * points)[payers].sum())
            rate = Fraction(due) / heads if heads else max(exact.values(), default=Fraction(0))
            wrong = [i for i, value in exact.items() if bool(emptied[i]) != (value < rate)]
            if not wrong:
                break
            for i in wrong:
                emptied[i] = exact[i] < rate
        for i, value in exact.items():
            emptied[i] = value <= rate
        return rate, members, points, emptied

    def worth(self, project: int) -> Fraction:
        """What the rate is divided by to compare projects; for sqrt, what its square is divided by."""
        cost = self.voters.costs[project]
        plain = self.utility in (Utility.CARDINALITY, Utility.SCORE)
        return Fraction(1) if plain else cost

    def key(self, project: int, rate: Fraction) -> Fraction:
        """Exactly what is compared between projects: less is bought first."""
        worth = self.worth(project)
        if worth == 0:
            return Fraction(0)
        return rate * rate / worth if self.utility is Utility.SQRT else rate / worth

    def near_key(self, project: int, rate: float) -> float:
        """`key` in floating point."""
        worth = float(self.worth(project))
        if worth == 0:
            return 0.0
        return rate * rate / worth if self.utility is Utility.SQRT else rate / worth

    def contenders(self) -> dict[int, _Offer]:
        """Every project that may ask least: its key's interval reaches below the least upper end."""
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
            low = self.near_key(project, max(0.0, offer.near - offer.error)) * (1 - 1e-14)
            self.known[project] = max(self.known[project], low)
            least = min(least, self.near_key(project, offer.near + offer.error) * (1 + 1e-14))
        return {project: offer for project, offer in offers.items() if self.known[project] <= least}

    def buy(self, break_tie: TieBreak) -> Purchase | None:
        """Buy the next project; ``None`` when no project can be paid by its supporters."""
        offers = self.contenders()
        if not offers:
            return None
        rates = {project: self.rate(project, offer) for project, offer in offers.items()}
        keys = {project: self.key(project, rates[project][0]) for project in rates}
        least = min(keys.values())
        tied = tuple(sorted(project for project, key in keys.items() if key == least))
        chosen, resolved_by = break_tie(tied) if len(tied) > 1 else (tied[0], None)
        rate, members, points, emptied = rates[chosen]
        everyone = np.zeros(self.voters.size, dtype=bool)
        everyone[members[emptied]] = True
        self.purses.pay(rate, members, points, members[emptied])
        self.alive.remove(chosen)
        return Purchase(chosen, rate, everyone, tied, resolved_by)


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


@dataclass(frozen=True, slots=True)
class Accounts:
    """Who paid what, exactly.

    Attributes:
        paid: By project, then class: what ONE ballot of the class paid.
        left: By class: what ONE ballot of the class still has.
    """

    paid: Mapping[int, Mapping[int, Fraction]]
    left: tuple[Fraction, ...]


def accounts(voters: Electorate, result: Run) -> Accounts:
    """Replay the purchases of a run, ballot class by ballot class."""
    purses = [result.purse] * voters.size
    paid: dict[int, dict[int, Fraction]] = {}
    for purchase in result.purchases:
        support = voters.supporters[purchase.project]
        paid[purchase.project] = {}
        for member, points in zip(support.members.tolist(), support.points.tolist(), strict=True):
            if purses[member]:
                amount = min(purses[member], purchase.rate * points)
                purses[member] -= amount
                paid[purchase.project][member] = amount * voters.weight[member]
    left = tuple(purse * weight for purse, weight in zip(purses, voters.weight, strict=True))
    return Accounts(paid, left)
