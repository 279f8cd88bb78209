"""One table of a round folder is read: every good row kept, every fault listed with its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from cydradd.cycle.cells import READERS, UnreadableCell
from cydradd.cycle.columns import Table
from cydradd.cycle.csv_rows import NoRow, rows
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date

LARGEST_TABLE = 64 * 1024 * 1024
"""Bytes above which a table, or a file of acts, is not read."""
MOST_ROWS = 500_000
MOST_DEFECTS = 10_000
"""Rows, and defects, of one file after which it is not read on."""


@dataclass(slots=True)
class TableRead:
    """Rows of one file, what is wrong with it, and the columns that no rule knows."""

    path: str
    rows: list[Any] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    extra_columns: tuple[str, ...] = ()

    def defect(self, code: str, cy: str, en: str, row: int | None, column: str | None = None, value: str = "") -> None:
        """List one fault."""
        self.add(Defect(code, Bilingual(cy, en), self.path, row, column, value[:200]))

    def add(self, defect: Defect) -> None:
        """List one fault as it is."""
        self.defects.append(defect)

    @property
    def full(self) -> bool:
        """Whether there is more of the file than will be read."""
        return len(self.rows) >= MOST_ROWS or len(self.defects) >= MOST_DEFECTS


def too_large(path: str) -> Defect:
    """The fault of a file above `LARGEST_TABLE`."""
    most = LARGEST_TABLE >> 20
    cy, en = f"Mae’r ffeil dros {most} MB; ni ddarllenwyd hi.", f"The file is larger than {most} MB; it was not read."
    return Defect("too-large", Bilingual(cy, en), path)


def decode(path: str, data: bytes, defects: list[Defect]) -> str | None:
    """Text of a file; ``None``, with a defect, when it is too large, not UTF-8 or holds a NUL byte."""
    if len(data) > LARGEST_TABLE:
        defects.append(too_large(path))
        return None
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
    """Rows with the line each begins on; a line that is no row of CSV is listed."""
    for line, found in rows(text):
        if isinstance(found, NoRow):
            read.add(Defect(found.code, found.sentence, read.path, line))
        else:
            yield line, found


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


def _refuse_below_zero(table: Table, column: str, value: object, text: str) -> None:
    if isinstance(value, int | Fraction) and value < 0 and column not in table.signed:
        sentence = Bilingual(f"Ni all {text[:40]} fod yn llai na 0.", f"{text[:40]} cannot be below 0.")
        raise UnreadableCell(sentence, code="below-zero")


def _unknown_words(read: TableRead, table: Table, line: int, column: str, value: object) -> None:
    """List words that are not of the column's closed list; the row is kept with them."""
    known = table.words.get(column, ())
    for word in value if isinstance(value, tuple) else (value,):
        if known and word not in known:
            listed = ", ".join(known)
            read.defect("unknown-word", f"Defnyddiwch un o {listed}.", f"Use one of {listed}.", line, column, str(word))


def _value(read: TableRead, table: Table, line: int, cells: Mapping[str, str], name: str) -> object:
    """The value of one field; ``None`` when its cells are blank. Raises `CydraddError` when unreadable."""
    kind, names = table.fields[name]
    if kind == "Bilingual":
        cy, en = (cells.get(column, "").strip() or None for column in names)
        return Bilingual(cy, en) if cy or en else None
    column = names[0]
    text = cells.get(column, "").strip()
    if not text:
        if column in table.required:
            raise UnreadableCell(Bilingual("Mae’r gell yn wag.", "The cell is empty."), code="empty-cell")
        return None
    value = READERS[kind](text)
    _refuse_below_zero(table, column, value, text)
    _unknown_words(read, table, line, column, value)
    return value


def _row(read: TableRead, table: Table, line: int, cells: Mapping[str, str]) -> Any | None:
    """One row; ``None``, with a defect for each cell, when a cell cannot be read."""
    values: dict[str, object] = {}
    good = True
    for name, (kind, names) in table.fields.items():
        try:
            value = _value(read, table, line, cells, name)
        except CydraddError as error:
            read.add(Defect(error.code, error.sentence, read.path, line, names[0], cells.get(names[0], "")[:200]))
            good = False
            continue
        if value is not None:
            values[name] = value
        elif kind == "Bilingual" and name in _needed(table.row):
            values[name] = Bilingual()
    return table.row(**values, row=line) if good else None


def _needed(row: type[Any]) -> frozenset[str]:
    """Fields without a default."""
    return frozenset(f.name for f in fields(row) if f.default is MISSING and f.default_factory is MISSING)


def _cells(read: TableRead, header: Sequence[str], line: int, cells: list[str]) -> Mapping[str, str] | None:
    """The cells of a row by heading; ``None``, with a defect, when there are too few or too many of them."""
    while len(cells) > len(header) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) == len(header):
        return dict(zip(header, cells, strict=True))
    read.defect(
        "wrong-width",
        f"Mae {len(cells)} cell yn lle {len(header)}; ni ddarllenwyd y rhes.",
        f"There are {len(cells)} cells instead of {len(header)}; the row was not read.",
        line,
    )
    return None


def _add(read: TableRead, table: Table, row: Any, seen: set[tuple[object, ...]]) -> None:
    """Keep a row, unless one with the same id is there already."""
    fields_of = {names[0]: name for name, (_, names) in table.fields.items()}
    key = tuple(getattr(row, fields_of[column]) for column in table.unique)
    if key and key in seen:
        cy, en = "Mae’r rhes yno eisoes; y gyntaf sy’n cyfrif.", "The row is there already; the first counts."
        read.defect("repeated-id", cy, en, row.row, table.unique[0], ", ".join(map(str, key)))
        return
    seen.add(key)
    read.rows.append(row)


def read_table(path: str, table: Table, text: str) -> TableRead:
    """Read one CSV.

    Args:
        path: Its path in the folder, for defects.
    """
    read = TableRead(path)
    records = _records(read, text)
    first = next(records, None)
    if first is None:
        read.defect("empty-file", "Mae’r ffeil yn wag.", "The file is empty.", None)
        return read
    header = [cell.strip() for cell in first[1]]
    if not _header(read, table, header):
        return read
    seen: set[tuple[object, ...]] = set()
    for line, each in records:
        if read.full:
            cy, en = "Ni ddarllenwyd y ffeil o’r fan hon ymlaen.", "The file was not read from here on."
            read.defect("too-long", cy, en, line)
            break
        cells = _cells(read, header, line, each)
        row = None if cells is None else _row(read, table, line, cells)
        if row is not None:
            _add(read, table, row, seen)
    return read


def to_come(path: str, table: Table, rows: Sequence[Any], as_of: datetime) -> list[Defect]:
    """What is said to have happened after the round's clock."""
    found = []
    for column in table.happened:
        for row in rows:
            value = getattr(row, column)
            day = local_date(value) if isinstance(value, datetime) else value
            if isinstance(day, date) and day > local_date(as_of):
                message = Bilingual("Mae’r dyddiad ar ôl as_of y rownd.", "The date is after the round’s as_of.")
                found.append(Defect("after-as-of", message, path, row.row, column, str(day)))
    return found


def dangling(
    path: str, table: Table, rows: Sequence[Any], ids: Mapping[str, frozenset[str]], files: Mapping[str, str]
) -> list[Defect]:
    """References to rows that are not there; tables that are not present are not asked.

    Args:
        ids: The ids there are, by name of their table.
        files: The file they are in, by the same name, so that both sides are named.
    """
    found = []
    for column, other in table.refers.items():
        if other not in ids:
            continue
        for row in rows:
            value = getattr(row, column)
            named = (value,) if isinstance(value, str) else (value or ())
            for name in named:
                if name not in ids[other] and name != "*":
                    message = Bilingual(
                        f"Nid oes rhes â’r id hwn yn y ffeil {files[other]}. Id: {name[:200]}.",
                        f"No row of {files[other]} has this id: {name[:200]}.",
                    )
                    found.append(Defect("dangling-reference", message, path, row.row, column, name[:200]))
    return found
