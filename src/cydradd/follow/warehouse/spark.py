"""The tables of a warehouse on Apache Spark, as `exporting.export` writes them: same questions, same answers.

Nothing of Spark is imported: the session is made by who asks, on one machine or on a cluster. Only SQL is sent to it,
so that the machines of a cluster need neither Python nor this library.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cydradd.follow.warehouse.tables import TABLES, VERSION
from cydradd.vocabulary.errors import NotPossible, UnreadableFile
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    from cydradd.follow.warehouse.store import Value


class Frame(Protocol):
    """What is used of ``pyspark.sql.DataFrame``."""

    @property
    def columns(self) -> list[str]:
        """Names of its columns."""

    def collect(self) -> Sequence[Sequence[object]]:
        """All its rows."""

    def toLocalIterator(self) -> Iterator[Sequence[object]]:  # noqa: N802 (Spark's name)
        """All its rows, those of one partition in memory at once."""

    def createTempView(self, name: str) -> None:  # noqa: N802 (Spark's name)
        """Give it a name in its session; refused where the name is taken."""


class Reader(Protocol):
    """What is used of ``pyspark.sql.DataFrameReader``."""

    def parquet(self, *paths: str) -> Frame:
        """A table of files."""


class Catalog(Protocol):
    """What is used of ``pyspark.sql.Catalog``."""

    def dropTempView(self, viewName: str) -> bool:  # noqa: N802, N803 (Spark's names)
        """Forget a name."""


class Session(Protocol):
    """What is used of ``pyspark.sql.SparkSession``."""

    @property
    def read(self) -> Reader:
        """What reads files."""

    @property
    def catalog(self) -> Catalog:
        """What knows the names."""

    def sql(self, sqlQuery: str, args: list[object]) -> Frame:  # noqa: N803 (Spark's name)
        """The answer to one statement."""


class OnSpark:
    """Tables on Spark, to be given to every function of `follow` that asks a warehouse (`asking.Tables`)."""

    dialect = "pyspark"

    def __init__(self, session: Session, folder: str) -> None:
        self.session = session
        self.name = folder.rsplit("/", 1)[-1]

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Value, ...]]:
        """Rows of one statement of SQL, in which each ``?`` stands for one value."""
        return [_plain(row) for row in self.frame(statement, values).collect()]

    def each(self, statement: str) -> Iterator[tuple[Value, ...]]:
        """The same rows a few at a time."""
        return map(_plain, self.frame(statement).toLocalIterator())

    def frame(self, statement: str, values: Sequence[object] = ()) -> Frame:
        """The answer as Spark holds it, to be written or asked on."""
        return self.session.sql(statement, list(values))


def on_spark(session: Session, folder: str | Path) -> OnSpark:
    """The tables of a folder, named in a session of Spark that has none of these names yet.

    Args:
        session: A ``pyspark.sql.SparkSession``; ``session.newSession()`` has no names.
        folder: Where the tables stand, as every machine of the cluster reaches it (``hdfs://``, ``s3a://``, a path).

    Raises:
        UnreadableFile: A table is not there, has other columns, or is of another version.
        NotPossible: The session has a table of one of these names.
    """
    place = str(folder).rstrip("/")
    made: list[str] = []
    try:
        for table, columns in TABLES.items():
            frame = _read(session, f"{place}/{table}.parquet", place)
            if list(frame.columns) != list(columns):
                raise _other_version(place)
            _name(frame, table)
            made.append(table)
        tables = OnSpark(session, place)
        if tables.ask("SELECT value FROM settings WHERE name = 'version'") != [(VERSION,)]:
            raise _other_version(place)
    except BaseException:
        for table in made:
            session.catalog.dropTempView(table)
        raise
    return tables


def _read(session: Session, path: str, place: str) -> Frame:
    try:
        return session.read.parquet(path)
    except Exception as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableFile(
            Bilingual(
                f"{place}: ni all Spark ddarllen {path} ({why}). Allforiwch y storfa eto: cydradd follow export.",
                f"{place}: Spark cannot read {path} ({why}). Export the warehouse again: cydradd follow export.",
            )
        ) from error


def _name(frame: Frame, table: str) -> None:
    try:
        frame.createTempView(table)
    except Exception as error:
        if "ALREADY_EXISTS" not in str(error):
            raise
        raise NotPossible(
            Bilingual(
                f"Mae gan y sesiwn Spark dabl o’r enw “{table}” eisoes. Rhowch un newydd: session.newSession().",
                f"The Spark session has a table named “{table}” already. Give a new one: session.newSession().",
            ),
            code="name-taken",
        ) from error


def _other_version(place: str) -> UnreadableFile:
    return UnreadableFile(
        Bilingual(
            f"{place}: nid tablau storfa o’r fersiwn hon. Allforiwch y storfa eto: cydradd follow export.",
            f"{place}: these are no tables of a warehouse of this version. Export again: cydradd follow export.",
        )
    )


def _plain(row: Sequence[object]) -> tuple[Value, ...]:
    """Sums are decimals without a fraction in Spark, and whole numbers here."""
    return tuple(int(each) if isinstance(each, Decimal) else each for each in row)  # type: ignore[misc]
