"""`cydradd follow export`: every table as Parquet, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from tests.unit.follow.small_files import grant, loaded
from typer.testing import CliRunner, Result

from cydradd.follow.warehouse.exporting import export
from cydradd.follow.warehouse.store import Warehouse, open_warehouse
from cydradd.follow.warehouse.tables import TABLES
from cydradd.vocabulary.errors import NotPossible
from cydradd_cli.main import app


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["follow", "export", *map(str, words)])


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with open_warehouse(tmp_path / "w.duckdb", writing=True) as opened:
        loaded(opened, tmp_path, [grant("a", 100.5), grant("b", "a lot", None, awardDate="someday")])
        yield opened


def test_each_file_holds_its_table_with_its_columns_and_nothing_else(warehouse: Warehouse, tmp_path: Path) -> None:
    made = export(warehouse, tmp_path / "out")

    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{table}.parquet" for table in TABLES}
    for each in made.tables:
        found = duckdb.read_parquet(str(tmp_path / "out" / each.file))
        assert found.columns == list(TABLES[each.table])
        rows = found.fetchall()
        assert rows == warehouse.connection.table(each.table).fetchall()
        assert len(rows) == each.rows


def test_a_folder_that_holds_something_is_left_as_it_is(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")

    with pytest.raises(NotPossible, match="new folder"):
        export(warehouse, tmp_path / "out")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_an_export_that_is_broken_off_leaves_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    def stop(done: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    before = set(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        export(warehouse, tmp_path / "out", stop)

    assert set(tmp_path.iterdir()) == before


def test_the_command_tells_each_table_and_refuses_where_nothing_is(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.close()

    told = json.loads(run("--warehouse", tmp_path / "w.duckdb", "--out", tmp_path / "out", "--json").stdout)
    again = run("--warehouse", tmp_path / "w.duckdb", "--out", tmp_path / "out")
    nowhere = run("--warehouse", tmp_path / "none.duckdb", "--out", tmp_path / "other")

    rows = {each["table"]: each["rows"] for each in told["tables"]}
    assert (rows["grants"], rows["files"], list(rows)) == (2, 1, list(TABLES))
    assert (again.exit_code, nowhere.exit_code) == (1, 1)
    assert "something is here already" in again.stderr
    assert not (tmp_path / "other").exists()
