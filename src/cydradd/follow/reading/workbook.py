"""Workbooks of Excel (.xlsx), read sheet by sheet; nothing in them is run, and what a formula gave is read as saved.

The sheet ``Meta`` is the package. A sheet with an Identifier and one other part of a grant only, such as
``Beneficiary Location``, adds to the grants of that Identifier.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from cydradd.follow.reading.headings import Column, columns, field_of, letters
from cydradd.follow.reading.reading import digest, note
from cydradd.follow.reading.refusing import refuse
from cydradd.follow.reading.shape import package
from cydradd.follow.reading.table import Builder, Cell, Sheet, TableReading, recognised, written
from cydradd.follow.reading.workbook_safety import Formulas, inspect
from cydradd.follow.rows import Row
from cydradd.vocabulary.facts import JsonValue

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_ROWS = 1_048_576
"""Rows of a sheet that Excel can hold."""

META = "Meta"
"""The sheet that is the package."""
WELSH_SHEET, WELSH_HEADINGS = "Cymraeg", ("Dynodydd", "Teitl", "Disgrifiad")
"""The sheet that repeats the Welsh of the grants for people, as `writing` makes it: it is no grant, and is not read."""

Part = tuple[str, int, Mapping[str, str], Mapping[str, JsonValue]]
"""A row of a sheet that adds to a grant: sheet, row, cells as written, values."""


class WorkbookReading(TableReading):
    """Grants as a workbook of one or more sheets."""

    form = "xlsx"

    def __init__(self, path: Path) -> None:
        self._formulas: Formulas = inspect(path)
        self._parts: dict[str, list[Part]] = {}
        super().__init__(path, digest(path))

    def sheets(self) -> Iterator[Sheet]:
        """The sheets of grants, after ``Meta`` and the sheets that add to grants."""
        from openpyxl import load_workbook
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        with self.path.open("rb") as file:  # openpyxl goes by the end of a name where it is given one
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of styles and charts, which are nothing to us
                    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            except (BadZipFile, KeyError, ValueError, TypeError, OSError, ParseError):
                raise self._broken() from None
            try:
                since_1904 = book.epoch == CALENDAR_MAC_1904
                if since_1904:
                    note(self.defects, "since_1904")
                yield from self._sheets(book, since_1904)
                for parts in self._parts.values():
                    for sheet, row, _, _ in parts:
                        note(self.defects, "part_without_grant", f"{sheet}!A{row}", sheet=sheet)
            except (BadZipFile, KeyError, ValueError, TypeError, ParseError):
                raise self._broken() from None
            finally:
                book.close()

    def _sheets(self, book: Workbook, since_1904: bool) -> Iterator[Sheet]:
        """Every sheet is looked at; those that add to grants are read first, as a grant can be anywhere."""
        found = list(self._looked_at(book))
        grants = [each for each in found if not _is_part(each[1])]
        self._parts = {}
        for sheet, headings in found if grants else ():
            if _is_part(headings):
                self._read_part(self._sheet(sheet, headings, since_1904))
        for sheet, headings in grants or found:
            yield self._sheet(sheet, headings, since_1904)
        if not found:
            recognised(self.path, ())

    def _looked_at(self, book: Workbook) -> Iterator[tuple[ReadOnlyWorksheet, tuple[Column, ...]]]:
        """The sheets with headings of the standard; the others are said, but ``Meta``, which is read."""
        for sheet in book.worksheets:
            rows = self._rows(sheet)
            first = next(rows, None)
            headings = [written(cell) for cell in first[1]] if first else []
            while headings and not headings[-1].strip():
                headings.pop()
            found = columns(tuple(headings))
            if sheet.title.strip().casefold() == META.casefold():
                self._read_meta(rows, first)
                continue
            if sheet.title == WELSH_SHEET and tuple(headings) == WELSH_HEADINGS:
                continue
            if sheet.sheet_state != "visible":
                note(self.defects, "hidden_sheet", sheet.title)
            if any(each.path for each in found):
                yield sheet, found
            elif left := sum(any(cell not in (None, "") for cell in cells) for _, cells in rows):
                note(self.defects, "sheet_left_out", sheet.title, count=str(left))

    def _sheet(self, sheet: ReadOnlyWorksheet, headings: tuple[Column, ...], since_1904: bool) -> Sheet:
        """One sheet from its first row below the headings; its formulas are said."""
        for letter, count in sorted(self._formulas.get(sheet.title, {}).items()):
            note(self.defects, "formula", f"{sheet.title}!{letter}", count=str(count))
        rows = self._rows(sheet)
        next(rows, None)
        return Sheet(sheet.title, headings, rows, since_1904)

    def _rows(self, sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, list[Cell]]]:
        """The rows of a sheet from the first to the last, whatever size it says it has."""
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.rows, 1):
            if number > MOST_ROWS:
                raise self._broken()
            if number & 255 == 0:
                self.bytes_read = min(self.size, self.bytes_read + self.size // 500)
            yield number, [_value(cell) for cell in cells]

    def _read_meta(self, rows: Iterator[tuple[int, list[Cell]]], first: tuple[int, list[Cell]] | None) -> None:
        """The sheet ``Meta``: a name in the first column, a value in the second. A name of no field is kept."""
        for _, cells in ([first] if first else []) + list(rows)[:1000]:
            name = written(cells[0]) if cells else ""
            text = written(cells[1]).strip() if len(cells) > 1 else ""
            found = field_of(name, package()) if name.strip() and text else None
            if found is None:
                if name.strip() and text:
                    self.meta.setdefault(name.strip(), text)
                continue
            path, member = found
            value: JsonValue = [each.strip() for each in text.split(";") if each.strip()] if member.is_list else text
            target = self.meta
            for part in path[:-1]:
                inner = target.setdefault(str(part), {})
                target = inner if isinstance(inner, dict) else {}
            target[str(path[-1])] = value

    def _read_part(self, sheet: Sheet) -> None:
        builder = Builder(sheet, lambda _: False)
        for number, cells in sheet.rows:
            built = builder.build(cells)
            id = built.values.pop("id", None)
            if isinstance(id, str) and (built.values or built.extra):
                texts = {column.key: written(cell) for column, cell in zip(sheet.columns, cells, strict=False)}
                self._parts.setdefault(id, []).append((str(sheet.name), number, texts, built.values))
        self.repairs.update(builder.repairs)

    def finish(self, row: Row) -> Row:
        """Add to a grant what other sheets say of its Identifier; of grants with equal ids, to the first."""
        id = row.values.get("id")
        parts = self._parts.pop(id, None) if self._parts and isinstance(id, str) else None
        if parts is None:
            return row
        values, cells = dict(row.values), dict(row.cells)
        for sheet, number, texts, added in parts:
            for name, value in added.items():
                here = values.get(name)
                values[name] = [*here, *value] if isinstance(here, list) and isinstance(value, list) else value
            cells |= {f"{sheet}!{letters(index)}{number}": text for index, text in enumerate(texts.values()) if text}
        return row._replace(values=values, cells=cells)

    def _broken(self) -> Exception:
        return refuse(
            self.path,
            "ni ellir darllen y llyfr gwaith. Agorwch ef yn Excel neu LibreOffice, a’i gadw o’r newydd fel .xlsx.",
            "the workbook cannot be read. Open it in Excel or LibreOffice and save it again as .xlsx.",
        )


def _is_part(found: Sequence[Column]) -> bool:
    """Whether a sheet holds an Identifier and one other list of a grant, and nothing else of it."""
    tops = {each.path[0] for each in found if each.path}
    return (
        "id" in tops
        and len(tops) == 2
        and all(len(each.path) > 1 for each in found if each.path[:1] != ("id",) and each.path)
    )


def _value(cell: ReadOnlyCell) -> Cell:
    """What a cell holds; a number that is shown with leading zeros is the text that is shown."""
    value: Cell = cell.value
    if value.__class__ is int or value.__class__ is float:
        shown = cell.number_format
        if shown and len(shown) > 1 and not shown.strip("0") and float(str(value)).is_integer():
            return f"{int(float(str(value))):0{len(shown)}d}"
    return value
