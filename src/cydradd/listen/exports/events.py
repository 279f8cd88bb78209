"""Every vote of an export in the order it came, also those that a later one replaced (listen.md 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.exports.files import open_export
from cydradd.listen.exports.rows import Cell, Events, api_of, events_of
from cydradd.listen.votes import id_order
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class History:
    """Votes as they came, one entry each, by time and then by their order in the file.

    Attributes:
        participants, statements: Ids that ``rows`` and ``columns`` number, sorted by `id_order`.
        values: 1 agree, 0 pass, -1 disagree.
        times: Milliseconds since 1970, never falling; 0 = not told.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    rows: Ints
    columns: Ints
    values: NDArray[np.int8]
    times: Ints

    def __len__(self) -> int:
        return len(self.values)

    def cells(self, first: int, last: int) -> Iterator[Cell]:
        """Some of the votes in the order they came, by ids."""
        some = slice(first, last)
        rows, columns, values = (each[some].tolist() for each in (self.rows, self.columns, self.values))
        for i, j, value in zip(rows, columns, values, strict=True):
            yield self.participants[i], self.statements[j], value


@dataclass(slots=True)
class _All(Events):
    """Events that forget none."""

    every: list[tuple[int, str, str, int]] = field(default_factory=list)

    def add(self, participant: str, statement: str, vote: int, at: int) -> None:
        self.every.append((at, participant, statement, vote))


def history(path: Path, sign: int = 1) -> History:
    """The votes of an export in the order of their times.

    Args:
        sign: What agree is in the files (`polis_export.PolisExport.sign`).

    Raises:
        NotPossible: The export holds no events: one cell for each pair tells no order.
        UnreadableFile: No export there.
    """
    files, found = open_export(path), _All()
    if api_of(files, found) is None:
        events_of(files, found)
    if not found.every:
        raise NotPossible(
            Bilingual(
                cy=f"{files.name}: nid oes votes.csv yma, felly nid yw trefn y pleidleisiau’n hysbys.",
                en=f"{files.name}: there is no votes.csv here, so the order of the votes is not known.",
            ),
            code="no-events",
        )
    every = sorted(found.every, key=lambda event: event[0])  # stable: of one instant, the order of the file
    people = sorted({event[1] for event in every}, key=id_order)
    statements = sorted({event[2] for event in every}, key=id_order)
    row = {identifier: number for number, identifier in enumerate(people)}
    column = {identifier: number for number, identifier in enumerate(statements)}
    return History(
        tuple(people),
        tuple(statements),
        np.array([row[event[1]] for event in every], dtype=np.int64),
        np.array([column[event[2]] for event in every], dtype=np.int64),
        np.array([sign * event[3] for event in every], dtype=np.int8),
        np.array([event[0] for event in every], dtype=np.int64),
    )
