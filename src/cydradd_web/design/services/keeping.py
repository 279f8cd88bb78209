"""Keeping the rows of the design stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cydradd_web.components.rows import RoundRow, keep_rows
from cydradd_web.design.models import Asset, Criterion, Lot, Need, Outcome, Points, Pot, Provider, Question, Requirement

TABLES: Mapping[str, type[RoundRow]] = {
    "design/needs.csv": Need,
    "design/assets.csv": Asset,
    "design/outcomes.csv": Outcome,
    "design/pots.csv": Pot,
    "design/providers.csv": Provider,
    "design/lots.csv": Lot,
    "design/requirements.csv": Requirement,
    "design/questions.csv": Question,
    "design/criteria.csv": Criterion,
    "design/weights.csv": Points,
}
"""The model of each table of this stage, by its path in a round folder."""


def keep_table(round_id: int, path: str, rows: Iterable[object], cells: Mapping[int, Mapping[str, str]]) -> None:
    """Replace the rows of one table of a round, inside the caller's transaction."""
    keep_rows(TABLES[path], round_id, rows, cells)
