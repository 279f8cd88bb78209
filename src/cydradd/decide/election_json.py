"""An election as JSON: the cells of a Pabulib file, section by section, nothing read into them.

``{"schema", "meta": [[key, value]], "projects": {"columns", "rows"}, "votes": {"columns", "rows"}}``; every cell is
text, so that the spelling of a number survives the way there and back.
"""

from __future__ import annotations

from pathlib import Path

import orjson

from cydradd.decide.election import Election
from cydradd.decide.pabulib import election_of, project_row, vote_row
from cydradd.decide.pabulib_rows import Reading, Section, text_of_file
from cydradd.vocabulary.facts import Defect, JsonValue

SCHEMA = "cydradd.decide.election/1"


def document(election: Election) -> dict[str, JsonValue]:
    """The cells of an election."""
    return {
        "schema": SCHEMA,
        "meta": [[key, value] for key, value in election.meta.items()],
        "projects": {
            "columns": list(election.project_columns),
            "rows": [project_row(election, project) for project in election.projects],
        },
        "votes": {
            "columns": list(election.vote_columns),
            "rows": [vote_row(election, ballot) for ballot in election.ballots],
        },
    }


def read(path: Path) -> tuple[Election, list[Defect]]:
    """Read an election from JSON; defects name the number of the row in its section.

    Raises:
        UnreadableFile: Not JSON of this form, or what `pabulib.read` refuses.
        OSError: The file cannot be opened.
    """
    reading = Reading(path.name)
    try:
        held = orjson.loads(text_of_file(reading, path))
    except orjson.JSONDecodeError as error:
        raise reading.refuse(
            f"llinell {error.lineno}: nid yw’n JSON.", f"line {error.lineno}, column {error.colno}: this is not JSON."
        ) from None
    if not isinstance(held, dict) or held.get("schema") != SCHEMA:
        raise reading.refuse(f"disgwylid schema {SCHEMA}.", f"expected the schema {SCHEMA}.")
    meta = {"columns": ["key", "value"], "rows": held.get("meta")}
    tables = {"META": meta, "PROJECTS": held.get("projects"), "VOTES": held.get("votes")}
    election = election_of(reading, {name: _section(reading, name, table) for name, table in tables.items()})
    return election, reading.defects


def _section(reading: Reading, name: str, table: object) -> Section:
    held = table if isinstance(table, dict) else {}
    columns, rows = _texts(held.get("columns")), held.get("rows")
    found = [_texts(row) for row in rows] if isinstance(rows, list) else [[]]
    if not columns or len(set(columns)) < len(columns) or any(len(row) != len(columns) for row in found):
        raise reading.refuse(
            f"rhaid i {name} fod yn golofnau gwahanol, a rhesi o destun o’r un hyd.",
            f"{name} must be different columns, and rows of text of the same length.",
        )
    return Section(columns, len(columns), [*found], [*range(1, len(found) + 1)])


def _texts(row: object) -> list[str]:
    """A list of text; empty when it is anything else."""
    return row if isinstance(row, list) and all(isinstance(cell, str) for cell in row) else []
