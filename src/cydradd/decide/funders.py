"""Several funders: which projects their pots can pay together, why not, and who pays what in fewest payments.

All amounts are exact; no solver in floating point is used, so that results are the same on any machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cydradd.decide.flows import Cut, Flow, Pot, flow_of
from cydradd.decide.payers import Shares, who_pays

__all__ = ["Cut", "Flow", "Pot", "Shares", "cut", "flow", "flow_of", "who_pays"]


def flow(pots: Sequence[Pot], costs: Mapping[str, Fraction]) -> dict[tuple[str, str], Fraction] | None:
    """Who could pay what, by project and pot; ``None`` when the pots cannot pay all these costs."""
    made = flow_of(pots, costs)
    for name, cost in costs.items():
        if made.add(name, cost) is not None:
            return None
    return made.amounts()


def cut(pots: Sequence[Pot], costs: Mapping[str, Fraction], project: str) -> Cut | None:
    """Why ``project`` cannot be paid beside all others, which can; ``None`` when it can."""
    made = flow_of(pots, costs)
    for name, cost in costs.items():
        if name != project:
            made.add(name, cost)
    return made.add(project, costs[project])
