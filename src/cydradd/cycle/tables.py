"""One table of a round folder is read: every good row kept, every fault listed with its row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cydradd.cycle.cells import READERS
from cydradd.cycle.columns import Table
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual


@dataclass(slots=True)
class TableRead:
    """Rows of one file, what is wrong with it, and the columns that no rule knows."""

    path: str
    rows: list[Any] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    extra_columns: tuple[str, ...] = ()

    def defect(self, code: str, cy: str, en: str, row: int | None, column: str | None = None, value: str = "") -> None:
        """List one fault."""
        self.defects.append(Defect(code, Bilingual(cy, en), self.path, row, column, value[:200]))


def decode(path: str, data: bytes, defects: list[Defect]) -> str | None:
    """Text of a file; ``None``, with a defect, when it is not UTF-8 or holds a NUL byte."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        message = Bilingual("Nid UTF-8 yw’r ffeil. Cadwch hi fel UTF-8.", "The file is not UTF-8. Save it as UTF-8.")
        defects.append(Defect("not-utf-8", message, path, row))
        return None
    if "\0" in text:
        message = Bilingual("Mae beit NUL yn y ffeil; nid CSV yw hi.", "The file holds a NUL byte; it is no CSV.")
        defects.append(Defect("nul", message, path, text[: text.index("\0")].count("\n") + 1))
        return None
    return text


def _records(read: TableRead, text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on; a row that is no CSV is listed."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            read.defect(
                "bare-quote",
                f"Nid CSV yw’r rhes ({error}); gwiriwch y dyfynodau. Ni ddarllenwyd hi.",
                f"The row is no CSV ({error}); check its quotation marks. It was not read.",
                line,
            )
            continue
        if row:
            yield line, row


def _header(read: TableRead, table: Table, header: list[str]) -> bool:
    """Whether the header has every required column, each heading once."""
    known = {column for _, names in table.fields.values() for column in names}
    read.extra_columns = tuple(name for name in header if name and name not in known)
    for column in table.required:
        if column not in header:
            read.defect(
                "missing-column",
                f"Nid oes colofn {column}; ni ddarllenwyd y ffeil.",
                f"There is no column {column}; the file was not read.",
                1,
                column,
            )
    for column in sorted({name for name in header if name in known and header.count(name) > 1}):
        read.defect("repeated-column", "Mae’r golofn yno ddwywaith.", "The column is there twice.", 1, column)
    return not read.defects


def _value(read: TableRead, table: Table, line: int, cells: dict[str, str], kind: str, names: Sequence[str]) -> object:
    """The value of one field; ``None`` when its cells are blank. Raises `CydraddError` when unreadable."""
    if kind == "Bilingual":
        cy, en = (cells.get(name, "").strip() or None for name in names)
        return Bilingual(cy, en) if cy or en else None
    column = names[0]
    text = cells.get(column, "").strip()
    if not text:
        if column in table.required:
            raise CydraddError(Bilingual("Mae’r gell yn wag.", "The cell is empty."), code="empty-cell")
        return None
    if column in table.words and text not in table.words[column]:
        known = ", ".join(table.words[column])
        read.defect("unknown-word", f"Defnyddiwch un o {known}.", f"Use one of {known}.", line, column, text)
    return READERS[kind](text)


def _row(read: TableRead, table: Table, line: int, cells: dict[str, str]) -> Any | None:
    """One row; ``None``, with a defect for each cell, when a cell cannot be read."""
    values: dict[str, object] = {}
    good = True
    for name, (kind, names) in table.fields.items():
        try:
            value = _value(read, table, line, cells, kind, names)
        except CydraddError as error:
            read.defects.append(
                Defect(error.code, error.sentence, read.path, line, names[0], cells.get(names[0], "")[:200])
            )
            good = False
            continue
        if value is not None:
            values[name] = value
        elif kind == "Bilingual" and name in _needed(table.row):
            values[name] = Bilingual()
    return table.row(**values, row=line) if good else None


def _needed(row: type[Any]) -> frozenset[str]:
    """Fields without a default."""
    from dataclasses import MISSING, fields

    return frozenset(f.name for f in fields(row) if f.default is MISSING and f.default_factory is MISSING)


def read_table(path: str, table: Table, text: str) -> TableRead:
    """Read one CSV.

    Args:
        path: Its path in the folder, for defects.
    """
    read = TableRead(path)
    records = _records(read, text)
    header = [cell.strip() for cell in next(records, (0, []))[1]]
    if not header:
        read.defect("empty-file", "Mae’r ffeil yn wag.", "The file is empty.", None)
        return read
    if not _header(read, table, header):
        return read
    seen: set[tuple[object, ...]] = set()
    fields_of = {names[0]: name for name, (_, names) in table.fields.items()}
    for line, cells in records:
        if len(cells) != len(header):
            read.defect(
                "wrong-width",
                f"Mae {len(cells)} cell yn lle {len(header)}; ni ddarllenwyd y rhes.",
                f"There are {len(cells)} cells instead of {len(header)}; the row was not read.",
                line,
            )
            continue
        row = _row(read, table, line, dict(zip(header, cells, strict=True)))
        if row is None:
            continue
        key = tuple(getattr(row, fields_of[column]) for column in table.unique)
        if key and key in seen:
            read.defect(
                "repeated-id",
                "Mae’r rhes yno eisoes; y gyntaf sy’n cyfrif.",
                "The row is there already; the first counts.",
                line,
                table.unique[0],
                ", ".join(map(str, key)),
            )
            continue
        seen.add(key)
        read.rows.append(row)
    return read


def dangling(path: str, table: Table, rows: Sequence[Any], ids: dict[str, frozenset[str]]) -> list[Defect]:
    """References to rows that are not there; tables that are not present are not asked."""
    found = []
    for column, other in table.refers.items():
        if other not in ids:
            continue
        for row in rows:
            value = getattr(row, column)
            named = (value,) if isinstance(value, str) else (value or ())
            for name in named:
                if name not in ids[other] and name != "*":
                    message = Bilingual(f"Nid oes {name} ymhlith {other}.", f"There is no {name} among {other}.")
                    found.append(Defect("dangling-reference", message, path, row.row, column, name[:200]))
    return found
