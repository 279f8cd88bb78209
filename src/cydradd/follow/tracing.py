"""From a grant, or a contracting process, back to the cells it was read from (follow.md 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import orjson

from cydradd.follow.warehouse.asking import Tables
from cydradd.vocabulary.facts import JsonValue


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a grant stands.

    Attributes:
        cells: What is written there, by heading; by JSON pointer inside the grant where the file is JSON.
        repairs: What was repaired, each with what was written.
    """

    file: str
    sha256: str
    sheet: str | None
    row: int | None
    pointer: str | None
    cells: Mapping[str, str]
    repairs: tuple[Mapping[str, JsonValue], ...]

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of ``follow trace`` (follow.md section 5)."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "sheet": self.sheet,
            "row": self.row,
            "pointer": self.pointer,
            "cells": dict(self.cells),
            "repairs": list(self.repairs),
        }


def trace(tables: Tables, grant: str) -> tuple[Match, ...]:
    """Every place where a grant with this published id stands, or a release of the process with this ocid."""
    rows = tables.ask(
        "SELECT f.file, f.sha256, r.sheet, r.row, r.pointer, r.cells, r.content, r.extra, r.row_no "
        "FROM rows r JOIN files f ON r.file_no = f.file_no "
        "WHERE r.row_no IN (SELECT row_no FROM grants WHERE id = ? "
        "UNION ALL SELECT row_no FROM releases WHERE ocid = ?) ORDER BY r.row_no",
        [grant.strip()] * 2,
    )
    return tuple(_matches(tables, rows))


def trace_row(tables: Tables, row_no: int) -> Match | None:
    """The place of one row by its number in the warehouse, as listings give it."""
    return trace_rows(tables, [row_no]).get(row_no)


def trace_rows(tables: Tables, row_nos: Sequence[int]) -> dict[int, Match]:
    """The places of some hundreds of rows by their numbers in the warehouse, asked for together."""
    rows = tables.ask(
        "SELECT f.file, f.sha256, r.sheet, r.row, r.pointer, r.cells, r.content, r.extra, r.row_no "  # noqa: S608
        f"FROM rows r JOIN files f ON r.file_no = f.file_no WHERE r.row_no IN ({_marks(row_nos)})",
        row_nos,
    )
    return {int(str(row[-1])): match for row, match in zip(rows, _matches(tables, rows), strict=True)}


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values) or "NULL"


def _matches(tables: Tables, rows: Sequence[tuple[object, ...]]) -> Iterator[Match]:
    """What stands in each row, with what was repaired in it."""
    numbers = [row[-1] for row in rows]
    repairs: dict[object, list[tuple[object, ...]]] = {}
    for number, *repair in tables.ask(
        f"SELECT row_no, code, path, original FROM repairs WHERE row_no IN ({_marks(numbers)}) "  # noqa: S608
        "ORDER BY path, code, original",
        numbers,
    ):
        repairs.setdefault(number, []).append(tuple(repair))
    return (_match(row, repairs.get(row[-1], [])) for row in rows)


def _match(row: tuple[object, ...], repairs: Sequence[tuple[object, ...]]) -> Match:
    file, sha256, sheet, line, pointer, cells, content, extra, _ = row
    written: dict[str, str] = orjson.loads(str(cells)) if cells else _written(content, extra, repairs)
    return Match(
        str(file),
        str(sha256),
        None if sheet is None else str(sheet),
        line if isinstance(line, int) else None,
        None if pointer is None else str(pointer),
        written,
        tuple({"code": str(code), "path": str(path), "original": str(was)} for code, path, was in repairs),
    )


def _written(content: object, extra: object, repairs: Sequence[tuple[object, ...]]) -> dict[str, str]:
    """The values of a grant of JSON as they are written, by their pointers: what was repaired as it was before."""
    found = dict(_leaves(orjson.loads(str(content)) if content else {}, ""))
    for path, value in (orjson.loads(str(extra)) if extra else {}).items():
        found.update(_leaves(value, path))
    found.update({str(path): str(was) for _, path, was in repairs})
    return found


def _leaves(value: JsonValue, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _leaves(each, f"{pointer}/{index}")
    else:
        yield pointer, value if isinstance(value, str) else orjson.dumps(value).decode()
