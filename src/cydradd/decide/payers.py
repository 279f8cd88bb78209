"""Who pays what in fewest payments: a search, and a forest of payments where the search ends too early."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from cydradd.decide.flows import Flow, Pot, flow_of

MOST_NODES = 500
"""Sets of pots that the search for fewest payments may try."""
_DEEPEST = 400
"""Projects beyond which fewest payments are not searched for."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Who pays what.

    Attributes:
        pays: By project and pot, each amount above 0.
        lower_bound: Payments that are needed at least. ``optimal``: there are no more than needed.
    """

    pays: Mapping[tuple[str, str], Fraction]
    lower_bound: int
    optimal: bool


def who_pays(pots: Sequence[Pot], costs: Mapping[str, Fraction], *, most_nodes: int = MOST_NODES) -> Shares:
    """Payments for projects that the pots can pay, as few as can be.

    The search tries with 0, 1, 2 ... payments beyond the least that each project needs by itself. After
    ``most_nodes`` tries it gives up: the payments then form no circle, so that they are fewer than pots and projects
    together, and ``optimal`` says whether that happens to be the least that was not ruled out.

    Raises:
        ValueError: The pots cannot pay all these costs.
    """
    first = flow_of(pots, costs)
    for name, cost in costs.items():
        if first.add(name, cost) is not None:
            raise ValueError(f"the pots cannot pay {name}")
    search = _Fewest(pots, costs, first.parts, most_nodes)
    _without_circles(first)
    forest = first.amounts()
    for beyond in range(len(forest) - search.least):
        found = search.within(beyond)
        if found is not None:
            return Shares(found, search.least + beyond, True)
        if search.nodes <= 0:
            return Shares(forest, search.least + beyond, search.least + beyond == len(forest))
    return Shares(forest, len(forest), True)


class _Fewest:
    """The search for payments so many beyond the least."""

    def __init__(self, pots: Sequence[Pot], costs: Mapping[str, Fraction], parts: int, nodes: int) -> None:
        self.pots, self.costs, self.parts, self.nodes = pots, costs, parts, nodes
        self.order = sorted((name for name in costs if costs[name]), key=lambda name: (-costs[name], name))
        self.may = {name: [at for at, pot in enumerate(pots) if pot.permits(name)] for name in costs}
        self.need = {name: self._alone(name) for name in self.order}
        self.least = sum(self.need.values())

    def _alone(self, name: str) -> int:
        """Payments that a project needs were it the only one."""
        total, amounts = Fraction(0), sorted((self.pots[at].amount for at in self.may[name]), reverse=True)
        for number, amount in enumerate(amounts, 1):
            total += amount
            if total >= self.costs[name]:
                return number
        return len(amounts)

    def within(self, beyond: int) -> dict[tuple[str, str], Fraction] | None:
        """Payments no more than the least and ``beyond``; ``None``: there are none, or no tries are left."""
        if len(self.order) > _DEEPEST:
            self.nodes = 0
            return None
        made = Flow(self.pots, self.parts)
        for name in self.order:
            made.add(name, self.costs[name])
        chosen = self._choose(0, beyond, made)
        return None if chosen is None else chosen.amounts()

    def _choose(self, place: int, beyond: int, made: Flow) -> Flow | None:
        """Choose pots for one project after another; those not yet chosen for may be paid by any they may."""
        if place == len(self.order):
            return made
        name = self.order[place]
        now = made.pays[name]
        likely = sorted(self.may[name], key=lambda at: (-now.get(at, 0), at))
        for more in range(beyond + 1):
            for pots in combinations(likely, self.need[name] + more):
                if self.nodes <= 0:
                    return None
                self.nodes -= 1
                narrowed = made.without(name)
                if narrowed.add(name, self.costs[name], pots) is not None:
                    continue
                found = self._choose(place + 1, beyond - more, narrowed)
                if found is not None:
                    return found
        return None


def _without_circles(made: Flow) -> None:
    """Shift money around every circle of payments until one of them is nothing: what remains is a forest."""
    while (circle := _circle(made)) is not None:
        less = min(made.pays[name][pot] for name, pot in circle[1::2])
        for place, (name, pot) in enumerate(circle):
            made.give(name, pot, -less if place % 2 else less)


def _circle(made: Flow) -> list[tuple[str, int]] | None:
    """Payments that form a circle, in order: two that follow one another share a project or a pot."""
    above: dict[str | int, str | int | None] = {}
    payers: dict[int, list[str]] = {}
    for name, paid in made.pays.items():
        for pot in paid:
            payers.setdefault(pot, []).append(name)
    for root in made.pays:
        if root in above:
            continue
        above[root] = None
        waiting: list[str | int] = [root]
        while waiting:
            node = waiting.pop()
            others: list[str | int] = [*payers[node]] if isinstance(node, int) else [*sorted(made.pays[node])]
            for other in others:
                if other == above[node]:
                    continue
                if other in above:
                    return _pairs(_trail(above, node), _trail(above, other))
                above[other] = node
                waiting.append(other)
    return None


def _trail(above: Mapping[str | int, str | int | None], node: str | int) -> list[str | int]:
    trail: list[str | int] = []
    at: str | int | None = node
    while at is not None:
        trail.append(at)
        at = above[at]
    return trail


def _pairs(one: list[str | int], other: list[str | int]) -> list[tuple[str, int]]:
    """The payments of the circle that two trails to the root close where they begin."""
    while len(one) > 1 and len(other) > 1 and one[-2] == other[-2]:
        one.pop()
        other.pop()
    nodes = one + other[-2::-1]
    pairs = zip(nodes, [*nodes[1:], nodes[0]], strict=True)
    return [(a, b) if isinstance(a, str) and isinstance(b, int) else (str(b), int(a)) for a, b in pairs]
