"""A list as CSV, JSON and XLSX: the same bytes for the same rows, the licence in each.

CSV is disarmed: text that a spreadsheet would run is led by an apostrophe. JSON holds every text exactly; XLSX
too, since its cells are told to be text, up to the 32,767 characters that a cell can hold.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import IO

from cydradd.cycle.output_tables import safe
from cydradd_web.downloads.lists import Column, Listing, Row
from cydradd_web.licence import Licence

LAYOUT = 2
"""Raised when the files of the same rows come out otherwise, so that nobody keeps an older one."""
BLOCK = 500
SHEET_ROWS = 1_000_000
CELL = 32_767
LARGEST = 2**53
"""Whole numbers from here on are text in JSON and XLSX: a double would round them."""
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,15}", re.ASCII)
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?", re.ASCII)
_AMOUNT = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,3})?", re.ASCII)
_FLAGS = {"true": True, "false": False}
Value = str | int | float | bool | None | object


class Ending(StrEnum):
    """The kinds of file in which every list comes."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


TYPES = {
    Ending.CSV: "text/csv; charset=utf-8; header=present",
    Ending.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Ending.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself. `source`: the address it came from; `as_of`: the day its facts stood so."""

    round: str | None
    title: dict[str, str | None] | None
    as_of: datetime | None
    source: str
    licence: Licence


class _Echo:
    """What is written, handed back."""

    def write(self, text: str) -> str:
        return text


def disarmed(text: str | None) -> str:
    """Text that no spreadsheet runs; a number below nothing is a number, and stays one."""
    return text if text and _NUMBER.fullmatch(text) else safe(text)


def csv_lines(found: Listing) -> Iterator[bytes]:
    """RFC 4180, UTF-8, in blocks of rows."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    heads = [[disarmed(column.name) for column in found.columns]]
    block: list[str] = []
    for row in chain(heads, ([disarmed(cell) for cell in row] for row in found.rows)):
        block.append(writer.writerow(row))
        if len(block) == BLOCK:
            yield "".join(block).encode("utf-8", "replace")
            block.clear()
    yield "".join(block).encode("utf-8", "replace")


def typed(text: str | None, kind: str) -> Value:
    """A cell as JSON has it. Text of no such kind stays text; an empty cell of a known kind is null."""
    if text is None or (not text and kind != "text"):
        return None
    if kind == "whole":
        return int(text) if _WHOLE.fullmatch(text) and abs(int(text)) < LARGEST else text
    if kind == "amount":
        return float(text) if _AMOUNT.fullmatch(text) else text
    if kind == "flag":
        return _FLAGS.get(text, text)
    return json.loads(text) if kind == "json" else text


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def json_lines(found: Listing, about: About) -> Iterator[bytes]:
    """One object: what it is, its licence, and ``rows``; each row an object by the heading of its columns."""
    head = {
        "list": found.name,
        "round": about.round,
        "title": about.title,
        "as_of": None if about.as_of is None else f"{about.as_of:%Y-%m-%dT%H:%M:%SZ}",
        "source": about.source,
        "licence": about.licence.as_json(),
        "columns": [column.name for column in found.columns],
        "unread": [{"line": line, "cells": list(cells)} for line, cells in found.unread],
    }
    yield f'{_as_json(head)[:-1]}, "rows": ['.encode("utf-8", "replace")
    block: list[str] = []
    for number, row in enumerate(found.rows):
        cells = {column.name: typed(cell, column.kind) for column, cell in zip(found.columns, row, strict=True)}
        block.append(f"{',' if number else ''}\n{_as_json(cells)}")
        if len(block) == BLOCK:
            yield "".join(block).encode("utf-8", "replace")
            block.clear()
    yield "".join([*block, "\n]}\n"]).encode("utf-8", "replace")


def _said(found: Listing, about: About) -> Sequence[Sequence[str]]:
    """The sheet that says what the file is."""
    title = about.title or {}
    rows = [
        ("list", found.name),
        ("round", about.round or ""),
        ("title_cy", title.get("cy") or ""),
        ("title_en", title.get("en") or ""),
        ("as_of", f"{about.as_of:%Y-%m-%dT%H:%M:%SZ}" if about.as_of else ""),
        ("source", about.source),
        ("licence", about.licence.id),
        ("licence_cy", f"{about.licence.name.cy} {about.licence.url.cy}"),
        ("licence_en", f"{about.licence.name.en} {about.licence.url.en}"),
    ]
    return rows + [(f"unread, line {line}", " | ".join(cells)) for line, cells in found.unread]


def write_xlsx(found: Listing, about: About, file: IO[bytes]) -> None:
    """A workbook: the rows (a further sheet after each million), and a sheet that says what it is and its licence."""
    import xlsxwriter  # type: ignore[import-untyped]  # only where a workbook is asked for

    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    book.set_properties({"title": found.name, "comments": about.licence.url.en, "created": about.as_of})
    _write_rows(book, found)
    sheet = book.add_worksheet("licence")
    for number, row in enumerate(_said(found, about)):
        for place, text in enumerate(row):
            sheet.write_string(number, place, _cell(text))
    book.close()


def _write_rows(book: object, found: Listing) -> None:
    bold = book.add_format({"bold": True})  # type: ignore[attr-defined]
    sheet = None
    for number, row in enumerate(chain((None,), found.rows)):
        line = number if sheet is None else (number - 1) % SHEET_ROWS + 1
        if sheet is None or (line == 1 and number > 1):
            name = found.name if sheet is None else f"{found.name} {number // SHEET_ROWS + 1}"
            sheet = book.add_worksheet(name)  # type: ignore[attr-defined]
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(found.columns):
                sheet.write_string(0, place, _cell(column.name), bold)
        if row is not None:
            _write_row(sheet, line, found.columns, row)


def _write_row(sheet: object, line: int, columns: Sequence[Column], row: Row) -> None:
    for place, (column, text) in enumerate(zip(columns, row, strict=True)):
        value = typed(text, column.kind) if column.kind in ("whole", "amount", "flag") else text
        if isinstance(value, bool):
            sheet.write_boolean(line, place, value)  # type: ignore[attr-defined]
        elif isinstance(value, int | float):
            sheet.write_number(line, place, value)  # type: ignore[attr-defined]
        elif value:
            sheet.write_string(line, place, _cell(str(value)))  # type: ignore[attr-defined]


def _cell(text: str) -> str:
    """What one cell can hold; what is cut ends in an ellipsis."""
    whole = text.encode("utf-8", "replace").decode()
    return whole if len(whole) <= CELL else whole[: CELL - 1] + "…"
