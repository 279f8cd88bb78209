"""Keeping the rows of the evaluate stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cydradd_web.components.rows import RoundRow, keep_rows
from cydradd_web.evaluate.models import OutcomeResult

TABLES: Mapping[str, type[RoundRow]] = {
    "evaluate/outcomes.csv": OutcomeResult,
}
"""The model of each table of this stage, by its path in a round folder."""


def keep_table(round_id: int, path: str, rows: Iterable[object], cells: Mapping[int, Mapping[str, str]]) -> None:
    """Replace the rows of one table of a round, inside the caller's transaction."""
    keep_rows(TABLES[path], round_id, rows, cells)
