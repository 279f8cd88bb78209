"""The fields of a grant as reading needs them: what is inside what, by field name and by spreadsheet title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from cydradd.follow.fields import Field, Root, Table, threesixtygiving


@dataclass(slots=True, eq=False)
class Member:
    """One field of an object.

    Attributes:
        column: Its path without places in lists, as a column is named: ``recipientOrganization/url``.
        inside: The object it holds, or holds a list of; ``None`` for plain values.
        is_list: It holds a list.
        is_number, is_date, is_address, is_yes_no: What a plain value of it is. A date may be a day alone.
        is_dated: It is a date, or holds one.
        suspects: Whether a text may need mending beyond trimming; ``None``: it never does.
    """

    field: Field
    column: str
    inside: Shape | None
    is_list: bool
    is_number: bool
    is_date: bool
    is_address: bool
    is_yes_no: bool
    is_dated: bool = False
    suspects: Callable[[str], bool] | None = None


@dataclass(slots=True, eq=False)
class Shape:
    """One kind of object: its members by field name, and by plain heading (title or field name).

    ``suspects`` and ``nested`` are those of `Member` by field name, for what is done with every grant.
    """

    members: dict[str, Member] = field(default_factory=dict)
    headings: dict[str, Member] = field(default_factory=dict)
    suspects: dict[str, Callable[[str], bool]] = field(default_factory=dict)
    nested: dict[str, Shape] = field(default_factory=dict)


def _has_no_scheme(text: str) -> bool:
    return not text.startswith(("https://", "http://"))


def _has_a_slash(text: str) -> bool:
    return "/" in text[:3]


def _is_a_letter(text: str) -> bool:
    return text in ("Y", "N")


def plain(heading: str) -> str:
    """One part of a heading without what may differ: capitals and spaces."""
    return "".join(heading.casefold().split())


def _shape(table: Table, name: str, prefix: str) -> Shape:
    shape = Shape()
    for known in table.objects[name].fields.values():
        column = f"{prefix}{known.name}"
        kind = next((each for each in known.of if each in table.objects), None)
        inside = _shape(table, kind, f"{column}/") if kind else None
        member = Member(
            known,
            column,
            inside,
            is_list="array" in known.types,
            is_number="number" in known.types,
            is_date="date" in known.formats,
            is_address="uri" in known.formats,
            is_yes_no=known.codelist is not None and known.codelist.name == "yesNo",
        )
        member.is_dated = member.is_date or (
            inside is not None and any(each.is_dated for each in inside.members.values())
        )
        member.suspects = (
            _has_a_slash
            if member.is_date
            else _has_no_scheme
            if member.is_address
            else _is_a_letter
            if member.is_yes_no
            else None
        )
        shape.members[known.name] = member
        if member.suspects is not None:
            shape.suspects[known.name] = member.suspects
        if inside is not None:
            shape.nested[known.name] = inside
    for member in shape.members.values():  # a title comes before a field name that is the same
        shape.headings.setdefault(plain(member.field.title or member.field.name), member)
    for member in shape.members.values():
        shape.headings.setdefault(plain(member.field.name), member)
    return shape


@cache
def grant() -> Shape:
    """One grant of 360Giving 1.4.3."""
    return _shape(threesixtygiving(), "Grant", "")


@cache
def package() -> Shape:
    """The package around the grants, as the sheet ``Meta`` holds it."""
    return _shape(threesixtygiving(), Root.GRANTS, "")
