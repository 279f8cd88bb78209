"""What others read of the evaluate stage. Querysets stay here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cydradd.cycle.columns import TABLES as COLUMNS
from cydradd_web.components.rows import cells_of, given_by_round, given_rows, paths_with_rows, written_table
from cydradd_web.evaluate.services import TABLES


def rows(round_id: int, path: str) -> tuple[object, ...]:
    """The rows of one table of a round, as the library has them. One query."""
    return given_rows(TABLES[path], round_id, COLUMNS[path].row)


def there(round_id: int) -> frozenset[str]:
    """Those tables of a round that have rows, by their paths. One query."""
    return paths_with_rows(TABLES, round_id)


def cells(round_id: int, path: str) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The text of each row of one table of a round, with its line. One query."""
    return cells_of(TABLES[path], round_id)


def by_round(path: str, round_ids: Iterable[int] | None = None) -> dict[int, list[Any]]:
    """The rows of one table by their round, as the library has them. One query.

    Args:
        round_ids: Of these rounds only; ``None``: of every round.
    """
    return given_by_round(TABLES[path], COLUMNS[path].row, round_ids)


def live_files(round_id: int) -> dict[str, bytes]:
    """Every table of this stage that has rows, as a file of a round folder. One query a table."""
    made = {path: written_table(model, path, round_id) for path, model in TABLES.items()}
    return {path: data for path, data in made.items() if data is not None}
