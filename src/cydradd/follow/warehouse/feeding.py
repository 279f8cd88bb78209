"""Columns for DuckDB, filled in batches: the same text is never written out and parsed again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from cydradd.follow.warehouse.tables import NOTHING, TABLES, insert

if TYPE_CHECKING:
    import duckdb

BATCH = 16_384
"""Rows held in memory before they are given to DuckDB."""

Cell = str | int | bool | None


class Feed:
    """Rows on their way to one table, each a tuple in the order of its columns."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        self.connection = connection
        self.table = table
        self.waiting: list[tuple[Cell, ...]] = []

    def add(self, row: tuple[Cell, ...]) -> None:
        """Take one row."""
        self.waiting.append(row)
        if len(self.waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Give DuckDB what waits."""
        if not self.waiting:
            return
        columns = zip(TABLES[self.table].items(), zip(*self.waiting, strict=True), strict=True)
        # DuckDB finds it by its name in this frame. Registered, it would be held until the transaction ends.
        batch = {name: _column(values, kind) for (name, kind), values in columns}  # noqa: F841
        self.connection.execute(insert(self.table, "batch"))
        self.waiting = []


def _column(values: Iterable[Cell], kind: str) -> np.ndarray[tuple[int], np.dtype[np.object_ | np.int64]]:
    if kind == "int64":
        return np.array([NOTHING if value is None else value for value in values], dtype=np.int64)
    if kind == "boolean":
        return np.array([None if value is None else str(value) for value in values], dtype=object)
    return np.array(list(values), dtype=object)
