"""The rows of a Pabulib file: sections, headers and cells, each with the line it begins on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

LARGEST = 128 * 1024 * 1024
"""Bytes above which a file is refused unread."""
BLOCK = 512
"""Rows that are looked at together."""
CUT = ("voter_id", "vote", "points", "partner")
"""Columns that are cut out of the rows while these are read."""
_END = "\n"
"""What stands between two lines and inside none."""
MOST_DEFECTS = 100_000
"""Defects after which a file's further ones are not listed one by one."""

BEYOND = "cells-beyond-header"
"""Code of the defect of a row that is longer than its header."""

_NUMBER = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_MOST = 10**18


Row: TypeAlias = str | list[str]
"""The cells of a row; as one text where no cell holds a mark of the format, for most rows are never taken apart."""


@dataclass(slots=True)
class Section:
    """One section: its header, and its rows, each with the line it begins on.

    Attributes:
        width: Cells of the header row, empty ones at its end counted.
        cut: Columns that were cut out while the rows were read, for as long as they are of use.
    """

    header: list[str] = field(default_factory=list)
    width: int = 0
    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    cut: dict[str, list[str]] = field(default_factory=dict)

    def add(self, line: int, row: Row, cells: Sequence[str]) -> None:
        """Add a row."""
        self.rows.append(row)
        self.lines.append(line)
        for name, column in self.cut.items():
            column.append(cells[self.header.index(name)])

    def add_lines(self, first: int, lines: Sequence[str]) -> bool:
        """Add lines, if each has as many cells as the header, and begins with a digit, as most do; else add none."""
        wide = len(self.header)
        cells = f";{_END};".join(lines).split(";")
        if len(cells) != len(lines) * (wide + 1) - 1 or cells[wide :: wide + 1].count(_END) != len(lines) - 1:
            return False
        if not all(map(str.isdigit, {cell[:1] for cell in cells[:: wide + 1]})):
            return False
        self.rows += lines
        self.lines += range(first, first + len(lines))
        for name, column in self.cut.items():
            column += cells[self.header.index(name) :: wide + 1]
        return True

    def cells(self, row: Row) -> dict[str, str]:
        """A row by column."""
        return dict(zip(self.header, row.split(";") if isinstance(row, str) else row, strict=True))

    def by_column(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row by column, with its line."""
        return zip(self.lines, map(self.cells, self.rows), strict=True)

    def columns(self, names: Sequence[str]) -> list[list[str]]:
        """Whole columns."""
        if self.cut.keys() >= set(names):
            return [self.cut[name] for name in names]
        places = [self.header.index(name) for name in names]
        most, found = max(places) + 1, [list[str]() for _ in names]
        for start in range(0, len(self.rows), BLOCK):
            cells = [row.split(";", most) if isinstance(row, str) else row for row in self.rows[start : start + BLOCK]]
            for column, place in zip(found, places, strict=True):
                column += [row[place] for row in cells]
        return found


class Cells(Mapping[str, str]):
    """The cells of one row by column, taken apart when they are looked at."""

    __slots__ = ("row", "section")

    def __init__(self, section: Section, row: Row) -> None:
        self.section, self.row = section, row

    def __getitem__(self, column: str) -> str:
        return self.section.cells(self.row)[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.section.header)

    def __len__(self) -> int:
        return len(self.section.header)

    def __repr__(self) -> str:
        return repr(self.section.cells(self.row))


@dataclass(slots=True)
class Reading:
    """One file while it is read: its name, and what is wrong with it."""

    name: str
    defects: list[Defect] = field(default_factory=list)

    def defect(self, code: str, cy: str, en: str, line: int | None, column: str | None, value: str) -> None:
        """Note one defect; beyond `MOST_DEFECTS` only that there are more."""
        if len(self.defects) < MOST_DEFECTS:
            self.defects.append(Defect(code, Bilingual(cy, en), self.name, line, column, value[:200]))
        elif len(self.defects) == MOST_DEFECTS:
            more = Bilingual("Mae mwy o wallau na hyn.", "There are more defects than these.")
            self.defects.append(Defect("more-defects", more, self.name))

    def refuse(self, cy: str, en: str) -> UnreadableFile:
        """The error of a file from which nothing can be read."""
        return UnreadableFile(Bilingual(f"{self.name}: {cy}", f"{self.name}: {en}"))

    def amount(self, text: str, line: int, column: str) -> Fraction:
        """An amount of money, exact; a thousands mark or decimal comma is refused, never guessed.

        Raises:
            UnreadableFile: Not a number, or above 10^18.
        """
        value = number(text)
        if value is None:
            raise self.refuse(
                f"llinell {line}, colofn {column}: nid yw “{text[:60]}” yn rhif hyd at 10^18. "
                "Defnyddiwch bwynt degol a dim byd rhwng y miloedd.",
                f"line {line}, column {column}: “{text[:60]}” is not a number up to 10^18. "
                "Use a decimal point, and nothing between thousands.",
            )
        return value


def number(text: str) -> Fraction | None:
    """The exact number that ``text`` is in decimal digits; ``None`` when it is none, or beyond 10^18."""
    if len(text) > 80 or not _NUMBER.fullmatch(text.strip()):
        return None
    value = Fraction(text.strip())
    return value if abs(value) <= _MOST else None


def text_of_file(reading: Reading, path: Path) -> str:
    """The text of a file without its byte order mark.

    Raises:
        UnreadableFile: No plain file, too large, or not UTF-8.
        OSError: It cannot be opened.
    """
    size = path.stat().st_size
    if not path.is_file():
        raise reading.refuse("nid ffeil yw hon.", "this is not a file.")
    if size > LARGEST:
        raise reading.refuse("mae’r ffeil dros 128 MB.", "the file is larger than 128 MB.")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise reading.refuse(
            f"llinell {line}: nid yw’n UTF-8. Cadwch y ffeil fel UTF-8.",
            f"line {line}: this is not UTF-8. Save the file as UTF-8.",
        ) from None
    if text.startswith("\ufeff"):
        reading.defect(
            "bom", "Mae’r ffeil yn dechrau â BOM.", "The file begins with a byte order mark.", 1, None, "\\ufeff"
        )
        text = text[1:]
    return text
