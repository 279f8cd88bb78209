"""The files of a Polis export as they are written, one function each (listen.md 7)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from cydradd.listen.exports.rows import Participant
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Votes

VOTES = ["timestamp", "datetime", "comment-id", "voter-id", "vote"]
FIRST = ["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"]
SECOND = [
    "timestamp",
    "comment-id",
    "author-id",
    "agrees",
    "disagrees",
    "moderated",
    "comment-body",
    "is-meta",
    "is-seed",
]
MATRIX = ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"]
MOST_CELLS = 50_000_000
"""People x statements above which no matrix is written: votes.csv holds every vote."""
MATRIX_FILE = {1: "participants-votes.csv", 2: "participant-votes.csv"}


def _csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_votes(path: Path, votes: Votes) -> None:
    """votes.csv: each vote that counts, once, numbered in place of its time."""
    people, statements = votes.participants, votes.statements
    cells = zip(votes.rows.tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True)
    rows = ((number, "", statements[j], people[i], value) for number, (i, j, value) in enumerate(cells, 1))
    _csv(path / "votes.csv", VOTES, rows)


def write_statements(path: Path, statements: Sequence[Statement], votes: Votes, generation: int) -> None:
    """comments.csv: every statement, with how often it was agreed and disagreed with.

    Where a text is in Welsh, a column of ours holds it, read by name here and passed over elsewhere.
    """
    counts, column = votes.counts(), {identifier: j for j, identifier in enumerate(votes.statements)}
    header = [*(FIRST if generation == 1 else SECOND)]
    welsh = any(statement.text.cy is not None for statement in statements)

    def row(s: Statement) -> list[object]:
        j = column.get(s.id)
        agreed = [0, 0] if j is None else [int(counts.agree[j]), int(counts.disagree[j])]
        moderated = -1 if generation == 1 and s.meta else s.moderated
        made: list[object] = [s.id, s.author or "", *agreed, moderated, s.text.en or ""]
        made = ["", "", *made] if generation == 1 else ["", *made, str(s.meta).lower(), str(bool(s.seed)).lower()]
        return [*made, s.text.cy or ""] if welsh else made

    _csv(path / "comments.csv", [*header, "comment-body-cy"] if welsh else header, (row(s) for s in statements))


def write_matrix(path: Path, votes: Votes, groups: Mapping[str, int], generation: int) -> None:
    """The matrix: a row for each participant, a column for each statement; blank = not seen.

    Left out where it would be larger than `MOST_CELLS`, or where a statement's id is no number: a heading that is none
    is not read as a statement.
    """
    if len(votes.participants) * len(votes.statements) > MOST_CELLS or not all(map(str.isdigit, votes.statements)):
        return
    _csv(path / MATRIX_FILE[generation], [*MATRIX, *votes.statements], _matrix_rows(votes, groups))


def _matrix_rows(votes: Votes, groups: Mapping[str, int]) -> Iterator[list[object]]:
    """One row at a time, so that only one is ever whole."""
    for i, person in enumerate(votes.participants):
        span = slice(votes.starts[i], votes.starts[i + 1])
        values = votes.values[span].tolist()
        cells: list[object] = [""] * len(votes.statements)
        for j, value in zip(votes.columns[span].tolist(), values, strict=True):
            cells[j] = value
        yield [person, groups.get(person, ""), 0, len(values), values.count(1), values.count(-1), *cells]


def write_summary(path: Path, topic: str, votes: Votes, statements: int) -> None:
    """summary.csv, which also says what agree is."""
    facts = [("vote-convention", "+1 agree"), ("voters", len(votes.participants)), ("comments", statements)]
    _csv(path / "summary.csv", ["topic", topic], facts)


def write_participants(path: Path, participants: Sequence[Participant]) -> None:
    """participants.csv: what is told of each person, with every profile column."""
    profile = sorted({key for person in participants for key in person.profile})
    rows = (
        [p.voter, p.partner or "", p.strength or "", p.place or "", *(p.profile.get(key, "") for key in profile)]
        for p in participants
    )
    _csv(path / "participants.csv", ["voter-id", "partner", "strength", "place", *profile], rows)
