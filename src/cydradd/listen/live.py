"""A conversation that goes on: every vote is counted at once, and the map is fitted anew when it is asked for.

A published map is a pure function of the votes up to a moment, the settings and the seed. So nothing of an earlier map
enters a later one: `Live.refresh` fits the same matrix that reading all the votes anew would give, from a cold start,
and the two maps are equal to the bit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

import numpy as np

from cydradd.listen.opinion_map import CYDRADD, OpinionMap, fit
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Cell, Counts, Votes, append, from_cells
from cydradd.vocabulary.errors import CydraddError

CHOICES = (1, -1, 0)
"""Agree, disagree, pass: the order in which votes are counted."""


class Live:
    """The votes of a conversation so far, and their counts.

    Votes come in the order in which they were given: a later one replaces an earlier one by the same person.

    Attributes:
        made: The last map that was asked for; ``None`` = none yet.
    """

    def __init__(
        self,
        votes: Votes | None = None,
        method: str = CYDRADD,
        *,
        statements: Sequence[Statement] = (),
        seed: int = 0,
        refits: int = 0,
    ) -> None:
        self.made: OpinionMap | None = None
        self._method, self._statements, self._seed, self._refits = method, statements, seed, refits
        self._votes = from_cells(()) if votes is None else votes
        self._new: dict[tuple[str, str], int] = {}
        self._people: tuple[str, ...] | None = None
        self._row: dict[str, int] = {}
        self._grouped: dict[str, int] = {}
        self._recount()

    def add(self, participant: str, statement: str, vote: int) -> None:
        """Take one vote: a look-up and two or four whole numbers, however large the conversation is."""
        before = self._new.get((participant, statement))
        if before is None:
            before = self._given(participant, statement)
        self._new[participant, statement] = vote
        for group in {None, self._group_of(participant)}:
            tally = self._tally.setdefault((group, statement), [0, 0, 0])
            tally[CHOICES.index(vote)] += 1
            if before is not None:
                tally[CHOICES.index(before)] -= 1

    def counts(self, statement: str, group: int | None = None) -> tuple[int, int, int]:
        """Agree, disagree and pass of everybody, or of a group of the last map."""
        agree, disagree, passes = self._tally.get((group, statement), (0, 0, 0))
        return agree, disagree, passes

    @property
    def votes(self) -> Votes:
        """The last vote of everybody on every statement, as a matrix."""
        if self._new:
            self._votes = append(self._votes, ((person, s, vote) for (person, s), vote in self._new.items()))
            self._new = {}
            self._index()
        return self._votes

    def refresh(self) -> OpinionMap:
        """The map of all votes so far; the counts of groups are of its groups from now on.

        Raises:
            NotPossible: There is no vote yet.
        """
        made = fit(self.votes, self._method, statements=self._statements, seed=self._seed, refits=self._refits)
        self.made = made
        self._grouped = self._row
        self._recount()
        return made

    def _index(self) -> None:
        """Where people and statements are in the matrix; worked out again only when there are more of them."""
        people, statements = self._votes.participants, self._votes.statements
        if people is not self._people:
            self._people, self._row = people, {person: i for i, person in enumerate(people)}
        self._column = {statement: j for j, statement in enumerate(statements)}

    def _group_of(self, participant: str) -> int | None:
        """The group of the last map; ``None``: in none."""
        row = self._grouped.get(participant)
        if self.made is None or row is None or self.made.membership[row] < 0:
            return None
        return int(self.made.membership[row])

    def _given(self, participant: str, statement: str) -> int | None:
        """The vote that the matrix holds; ``None``: none yet."""
        row, column = self._row.get(participant), self._column.get(statement)
        if row is None or column is None:
            return None
        first, last = self._votes.starts[row : row + 2].tolist()
        at = first + int(np.searchsorted(self._votes.columns[first:last], column))
        return int(self._votes.values[at]) if at < last and self._votes.columns[at] == column else None

    def _recount(self) -> None:
        """Count the matrix, for everybody and for each group."""
        self._index()
        groups = () if self.made is None else self.made.by_group
        self._tally = dict(_tallies(self._votes, None, self._votes.counts()))
        for number, counts in enumerate(groups):
            self._tally.update(_tallies(self._votes, number, counts))


def _tallies(votes: Votes, group: int | None, counts: Counts) -> Iterator[tuple[tuple[int | None, str], list[int]]]:
    rows = zip(counts.agree.tolist(), counts.disagree.tolist(), counts.passes.tolist(), strict=True)
    return (((group, statement), list(row)) for statement, row in zip(votes.statements, rows, strict=True))


@dataclass(frozen=True, slots=True)
class Cut:
    """One moment of a conversation that is played again.

    Attributes:
        events: Votes up to here.
        equal: Whether what `Live` holds is, to the bit, what reading these votes alone gives: matrix, counts and map.
    """

    events: int
    equal: bool


def replay(
    events: Sequence[Cell], cuts: int, method: str = CYDRADD, *, statements: Sequence[Statement] = (), seed: int = 0
) -> Iterator[Cut]:
    """Play a conversation again, and at some moments compare the live map with one made from nothing.

    Args:
        events: Votes in the order they came. ``cuts``: moments, evenly spread, the last at the end.
    """
    live, at = Live(method=method, statements=statements, seed=seed), 0
    for cut in range(1, cuts + 1):
        until = len(events) * cut // cuts
        if until == at:
            continue
        for participant, statement, vote in events[at:until]:
            live.add(participant, statement, vote)
        at = until
        yield Cut(at, _equal(live, events[:at], method, statements, seed))


def _equal(live: Live, events: Sequence[Cell], method: str, statements: Sequence[Statement], seed: int) -> bool:
    alone = from_cells(events)
    counts = alone.counts()
    # What was counted vote by vote, before the map is made and everything is counted anew.
    counted = [live.counts(statement) for statement in alone.statements]
    if counted != list(zip(counts.agree.tolist(), counts.disagree.tolist(), counts.passes.tolist(), strict=True)):
        return False
    if live.made is not None and not _groups_equal(live, alone):
        return False
    try:
        batch = fit(alone, method, statements=statements, seed=seed)
    except CydraddError as refusal:
        return _refuses(live, refusal.code)
    return same(live.refresh(), batch)


def _groups_equal(live: Live, votes: Votes) -> bool:
    """Whether the counts of the last map's groups are those of its people's votes now."""
    if live.made is None:
        return True
    group = dict(zip(live.made.votes.participants, live.made.membership.tolist(), strict=True))
    own = np.array([group.get(person, -1) for person in votes.participants])
    for number in range(len(live.made.by_group)):
        counts = votes.counts(own == number)
        told = np.array([live.counts(statement, number) for statement in votes.statements])
        if not np.array_equal(told, np.column_stack((counts.agree, counts.disagree, counts.passes))):
            return False
    return True


def _refuses(live: Live, code: str) -> bool:
    """Whether the live map is refused for the same reason."""
    try:
        live.refresh()
    except CydraddError as refusal:
        return refusal.code == code
    return False


def same(one: object, other: object) -> bool:
    """Whether two results are equal to the bit, with all their tables."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if is_dataclass(one) and type(one) is type(other):
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, float) and isinstance(other, float) and np.isnan(one):
        return bool(np.isnan(other))
    return type(one) is type(other) and bool(one == other)
