"""How the demo writes the files of a round folder."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cydradd.cycle.columns import TABLES
from cydradd.cycle.table_writing import header

Row = Mapping[str, Any]


def text(value: object) -> str:
    """One cell: lists joined by a semicolon, booleans in lower case, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    return str(value)


def table(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """One CSV file. Its columns are in the order in which the site itself would write them."""
    known = TABLES.get(f"{path.parent.name}/{path.name}")
    order = {name: number for number, name in enumerate(header(known))} if known else {}
    columns = sorted(columns, key=lambda name: order.get(name, len(order)))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([text(row.get(column)) for column in columns] for row in rows)


def events(path: Path, acts: Iterable[Row]) -> None:
    """The acts of a round, one JSON object a line, in the order of time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(act, ensure_ascii=False) for act in sorted(acts, key=lambda act: str(act["at"]))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def toml_table(name: str, values: Row) -> list[str]:
    """A table of ``round.toml``; values are text, integers or booleans."""
    return [
        f"[{name}]",
        *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()),
        "",
    ]


def round_toml(path: Path, settings: Row, **tables: Row) -> None:
    """``round.toml``: the round's settings, then its tables."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in settings.items()] + [""]
    for name, values in tables.items():
        lines += toml_table(name, values)
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def design_hash(folder: Path, decide: Row) -> str:
    """SHA-256 of what was agreed: every file of ``design/`` and the rule of the count (cycle.md section 2)."""
    agreed: dict[str, object] = {
        f"design/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (folder / "design").glob("*.csv")
    }
    agreed["decide"] = decide
    canonical = json.dumps(agreed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
