"""Rows of a round's tables in the database: each typed column, and the text of every cell as people wrote it.

A row of the library and a row of the database have the same names: text in two languages ``x`` is ``x_cy`` and
``x_en``. So one function keeps any of them, and one gives any of them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from django.db import models

from cydradd.cycle import table_writing
from cydradd.cycle.columns import TABLES
from cydradd.cycle.raw_tables import in_order, written
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

R = TypeVar("R")
BATCH = 2_000


class RoundRow(models.Model):
    """One row of one table of one round.

    ``position`` is its line in the file it came from. ``cells`` is the text of each cell by its heading, columns
    that no rule knows included.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)

    class Meta:
        """In the order of the file."""

        abstract = True
        ordering = ("round_id", "position")

    def __str__(self) -> str:
        return f"{self.round_id}:{self.position}"


def partner_column(**options: Any) -> models.CharField[Any, Any]:
    """A column for one of the three partners."""
    return models.CharField(max_length=12, choices=[(str(each), str(each)) for each in Partner], **options)


def one_of_three(name: str, column: str = "partner") -> models.CheckConstraint:
    """The database's own refusal of a fourth partner."""
    listed = models.Q(**{f"{column}__in": [str(each) for each in Partner]})
    return models.CheckConstraint(condition=models.Q(**{f"{column}__isnull": True}) | listed, name=name)


def not_below_zero(name: str, *columns: str) -> models.CheckConstraint:
    """The database's own refusal of less than nothing."""
    condition = models.Q()
    for column in columns:
        condition &= models.Q(**{f"{column}__isnull": True}) | models.Q(**{f"{column}__gte": 0})
    return models.CheckConstraint(condition=condition, name=name)


def _column(name: str) -> str:
    """The column of a field: ``id`` is the database's own."""
    return "identifier" if name == "id" else name


def _plain(value: object) -> object:
    """A value as a column keeps it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value) if isinstance(value, Partner) else value


def columns_of(row: object) -> dict[str, object]:
    """The typed columns of a row of the library."""
    found: dict[str, object] = {}
    for field in fields(row):  # type: ignore[arg-type]
        value = getattr(row, field.name)
        if field.name == "row":
            continue
        if "Bilingual" in str(field.type):
            found |= {f"{field.name}_cy": value.cy if value else None, f"{field.name}_en": value.en if value else None}
        else:
            found[_column(field.name)] = _plain(value)
    return found


def keep_rows(
    model: type[RoundRow], round_id: int, rows: Iterable[object], cells: Mapping[int, Mapping[str, str]]
) -> None:
    """Replace the rows of one table of a round.

    Args:
        rows: Rows of the library, each with its line as ``row``.
        cells: Text of the cells of each line.
    """
    model._default_manager.filter(round_id=round_id).delete()
    made = []
    for number, row in enumerate(rows, 1):
        position = getattr(row, "row", None) or number
        made.append(model(round_id=round_id, position=position, cells=cells.get(position, {}), **columns_of(row)))
    model._default_manager.bulk_create(made, batch_size=BATCH)


def given_row(made: RoundRow, row: type[R]) -> R:
    """A row of the library from a row of the database."""
    values: dict[str, Any] = {}
    for field in fields(row):  # type: ignore[arg-type]
        kind = str(field.type)
        if field.name == "row":
            values["row"] = made.position
        elif "Bilingual" in kind:
            both = Bilingual(getattr(made, f"{field.name}_cy"), getattr(made, f"{field.name}_en"))
            needed = field.default is MISSING and field.default_factory is MISSING
            values[field.name] = both if needed or both != Bilingual() else None
        else:
            value = getattr(made, _column(field.name))
            values[field.name] = (
                tuple(value) if kind.startswith("tuple") else Partner(value) if kind == "Partner" else value
            )
    return row(**values)


def given_rows(model: type[RoundRow], round_id: int, row: type[R]) -> tuple[R, ...]:
    """Every row of one table of a round, in order. One query."""
    return tuple(given_row(made, row) for made in model._default_manager.filter(round_id=round_id))


def given_by_round(model: type[RoundRow], row: type[R], round_ids: Iterable[int] | None = None) -> dict[int, list[R]]:
    """Rows of one table by their round, each in the order of its file. One query.

    Args:
        round_ids: Of these rounds only; ``None``: of every round.
    """
    made = model._default_manager.all()
    found: dict[int, list[R]] = {}
    for each in made if round_ids is None else made.filter(round_id__in=list(round_ids)):
        found.setdefault(each.round_id, []).append(given_row(each, row))
    return found


def cells_of(model: type[RoundRow], round_id: int) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The text of every row with its line. One query."""
    return list(model._default_manager.filter(round_id=round_id).values_list("position", "cells"))


def add_row(model: type[RoundRow], path: str, round_id: int, row: object) -> RoundRow:
    """Add one row of the library to one table of a round that is carried here, inside the caller's transaction.

    Args:
        path: The table's place in a round folder, such as ``design/needs.csv``.
    """
    last = model._default_manager.filter(round_id=round_id).order_by("-position").values_list("position", flat=True)
    kept = columns_of(row) | {"cells": table_writing.cells(TABLES[path], row)}
    return model._default_manager.create(round_id=round_id, position=(last.first() or 1) + 1, **kept)


def change_row(made: RoundRow, path: str, row: object) -> None:
    """Replace one row of a round by another row of the library, in its place."""
    for name, value in columns_of(row).items():
        setattr(made, name, value)
    made.cells = table_writing.cells(TABLES[path], row)
    made.save()


def written_table(model: type[RoundRow], path: str, round_id: int) -> bytes | None:
    """One table of a round as a file; ``None``: it has no rows. One query.

    Its columns are those that any row has a cell for, in the order of the library's row; then any others.
    """
    rows = [cells for _, cells in cells_of(model, round_id)]
    if not rows:
        return None
    used = {name for cells in rows for name in cells}
    known = tuple(name for name in table_writing.header(TABLES[path]) if name in used)
    headings = (*known, *sorted(used - set(known)))
    return written(headings, [in_order(headings, cells) for cells in rows])


def paths_with_rows(tables: Mapping[str, type[RoundRow]], round_id: int) -> frozenset[str]:
    """Those tables of a round that have rows, by their paths. One query."""
    first, *rest = (
        model._default_manager.filter(round_id=round_id)
        .order_by()
        .annotate(path=models.Value(path))
        .values_list("path", flat=True)
        .distinct()
        for path, model in tables.items()
    )
    return frozenset(first.union(*rest) if rest else first)
