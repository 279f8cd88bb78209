"""Questions put to the tables of a warehouse, wherever these are: the SQL of each is made once for each dialect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from cydradd.follow.warehouse.store import Value

DIALECTS = ("duckdb", "postgres", "pyspark")


class Tables(Protocol):
    """The tables of a warehouse, with the engine that answers: DuckDB (`store.py`) or Apache Spark (`spark.py`)."""

    @property
    def name(self) -> str:
        """What a refusal calls them."""

    @property
    def dialect(self) -> str:
        """One of `DIALECTS`."""

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Value, ...]]:
        """Rows of one statement of SQL, in which each ``?`` stands for one value."""

    def each(self, statement: str) -> Iterator[tuple[Value, ...]]:
        """The same rows a few at a time: they need not fit into memory."""


@lru_cache(maxsize=512)
def sql(question: Callable[..., ir.Table], *asked: object, dialect: str = "duckdb") -> str:
    """The SQL of one question in one dialect."""
    import ibis

    written = str(ibis.to_sql(question(*asked), dialect=dialect))
    return _for_spark(written) if dialect == "pyspark" else written


def ask(tables: Tables, question: Callable[..., ir.Table], *asked: object) -> list[tuple[Value, ...]]:
    """The rows of the answer, each with the columns the question names, in no order but the question's own."""
    return tables.ask(sql(question, *asked, dialect=tables.dialect))


def _for_spark(statement: str) -> str:
    """The same statement with two things said that DuckDB and PostgreSQL do unsaid.

    They add whole numbers without a largest one; Spark stops at 2^63, and is told to add decimals of 38 digits. DuckDB
    turns letters small one by one; Spark looks at their neighbours for sigma, and makes two letters of a dotted I.
    """
    from sqlglot import exp, parse_one

    whole = parse_one(statement, dialect="spark")
    sums, lowers = list(whole.find_all(exp.Sum)), list(whole.find_all(exp.Lower))
    for total in sums:
        total.set("this", exp.cast(total.this, "decimal(38, 0)"))
    for small in lowers:
        small.set("this", exp.func("TRANSLATE", small.this, exp.Literal.string("İΣ"), exp.Literal.string("iσ")))
    return whole.sql(dialect="spark", pretty=True)
