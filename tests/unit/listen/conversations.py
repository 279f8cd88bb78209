"""Conversations made up in a few lines: groups that differ, or nothing but chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.votes import Votes, from_arrays, id_order

Ints = NDArray[np.int64]


def conversation(chances: NDArray[np.float64], sizes: list[int], seed: int, seen: float = 0.8) -> tuple[Votes, Ints]:
    """Votes of groups, and the group of each participant.

    Args:
        chances: G x C; chance that somebody of a group agrees, else disagrees; a tenth pass.
        sizes: People in each group.
        seen: Chance that a statement is answered.
    """
    rng = np.random.default_rng(seed)
    member = np.repeat(np.arange(len(sizes)), sizes)
    shape = (len(member), chances.shape[1])
    votes = np.where(rng.random(shape) < chances[member], 1, -1)
    votes[rng.random(shape) < 0.1] = 0
    rows, columns = np.nonzero(rng.random(shape) < seen)
    people = [str(i) for i in range(shape[0])]
    statements = [str(j) for j in range(shape[1])]
    return from_arrays(people, statements, rows, columns, votes[rows, columns].astype(np.int8)), member


def permuted(votes: Votes, seed: int) -> Votes:
    """The votes of each statement shuffled among those who answered it: nothing left but chance."""
    rng = np.random.default_rng(seed)
    shuffled = np.lexsort((rng.random(len(votes.values)), votes.columns))
    plain = np.lexsort((np.arange(len(votes.values)), votes.columns))
    values = votes.values.copy()
    values[plain] = votes.values[shuffled]
    return Votes(votes.participants, votes.statements, votes.starts, votes.columns, values)


def reordered(votes: Votes, rows: list[str], columns: list[str]) -> Votes:
    """The same votes under other ids, sorted as ids are: the same people and statements in another order."""
    row_order = sorted(range(len(rows)), key=lambda i: id_order(rows[i]))
    column_order = sorted(range(len(columns)), key=lambda j: id_order(columns[j]))
    row_at, column_at = np.argsort(row_order), np.argsort(column_order)
    return from_arrays(
        [rows[i] for i in row_order],
        [columns[j] for j in column_order],
        row_at[votes.rows],
        column_at[votes.columns],
        votes.values,
    )


def two_camps(votes: Votes, seed: int = 0) -> Ints:
    """A grouping for tests: by the sign of the leading component of the votes less their means; -1 below 3 votes."""
    from cydradd.listen.opinion_map import leading_components, residual

    _, cells = residual(votes, np.zeros(len(votes.statements), dtype=bool))
    first = leading_components(votes, cells)[0]
    place = np.bincount(votes.rows, cells * first[votes.columns], minlength=len(votes.participants))
    return np.where(votes.per_participant >= 3, (place > 0).astype(np.int64), -1)
