"""Every value that a contracting process ever had, and the release that gave it.

OCDS 1.1, "Versioned release" (https://standard.open-contracting.org/1.1/en/schema/merging/#versioned-releases): each
value becomes a list of ``{"releaseID", "releaseDate", "releaseTag", "value"}``. The ``id`` by which an object of a
list is found again stays as it is, and so does the ``ocid``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from cydradd.follow.contracts.merging import id_of, in_order, inside, is_merged_by_id
from cydradd.follow.fields import ObjectType, Root, Table, ocds
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

Json = dict[str, JsonValue]


class _Stamped:
    """One release while its values are added to what earlier ones said."""

    def __init__(self, release: Mapping[str, JsonValue], table: Table) -> None:
        self.table = table
        self.stamp: Json = {
            "releaseID": release.get("id"),
            "releaseDate": release.get("date"),
            "releaseTag": release.get("tag"),
        }
        self.given: set[int] = set()

    def object(self, target: Json, source: Mapping[str, JsonValue], kind: ObjectType | None) -> None:
        """Add the values of one object."""
        for name, value in source.items():
            known = kind.fields.get(name) if kind else None
            if known is not None and known.merge == "omit":
                continue
            old = target.get(name)
            if isinstance(value, Mapping):
                if value:
                    inner = target.setdefault(name, {})
                    self.object(_as_object(inner, name), value, inside(known, self.table))
            elif isinstance(value, list) and is_merged_by_id(value, known, self.table):
                if value:
                    self.list(_as_objects(target.setdefault(name, []), name), value, inside(known, self.table))
            elif value is None and old is not None and not _is_history(old):
                self.nothing(old)
            else:
                self.value(target, name, value)

    def value(self, target: Json, name: str, value: JsonValue) -> None:
        """Add one value, unless it is the one that is held already; of two of one release the later holds."""
        history = target.setdefault(name, [])
        if not isinstance(history, list) or (history and not _is_history(history)):
            raise _two_kinds(name)
        if history and id(history[-1]) in self.given:
            history.pop()
        last = history[-1] if history else None
        if not isinstance(last, dict) or not _is_same(last["value"], value):
            history.append({**self.stamp, "value": deepcopy(value)})
            self.given.add(id(history[-1]))

    def list(self, target: list[JsonValue], source: Sequence[JsonValue], kind: ObjectType | None) -> None:
        """Add the values of objects of a list, each found by its ``id``; what has none is added as one more."""
        at = {id_of(each): each for each in target if isinstance(each, dict) and id_of(each) is not None}
        for each in source:
            if not isinstance(each, Mapping):
                continue
            id = id_of(each)
            known = at.get(id) if id is not None else None
            if known is None:
                known = {"id": each["id"]} if id is not None else {}
                target.append(known)
                if id is not None:
                    at[id] = known
            self.object(known, {name: value for name, value in each.items() if name != "id" or id is None}, kind)

    def nothing(self, old: JsonValue) -> None:
        """Say of every value inside an object or list that it was taken away."""
        if isinstance(old, list):
            for each in old:
                self.nothing(each)
        elif isinstance(old, dict):
            for name, inner in old.items():
                if _is_history(inner):
                    self.value(old, name, None)
                else:
                    self.nothing(inner)


_KEYS = frozenset({"releaseID", "releaseDate", "releaseTag", "value"})


def _is_history(value: JsonValue) -> bool:
    """Whether a list is the history of one value."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and value[0].keys() == _KEYS


def _is_same(old: JsonValue, new: JsonValue) -> bool:
    """Equal as JSON: true is not 1."""
    return old == new and isinstance(old, bool) == isinstance(new, bool)


def _two_kinds(name: str) -> NotPossible:
    return NotPossible(
        Bilingual(
            f"Ni ellir olrhain fersiynau “{name}”: gwrthrych neu restr mewn un rhyddhad, gwerth mewn un arall.",
            f"Versions of “{name}” cannot be followed: it is an object or list in one release and a value in another.",
        ),
        code="cannot-version",
    )


def _as_object(value: JsonValue, name: str) -> Json:
    if not isinstance(value, dict):
        raise _two_kinds(name)
    return value


def _as_objects(value: JsonValue, name: str) -> list[JsonValue]:
    if not isinstance(value, list) or _is_history(value):
        raise _two_kinds(name)
    return value


def versioned(releases: Sequence[Mapping[str, JsonValue]], table: Table | None = None) -> Json:
    """Every value that one contracting process had, oldest first, each with the release that gave it.

    A value that did not change is listed once; one that was taken away is listed as null.

    Raises:
        NotPossible: None are given, one has no date, they are not of one process, or a field is an object or list in
            one release and a plain value in another.
    """
    table = table or ocds()
    found: Json = {}
    for release in in_order(releases):
        whole = {name: value for name, value in release.items() if name not in ("ocid", "tag")}
        _Stamped(release, table).object(found, whole, table.objects[Root.RELEASE])
        found["ocid"] = release["ocid"]
    return {"ocid": found.pop("ocid"), **found}
