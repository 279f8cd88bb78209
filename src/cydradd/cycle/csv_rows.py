"""Rows of a CSV text (RFC 4180), each with the line it begins on; a row that is no CSV spoils no other row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual

LONGEST_ROW = 1_000_000
"""Characters above which a row is not read."""
LONGEST_CELL = 100_000

_CELL = r'(?:"[^"]*+(?:""[^"]*+)*+"|[^",\r\n]*+)'
_ROW = re.compile(rf"{_CELL}(?:,{_CELL})*+(?=\r?\n|\r?\Z)")


class NoRow(CydraddError):
    """A line that begins no row of CSV, or one that is too long."""

    code = "bare-quote"


_BARE_QUOTE = NoRow(
    Bilingual(
        "Nid yw’r dyfynodau’n cau fel y dylent; ni ddarllenwyd y llinell. Rhowch y gell mewn dyfynodau, a "
        "dyblwch bob dyfynod sydd ynddi.",
        "The quotation marks do not close as they should; the line was not read. Put the cell in quotation marks, "
        "and double each mark inside it.",
    )
)
_TOO_LONG = NoRow(
    Bilingual(
        f"Mae’r rhes dros {LONGEST_ROW} o lythrennau, neu gell dros {LONGEST_CELL}; ni ddarllenwyd hi.",
        f"The row is longer than {LONGEST_ROW} characters, or a cell than {LONGEST_CELL}; it was not read.",
    ),
    code="too-large",
)


def _row(text: str, at: int, end: int) -> tuple[list[str] | NoRow, int]:
    """The row that begins at ``at`` on the line that ends at ``end``, and where the next line begins."""
    if end - at > LONGEST_ROW:
        return _TOO_LONG, end
    if text.find('"', at, end) < 0:
        return text[at:end].rstrip("\r\n").split(","), end
    limit = min(len(text), at + LONGEST_ROW)
    match = _ROW.match(text, at, limit)
    if match is None or (match.end() == limit < len(text)):
        return _BARE_QUOTE, end
    after = text.find("\n", match.end()) + 1 or len(text)
    try:
        return next(csv.reader([match[0]], strict=True)), after
    except csv.Error:  # a cell above the limit of the csv module
        return _TOO_LONG, after


def rows(text: str) -> Iterator[tuple[int, list[str] | NoRow]]:
    """Every row, or why the line is none; blank rows are left out.

    A quotation mark that does not close costs its own line alone: reading goes on with the next one.
    """
    if "\n" not in text:
        text = text.replace("\r", "\n")
    at, line = 0, 1
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        found, after = _row(text, at, end)
        if isinstance(found, list) and max(map(len, found)) > LONGEST_CELL:
            found = _TOO_LONG
        if isinstance(found, NoRow) or any(cell.strip() for cell in found):
            yield line, found
        line += text.count("\n", at, after)
        at = after
