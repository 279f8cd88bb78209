"""The fields of 360Giving 1.4.3 and of OCDS 1.1.5 with 16 extensions: our own tables of facts.

``tables/threesixtygiving.csv`` and ``tables/ocds.csv`` hold one row for each field of each object, and a row
without a field for a rule of the object itself; ``tables/codelists.csv`` holds the codes. They carry names, types
and codes, and no text, of the standards' references (https://standard.threesixtygiving.org and
https://standard.open-contracting.org/1.1/en/schema/reference/), and are compared with the official schemas entry
by entry in tests.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

FLAGS = frozenset({"unique", "languages", "deprecated", "never_null"})
NUMBERS = frozenset({"min_items", "min_length", "each_min_length", "minimum", "min_fields"})
CHOICES = frozenset({"format", "each_format", "one_of"})


class Root(StrEnum):
    """What a document of JSON is taken to be: an object of the tables."""

    GRANTS = "Package"
    RELEASES = "ReleasePackage"
    RECORDS = "RecordPackage"
    RELEASE = "Release"


@dataclass(frozen=True, slots=True)
class Codelist:
    """Codes of one list. A closed list allows no other; to an open one publishers may add."""

    name: str
    closed: bool
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one object.

    Attributes:
        types: JSON types it may have (``string``, ``number``, ``null`` ...).
        of: What is inside: object names, or JSON types of the items of a list; empty when anything may be.
        required: The object is invalid without it.
        codelist: Codes for the text, or for each text of a list.
        merge: ``omit`` = left out of a compiled release, ``whole`` = a list replaced as a whole, else empty.
        version_id: An ``id`` that names a version of something, not an entry of a list to be merged.
        flags: ``unique`` items; ``languages`` = variants such as ``title_cy`` are text; ``deprecated``;
            ``never_null`` = null is of the right type, and is refused all the same.
        numbers: ``min_items``, ``min_length``, ``each_min_length`` (of items), ``minimum``.
        formats, each_format: ``date``, ``date-time``, ``month``, ``uri``, ``version``: one of them must fit the
            text, or each text of a list.
        source: ``1.4.3`` or ``1.1.5`` of the standard, or the extension's name.
        title: What a spreadsheet's heading calls it (360Giving); empty where the standard gives no title.
    """

    name: str
    types: frozenset[str]
    of: tuple[str, ...]
    required: bool
    codelist: Codelist | None
    merge: str
    version_id: bool
    flags: frozenset[str]
    numbers: Mapping[str, int]
    formats: tuple[str, ...]
    each_format: tuple[str, ...]
    source: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class ObjectType:
    """One object: its fields, the required ones, fewest fields, and fields of which exactly one must be there."""

    name: str
    fields: Mapping[str, Field]
    required: tuple[str, ...] = ()
    min_fields: int = 0
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All objects of one standard, and the object a document is taken to be."""

    standard: str
    root: str
    objects: Mapping[str, ObjectType]
    codelists: Mapping[str, Codelist] = field(default_factory=dict)

    def at(self, root: Root) -> Table:
        """The same fields, for documents that are another object."""
        return replace(self, root=str(root))


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("cydradd.follow") / "tables" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split("|") if word)


def _rules(text: str) -> tuple[frozenset[str], dict[str, int], dict[str, tuple[str, ...]]]:
    """Flags, numbers and choices of the cell ``rules``."""
    flags, numbers, choices = set(), {}, {}
    for rule in text.split():
        name, _, value = rule.partition("=")
        if name in FLAGS:
            flags.add(name)
        elif name in NUMBERS:
            numbers[name] = int(value)
        elif name in CHOICES:
            choices[name] = _words(value)
        else:
            raise ValueError(f"no rule {name!r} in the field tables")
    return frozenset(flags), numbers, choices


def _field(row: Mapping[str, str], codelists: Mapping[str, Codelist]) -> Field:
    flags, numbers, choices = _rules(row["rules"])
    merge = row["merge"].split()
    return Field(
        name=row["field"],
        types=frozenset(_words(row["type"])),
        of=_words(row["of"]),
        required=row["required"] == "yes",
        codelist=codelists[row["codelist"]] if row["codelist"] else None,
        merge=next((word for word in merge if word != "version_id"), ""),
        version_id="version_id" in merge,
        flags=flags,
        numbers=numbers,
        formats=choices.get("format", ()),
        each_format=choices.get("each_format", ()),
        source=row["source"],
        title=row.get("title") or "",
    )


def _objects(name: str, codelists: Mapping[str, Codelist]) -> dict[str, ObjectType]:
    found: dict[str, dict[str, Field]] = {}
    own: dict[str, tuple[int, tuple[str, ...]]] = {}
    for row in _rows(name):
        fields = found.setdefault(row["object"], {})
        if row["field"]:
            fields[row["field"]] = _field(row, codelists)
        else:
            _, numbers, choices = _rules(row["rules"])
            own[row["object"]] = numbers.get("min_fields", 0), choices.get("one_of", ())
    return {
        name: ObjectType(name, fields, tuple(f.name for f in fields.values() if f.required), *own.get(name, ()))
        for name, fields in found.items()
    }


def _codelists(standard: str) -> dict[str, Codelist]:
    return {
        row["codelist"]: Codelist(row["codelist"], row["kind"] == "closed", frozenset(row["codes"].split()))
        for row in _rows("codelists.csv")
        if row["standard"] == standard
    }


@cache
def threesixtygiving() -> Table:
    """360Giving 1.4.3; its documents are packages of grants."""
    codelists = _codelists("360giving")
    return Table("360giving", Root.GRANTS, _objects("threesixtygiving.csv", codelists), codelists)


@cache
def ocds() -> Table:
    """OCDS 1.1.5 with 16 extensions; its documents are release packages."""
    codelists = _codelists("ocds")
    return Table("ocds", Root.RELEASES, _objects("ocds.csv", codelists), codelists)


def paths(table: Table) -> Iterator[tuple[str, Field]]:
    """Every field of a document by its path, such as ``tender/lots/title``; list positions are left out."""

    def below(object_name: str, prefix: str) -> Iterator[tuple[str, Field]]:
        for name, each in table.objects[object_name].fields.items():
            path = f"{prefix}{name}"
            yield path, each
            for inner in each.of:
                if inner in table.objects:
                    yield from below(inner, f"{path}/")

    yield from below(table.root, "")
