"""Votes: who agreed, disagreed or passed on what, as a sparse matrix; never one cell for every pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Cell = tuple[str, str, int]
"""Participant, statement, vote."""


class Strength(StrEnum):
    """How strongly a participant is known, weakest first (listen.md 3.7)."""

    OPEN = "open"
    EMAIL = "email"
    PHONE = "phone"
    LIST = "list"
    POST = "post"
    IN_PERSON = "in_person"


def id_order(identifier: str) -> tuple[int, int, str]:
    """Sort key of ids: numbers by value, then other text by code points."""
    if identifier.isascii() and identifier.isdigit() and len(identifier) <= 18:
        return 0, int(identifier), identifier
    return 1, 0, identifier


@dataclass(frozen=True, slots=True)
class Counts:
    """Votes per statement: arrays of length C."""

    agree: Ints
    disagree: Ints
    passes: Ints

    @property
    def seen(self) -> Ints:
        """Agree, disagree and pass together."""
        return self.agree + self.disagree + self.passes


@dataclass(frozen=True, slots=True)
class Votes:
    """The last vote of each participant on each statement, in compressed rows.

    Attributes:
        participants, statements: Ids of rows and columns, sorted by `id_order`.
        starts: N + 1 offsets; the votes of row i are ``starts[i]:starts[i + 1]``.
        columns: Column of each vote, ascending inside a row.
        values: 1 agree, 0 pass, -1 disagree.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    starts: Ints
    columns: Ints
    values: NDArray[np.int8]

    @property
    def rows(self) -> Ints:
        """Row of each vote."""
        return np.repeat(np.arange(len(self.participants)), np.diff(self.starts))

    @property
    def per_participant(self) -> Ints:
        """Number of votes of each participant."""
        return np.diff(self.starts)

    def counts(self, members: NDArray[np.bool_] | None = None) -> Counts:
        """Votes per statement of everybody, or of the participants in a mask."""
        columns, values = self.columns, self.values
        if members is not None:
            kept = np.repeat(members, np.diff(self.starts))
            columns, values = columns[kept], values[kept]
        tally = np.bincount(columns * 3 + (values + 1), minlength=3 * len(self.statements)).reshape(-1, 3)
        return Counts(*(np.ascontiguousarray(tally[:, answer]) for answer in (2, 0, 1)))

    def counts_by(self, membership: Ints, groups: int) -> tuple[Counts, ...]:
        """`counts` of each group, in one pass over the votes.

        Args:
            membership: N; 0 to ``groups`` - 1, or -1 in none.
        """
        size = 3 * len(self.statements)
        place = np.repeat(np.where(membership < 0, groups, membership) * size, np.diff(self.starts))
        place += self.columns * 3
        place += self.values + 1
        tally = np.bincount(place, minlength=(groups + 1) * size).reshape(groups + 1, -1, 3)
        return tuple(
            Counts(*(np.ascontiguousarray(each[:, answer]) for answer in (2, 0, 1))) for each in tally[:groups]
        )

    def of(self, members: NDArray[np.bool_]) -> Votes:
        """The votes of the participants in a mask alone, on the same statements."""
        kept = np.repeat(members, np.diff(self.starts))
        starts = np.concatenate(([0], np.cumsum(np.diff(self.starts)[members])))
        people = tuple(person for person, stays in zip(self.participants, members.tolist(), strict=True) if stays)
        return Votes(people, self.statements, starts, self.columns[kept], self.values[kept])


def by_strength(votes: Votes, strengths: Mapping[str, str | None]) -> tuple[Votes, Votes]:
    """The votes that make the map, and those counted beside it: of participants known as ``open``.

    Args:
        strengths: By participant. Of whom nothing is told enters the map.
    """
    beside = np.array([strengths.get(person) == Strength.OPEN for person in votes.participants], dtype=bool)
    return (votes.of(~beside), votes.of(beside)) if beside.any() else (votes, votes.of(beside))


def from_cells(cells: Iterable[Cell], participants: Iterable[str] = (), statements: Iterable[str] = ()) -> Votes:
    """A matrix from (participant, statement, vote); the last cell of a pair wins.

    Args:
        participants, statements: Ids that belong to it though nobody voted.
    """
    last = {(participant, statement): vote for participant, statement, vote in cells}
    people = sorted({participant for participant, _ in last} | set(participants), key=id_order)
    sentences = sorted({statement for _, statement in last} | set(statements), key=id_order)
    row_of = {identifier: row for row, identifier in enumerate(people)}
    column_of = {identifier: column for column, identifier in enumerate(sentences)}
    rows = np.fromiter((row_of[participant] for participant, _ in last), dtype=np.int64, count=len(last))
    columns = np.fromiter((column_of[statement] for _, statement in last), dtype=np.int64, count=len(last))
    values = np.fromiter(last.values(), dtype=np.int8, count=len(last))
    return from_arrays(people, sentences, rows, columns, values)


def append(votes: Votes, cells: Iterable[Cell]) -> Votes:
    """The matrix with further votes; they replace earlier ones, and the last of a pair wins.

    The same matrix, to the bit, as `from_cells` makes of all votes in their order.
    """
    last = {(participant, statement): vote for participant, statement, vote in cells}
    people = _with(votes.participants, (participant for participant, _ in last))
    sentences = _with(votes.statements, (statement for _, statement in last))
    row_of = {identifier: row for row, identifier in enumerate(people)}
    column_of = {identifier: column for column, identifier in enumerate(sentences)}
    size = max(len(sentences), 1)
    old_rows = np.array([row_of[identifier] for identifier in votes.participants], dtype=np.int64)
    old_columns = np.array([column_of[identifier] for identifier in votes.statements], dtype=np.int64)
    # Both ascend, as ids do: what is new is put in its place, and nothing is sorted anew.
    old = old_rows[votes.rows] * size + old_columns[votes.columns]
    new = np.array([row_of[p] * size + column_of[s] for p, s in last], dtype=np.int64)
    given = np.fromiter(last.values(), dtype=np.int8, count=len(last))
    order = np.argsort(new)
    new, given = new[order], given[order]
    at = np.searchsorted(old, new)
    again = np.append(old, -1)[at] == new
    values = votes.values.copy()
    values[at[again]] = given[again]
    keys, values = np.insert(old, at[~again], new[~again]), np.insert(values, at[~again], given[~again])
    starts = np.searchsorted(keys, np.arange(len(people) + 1) * size)
    return Votes(tuple(people), tuple(sentences), starts, keys % size, values)


def _with(known: tuple[str, ...], more: Iterable[str]) -> Sequence[str]:
    """Ids with further ones, in order."""
    new = set(more).difference(known)
    return sorted({*known, *new}, key=id_order) if new else known


def from_arrays(
    participants: Sequence[str], statements: Sequence[str], rows: Ints, columns: Ints, values: NDArray[np.int8]
) -> Votes:
    """A matrix from parallel arrays without repeated pairs; ids must be sorted already."""
    # One number per pair sorts in a fraction of the time of two; pairs are not repeated, so that there is one order.
    order = np.argsort(np.asarray(rows, dtype=np.int64) * max(len(statements), 1) + columns)
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(participants)))))
    return Votes(tuple(participants), tuple(statements), starts, columns[order], values[order].astype(np.int8))
