"""The method of equal shares, exactly.

Every voter starts with a purse in proportion to their weight. A project is bought by its supporters when their
purses can pay it; the project that asks least of each supporter, for what it gives them, comes first.

Source: D. Peters, G. Pierczyński and P. Skowron, "Proportional participatory budgeting with additive
utilities", NeurIPS 2021 (arXiv:2008.13276); formulas and names of decide.md 3.1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from cydradd.decide.electorate import Electorate
from cydradd.decide.race import WIDER, Purchase, Race, TieBreak
from cydradd.decide.utility import Utility

__all__ = ["Asks", "Purchase", "Rising", "Run", "Script", "TieBreak", "Utility", "first_asks", "run"]

_AHEAD = 64
"""Increments ahead of a purse at which it is asked what projects ask at least."""


Turn = tuple[Purchase, bool]
"""A project that had its turn, and whether it was bought."""
MayBuy = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """What happened with one purse (per unit of weight).

    Attributes:
        turns: In their order.
    """

    purse: Fraction
    turns: tuple[Turn, ...]

    @property
    def purchases(self) -> tuple[Purchase, ...]:
        """What was bought, in order."""
        return tuple(turn for turn, bought in self.turns if bought)

    @property
    def winners(self) -> tuple[int, ...]:
        """Indices of the projects bought, in order."""
        return tuple(purchase.project for purchase in self.purchases)


@dataclass(frozen=True, slots=True)
class Asks:
    """What each project surely asks at least, from a purse: it asks no less from any smaller one.

    Attributes:
        least: By project, in the units of `Race.key`; infinite when its supporters cannot pay it.
    """

    purse: Fraction
    least: tuple[float, ...]

    def without(self, project: int) -> Asks:
        """The same, with nothing known of one project."""
        return Asks(self.purse, (*self.least[:project], 0.0, *self.least[project + 1 :]))


def first_asks(voters: Electorate, utility: Utility, purse: Fraction) -> Asks:
    """What each project asks at least while nobody has paid: later runs from purses no larger may skip by it."""
    race = Race(voters, utility, purse)
    offers = {project: race.offer(project) for project in race.alive}
    lows = {project: np.inf if offer is None else offer.low for project, offer in offers.items()}
    asked = [lows.get(project, np.inf) for project in range(len(voters.costs))]
    return Asks(purse, tuple(race.near_key(project, low) * (1 - WIDER) for project, low in enumerate(asked)))


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """Runs of an electorate in which one project cost otherwise or had fewer supporters, by first purse.

    Until that project is bought everything happens again as it did, so nothing else is looked at.

    Attributes:
        project: The changed one. ``split``: a class of the other runs, and one that holds some of its ballots now.
    """

    runs: Mapping[Fraction, Run]
    project: int
    split: tuple[int, int] | None = None

    def _again(self, turn: Purchase) -> Purchase:
        """A turn, as this electorate's classes pay it."""
        if self.split is None or self.split[0] not in turn.emptied:
            return turn
        return replace(turn, emptied=np.append(turn.emptied, self.split[1]))

    def follow(self, race: Race, run: Run, break_tie: TieBreak, may_buy: MayBuy) -> list[Turn]:
        """Everything that happens again, until the changed project is bought or there is no more."""
        done: list[Turn] = []
        for turn, _ in run.turns:
            price = None
            if len(turn.tied) == 1 and turn.project != self.project and race.surely_later(self.project, turn):
                again = self._again(turn)
            else:
                following = race.next(break_tie)
                if following is None or following[0].project != turn.project:
                    return done
                again, price = following
            bought = may_buy(turn.project)
            done.append((again, bought))
            if not bought:
                race.drop(turn.project)
                continue
            race.take(again, price or race.price_again(again))
            if turn.project == self.project:
                return done
        race.alive = [project for project in race.alive if project == self.project]
        return done


def run(
    voters: Electorate,
    utility: Utility,
    purse: Fraction,
    break_tie: TieBreak,
    asks: Asks | None = None,
    may_buy: MayBuy = lambda _: True,
    script: Script | None = None,
) -> Run:
    """Buy projects until no supporters can pay another.

    Args:
        voters: Classes of voters with their integer weights, and the eligible projects.
        purse: Money per unit of weight that every voter starts with.
        break_tie: Chooses among projects that ask exactly as little, and names the key that decided.
        may_buy: Asked of the next project; when the answer is no, the run goes on without it.
        asks: What is known of an electorate in which each project had the same supporters.
        script: Runs in which nothing but one project was otherwise.
    """
    race = Race(voters, utility, purse)
    if asks is not None and purse <= asks.purse:
        race.known = {project: asks.least[project] for project in race.alive}
    turns: list[Turn] = []
    if script is not None and (before := script.runs.get(purse)) is not None:
        turns = script.follow(race, before, break_tie, may_buy)
    while (following := race.next(break_tie)) is not None:
        purchase, price = following
        bought = may_buy(purchase.project)
        if bought:
            race.take(purchase, price)
        else:
            race.drop(purchase.project)
        turns.append((purchase, bought))
    return Run(purse, tuple(turns))


@dataclass(slots=True)
class Rising:
    """Runs from purses that rise by increments: what projects ask at least is known from a purse ahead.

    Attributes:
        runs: Where every run is kept by its purse; ``None`` keeps none.
    """

    voters: Electorate
    utility: Utility
    break_tie: TieBreak
    increment: Fraction
    script: Script | None = None
    runs: dict[Fraction, Run] | None = None
    asks: Asks | None = None

    def run(self, purse: Fraction, may_buy: MayBuy = lambda _: True) -> Run:
        """`run` from the next purse."""
        scripted = self.script is not None and purse in self.script.runs
        if not scripted and (self.asks is None or purse > self.asks.purse):
            self.asks = first_asks(self.voters, self.utility, purse + _AHEAD * self.increment)
        made = run(self.voters, self.utility, purse, self.break_tie, self.asks, may_buy, self.script)
        if self.runs is not None:
            self.runs[purse] = made
        return made
