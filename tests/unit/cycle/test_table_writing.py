"""Rows are written as what is read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from cydradd.cycle import round_folder
from cydradd.cycle.columns import TABLES
from cydradd.cycle.raw_tables import in_order, written
from cydradd.cycle.table_writing import cells, header
from cydradd.cycle.tables import read_table

DEMO = Path(__file__).parents[3] / "demo" / "rounds"


@pytest.mark.parametrize("name", ["eithin-25-003", "eithin-26-004", "eithin-26-007", "eithin-26-009"])
def test_every_row_of_the_demo_is_read_back_as_it_was_written(name: str) -> None:
    folder = round_folder.read(DEMO / name)

    for path, table in TABLES.items():
        rows = getattr(folder.tables, table.name) or ()
        text = written(header(table), [in_order(header(table), cells(table, row)) for row in rows]).decode()
        again = read_table(path, table, text)

        assert [cells(table, row) for row in again.rows] == [cells(table, row) for row in rows]
        assert again.defects == []
