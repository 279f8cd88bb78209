"""Rows of a round's tables as the cells of their files: what `cydradd.cycle.tables` reads back as the same row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cydradd.cycle.columns import Table
from cydradd.record.canonical import serialise
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import format_instant


def _text(kind: str, value: Any) -> str:
    """One cell. Lists are joined by ``;``, booleans are ``true`` and ``false``, nothing is blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if kind == "Mapping[str, Pence]":
        return ";".join(f"{pot}:{amount}" for pot, amount in value.items())
    if isinstance(value, Mapping):
        return serialise(value).decode() if value else ""
    if isinstance(value, tuple):
        return ";".join(value)
    return str(value)


def cells(table: Table, row: object) -> dict[str, str]:
    """The text of each cell of one row, by heading."""
    found: dict[str, str] = {}
    for name, (kind, headings) in table.fields.items():
        value = getattr(row, name)
        if kind == "Bilingual":
            both = value or Bilingual()
            found |= dict(zip(headings, (both.cy or "", both.en or ""), strict=True))
        else:
            found[headings[0]] = _text(kind, value)
    return found


def header(table: Table) -> tuple[str, ...]:
    """Every heading of a table, in the order of its row's fields."""
    return tuple(heading for _, headings in table.fields.values() for heading in headings)
