"""A warehouse as files of Parquet, one for each table: what Apache Spark and most other tools read (follow.md 4)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cydradd.follow.warehouse.store import Warehouse
from cydradd.follow.warehouse.tables import TABLES, VERSION
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

ROWS_IN_A_GROUP = 100_000
"""Rows that one part of a file holds: parts are what the machines of a cluster share out among themselves."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One table as it was written: its file, its rows, and the file's bytes."""

    table: str
    file: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Export:
    """A whole warehouse as it was written. ``version``: of its tables, which `spark.on_spark` asks for."""

    tables: tuple[Exported, ...]
    version: str = VERSION

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of ``follow export``."""
        listed: list[JsonValue] = [
            {"table": each.table, "file": each.file, "rows": each.rows, "bytes": each.bytes} for each in self.tables
        ]
        return {"version": self.version, "tables": listed}


def export(warehouse: Warehouse, folder: Path, watch: Callable[[int], None] | None = None) -> Export:
    """Write every table to ``TABLE.parquet`` in a new folder; the folder is there when all of it is written.

    Args:
        watch: Told after each table how many are done.

    Raises:
        NotPossible: The folder is there already and is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotPossible(
            Bilingual(
                f"{folder}: mae rhywbeth yma eisoes. Rhowch enw ffolder newydd.",
                f"{folder}: something is here already. Give the name of a new folder.",
            ),
            code="not-empty",
        )
    aside = folder.with_name(f"{folder.name}.unfinished")
    if aside.exists():
        shutil.rmtree(aside)  # of an export that was broken off
    aside.mkdir(parents=True)
    try:
        made = []
        for done, table in enumerate(TABLES, 1):
            made.append(_write(warehouse, table, aside))
            if watch is not None:
                watch(done)
        aside.replace(folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return Export(tuple(made))


def _write(warehouse: Warehouse, table: str, folder: Path) -> Exported:
    path = folder / f"{table}.parquet"
    columns = ", ".join(f'"{name}"' for name in TABLES[table])
    rows = warehouse.ask(
        f"COPY (SELECT {columns} FROM {table}) TO $1 "  # noqa: S608 (names of ours alone)
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_IN_A_GROUP})",
        [str(path)],
    )
    many = rows[0][0]
    return Exported(table, path.name, many if isinstance(many, int) else 0, path.stat().st_size)
