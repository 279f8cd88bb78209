"""How many ballots that did not support a loser would have made it win, had they: the best ones, or any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cydradd.decide.changed import with_supporters
from cydradd.decide.forecast import Needed
from cydradd.decide.search import OutOfNodes, Proof, Search

if TYPE_CHECKING:
    from cydradd.decide.explain import Explained

Figure = tuple[int | None, tuple[Proof, ...]]


class Supporters:
    """The ballots that do not support one loser."""

    def __init__(self, explained: Explained, project: int) -> None:
        self.whole, self.project = explained, project
        self.given, self.look = explained.given, explained.look

    def added(self, name: str = "supporters_added", *, best: bool = True) -> Figure:
        """Fewest of them, richest or poorest first, who are enough."""
        row = self._row(best=best)
        if row is None:
            return None, ()
        search = self._search(row)
        size = search.least(row.size)
        if best and self.look is not None and size is not None and size > row.size:
            return self._where_a_tie_is_won(search, size)
        return size, self.whole.proof(search, name, size)

    def _where_a_tie_is_won(self, search: Search, size: int) -> Figure:
        """Fewer than ``size`` who win at another moment than the first, where they lose a tie; else ``size``."""
        if self.look is not None:
            for row in self.look.richest(self.project, size):
                other = self._search(row)
                try:
                    if other.wins(row.size) and not other.wins(row.size - 1):
                        search, size = other, row.size
                        break
                except OutOfNodes:
                    break
        return size, self.whole.proof(search, "supporters_added", size)

    def whoever(self, added: int | None) -> Figure:
        """Fewest of them who are enough whoever they are; ``None`` when the search does not settle it.

        At one moment of plain equal shares no choice of so many raises less than the poorest; that one less may be
        too few is shown by the poorest of that moment.
        For greedy all choices are alike.

        Args:
            added: Fewest of the richest.
        """
        if self.look is None:
            return self.added("supporters_added_any", best=False)
        if not self.whole.plain or added is None or self._row(best=False) is None:
            return None, ()
        for sure in (False, True):
            row = self.look.added(self.project, best=False, sure=sure)
            if row is not None and (search := self._poorest(row, sure=sure)) is not None:
                return row.size, self.whole.proof(search, "supporters_added_any", row.size)
        return None, ()

    def _search(self, row: Needed) -> Search:
        """Counts in which so many of a row support the project too."""
        given, runs = self.given, self.whole.runs
        return self.whole.search(
            self.project, lambda size: with_supporters(given, self.project, row.order, size, runs), row.outside
        )

    def _row(self, *, best: bool) -> Needed | None:
        """All of them in the order in which they are asked; ``None`` where no order is known to matter."""
        options = self.given.options
        if not self.whole.one_point or self.given.election.vote_type.value == "choose-1" or options.consent:
            return None
        if self.look is not None:
            return self.look.added(self.project, best=best)
        if options.rule != "greedy" or len(self.whole.weights) > 1:
            return None
        voters = self.given.voters
        outside = np.setdiff1d(np.arange(voters.size), voters.supporters[self.project].members)
        return Needed(1, outside, int(voters.counts[outside].sum())) if len(outside) else None

    def _poorest(self, row: Needed, *, sure: bool) -> Search | None:
        """The counts that show that so many of the poorest are enough and one less is not; ``None``: they do not.

        Where a tie may decide, they must win at the very moment that was foreseen: then so do any others, who raise as
        much there or more, as long as everybody weighs the same and so breaks it alike.
        """
        search = self._search(row)
        try:
            if not search.wins(row.size) or search.wins(row.size - 1):
                return None
        except OutOfNodes:
            return None
        run = search.done[row.size].outcome.run
        alike = len(self.whole.weights) == 1
        there = run is not None and run.winners[row.moment : row.moment + 1] == (self.project,)
        return search if sure or (alike and there) else None
