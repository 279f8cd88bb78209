"""The rows of a Pabulib file: sections, headers and cells, each with the line it begins on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

SECTIONS = ("META", "PROJECTS", "VOTES")
LARGEST = 128 * 1024 * 1024
"""Bytes above which a file is refused unread."""
LONGEST_CELL = 200
"""Lines that one cell in quotation marks may span."""
MOST_CELLS = 10_000
"""Cells above which a row is refused."""
MOST_DEFECTS = 100_000
"""Defects after which a file's further ones are not listed one by one."""

BEYOND = "cells-beyond-header"
"""Code of the defect of a row that is longer than its header."""

_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=;|\r?\n|\Z)|((?!")[^;\n]*?)(?=;|\r?\n|\Z)')
_NUMBER = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_MOST = 10**18


@dataclass(slots=True)
class Section:
    """One section: its header, and its rows by column, each with the line it begins on.

    Attributes:
        width: Cells of the header row, empty ones at its end counted.
    """

    header: list[str] = field(default_factory=list)
    width: int = 0
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)


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


def _quoted(text: str, start: int, end: int) -> tuple[list[str], int] | None:
    """The cells of the row that begins at ``start`` and holds quotation marks, and where the row ends.

    ``None`` when its quotation marks do not close before ``end``.
    """
    cells: list[str] = []
    at = start
    while len(cells) < MOST_CELLS and (cell := _CELL.match(text, at, end)) is not None:
        cells.append(cell[2] if cell[1] is None else cell[1].replace('""', '"'))
        at = cell.end()
        if text[at : at + 1] != ";" or at >= end:
            return cells, at
        at += 1
    return None


def records(reading: Reading, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with the line each begins on.

    A row whose quotation marks do not close is taken letter by letter, and listed.
    """
    lines = text.split("\n")
    if '"' not in text:
        last = len(lines) - 1
        for at, line in enumerate(lines):
            row = _split(reading, at + 1, line.removesuffix("\r"))
            if at < last or row != [""]:
                yield at + 1, row
        return
    at = offset = 0
    while at < len(lines):
        line, many = lines[at].removesuffix("\r"), 1
        quoted = None
        if '"' in line:
            end = offset + sum(len(each) + 1 for each in lines[at : at + LONGEST_CELL]) - 1
            quoted = _quoted(text, offset, end)
            if quoted is None:
                _bare_quote(reading, at + 1, line)
        if quoted is None:
            row = _split(reading, at + 1, line)
        else:
            row, many = quoted[0], text.count("\n", offset, quoted[1]) + 1
        if line or at + 1 < len(lines):
            yield at + 1, row
        offset += len(lines[at]) + 1 if many == 1 else sum(len(each) + 1 for each in lines[at : at + many])
        at += many


def _split(reading: Reading, line: int, text: str) -> list[str]:
    if text.count(";") >= MOST_CELLS:
        raise reading.refuse(
            f"llinell {line}: mae dros {MOST_CELLS} o gelloedd.", f"line {line}: over {MOST_CELLS} cells."
        )
    return text.split(";")


def _bare_quote(reading: Reading, line: int, text: str) -> None:
    reading.defect(
        "bare-quote",
        "Nid yw’r dyfynodau’n cau fel y dylent; darllenwyd y llinell lythyren wrth lythyren.",
        "The quotation marks do not close as they should; the line was read letter by letter.",
        line,
        None,
        text,
    )


def sections_of(reading: Reading, rows: Iterable[tuple[int, list[str]]]) -> dict[str, Section]:
    """The three sections of a file.

    Raises:
        UnreadableFile: A section is missing, or has no header.
    """
    found: dict[str, Section] = {}
    current: Section | None = None
    for line, row in rows:
        # Nearly every row of a large file: as wide as its header, and plainly neither blank nor the name of a section.
        if current is not None and 1 < len(row) == current.width == len(current.header) and row[1][:1].isalnum():
            current.rows.append((line, dict(zip(current.header, row, strict=True))))
            continue
        if not row[0].strip() and not any(cell.strip() for cell in row):
            if current is not None:
                reading.defect("blank-line", "Llinell wag.", "A blank line.", line, None, "")
            continue
        name = _section_name(reading, line, row)
        if name is not None and name not in found:
            current = found[name] = Section()
        elif current is None:
            raise reading.refuse(
                f"llinell {line}: disgwylid META, PROJECTS neu VOTES.",
                f"line {line}: expected META, PROJECTS or VOTES.",
            )
        elif not current.header:
            _read_header(reading, current, line, row)
        else:
            _add_row(reading, current, line, row)
    for section in SECTIONS:
        if section not in found or not found[section].header:
            raise reading.refuse(
                f"nid oes adran {section} gyda phennawd.", f"there is no section {section} with a header."
            )
    return found


def _section_name(reading: Reading, line: int, row: Sequence[str]) -> str | None:
    """The section that a row opens: its name alone in the first cell."""
    word = row[0].strip()
    if len(word) > len("PROJECTS") or word.upper() not in SECTIONS or any(cell.strip() for cell in row[1:]):
        return None
    if word != word.upper():
        reading.defect(
            "section-case",
            "Ysgrifennwch enw’r adran mewn priflythrennau.",
            "Write the section in capitals.",
            line,
            None,
            word,
        )
    return word.upper()


def _read_header(reading: Reading, section: Section, line: int, row: Sequence[str]) -> None:
    header = [cell.strip() for cell in row]
    section.width = len(header)
    while not header[-1]:
        header.pop()
    if section.width > len(header):
        reading.defect(
            "empty-columns", "Mae colofnau heb enw.", "There are columns without a name.", line, None, ";".join(row)
        )
    twice = [name for name, many in Counter(header).items() if many > 1]
    if twice:
        raise reading.refuse(
            f"llinell {line}: mae’r golofn “{twice[0][:60]}” yno ddwywaith.",
            f"line {line}: the column “{twice[0][:60]}” is there twice.",
        )
    section.header = header


def _add_row(reading: Reading, section: Section, line: int, row: list[str]) -> None:
    wide = len(section.header)
    if len(row) != wide:
        beyond = any(cell.strip() for cell in row[wide:])
        if beyond or len(row) != section.width:
            reading.defect(
                BEYOND if beyond else "wrong-width",
                f"Nifer y celloedd: {len(row)} yn lle {wide}.",
                f"There are {len(row)} cells instead of {wide}.",
                line,
                None,
                ";".join(row),
            )
        row = [*row, *[""] * (wide - len(row))]
    section.rows.append((line, dict(zip(section.header, row, strict=False))))
