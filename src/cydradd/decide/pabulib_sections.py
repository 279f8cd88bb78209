"""The sections of a Pabulib file, told apart line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cydradd.decide.pabulib_rows import BEYOND, BLOCK, CUT, Reading, Section

SECTIONS = ("META", "PROJECTS", "VOTES")
LONGEST_CELL = 200
"""Lines that one cell in quotation marks may span."""
MOST_CELLS = 10_000
"""Cells above which a row is refused."""

_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=;|\r?\n|\Z)|((?!")[^;\n]*?)(?=;|\r?\n|\Z)')


def sections_of(reading: Reading, text: str) -> dict[str, Section]:
    """The three sections of a file.

    A row whose quotation marks do not close is taken letter by letter, and listed.

    Raises:
        UnreadableFile: A section is missing, or has no header.
    """
    sections = _Sections(reading)
    line, offset = 1, 0
    while (quote := text.find('"', offset)) >= 0:
        start = max(text.rfind("\n", offset, quote) + 1, offset)
        if start > offset:
            line += sections.plain(line, text[offset : start - 1])
        row, end = _row(reading, line, text, start)
        sections.row(line, row)
        after = text.find("\n", end)
        if after < 0:
            break
        line += text.count("\n", start, after) + 1
        offset = after + 1
    else:
        sections.plain(line, text[offset:], last=True)
    for name in SECTIONS:
        if name not in sections.found or not sections.found[name].header:
            raise reading.refuse(f"nid oes adran {name} gyda phennawd.", f"there is no section {name} with a header.")
    return sections.found


class _Sections:
    """The sections found so far, and the one that the next row belongs to."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.found: dict[str, Section] = {}
        self.current: Section | None = None

    def plain(self, first: int, text: str, *, last: bool = False) -> int:
        """Rows without quotation marks, each a line; how many lines they are.

        Args:
            last: Nothing follows: a line that is empty is none.
        """
        lines = text.split("\n")
        if "\r" in text:
            lines = [line.removesuffix("\r") for line in lines]
        if last and not lines[-1]:
            lines.pop()
        at = 0
        while at < len(lines):
            at += self._block(first + at, lines[at : at + BLOCK])
        return len(lines)

    def _block(self, first: int, lines: list[str]) -> int:
        """Take lines until one of them opens a section; how many were taken.

        Nearly every line of a large file is as wide as its header and begins with a digit: no row that is blank or
        names a section does.
        """
        section = self.current
        wide = section is not None and section.width == len(section.header) > 1
        if section is not None and wide and section.add_lines(first, lines):
            return len(lines)
        for at, line in enumerate(lines, first):
            row = _split(self.reading, at, line)
            if section is not None and wide and len(row) == section.width and line[0].isdigit():
                section.add(at, line, row)
                continue
            self.row(at, row)
            if self.current is not section or not wide:
                return at - first + 1
        return len(lines)

    def row(self, line: int, row: list[str]) -> None:
        """Take one row."""
        if not row[0].strip() and not any(cell.strip() for cell in row):
            if self.current is not None:
                self.reading.defect("blank-line", "Llinell wag.", "A blank line.", line, None, "")
            return
        name = _section_name(self.reading, line, row)
        if name is not None and name not in self.found:
            self.current = self.found[name] = Section()
        elif self.current is None:
            raise self.reading.refuse(
                f"llinell {line}: disgwylid META, PROJECTS neu VOTES.",
                f"line {line}: expected META, PROJECTS or VOTES.",
            )
        elif not self.current.header:
            _read_header(self.reading, self.current, line, row)
        else:
            _add_row(self.reading, self.current, line, row)


def _row(reading: Reading, line: int, text: str, start: int) -> tuple[list[str], int]:
    """The cells of the row that begins at ``start`` and holds quotation marks, and where it ends."""
    end = start - 1
    for _ in range(LONGEST_CELL):
        end = text.find("\n", end + 1)
        if end < 0:
            end = len(text)
            break
    quoted = _quoted(text, start, end)
    if quoted is not None:
        return quoted
    end = text.find("\n", start)
    whole = text[start : end if end >= 0 else len(text)].removesuffix("\r")
    _bare_quote(reading, line, whole)
    return _split(reading, line, whole), start


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
    section.cut = {name: [] for name in CUT if name in header}


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
    section.add(line, row[:wide], row)
