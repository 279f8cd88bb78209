"""Repairs that are safe: a text that was written differently and can mean one thing only (follow.md section 7).

Y and N become Yes and No; an address without scheme gets ``https://``; a date as dd/mm/yyyy becomes ISO when its whole
column reads that way and one day is over 12; spaces around a text are taken away. Nothing else is ever changed, and
what was written is kept beside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from cydradd.follow.formats import is_uri
from cydradd.follow.reading.shape import Member, Shape
from cydradd.follow.rows import Repair
from cydradd.vocabulary.facts import JsonValue

YES_NO, HTTPS, DATE, TRIM, HEADING_CASE = "yes_no", "https", "date", "trim", "heading_case"

_YES_NO = {"Y": "Yes", "N": "No"}
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?:[/?#].*)?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")

Path: TypeAlias = "tuple[str | int, ...]"

DayFirst = Callable[[str], bool]
"""Whether the dates of a column are all dd/mm/yyyy, with a day over 12."""


def day_first(text: str) -> date | None:
    """A text as dd/mm/yyyy; ``None`` when it is no such day."""
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def mended(member: Member, text: str, is_day_first: DayFirst, column: str) -> tuple[str, str | None]:
    """A text as it is meant, and the code of the repair; ``None`` when it is as it should be."""
    bare = text.strip()
    if member.is_yes_no:
        if bare in _YES_NO:
            return _YES_NO[bare], YES_NO
    elif member.is_address:
        if _HOST.fullmatch(bare) and is_uri(f"https://{bare}"):
            return f"https://{bare}", HTTPS
    elif member.is_date and "/" in bare[:3]:
        day = day_first(bare)
        if day is not None and is_day_first(column):
            return day.isoformat(), DATE
    return bare, (None if bare == text else TRIM)


class Mending:
    """Grants of JSON, mended in place.

    Args:
        is_day_first: Asked once for each column where a date as dd/mm/yyyy was met.
    """

    def __init__(self, shape: Shape, is_day_first: DayFirst) -> None:
        self._shape = shape
        self._is_day_first = is_day_first
        self._extra: dict[str, JsonValue] = {}
        self._repairs: list[tuple[str, Repair]] = []

    def grant(self, grant: dict[str, JsonValue]) -> tuple[dict[str, JsonValue], list[tuple[str, Repair]]]:
        """Mend one grant. Given back: what no field of the standard holds, taken out; and repairs with columns."""
        self._extra, self._repairs = {}, []
        self._object(grant, self._shape, ())
        return self._extra, self._repairs

    def _object(self, value: dict[str, JsonValue], shape: Shape, path: Path) -> None:
        """Mend an object and what is inside. Every grant passes here: the path is spelt only where it is needed."""
        if not value.keys() <= shape.members.keys():
            for name in [name for name in value if name not in shape.members]:
                self._extra[spelt((*path, name))] = value.pop(name)
        suspects, nested = shape.suspects, shape.nested
        for name, each in value.items():
            if each.__class__ is str:
                if each.strip() is not each or (name in suspects and suspects[name](each)):  # type: ignore[union-attr,arg-type]
                    value[name] = self._text(each, shape.members[name], (*path, name))  # type: ignore[arg-type]
            elif each.__class__ is list:
                inside = nested.get(name)
                for index, inner in enumerate(each):  # type: ignore[arg-type]
                    if inner.__class__ is dict and inside is not None:
                        self._object(inner, inside, (*path, name, index))  # type: ignore[arg-type]
                    elif inner.__class__ is str and inner.strip() is not inner:  # type: ignore[union-attr]
                        each[index] = self._text(inner, shape.members[name], (*path, name, index))  # type: ignore[index,arg-type]
            elif each.__class__ is dict and name in nested:
                self._object(each, nested[name], (*path, name))  # type: ignore[arg-type]

    def _text(self, text: str, member: Member, path: Path) -> str:
        meant, code = mended(member, text, self._is_day_first, member.column)
        if code is not None:
            self._repairs.append((member.column, Repair(code, spelt(path), text)))
        return meant


def spelt(path: Path) -> str:
    """A path as a JSON pointer (RFC 6901)."""
    parts = [part.replace("~", "~0").replace("/", "~1") if isinstance(part, str) else str(part) for part in path]
    return "/" + "/".join(parts) if parts else ""


def dates(value: JsonValue, shape: Shape) -> Iterator[tuple[str, str]]:
    """Every date of a grant that is text, with its column."""
    for name, each in value.items() if isinstance(value, Mapping) else ():
        member = shape.members.get(name)
        if member is None or not member.is_dated:
            continue
        if member.is_date and isinstance(each, str):
            yield member.column, each.strip()
        elif member.inside is not None:
            for inner in each if isinstance(each, list) else (each,):
                yield from dates(inner, member.inside)


def day_first_columns(found: Iterable[tuple[str, str]], asked: str | None = None) -> dict[str, bool]:
    """Of each column whether every date in it reads as dd/mm/yyyy and at least one day is over 12.

    With one that is asked, reading ends as soon as it is refused, and gives only those that are.
    """
    certain: set[str] = set()
    refused: set[str] = set()
    seen: set[str] = set()
    for column, text in found:
        day = day_first(text) if text else None
        seen.add(column)
        if day is not None:
            if day.day > 12:
                certain.add(column)
        elif text:
            refused.add(column)
            if column == asked:
                return dict.fromkeys(refused, False)
    return {column: column in certain - refused for column in seen}
