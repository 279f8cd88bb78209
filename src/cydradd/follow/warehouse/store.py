"""One warehouse: the DuckDB file, opened to read or to write, and what is kept whole in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cydradd.follow.warehouse.tables import VERSION, statements
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    import duckdb

    Value = str | int | float | bool | None


MEMORY = {True: "256MB", False: "512MB"}
"""Memory that DuckDB may take, when it writes and when it only reads: what does not fit goes to the disk."""

BLOCK = 2_000
"""Rows of an answer read at once where all of them are asked for."""


class Warehouse:
    """Open data in one file. Use it with ``with``; many may read at once, one may write.

    Its questions are put in the dialect of DuckDB (`asking.Tables`).
    """

    dialect = "duckdb"

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Value, ...]]:
        """Rows of one statement of SQL."""
        return self.connection.execute(statement, list(values)).fetchall()

    def each(self, statement: str) -> Iterator[tuple[Value, ...]]:
        """The same rows, `BLOCK` of them in memory at once."""
        found = self.connection.execute(statement)
        while block := found.fetchmany(BLOCK):
            yield from block

    @property
    def name(self) -> str:
        """Name of its file."""
        return self.path.name

    def setting(self, name: str) -> str | None:
        """What is kept under a name; ``None``: nothing."""
        found = self.ask("SELECT value FROM settings WHERE name = ?", [name])
        return str(found[0][0]) if found else None

    def keep(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        with self.transaction():
            self.connection.execute("DELETE FROM settings WHERE name = ?", [name])
            self.connection.execute("INSERT INTO settings VALUES (?, ?)", [name, value])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it, or nothing."""
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


def open_warehouse(path: Path, *, writing: bool = False) -> Warehouse:
    """Open a warehouse; with ``writing`` one that is not there yet is made.

    Raises:
        UnreadableFile: No such file, no warehouse, one of another version, or one that another program writes to.
    """
    import duckdb

    if not writing and not path.is_file():
        raise _refuse(
            path,
            "nid oes storfa ddata yma. Mewnforiwch ffeil yn gyntaf: cydradd follow import.",
            "there is no warehouse here. Import a file first: cydradd follow import.",
        )
    is_new = not path.exists()
    try:
        connection = duckdb.connect(str(path), read_only=not writing)
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise _refuse(
                path,
                "mae rhaglen arall yn ysgrifennu iddi. Arhoswch iddi orffen.",
                "another program is writing to it. Wait until it has finished.",
            ) from None
        raise _refuse(path, "nid storfa ddata mohoni.", "it is no warehouse.") from None
    warehouse = Warehouse(path, connection)
    try:
        _prepare(warehouse, is_new, writing)
    except BaseException:
        warehouse.close()
        raise
    return warehouse


def _prepare(warehouse: Warehouse, is_new: bool, writing: bool) -> None:
    """Make the tables of a new warehouse, or make sure of the version of an old one."""
    connection = warehouse.connection
    connection.execute("SET pandas_analyze_sample = 0")  # columns of objects are text, whatever the first rows hold
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET autoinstall_known_extensions = false")  # nothing is fetched
    connection.execute(f"SET memory_limit = '{MEMORY[writing]}'")
    if is_new:
        with warehouse.transaction():
            for statement in statements():
                connection.execute(statement)
            connection.execute("INSERT INTO settings VALUES ('version', ?)", [VERSION])
    elif not warehouse.ask("SELECT 1 FROM duckdb_tables() WHERE table_name = 'settings'") or warehouse.ask(
        "SELECT value FROM settings WHERE name = 'version'"
    ) != [(VERSION,)]:
        raise _refuse(
            warehouse.path,
            "nid storfa ddata o’r fersiwn hon. Mewnforiwch y ffeiliau eto i un newydd.",
            "it is no warehouse of this version. Import the files again into a new one.",
        )


def _refuse(path: Path, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))
