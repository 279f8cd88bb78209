"""Why a project lost, and what would have changed it: each figure proven by two counts of the changed election.

The measures (cost reduction, supporters added by an optimist's choice or by any, singletons) are those of N. Boehmer,
P. Faliszewski, L. Janeczko, D. Peters, G. Pierczyński, Š. Schierreich, P. Skowron and S. Szufa, "Evaluation of
project performance in participatory budgeting", IJCAI 2024 (arXiv:2312.14723); decide.md 3.8.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from cydradd.decide import forecast
from cydradd.decide.changed import with_cost, with_singletons
from cydradd.decide.count import told
from cydradd.decide.equal_shares import Run, first_asks
from cydradd.decide.explain_supporters import Supporters
from cydradd.decide.outcome import decide
from cydradd.decide.result import Count, Loser
from cydradd.decide.search import OutOfNodes, Proof, Search, Trial
from cydradd.decide.standing import Standing
from cydradd.vocabulary.people import Partner

MOST_NODES = 60
"""Counts of changed elections that one figure of one loser may take; beyond them it is not computed."""
_TENFOLD = 10
_SHORT_OF = 0.998
"""Part of the first guess of singletons that is tried: a count in which they are too few tells exactly how many do."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Why one project lost. A figure that is ``None`` was not computed, or no change of its kind is enough.

    Attributes:
        loser: Its cost, its votes, what its supporters have left and what they lack.
        spent_by: By winner, what its supporters paid for it.
        cost_reduction: Greatest lower cost, in whole units, at which it wins.
        singletons: Fewest new voters who approve it alone; ``singletons_partner``: whom they count for.
        supporters_added: Fewest of the others who, had they added it, could have made it win; ``supporters_added_any``:
            whoever they were.
        rivals: Winners that its supporters support too, with how many of them do, most first.
        proof: For each figure a count in which it wins, and one a unit beyond in which it does not.
    """

    loser: Loser
    spent_by: tuple[tuple[str, Fraction], ...]
    rivals: tuple[tuple[str, int], ...]
    cost_reduction: Fraction | None = None
    singletons: int | None = None
    singletons_partner: Partner | None = None
    supporters_added: int | None = None
    supporters_added_any: int | None = None
    proof: tuple[Proof, ...] = ()


class Explained:
    """A result, and what is asked of its losers.

    Args:
        most_nodes: Counts of changed elections that one figure of one loser may take.
    """

    def __init__(self, given: Standing, *, most_nodes: int = MOST_NODES, unit: Fraction = Fraction(1)) -> None:
        self.unit, self.most_nodes = unit, most_nodes
        self.runs: dict[Fraction, Run] = {}
        self.before = self.tried(replace(given, runs=self.runs))
        self.found = self.before.outcome
        self.result = self.told()
        self.run = self.found.run
        alone = given.options.completion == "none" and given.options.compare == "off"
        self.plain = alone and self.run is not None and not self.over_pots
        if self.plain and self.found.purse_start is not None:
            given = replace(given, asks=first_asks(given.voters, given.utility, self.found.purse_start))
        self.given = given
        self.look = None if self.run is None else forecast.Forecast(given.voters, given.utility, self.run)
        points = given.election.vote_type.has_points
        self.weights = frozenset(given.voters.weight)
        self.one_point = not points or (self.run is not None and not given.utility.reads_points)

    over_pots = False
    """Whether a project may be refused for want of a pot that may pay for it."""

    def tried(self, given: Standing) -> Trial:
        """A count of an election."""
        return Trial(given, decide(given))

    def told(self) -> Count:
        """The whole result."""
        return told(self.before.given, self.found)

    @property
    def sha256(self) -> str:
        """Hash of the result as it was."""
        return self.before.sha256

    def losses(self, only: str | None = None) -> list[Loss]:
        """Every loser explained, most votes first; ``only``: one of them."""
        return [self.loss(loser) for loser in self.result.losers if only in (None, loser.project)]

    def loss(self, loser: Loser) -> Loss:
        """One loser explained."""
        project = self.given.voters.projects.index(loser.project)
        cost, proof = self._cost(project)
        singletons, partner, more = self._singletons(project)
        others = Supporters(self, project)
        added, also = others.added()
        everyone, last = others.whoever(added)
        books = self.result.accounts
        names = self.given.voters.projects
        spent = {} if books is None else books.spent_by(project)
        return Loss(
            loser,
            spent_by=tuple((names[winner], amount) for winner, amount in spent.items()),
            rivals=self._rivals(project),
            cost_reduction=cost,
            singletons=singletons,
            singletons_partner=partner,
            supporters_added=added,
            supporters_added_any=everyone,
            proof=(*proof, *more, *also, *last),
        )

    def search(self, project: int, change: Callable[[int], Standing], most: int) -> Search:
        """The search for the smallest change of one kind."""
        return Search(project, self.tried, change, most, self.most_nodes)

    def proof(
        self, search: Search, name: str, size: int | None, value: Callable[[int], Fraction | int] = int
    ) -> tuple[Proof, ...]:
        """The count that wins, and the one a unit beyond that does not."""
        if size is None:
            return ()
        beyond = search.done[size - 1].sha256 if size > 1 else self.sha256
        return (
            Proof(name, value(size), True, search.done[size].sha256),
            Proof(name, value(size - 1), False, beyond),
        )

    def _cost(self, project: int) -> tuple[Fraction | None, tuple[Proof, ...]]:
        cost = self.given.voters.costs[project]
        top = math.ceil(cost / self.unit)

        def value(size: int) -> Fraction:
            return (top - size) * self.unit if size else cost

        if top < 2:
            return None, ()
        search = self.search(project, lambda size: with_cost(self.given, project, value(size), self.runs), top - 1)
        size = search.least(1 if self.look is None else self.look.steps_down(project, top - 1, self.unit))
        return None if size is None else value(size), self.proof(search, "cost", size, value)

    def _singletons(self, project: int) -> tuple[int | None, Partner | None, tuple[Proof, ...]]:
        voters = self.given.voters
        partner = self._partner_of(project) if self.result.partners or self.weights != {1} else None
        if not self.one_point or self.given.options.consent:
            return None, partner, ()
        search = self.search(
            project, lambda size: with_singletons(self.given, project, size, partner), _TENFOLD * voters.voters
        )
        size = search.least(self._guessed(search, project, partner))
        return size, partner, self.proof(search, "singletons", size)

    def _guessed(self, search: Search, project: int, partner: Partner | None) -> int:
        """A number of singletons, nearer with each count that was not enough."""
        given, run, size = self.given, self.run, 0
        for _ in range(8):
            if run is None:
                break
            at = next((m for m, own in enumerate(given.voters.partner) if own is partner), 0)
            weight = float(given.voters.weight[-1] if size else given.voters.weight[at])
            more = forecast.singletons(given.voters, given.utility, run, project, weight=weight, there=size)
            after = search.most if math.isinf(more) else max(math.ceil(more - 1e-6), size + 1)
            if after >= search.most:
                return search.most if size == 0 else size
            size = after if size else max(1, int(after * _SHORT_OF))
            try:
                if search.wins(size):
                    break
            except OutOfNodes:
                break
            given, run = search.done[size].given, search.done[size].outcome.run
        return max(size, 1)

    def _partner_of(self, project: int) -> Partner | None:
        """The partner that most supporters of a project belong to; the first by name among equals."""
        voters = self.given.voters
        many: Counter[Partner] = Counter()
        for member in voters.supporters[project].members.tolist():
            own = voters.partner[member]
            if own is not None:
                many[own] += voters.many[member]
        return min(many, key=lambda own: (-many[own], str(own))) if many else None

    def _rivals(self, project: int) -> tuple[tuple[str, int], ...]:
        voters = self.given.voters
        mark = np.zeros(voters.size, dtype=bool)
        mark[voters.supporters[project].members] = True
        many, index = voters.counts, {name: at for at, name in enumerate(voters.projects)}
        shared = []
        for winner in self.result.winners:
            members = voters.supporters[index[winner]].members
            shared.append((winner, int(many[members[mark[members]]].sum())))
        return tuple(sorted((each for each in shared if each[1]), key=lambda each: (-each[1], each[0])))
