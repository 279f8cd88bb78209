"""Rows of a table as grants: each cell to its field, by its heading, as text or number or date."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from cydradd.follow.marking import unmarked
from cydradd.follow.reading.headings import Column, columns
from cydradd.follow.reading.mending import HEADING_CASE, TRIM, DayFirst, day_first_columns, mended
from cydradd.follow.reading.reading import note
from cydradd.follow.reading.refusing import refuse
from cydradd.follow.reading.serials import is_serial, of_datetime, of_serial
from cydradd.follow.reading.shape import Member
from cydradd.follow.reading.together import Together
from cydradd.follow.rows import Repair, Row
from cydradd.vocabulary.facts import Defect, JsonValue

_TOGETHER = 500
"""Rows that are held against the standard together."""

Cell: TypeAlias = "str | bool | int | float | datetime | date | time | None"

_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,15})?")


def written(cell: Cell) -> str:
    """A cell as text, for people to find it by."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell) if isinstance(cell, int) else cell.isoformat()


@dataclass(slots=True)
class Sheet:
    """One sheet of grants, or the whole of a comma-separated file.

    Attributes:
        rows: Number of each row, the heading being 1, and its cells.
        is_marked: Cells that a spreadsheet would run may be marked, so that none does (`marking`).
    """

    name: str | None
    columns: tuple[Column, ...]
    rows: Iterable[tuple[int, Sequence[Cell]]]
    since_1904: bool = False
    is_marked: bool = False


@dataclass(slots=True)
class Built:
    """What a row of cells makes."""

    values: dict[str, JsonValue] = field(default_factory=dict)
    extra: dict[str, JsonValue] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)


class Builder:
    """Makes grants of the rows of one sheet.

    Args:
        is_day_first: Whether the dates of a column, told by its heading, are dd/mm/yyyy.

    Attributes:
        repairs: Counted by code and heading.
        serials: Numbers that were read as days, counted by heading.
    """

    def __init__(self, sheet: Sheet, is_day_first: DayFirst) -> None:
        self.repairs: Counter[tuple[str, str]] = Counter()
        self.serials: Counter[str] = Counter()
        self._is_day_first = is_day_first
        self._since_1904 = sheet.since_1904
        self._is_marked = sheet.is_marked
        self._width = len(sheet.columns)
        # Places in lists come in their order, whatever the order of the columns.
        self._columns = sorted(sheet.columns, key=lambda each: [part for part in each.path if isinstance(part, int)])

    def build(self, cells: Sequence[Cell]) -> Built:
        """One grant."""
        built = Built()
        made: dict[tuple[str | int, ...], dict[str, JsonValue]] = {(): built.values}
        for column in self._columns:
            cell = cells[column.index] if column.index < len(cells) else None
            if cell is None or cell == "":
                continue
            if self._is_marked and isinstance(cell, str) and cell[0] == "'":
                cell = unmarked(cell)
            if column.member is None:
                built.extra[column.key] = cell if isinstance(cell, str | bool | int | float) else written(cell)
                continue
            value = self._value(cell, column, column.member, built)
            if value is not None:
                self._place(made, built.values, column, value)
        for index in range(self._width, len(cells)):
            if cells[index] not in (None, ""):
                built.extra[columns(("",) * (index + 1))[index].key] = written(cells[index])
        return built

    def _place(
        self,
        made: dict[tuple[str | int, ...], dict[str, JsonValue]],
        values: dict[str, JsonValue],
        column: Column,
        value: JsonValue,
    ) -> None:
        """Put a value where its path leads; objects on the way are made."""
        path = column.path
        if len(path) == 1:
            values[str(path[0])] = value
            return
        if isinstance(path[-1], int):  # one text of a list of texts
            listed = self._object(made, path[:-2]).setdefault(str(path[-2]), [])
            if isinstance(listed, list) and isinstance(value, list):
                listed.extend(value)
            return
        self._object(made, path[:-1])[str(path[-1])] = value

    def _object(
        self, made: dict[tuple[str | int, ...], dict[str, JsonValue]], path: tuple[str | int, ...]
    ) -> dict[str, JsonValue]:
        known = made.get(path)
        if known is not None:
            return known
        fresh: dict[str, JsonValue] = {}
        made[path] = fresh
        if isinstance(path[-1], int):
            listed = self._object(made, path[:-2]).setdefault(str(path[-2]), [])
            if isinstance(listed, list):
                listed.append(fresh)
        else:
            self._object(made, path[:-1])[str(path[-1])] = fresh
        return fresh

    def _value(self, cell: Cell, column: Column, member: Member, built: Built) -> JsonValue:
        """The value of a cell that is not blank; ``None`` when it holds spaces only."""
        if isinstance(cell, str):
            return self._of_text(cell, column, member, built)
        if member.is_number and not isinstance(cell, datetime | date | time):
            return cell
        if isinstance(cell, datetime | date):
            return of_datetime(cell, member.field.formats)
        if member.field.formats and is_serial(cell, member.field.formats):
            self.serials[column.key] += 1
            return of_serial(cell, member.field.formats, self._since_1904)
        return [written(cell)] if member.is_list else written(cell)

    def _of_text(self, text: str, column: Column, member: Member, built: Built) -> JsonValue:
        bare = text.strip()
        if not bare:
            return None
        code = None if bare == text else TRIM
        value: JsonValue = bare
        if member.is_number:
            if _NUMBER.fullmatch(bare):
                value = float(bare) if "." in bare else int(bare)
        elif member.is_list:
            value = [each for each in (part.strip() for part in bare.split(";")) if each]
        elif member.suspects is not None and member.suspects(bare):
            value, code = mended(member, text, self._is_day_first, column.key)
        if code is not None:
            self.repairs[code, column.key] += 1
            built.repairs.append(Repair(code, column.pointer, text))
        return value


class TableReading(ABC):
    """A file of one or more sheets of grants. Subclasses give the sheets."""

    form = "csv"

    def __init__(self, path: Path, sha256: str) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.sha256 = sha256
        self._day_first: dict[str | None, dict[str, bool]] | None = None
        self._clear()

    def _clear(self) -> None:
        self.bytes_read = 0
        self.meta: dict[str, JsonValue] = {}
        self.repairs: Counter[tuple[str, str]] = Counter()
        self.defects: list[Defect] = []

    @abstractmethod
    def sheets(self) -> Iterator[Sheet]:
        """The sheets of grants, each read before the next is asked for."""

    def finish(self, row: Row) -> Row:
        """One row before it is given out."""
        return row

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank."""
        found, together = self._read(), Together(lambda _: False)
        while some := list(islice(found, _TOGETHER)):
            sound = together.sound([row.values for row in some])  # type: ignore[misc]
            for index, row in enumerate(some):
                yield row._replace(is_sound=True) if index in sound else row

    def _read(self) -> Iterator[Row]:
        self._clear()
        for sheet in self.sheets():
            self._note_headings(sheet)
            builder = Builder(sheet, lambda column, name=sheet.name: self._is_day_first(name, column))  # type: ignore[misc]
            keys = tuple(column.key for column in sheet.columns)
            sha256, name, build = self.sha256, sheet.name, builder.build
            for number, cells in sheet.rows:
                if not any(cell not in (None, "") for cell in cells):
                    continue
                made = build(cells)
                texts = dict(zip(keys, map(written, cells), strict=False))
                yield self.finish(Row(sha256, name, number, None, texts, made.values, made.extra, tuple(made.repairs)))
            self.repairs.update(builder.repairs)
            for key, count in builder.serials.items():
                note(self.defects, "serial_date", key, count=str(count))
        self.bytes_read = self.size

    def _note_headings(self, sheet: Sheet) -> None:
        for column in sheet.columns:
            if column.path:
                if not column.is_exact:
                    self.repairs[HEADING_CASE, column.key] += 1
            elif not column.key.startswith("["):
                note(self.defects, "unknown_heading", column.key)

    def _is_day_first(self, sheet: str | None, column: str) -> bool:
        if self._day_first is None:
            kept = self.repairs, self.defects, self.meta, self.bytes_read
            self._clear()
            self._day_first = {each.name: day_first_columns(_dates(each)) for each in self.sheets()}
            self.repairs, self.defects, self.meta, self.bytes_read = kept
        return self._day_first.get(sheet, {}).get(column, False)


def _dates(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every date of a sheet that is text, with its heading."""
    dated = [(each.index, each.key) for each in sheet.columns if each.member is not None and each.member.is_date]
    for _, cells in sheet.rows:
        for index, key in dated:
            cell = cells[index] if index < len(cells) else None
            if isinstance(cell, str):
                yield key, cell.strip()


def recognised(path: Path, headings: Sequence[str], sheet: str | None = None) -> tuple[Column, ...]:
    """The columns of a sheet of grants.

    Raises:
        UnreadableFile: No heading is one of the standard.
    """
    found = columns(tuple(headings))
    if not any(column.path for column in found):
        place = f" ({sheet})" if sheet else ""
        raise refuse(
            path,
            f"nid oes pennawd 360Giving yn y rhes gyntaf{place}, fel Identifier neu Amount Awarded.",
            f"the first row{place} has no heading of 360Giving, such as Identifier or Amount Awarded.",
        )
    return found
