"""Files of grants as workbooks: the grants, the sheet ``Meta``, and a sheet for those who read them in Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from cydradd.follow.reading.shape import package
from cydradd.follow.reading.workbook import META, WELSH_HEADINGS, WELSH_SHEET
from cydradd.follow.writing.columns import Plain, cells, headings, line
from cydradd.follow.writing.forms import Grants, columns
from cydradd.vocabulary.facts import JsonValue

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LONGEST_CELL = 32_767
"""Characters that a cell can hold; a longer text is cut."""
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write."""
_WELSH = ("title_cy", "description_cy")

Line: TypeAlias = "Sequence[Plain | None]"


def write_workbook(meta: Mapping[str, JsonValue], grants: Grants, path: Path) -> None:
    """A workbook of grants; texts are told to be texts, so that no formula is run and ids keep their zeros."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    made = columns(grants)
    _sheet(book, "Grants", list(made.values()), (line(each, made) for each in grants()))
    _sheet(book, META, None, _about(meta))
    welsh = _welsh(grants)
    if (first := next(welsh, None)) is not None:
        _sheet(book, WELSH_SHEET, WELSH_HEADINGS, _with(first, welsh))
    book.save(path)


def _sheet(book: Workbook, name: str, heads: Sequence[str] | None, lines: Iterator[Line]) -> None:
    from openpyxl.cell import WriteOnlyCell

    sheet = book.create_sheet(name)

    def cell(value: Plain | None) -> object:
        if isinstance(value, float):  # openpyxl would round to 16 digits, and some numbers have 17
            made = WriteOnlyCell(sheet, repr(value))
            made.data_type = "n"
        elif isinstance(value, str):
            made = WriteOnlyCell(sheet, _UNWRITABLE.sub("", value)[:LONGEST_CELL])
            made.data_type = "s"
        else:
            return value
        return made

    if heads is not None:
        sheet.append([cell(each) for each in heads])
    for each in lines:
        sheet.append([cell(value) for value in each])


def _about(meta: Mapping[str, JsonValue]) -> Iterator[Line]:
    """The package: a name and a value in each row."""
    about = {name: value for name, value in meta.items() if name != "grants"}
    found = dict(cells(about, package()))
    for key, heading in headings(found, package()).items():
        yield heading, found[key]


def _welsh(grants: Grants) -> Iterator[Line]:
    """Id, title and description of each grant that has Welsh."""
    for each in grants():
        texts = [each.get(name) for name in _WELSH] if isinstance(each, Mapping) else []
        if any(texts) and isinstance(each, Mapping):
            yield [text if isinstance(text, str) else None for text in (each.get("id"), *texts)]


def _with(first: Line, others: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from others
