"""Whether a document of open data keeps to its standard, by our field tables alone.

What a schema would find is an error; beside it, things a schema cannot say are listed as advice. Everything is
listed, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from cydradd.follow.faults import ERROR, level
from cydradd.follow.fields import Field, ObjectType, Root, Table
from cydradd.follow.findings import finding
from cydradd.follow.formats import FORMS, is_language
from cydradd.vocabulary.facts import Defect, JsonValue

Key: TypeAlias = "tuple[object, ...]"


def validate(document: JsonValue, table: Table) -> list[Defect]:
    """Every fault of a document, in the order of the document; ``column`` is the JSON pointer (RFC 6901).

    Fields that the table does not know are allowed, as in both standards.
    """
    checking = Validator(table)
    checking.object(document, table.objects[table.root], "")
    checking.repeated_ids(document)
    return checking.found


def errors(defects: Iterable[Defect]) -> list[Defect]:
    """The findings that make a document invalid."""
    return [defect for defect in defects if level(defect.code) == ERROR]


_KINDS = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
    dict: "object",
    list: "array",
}


def kind_of(value: JsonValue) -> str:
    """The JSON type of a value. 1.0 is no ``integer``, as in JSON Schema's draft 4, which OCDS is written in."""
    known = _KINDS.get(type(value))
    return known or ("object" if isinstance(value, Mapping) else "array")


def has_type(value: JsonValue, types: Iterable[str]) -> bool:
    """Whether a value is of one of the JSON types; an integer is a number too."""
    kind = kind_of(value)
    return kind in types or (kind == "integer" and "number" in types)


def equality_key(value: JsonValue) -> Key:
    """A key that two values share exactly when they are equal as JSON: 1 is 1.0 and is not true."""
    if isinstance(value, Mapping):
        return ("object", frozenset((name, equality_key(each)) for name, each in value.items()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ("array", tuple(equality_key(each) for each in value))
    return ("number", value) if has_type(value, ("number",)) else (kind_of(value), value)


def are_different(values: Sequence[JsonValue]) -> bool:
    """Whether no two values of a list are equal as JSON. Objects with ids of their own are never compared whole."""
    ids = {each.get("id") for each in values if isinstance(each, dict) and isinstance(each.get("id"), str)}
    return len(ids) == len(values) or len({equality_key(each) for each in values}) == len(values)


def _step(pointer: str, name: str) -> str:
    return f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"


_TEXT = ("string", "null")


def _is_variant(name: str, kind: ObjectType) -> bool:
    """Whether a field is a text of the object in another language, such as ``title_cy``."""
    stem, _, language = name.partition("_")
    known = kind.fields.get(stem)
    return known is not None and "languages" in known.flags and is_language(language)


class Validator:
    """One document while it is checked; what is found is added to ``found``."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.found: list[Defect] = []

    def add(self, code: str, pointer: str, value: JsonValue = None, **facts: str) -> None:
        """One finding."""
        self.found.append(finding(code, pointer, value, **facts))

    def object(self, value: JsonValue, kind: ObjectType, pointer: str) -> None:
        """One object against the fields it may have."""
        if not isinstance(value, Mapping):
            self.add("wrong-type", pointer, value, types="object")
            return
        if len(value) < kind.min_fields:
            self.add("too-few-fields", pointer)
        for name in kind.required:
            if name not in value:
                self.add("missing-field", pointer, name=name)
        if kind.one_of and sum(name in value for name in kind.one_of) != 1:
            self.add("not-one-of", pointer, names=", ".join(kind.one_of))
        for name, each in value.items():
            known = kind.fields.get(name)
            if known is not None:
                self.field(each, known, _step(pointer, name))
            elif "_" in name and not has_type(each, _TEXT) and _is_variant(name, kind):
                self.add("wrong-type", _step(pointer, name), each, types="string, null")

    def field(self, value: JsonValue, known: Field, pointer: str) -> None:
        """One value against what its field may hold."""
        if not has_type(value, known.types) or (value is None and "never_null" in known.flags):
            self.add("wrong-type", pointer, value, types=", ".join(sorted(known.types - {"null"})))
            return
        if isinstance(value, str):
            self.text(value, known, pointer)
        elif kind_of(value) == "object":
            inner = next((self.table.objects[each] for each in known.of if each in self.table.objects), None)
            if inner is not None:
                self.object(value, inner, pointer)
        elif isinstance(value, Sequence):
            self.list(value, known, pointer)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            self.number(value, known, pointer)

    def number(self, value: float, known: Field, pointer: str) -> None:
        """One number: how small it may be."""
        least = known.numbers.get("minimum")
        if least is not None and value < least:
            self.add("too-small", pointer, value, least=str(least))

    def text(self, value: str, known: Field, pointer: str) -> None:
        """One text: its form, its length, its code."""
        self.form(value, known.formats, pointer)
        if len(value) < known.numbers.get("min_length", 0):
            self.add("empty-text", pointer, value)
        self.code(value, known, pointer)

    def form(self, value: str, forms: Sequence[str], pointer: str) -> None:
        """One text: whether it has one of the forms."""
        if forms and not any(FORMS[form](value) for form in forms):
            code = {"uri": "not-an-address", "version": "not-a-version"}.get(forms[0], "not-a-date")
            self.add(code, pointer, value, forms=", ".join(forms))

    def code(self, value: str, known: Field, pointer: str) -> None:
        """One text: whether it is in its codelist."""
        codes = known.codelist
        if codes is not None and value not in codes.codes:
            self.add("unknown-code" if codes.closed else "unlisted-code", pointer, value, codelist=codes.name)

    def list(self, value: Sequence[JsonValue], known: Field, pointer: str) -> None:
        """One list and everything in it."""
        if len(value) < known.numbers.get("min_items", 0):
            self.add("too-few-items", pointer)
        if "unique" in known.flags and not are_different(value):
            self.add("repeated-item", pointer)
        if not known.of:
            return
        kind = self.inner(value, known)
        for index, each in enumerate(value):
            self.item(each, known, f"{pointer}/{index}", kind)

    def of_text(self, text: str, kind: str, pointer: str) -> Sequence[Defect]:
        """What would be found in a text at one place of an object, such as what stood there before a repair."""
        known = self._field_at(kind, pointer)
        before, self.found = self.found, []
        if known is not None and pointer.rsplit("/", 1)[-1].isdigit():
            self.item(text, known, pointer, None)
        elif known is not None and "string" in known.types:
            self.text(text, known, pointer)
        found, self.found = self.found, before
        return found

    def judges(self, pointer: str) -> bool:
        """Whether a text at one place of a grant must have a form, a length or a code."""
        known = self._field_at("Grant", pointer)
        return known is None or bool(known.formats or known.each_format or known.codelist or known.numbers)

    def _field_at(self, kind: str, pointer: str) -> Field | None:
        known, inside = None, self.table.objects[kind]
        for part in pointer.split("/")[1:]:
            if not part.isdigit():
                known = inside.fields[part]
                inside = next((self.table.objects[each] for each in known.of if each in self.table.objects), inside)
        return known

    def inner(self, value: Sequence[JsonValue], known: Field) -> ObjectType | None:
        """What the items of a list are; linked releases have a ``url``, and a list holds one kind only."""
        kinds = [self.table.objects[name] for name in known.of if name in self.table.objects]
        if len(kinds) < 2:
            return kinds[0] if kinds else None
        linked = all(isinstance(each, Mapping) and "url" in each for each in value)
        return kinds[0] if linked else kinds[1]

    def item(self, value: JsonValue, known: Field, pointer: str, kind: ObjectType | None) -> None:
        """One entry of a list."""
        if kind is not None:
            self.object(value, kind, pointer)
            return
        if not has_type(value, known.of):
            self.add("wrong-type", pointer, value, types=", ".join(known.of))
        if isinstance(value, str):
            self.form(value, known.each_format, pointer)
            if len(value) < known.numbers.get("each_min_length", 0):
                self.add("empty-text", pointer, value)
            self.code(value, known, pointer)

    def repeated_ids(self, document: JsonValue) -> None:
        """Grants or releases of one package that share an id: each is kept, and both are told apart by position."""
        names = {Root.GRANTS: ("grants", "id"), Root.RELEASES: ("releases", "id"), Root.RECORDS: ("records", "ocid")}
        if self.table.root not in names or not isinstance(document, Mapping):
            return
        listed, key = names[Root(self.table.root)]
        rows = document.get(listed)
        seen: dict[str, int] = {}
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            id = row.get(key) if isinstance(row, Mapping) else None
            if isinstance(id, str) and seen.setdefault(id, index) != index:
                self.add("duplicate-id", f"/{listed}/{index}/{key}", id, first=f"/{listed}/{seen[id]}")
