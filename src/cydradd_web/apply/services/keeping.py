"""Keeping the rows of the apply stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cydradd_web.apply.models import Application, Feedback, Member, Organisation
from cydradd_web.components.rows import RoundRow, keep_rows

TABLES: Mapping[str, type[RoundRow]] = {
    "apply/organisations.csv": Organisation,
    "apply/applications.csv": Application,
    "apply/members.csv": Member,
    "apply/feedback.csv": Feedback,
}
"""The model of each table of this stage, by its path in a round folder."""


def keep_table(round_id: int, path: str, rows: Iterable[object], cells: Mapping[int, Mapping[str, str]]) -> None:
    """Replace the rows of one table of a round, inside the caller's transaction."""
    keep_rows(TABLES[path], round_id, rows, cells)
