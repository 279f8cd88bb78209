"""Headings of a spreadsheet, as the fields of a grant that they stand for (follow.md section 7).

A heading is the titles of the standard's schema joined by ``:``, with places in lists counted from 0
(``Recipient Org:0:Location:0:Geographic Code``). Capitals and spaces may differ, and field names do as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cydradd.follow.reading.shape import Member, Shape, grant, plain

_PLACE = re.compile(r"[0-9]{1,4}")


def letters(index: int) -> str:
    """The letters of a column, the first (0) being ``A``."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        key: The heading as it is written, with its letters added when another column has the same.
        path: Names and places in lists that lead to the field; empty when no field has this heading, or when an
            earlier column holds the same field.
        is_exact: The heading is written just as the standard writes it.
    """

    index: int
    key: str
    path: tuple[str | int, ...]
    member: Member | None
    is_exact: bool

    @property
    def pointer(self) -> str:
        """The field as a JSON pointer inside the grant."""
        return "".join(f"/{part}" for part in self.path)


def field_of(heading: str, shape: Shape) -> tuple[tuple[str | int, ...], Member] | None:
    """The way to the field that a heading stands for; ``None`` when there is no such field."""
    path: list[str | int] = []
    inside: Shape | None = shape
    member: Member | None = None
    for part in re.split(r"[:/]", heading):
        if member is not None and member.is_list and _PLACE.fullmatch(part.strip()) and isinstance(path[-1], str):
            path.append(int(part))
            continue
        if member is not None and member.is_list and isinstance(path[-1], str):
            path.append(0)
        member = inside.headings.get(plain(part)) if inside is not None else None
        if member is None:
            return None
        path.append(member.field.name)
        inside = member.inside
    return None if member is None or member.inside is not None else (tuple(path), member)


def written(path: Sequence[str | int], shape: Shape) -> tuple[str, str]:
    """A path as the standard writes it: with titles, and with field names; the place 0 is left out."""
    titles, names = [], []
    inside: Shape | None = shape
    for part in path:
        if isinstance(part, int):
            if part:
                titles.append(str(part))
                names.append(str(part))
            continue
        member = inside.members[part] if inside is not None else None
        titles.append((member.field.title if member is not None else "") or part)
        names.append(part)
        inside = member.inside if member is not None else None
    return ":".join(titles), ":".join(names)


@lru_cache(maxsize=64)
def columns(headings: tuple[str, ...]) -> tuple[Column, ...]:
    """What each column of a sheet of grants holds."""
    found: list[Column] = []
    keys: set[str] = set()
    taken: set[tuple[str | int, ...]] = set()
    for index, heading in enumerate(headings):
        key = heading.strip() or f"[{letters(index)}]"
        if key in keys:
            key = f"{key} [{letters(index)}]"
        keys.add(key)
        field = field_of(heading, grant()) if heading.strip() else None
        path, member = field if field is not None and field[0] not in taken else ((), None)
        taken.add(path)
        bare = re.sub(r"\s*[:/]\s*0\s*(?=[:/]|$)", "", heading)
        is_exact = not path or bare.replace("/", ":") in written(path, grant())
        found.append(Column(index, key, path, member, is_exact))
    return tuple(found)
