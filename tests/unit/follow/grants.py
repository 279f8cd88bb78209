"""Small files of grants, made by hand for tests."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from cydradd.follow.report import Report
from cydradd.follow.rows import Row
from cydradd.follow.threesixtygiving import check, open_file

AS_OF = date(2027, 6, 1)

HEADINGS = (
    "Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date", "Planned Dates:Duration (months)",
    "Recipient Org:Identifier", "Recipient Org:Name", "Recipient Org:Charity Number", "Recipient Org:Postal Code",
    "Funding Org:Identifier", "Funding Org:Name", "Beneficiary Location:Name", "Beneficiary Location:Geographic Code",
    "Grant Programme:Title", "Last Modified", "Data Source",
)  # fmt: skip
CELLS = (
    "360G-x-1", "A", "B", "GBP", "10.50", "2027-03-01", "12", "GB-CHC-1000611", "C", "1000611", "LL55 1AA",
    "GB-CHC-1000612", "D", "Gwynedd", "W06000002", "E", "2027-03-01T00:00:00Z", "https://example.org/grants",
)  # fmt: skip


def a_row(**other: str) -> list[str]:
    """The cells of a grant of which no check finds anything; others by heading, ``_`` for space and ``__`` for ``:``."""
    named = dict(zip(HEADINGS, CELLS, strict=True))
    named |= {name.replace("__", ":").replace("_", " "): cell for name, cell in other.items()}
    return list(named.values())


def as_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", separator: str = ",") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def as_json(path: Path, *grants: Any, **package: Any) -> Path:
    path.write_text(json.dumps({**package, "grants": list(grants)}, ensure_ascii=False), encoding="utf-8")
    return path


def as_workbook(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def rows_of(path: Path) -> list[Row]:
    return list(open_file(path).rows())


def checked(path: Path, as_of: date = AS_OF) -> Report:
    return check(open_file(path), as_of)


def codes(path: Path, as_of: date = AS_OF) -> dict[str, int]:
    return dict(checked(path, as_of).by_code)
