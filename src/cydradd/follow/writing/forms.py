"""Files of grants as JSON and as comma-separated text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import orjson

from cydradd.follow.marking import marked
from cydradd.follow.writing.columns import Key, Plain, cells, headings, line
from cydradd.vocabulary.facts import JsonValue

Grants = Callable[[], Iterable[JsonValue]]
"""Every grant as a document, from the first, as often as it is asked for."""


def write_json(meta: Mapping[str, JsonValue], grants: Grants, path: Path) -> None:
    """A package with its members before the grants, indented: the bytes that `publish.to_bytes` would give."""
    with path.open("wb") as file:
        head = {name: value for name, value in meta.items() if name != "grants"}
        file.write(orjson.dumps(head, option=orjson.OPT_INDENT_2).removesuffix(b"}").rstrip(b"\n") if head else b"{")
        file.write(b',\n  "grants": [' if head else b'\n  "grants": [')
        mark = b"\n    "
        for each in grants():
            file.write(mark + orjson.dumps(each, option=orjson.OPT_INDENT_2).replace(b"\n", b"\n    "))
            mark = b",\n    "
        file.write(b"]\n}\n" if mark[:1] == b"\n" else b"\n  ]\n}\n")


def columns(grants: Grants) -> dict[Key, str]:
    """The columns of a table of grants, each with its heading."""
    return headings(key for each in grants() for key, _ in cells(each))


def as_text(cell: Plain | None) -> str:
    """A cell as comma-separated text has it: a number without an exponent, and nothing that a spreadsheet runs."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f")
    return marked(cell) if isinstance(cell, str) else str(cell)


def write_csv(_meta: Mapping[str, JsonValue], grants: Grants, path: Path) -> None:
    """A table of the grants alone; led by the mark of UTF-8, without which Excel reads the letters wrongly."""
    made = columns(grants)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([marked(heading) for heading in made.values()])
        writer.writerows([as_text(cell) for cell in line(each, made)] for each in grants())
