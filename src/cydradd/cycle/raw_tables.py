"""A table as it stands in its file: headings, and the text of each cell; written again without losing any of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cydradd.cycle.csv_rows import NoRow, rows


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a file.

    Attributes:
        line: Line on which it begins, the first being 1.
        cells: Text of each cell, in the order of the headings; there may be fewer or more than headings.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """Headings and rows of a file, as text. A line that is no row of CSV is not among them."""

    header: tuple[str, ...]
    rows: tuple[RawRow, ...]


def raw_table(text: str) -> RawTable:
    """The table that a text holds; blank rows are left out, as `cydradd.cycle.tables` leaves them."""
    found = [RawRow(line, tuple(cells)) for line, cells in rows(text) if not isinstance(cells, NoRow)]
    if not found:
        return RawTable((), ())
    return RawTable(found[0].cells, tuple(found[1:]))


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '",\r\n') else text


def written(header: Sequence[str], cells: Iterable[Sequence[str]]) -> bytes:
    """A table as we write it: UTF-8 without a mark, RFC 4180 quoting, a line feed after each row."""
    return "".join(",".join(map(_cell, row)) + "\n" for row in (header, *cells)).encode("utf-8")


def in_order(header: Sequence[str], cells: Mapping[str, str]) -> list[str]:
    """The cells of one row in the order of the headings; what is not given is blank."""
    return [cells.get(name, "") for name in header]
