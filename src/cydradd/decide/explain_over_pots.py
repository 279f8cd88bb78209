"""Why a project lost in a count over restricted pots: every figure proven by counts over the same pots."""

from __future__ import annotations

from cydradd.decide.explain import MOST_NODES, Explained, Loss
from cydradd.decide.fund import Funded, outcome_over
from cydradd.decide.result import Count
from cydradd.decide.search import Trial
from cydradd.decide.standing import Standing, standing


class _OverPots(Explained):
    """A result over pots, and what is asked of its losers."""

    over_pots = True

    def __init__(self, given: Standing, funded: Funded, most_nodes: int) -> None:
        self.funded = funded
        super().__init__(given, most_nodes=most_nodes)

    def tried(self, given: Standing) -> Trial:
        """A count of an election over the same pots."""
        return Trial(given, outcome_over(given, self.funded.pots)[0])

    def told(self) -> Count:
        """The whole result."""
        return self.funded.result


def losses_over_pots(funded: Funded, *, most_nodes: int = MOST_NODES) -> list[Loss]:
    """Every loser of a count over restricted pots explained, most votes first (decide.md 3.8, 3.9).

    Fewest of the others whoever they are (``supporters_added_any``) is not looked for.
    """
    count = funded.result
    decided = {entry.project: entry.reason for entry in count.set_aside if entry.kind == "decision"}
    objected = {entry.project: entry.partners for entry in count.set_aside if entry.kind == "objection"}
    given = standing(count.election, count.options, decided, objected)
    return _OverPots(given, funded, most_nodes).losses()
