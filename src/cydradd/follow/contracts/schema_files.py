"""Fields of OCDS from official schema files that a user has: a later release schema, or extensions not in our tables.

Each ``release-schema.json`` is a JSON Schema (draft 4) or a merge patch of one (RFC 7396), as
https://standard.open-contracting.org/1.1/en/schema/merging/ and the extension registry publish them, with its codelists
as CSV beside it. What our field tables can hold of them is taken: types, what is inside, forms, codes, what must be
there. Nothing is fetched.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import orjson

from cydradd.follow.fields import Codelist, Field, ObjectType, Root, Table
from cydradd.follow.reading.refusing import refuse
from cydradd.vocabulary.facts import JsonValue

NAME = "release-schema.json"
_ANY = frozenset({"string", "number", "integer", "boolean", "object", "array", "null"})
_FORMATS = frozenset({"date-time", "date", "uri"})
_NUMBERS = {"minItems": "min_items", "minLength": "min_length", "minimum": "minimum"}
_FLAGS = {"uniqueItems": "unique", "deprecated": "deprecated"}

Node = Mapping[str, JsonValue]


def schema_files(folder: Path) -> list[Path]:
    """Every release schema in a folder and in the folders in it, in the order of their paths.

    Raises:
        UnreadableFile: There is none.
    """
    found = sorted(folder.rglob(NAME))
    if not found:
        raise refuse(
            folder,
            f"nid oes {NAME} yma. Lawrlwythwch y safon neu’r estyniad, a rhowch enw’r ffolder.",
            f"there is no {NAME} here. Download the standard or the extension, and give the name of its folder.",
        )
    return found


def names_of(files: list[Path]) -> frozenset[str]:
    """The extensions that schema files are of, as parts of an address name them: a folder, or its repository."""
    names = {path.parent.name for path in files}
    return frozenset(names | {f"ocds_{name}_extension" for name in names})


def with_files(table: Table, files: list[Path]) -> Table:
    """A table with what schema files say beside it or instead; what they set to null is taken out.

    Raises:
        UnreadableFile: A file is no JSON Schema, or a codelist has no column ``Code``.
    """
    for path in files:
        table = _Adding(table, path).table()
    return table


class _Adding:
    """One file on its way into a table."""

    def __init__(self, table: Table, path: Path) -> None:
        self.before, self.path, self.source = table, path, path.parent.name
        self.objects = dict(table.objects)
        self.codelists = {**table.codelists, **_codelists(table, path.parent / "codelists")}

    def table(self) -> Table:
        """The table with the file."""
        schema = _schema(self.path)
        for name, node in _members(schema, "definitions"):
            self._kind(name, _node(node))
        self._kind(str(Root.RELEASE), schema)
        self._fresh_codelists()
        return replace(self.before, objects=self.objects, codelists=self.codelists)

    def _kind(self, name: str, node: Node) -> None:
        """One kind of object, with what the file says of it."""
        kind = self.objects.get(name) or ObjectType(name, {})
        fields = dict(kind.fields)
        for each, said in _members(node, "properties"):
            if said is None:
                fields.pop(each, None)
            else:
                fields[each] = self._field(name, each, _node(said), fields.get(each))
        required = kind.required
        if isinstance(node.get("required"), list):
            required = tuple(str(each) for each in node["required"])  # type: ignore[union-attr]
        fields = {each: replace(field, required=each in required) for each, field in fields.items()}
        least = node.get("minProperties", kind.min_fields)
        if fields:
            self.objects[name] = replace(
                kind, fields=fields, required=tuple(each for each in required if each in fields), min_fields=_int(least)
            )

    def _field(self, kind: str, name: str, node: Node, before: Field | None) -> Field:
        """One field: what the file says, else what was known."""
        known = before or Field(name, _ANY, (), False, None, "", False, frozenset(), {}, (), (), self.source)
        items = _node(node.get("items"))
        numbers = {ours: _int(node[theirs]) for theirs, ours in _NUMBERS.items() if theirs in node}
        if "minLength" in items:
            numbers["each_min_length"] = _int(items["minLength"])
        flags = {ours for theirs, ours in _FLAGS.items() if node.get(theirs)}
        flags |= known.flags - {ours for theirs, ours in _FLAGS.items() if theirs in node}
        return replace(
            known,
            types=_types(node) or (known.types if before else _meant(node)),
            of=self._inside(f"{kind}.{name}", node, items) or known.of,
            codelist=self._codelist(node, items) or known.codelist,
            merge="omit" if node.get("omitWhenMerged") else "whole" if node.get("wholeListMerge") else known.merge,
            version_id=bool(node.get("versionId", known.version_id)),
            flags=frozenset(flags),
            numbers={**known.numbers, **numbers},
            formats=_formats(node) or known.formats,
            each_format=_formats(items) or known.each_format,
        )

    def _inside(self, name: str, node: Node, items: Node) -> tuple[str, ...]:
        """What is inside a field: a kind that is referred to, one that is described in place, or types of items."""
        for each in (node, items):
            reference = each.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/definitions/"):
                return (reference.removeprefix("#/definitions/"),)
            if "properties" in each:
                self._kind(name, each)
                return (name,)
        stated = items.get("type")
        return tuple(str(each) for each in (stated if isinstance(stated, list) else [stated] if stated else []))

    def _codelist(self, node: Node, items: Node) -> Codelist | None:
        """The codes of a field, where the file names them."""
        written = node.get("codelist") or items.get("codelist")
        if not isinstance(written, str):
            return None
        name = written.removesuffix(".csv")
        is_open = bool(node.get("openCodelist", items.get("openCodelist", False)))
        codes = self.codelists[name].codes if name in self.codelists else frozenset[str]()
        self.codelists[name] = Codelist(name, not is_open, codes)
        return self.codelists[name]

    def _fresh_codelists(self) -> None:
        """Fields that were known have the codes as they are now."""
        for kind, known in self.objects.items():
            fields = {
                name: replace(field, codelist=self.codelists[field.codelist.name]) if field.codelist else field
                for name, field in known.fields.items()
            }
            self.objects[kind] = replace(known, fields=fields)


def _schema(path: Path) -> Node:
    try:
        found = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        found = None
    if not isinstance(found, dict) or not ("definitions" in found or "properties" in found):
        raise refuse(path, "nid JSON Schema ryddhad mohono.", "it is no JSON Schema of releases.")
    return found


def _codelists(table: Table, folder: Path) -> dict[str, Codelist]:
    """Codelists with those of a folder: ``-`` takes codes out of a list, all others add to it.

    A whole list adds too: the standard's own knows nothing of the codes that extensions added to ours.
    """
    found: dict[str, Codelist] = {}
    for path in sorted(folder.glob("*.csv")):
        name = path.stem.lstrip("+-")
        before = found.get(name) or table.codelists.get(name) or Codelist(name, False, frozenset())
        codes = frozenset(_codes(path))
        found[name] = replace(before, codes=before.codes - codes if path.stem.startswith("-") else before.codes | codes)
    return found


def _codes(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if "Code" not in (rows.fieldnames or ()):
            raise refuse(path, "nid oes colofn Code.", "it has no column Code.")
        yield from (row["Code"] for row in rows if row["Code"])


def _types(node: Node) -> frozenset[str]:
    """The JSON types that a node says it allows."""
    stated = node.get("type")
    if isinstance(stated, str):
        return frozenset({stated})
    if isinstance(stated, list):
        return frozenset(str(each) for each in stated)
    return frozenset()


def _meant(node: Node) -> frozenset[str]:
    """The JSON types of a new field that says none: those that what is inside means."""
    if "$ref" in node or "properties" in node:
        return frozenset({"object"})
    return frozenset({"array"}) if "items" in node else _ANY


def _formats(node: Node) -> tuple[str, ...]:
    form = node.get("format")
    return (form,) if isinstance(form, str) and form in _FORMATS else ()


def _members(node: Node, name: str) -> list[tuple[str, JsonValue]]:
    return list(_node(node.get(name)).items())


def _node(value: JsonValue) -> Node:
    return value if isinstance(value, Mapping) else {}


def _int(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0
