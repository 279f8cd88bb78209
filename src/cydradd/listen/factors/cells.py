"""The cells a model is fitted on: who voted on what, no empty rows and columns, a block of rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

BLOCK_CELLS = 1 << 16
"""Cells laid out as floating point numbers at a time: this bounds the memory of every pass."""
KEPT_CELLS = 1 << 21
"""Cells up to which what is laid out is kept for the next pass."""


@dataclass(frozen=True)
class Block:
    """Rows ``first`` to ``last`` of the cells.

    Attributes:
        values: The votes as floating point numbers.
        ones: (last - first) x C; 1 on every cell. ``work``: the same pattern with numbers that change.
    """

    first: int
    last: int
    columns: NDArray[np.int32]
    counts: Ints
    values: Floats
    ones: csr_matrix
    work: csr_matrix

    def matrix(self, values: Floats) -> csr_matrix:
        """Numbers on the cells of the block; good until the next call."""
        self.work.data = values
        return self.work


@dataclass(frozen=True)
class Cells:
    """Observed cells in compressed rows. N rows (people), C columns (statements).

    Attributes:
        starts: N + 1 offsets; the cells of row i are ``starts[i]:starts[i + 1]``.
        columns: Column of each cell. ``values``: the vote there, 1, 0 or -1.
        width: C.
    """

    starts: Ints
    columns: NDArray[np.int32]
    values: NDArray[np.int8]
    width: int

    @property
    def people(self) -> int:
        """N."""
        return len(self.starts) - 1

    @property
    def per_person(self) -> Ints:
        """Cells of each row."""
        return np.diff(self.starts)

    @cached_property
    def rows(self) -> NDArray[np.int32]:
        """Row of each cell."""
        return np.repeat(np.arange(self.people, dtype=np.int32), np.diff(self.starts))

    def blocks(self) -> Iterable[Block]:
        """All rows in order, whole rows at a time, about `BLOCK_CELLS` cells each; kept where they are few."""
        return self._kept if len(self.values) <= KEPT_CELLS else self._laid_out()

    @cached_property
    def _kept(self) -> tuple[Block, ...]:
        return tuple(self._laid_out())

    def _laid_out(self) -> Iterator[Block]:
        first = 0
        while first < self.people:
            goal = self.starts[first] + BLOCK_CELLS
            last = max(int(np.searchsorted(self.starts, goal, side="right")) - 1, first + 1)
            start, end = self.starts[first], self.starts[last]
            starts, columns = (self.starts[first : last + 1] - start).astype(np.int32), self.columns[start:end]
            values = self.values[start:end].astype(np.float64)
            ones = csr_matrix((np.ones(end - start), columns, starts), shape=(last - first, self.width))
            work = csr_matrix((values, columns, starts), shape=ones.shape)
            yield Block(first, last, columns, self.per_person[first:last], values, ones, work)
            first = last

    def at(self, kept: Mask) -> Cells:
        """Some of the cells, in the same rows and columns."""
        before = np.concatenate(([0], np.cumsum(kept)))
        return Cells(before[self.starts], self.columns[kept], self.values[kept], self.width)

    def of(self, people: Mask) -> Cells:
        """The cells of some rows alone, those rows closed up."""
        kept = np.repeat(people, self.per_person)
        starts = np.concatenate(([0], np.cumsum(self.per_person[people])))
        return Cells(starts, self.columns[kept], self.values[kept], self.width)


@dataclass(frozen=True)
class Taken:
    """The cells of some votes, and where their rows and columns come from.

    Attributes:
        people: Row of the votes of each row of the cells. ``statements``: the same for columns.
    """

    cells: Cells
    people: Ints
    statements: Ints


def take(votes: Votes, out: Mask) -> Taken:
    """The cells of votes: without statements that are out, without people and statements that nobody can know.

    An empty column would otherwise change scales and chance; so it changes nothing.
    """
    kept = ~out[votes.columns]
    columns, values, rows = votes.columns[kept], votes.values[kept], votes.rows[kept]
    per_person = np.bincount(rows, minlength=len(votes.participants))
    people = np.flatnonzero(per_person)
    statements, place = np.unique(columns, return_inverse=True)
    starts = np.concatenate(([0], np.cumsum(per_person[people])))
    return Taken(Cells(starts, place.astype(np.int32), values, len(statements)), people, statements)
