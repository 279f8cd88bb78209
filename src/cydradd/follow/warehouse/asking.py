"""Questions put to a warehouse: the SQL of each is made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from cydradd.follow.warehouse.store import Warehouse

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from cydradd.follow.warehouse.store import Value

DIALECTS = ("duckdb", "postgres", "pyspark")


@lru_cache(maxsize=512)
def sql(question: Callable[..., ir.Table], *asked: object, dialect: str = "duckdb") -> str:
    """The SQL of one question in one dialect."""
    import ibis

    return str(ibis.to_sql(question(*asked), dialect=dialect))


def ask(warehouse: Warehouse, question: Callable[..., ir.Table], *asked: object) -> list[tuple[Value, ...]]:
    """The rows of the answer, each with the columns the question names, in no order but the question's own."""
    return warehouse.ask(sql(question, *asked))
