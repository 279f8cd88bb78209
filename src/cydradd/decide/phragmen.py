"""Sequential Phragmén: money comes to voters at the speed of their weight; who can pay first, buys first.

Source: L. Phragmén, 1894; for budgets: M. Los, Z. Christoff and D. Grossi, "Proportional budget allocations",
IJCAI 2022. Formulas and stops of decide.md 3.3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cydradd.decide.electorate import Electorate

STOPS = ("halt", "skip")
TieBreak = Callable[[Sequence[int]], tuple[int, str | None]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One project bought, at the time when its supporters could pay it; ``tied`` as in equal shares."""

    project: int
    time: Fraction
    tied: tuple[int, ...]
    resolved_by: str | None


class _Loads:
    """Since when each class of voters saves: the number of the purchase that last took its money, 0 = from the start.

    Attributes:
        times: Time of each purchase; the first is the start.
    """

    def __init__(self, voters: Electorate) -> None:
        self.voters = voters
        self.times = [Fraction(0)]
        self.since = np.zeros(voters.size, dtype=np.int64)

    def time(self, project: int) -> Fraction:
        """When the supporters of a project can pay it: t = (c + sum of w load) / sum of w."""
        support = self.voters.supporters[project]
        held = np.zeros(len(self.times), dtype=support.weights.dtype)
        np.add.at(held, self.since[support.members], support.weights)
        spent = sum((time * int(weight) for time, weight in zip(self.times, held, strict=True) if weight), Fraction(0))
        return (self.voters.scaled_costs[project] + spent) / int(support.weights.sum())

    def buy(self, project: int, time: Fraction) -> None:
        """Take all that the supporters of a project have saved."""
        self.since[self.voters.supporters[project].members] = len(self.times)
        self.times.append(time)


def run(voters: Electorate, budget: Fraction, break_tie: TieBreak, *, skip: bool = False) -> list[Arrival]:
    """Buy projects in the order in which their supporters can pay them.

    Args:
        skip: Drop a project that does not fit and go on; else stop for good as soon as any project that is tied
            for next does not fit.
    """
    loads, left, bought = _Loads(voters), budget, []
    times = {p: loads.time(p) for p in range(len(voters.costs)) if len(voters.supporters[p].members)}
    while times:
        least = min(times.values())
        tied = tuple(project for project, time in times.items() if time == least)
        too_dear = [project for project in tied if voters.costs[project] > left]
        if too_dear and not skip:
            break
        for project in too_dear:
            del times[project]
        if too_dear:
            continue
        chosen, resolved_by = break_tie(tied) if len(tied) > 1 else (tied[0], None)
        loads.buy(chosen, least)
        left -= voters.costs[chosen]
        bought.append(Arrival(chosen, least, tied, resolved_by))
        del times[chosen]
        times = {project: loads.time(project) for project in times}
    return bought
