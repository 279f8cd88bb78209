"""Where in the file a finding is: the cell of a sheet, or the pointer of a document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from cydradd.follow.checking.found import Found
from cydradd.follow.checking.words import ACCURACY, DUPLICATES, USEFULNESS
from cydradd.follow.faults import Fault, level
from cydradd.follow.findings import SENTENCES
from cydradd.follow.reading.headings import columns, letters
from cydradd.follow.reading.mending import spelt
from cydradd.follow.rows import Row
from cydradd.vocabulary.text import Bilingual

_SENTENCES = {**SENTENCES, **ACCURACY, **USEFULNESS, **DUPLICATES}
_SHOWN = 200
"""Characters of a value that are shown."""


@lru_cache(maxsize=4096)
def sentence(code: str, first: str = "") -> Bilingual:
    """What is said of a finding; ``first`` is the earlier text that some sentences name."""
    said = _SENTENCES[code]
    return Bilingual((said.cy or "").format(first=first), (said.en or "").format(first=first))


class _Any(dict[str, str]):
    """An ellipsis for every word that a sentence would be filled with."""

    def __missing__(self, _name: str) -> str:
        return "…"


@lru_cache(maxsize=1024)
def general(code: str) -> Bilingual:
    """What is said of every finding of a code: the sentence with an ellipsis for what differs from one to the next."""
    said = _SENTENCES[code]
    return Bilingual((said.cy or "").format_map(_Any()), (said.en or "").format_map(_Any()))


class Origin(NamedTuple):
    """Where a grant was read, without what was read.

    Attributes:
        number: Of the grant in its file, the first being 1.
        keys: The headings of its sheet; empty for JSON.
    """

    number: int
    pointer: str | None
    sheet: str | None
    row: int | None
    keys: tuple[str, ...]

    @classmethod
    def of(cls, row: Row, number: int) -> Origin:
        """The origin of a row."""
        return cls(number, row.pointer, row.sheet, row.row, tuple(row.cells) if row.pointer is None else ())


def fault(origin: Origin, found: Found) -> Fault:
    """One finding with its place and its sentence."""
    code, place, value, said = found
    pointer = place if isinstance(place, str) else spelt(place)
    shown = str(value)[:_SHOWN] if isinstance(value, str | int | float) else None
    message = said if isinstance(said, Bilingual) else sentence(code, said[:_SHOWN])
    if origin.pointer is not None:
        return Fault(code, level(code), origin.number or None, None, origin.pointer + pointer, shown, message)
    inside = pointer if pointer.startswith("/") else None
    return Fault(code, level(code), origin.row, _cell(origin, pointer), inside, shown, message)


def where(pointer: str | None, sheet: str | None, row: int | None) -> str:
    """A whole grant, for people: its pointer, or its row."""
    if pointer is not None:
        return pointer
    return f"{_quoted(sheet)}!{row}" if sheet else str(row)


def _cell(origin: Origin, pointer: str) -> str | None:
    """The cell that holds a field; of a whole grant there is none."""
    letter = _letters(origin.keys).get(pointer)
    if letter is None:
        return None
    return f"{_quoted(origin.sheet)}!{letter}{origin.row}" if origin.sheet else f"{letter}{origin.row}"


@lru_cache(maxsize=64)
def _letters(keys: tuple[str, ...]) -> Mapping[str, str]:
    """Letters of the column of each field by its pointer, and of each column by its heading."""
    found = {key: letters(index) for index, key in enumerate(keys)}
    for column in columns(keys):
        if column.path:
            found[column.pointer] = letters(column.index)
            if column.member is not None and column.member.is_list:
                found.setdefault(f"{column.pointer}/0", letters(column.index))
    return found


def _quoted(sheet: str | None) -> str:
    """The name of a sheet as formulas write it."""
    name = sheet or ""
    return name if name.isalnum() else "'" + name.replace("'", "''") + "'"
