"""Polis exports of both generations, and its API's JSON: read by heading, every defect listed (listen.md 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.exports import written
from cydradd.listen.exports.files import Files, open_export
from cydradd.listen.exports.rows import (
    MATRIX,
    Events,
    Participant,
    api_of,
    events_of,
    matrix_of,
    participants_of,
    sign_of,
    statements_of,
)
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Votes, by_strength, from_cells, id_order
from cydradd.vocabulary.errors import NotPossible, UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class PolisExport:
    """One conversation as it was exported.

    Attributes:
        generation: 1 = the open data folders, 2 = newer servers, ``None`` = the API's JSON.
        sign: What agree is in the files: +1 or -1. ``sign_how``: declared, matched or assumed.
        events: Rows of votes.csv that could be read; ``None`` without that file.
        duplicates: Votes that a later one replaced. ``ties``: pairs with two votes of the same instant.
        groups: Polis's own final group by participant, where the export has it.
        participants: ``None`` without a participants.csv.
    """

    name: str
    generation: int | None
    sign: int
    sign_how: str
    files: tuple[str, ...]
    votes: Votes
    statements: tuple[Statement, ...]
    events: int | None
    duplicates: int
    ties: int
    groups: Mapping[str, int]
    participants: tuple[Participant, ...] | None
    defects: tuple[Defect, ...]

    @property
    def out(self) -> NDArray[np.bool_]:
        """C; statements that take no part in the map: moderated out, or asking who the voter is."""
        out = {statement.id for statement in self.statements if statement.out}
        return np.array([identifier in out for identifier in self.votes.statements], dtype=bool)

    def by_strength(self) -> tuple[Votes, Votes]:
        """The votes that make the map, and those counted beside it (listen.md 3.7)."""
        return by_strength(self.votes, {person.voter: person.strength for person in self.participants or ()})


def read(path: Path) -> PolisExport:
    """Read an export from a folder or a zip.

    Raises:
        UnreadableFile: No export there, or no vote in it that can be read.
    """
    files = open_export(path)
    api = api_of(files)
    if api is not None:
        events, statements, counted = api
        matrix = None
    else:
        events_of_csv, matrix = events_of(files), matrix_of(files)
        statements, counted = statements_of(files)
        events = events_of_csv or Events()
    cells = events.cells() if events.count else (matrix[0] if matrix else [])
    if not cells:
        sentence = Bilingual(
            f"{files.name}: nid oes pleidlais y gellir ei darllen.", f"{files.name}: there is no vote that can be read."
        )
        raise UnreadableFile(sentence)
    sign, how = sign_of(files, cells, counted)
    people = matrix[2] if matrix else []
    columns = [*(matrix[3] if matrix else []), *(statement.id for statement in statements)]
    votes = from_cells(((p, s, sign * v) for p, s, v in cells), people, columns)
    if matrix and events.count:
        _compare(files, votes, from_cells(((p, s, sign * v) for p, s, v in matrix[0]), people, columns))
    _unknown(files, votes, statements)
    return PolisExport(
        name=files.name,
        generation=None if api else (2 if {"is-meta", "is-seed"} & set(files.header("comments.csv")) else 1),
        sign=sign,
        sign_how=how,
        files=tuple(sorted(files.texts)),
        votes=votes,
        statements=tuple(sorted(statements, key=lambda statement: id_order(statement.id))),
        events=events.count or None,
        duplicates=events.duplicates,
        ties=events.ties,
        groups=matrix[1] if matrix else {},
        participants=participants_of(files),
        defects=tuple(files.defects),
    )


def _compare(files: Files, events: Votes, matrix: Votes) -> None:
    """Say where votes.csv and the matrix disagree; votes.csv wins."""
    if events.participants == matrix.participants and events.statements == matrix.statements:
        size = len(events.statements)
        ours = dict(zip((events.rows * size + events.columns).tolist(), events.values.tolist(), strict=True))
        theirs = dict(zip((matrix.rows * size + matrix.columns).tolist(), matrix.values.tolist(), strict=True))
        differ = len(ours.items() ^ theirs.items())
    else:
        differ = int(np.abs(len(events.values) - len(matrix.values))) or 1
    if differ:
        files.defect(
            "matrix-differs",
            f"Mae’r matrics yn wahanol i votes.csv mewn {differ} o gelloedd; votes.csv sy’n cyfrif.",
            f"The matrix differs from votes.csv in {differ} cells; votes.csv counts.",
            next(each for each in MATRIX if each in files.texts),
        )


def _unknown(files: Files, votes: Votes, statements: Iterable[Statement]) -> None:
    """List votes on statements that comments.csv does not hold; they stay in the map."""
    known = {statement.id for statement in statements}
    for statement in votes.statements:
        if known and statement not in known:
            files.defect(
                "unknown-statement",
                "Nid yw’r datganiad yn comments.csv.",
                "The statement is not in comments.csv.",
                None,
                None,
                statement,
            )


def write(export: PolisExport, path: Path, *, generation: int = 2) -> None:
    """Write a conversation as Polis writes one: comments.csv, votes.csv, the matrix and summary.csv.

    Read again, it holds the same votes. Times are not kept: votes are numbered in order instead. Identifiers of other
    services (xid) are personal and never written. participants.csv is ours, written where it is known who took part.

    Args:
        generation: 1 = the open data folders; it has no column for statements that ask who the voter is, so they are
            written as moderated out, which keeps them off the map. 2 = newer servers.

    Raises:
        NotPossible: There is no such generation.
    """
    if generation not in (1, 2):
        raise NotPossible(Bilingual("Cenhedlaeth 1 neu 2 sydd.", "There are generations 1 and 2."), code="generation")
    path.mkdir(parents=True, exist_ok=True)
    written.write_votes(path, export.votes)
    written.write_statements(path, export.statements, export.votes, generation)
    written.write_matrix(path, export.votes, export.groups, generation)
    written.write_summary(path, export.name, export.votes, len(export.statements))
    if export.participants is not None:
        written.write_participants(path, export.participants)
