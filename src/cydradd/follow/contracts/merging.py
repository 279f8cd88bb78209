"""Releases of the Open Contracting Data Standard, merged into one compiled release.

The rules are those of OCDS 1.1 (https://standard.open-contracting.org/1.1/en/schema/merging/); which lists are
replaced whole and which fields are left out is said by the field tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime

from cydradd.follow.fields import Field, ObjectType, Root, Table, ocds
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import parse_instant

COMPILED = "compiled"


def _refuse(cy: str, en: str) -> NotPossible:
    return NotPossible(Bilingual(cy, en), code="cannot-merge")


def when(release: Mapping[str, JsonValue]) -> tuple[datetime, str]:
    """The date of a release; one with a fraction of a second comes after the whole second."""
    date = release.get("date")
    try:
        return parse_instant(date if isinstance(date, str) else ""), str(date)
    except CydraddError:
        raise _refuse(
            "Ni ellir cyfuno: nid oes dyddiad ac amser gan un o’r rhyddhadau.",
            "These cannot be merged: a release has no date and time.",
        ) from None


def in_order(releases: Sequence[Mapping[str, JsonValue]]) -> list[Mapping[str, JsonValue]]:
    """Releases of one contracting process by date; those of the same instant in the order given.

    Raises:
        NotPossible: None are given, one has no date, or they are not of one process.
    """
    ocids = {release.get("ocid") if isinstance(release.get("ocid"), str) else None for release in releases}
    if len(ocids) != 1 or None in ocids:
        raise _refuse(
            "Ni ellir cyfuno: rhaid i bob rhyddhad fod o’r un broses (ocid).",
            "These cannot be merged: every release must be of one contracting process (ocid).",
        )
    return sorted(releases, key=when)


def compile(releases: Sequence[Mapping[str, JsonValue]], table: Table | None = None) -> dict[str, JsonValue]:
    """What is known after the last release: the compiled release of one contracting process.

    Later values replace earlier ones and null removes them; objects of a list are merged by ``id``, those without
    an ``id`` are all kept; lists of plain values, and lists that the table names, are replaced whole.

    Raises:
        NotPossible: None are given, one has no date, or they are not of one process.
    """
    table = table or ocds()
    ordered = in_order(releases)
    merged: dict[str, JsonValue] = {}
    for release in ordered:
        _merge(merged, release, table.objects[Root.RELEASE], table)
    date = str(ordered[-1]["date"])
    return {
        "ocid": merged.pop("ocid"),
        "id": f"{ordered[-1]['ocid']}-{date}",
        "date": date,
        "tag": [COMPILED],
        **merged,
    }


def _merge(
    target: dict[str, JsonValue], source: Mapping[str, JsonValue], kind: ObjectType | None, table: Table
) -> None:
    """Lay one object over another."""
    for name, value in source.items():
        known = kind.fields.get(name) if kind else None
        if known is not None and known.merge == "omit":
            continue
        merged = None if value is None else _merged(target.get(name), value, known, table)
        if merged is None:
            target.pop(name, None)
        else:
            target[name] = merged


def inside(known: Field | None, table: Table) -> ObjectType | None:
    """What the object, or the objects of the list, of a field are; ``None`` when the tables do not say."""
    if known is not None:
        for name in known.of:
            if (found := table.objects.get(name)) is not None:
                return found
    return None


def _merged(old: JsonValue, new: JsonValue, known: Field | None, table: Table) -> JsonValue:
    """One value laid over another; ``None``: nothing is there to be kept."""
    if new is None or isinstance(new, str | int | float):
        return new
    if isinstance(new, Mapping):
        target = old if isinstance(old, dict) else {}
        _merge(target, new, inside(known, table), table)
        return target or None
    if isinstance(new, list) and is_merged_by_id(new, known, table):
        if not new:
            return old
        objects = [each for each in new if isinstance(each, Mapping)]
        return _merged_list(old if isinstance(old, list) else [], objects, inside(known, table), table) or None
    return deepcopy(new)


def is_merged_by_id(new: list[JsonValue], known: Field | None, table: Table) -> bool:
    """Whether a list holds objects to be merged. One that is empty, or whose items nobody knows, changes nothing."""
    kind = inside(known, table)
    if known is not None and (known.merge == "whole" or (kind is not None and "id" not in kind.fields)):
        return False
    if not new:
        return known is None or kind is not None or not known.of
    return all(isinstance(each, Mapping) for each in new)


def _merged_list(
    old: list[JsonValue], new: Sequence[Mapping[str, JsonValue]], kind: ObjectType | None, table: Table
) -> list[JsonValue]:
    """Objects merged by ``id``, in order of first appearance; whatever has none is added."""
    at = {id_of(each): each for each in old if isinstance(each, dict) and id_of(each) is not None}
    for each in new:
        known = at.get(id_of(each))
        if known is not None:
            _merge(known, {**each, "id": known["id"]}, kind, table)
            continue
        fresh: dict[str, JsonValue] = {}
        _merge(fresh, each, kind, table)
        old.append(fresh)
        if id_of(fresh) is not None:
            at[id_of(fresh)] = fresh
    return old


def id_of(value: Mapping[str, JsonValue]) -> str | None:
    """What an object of a list is known by: text, or a whole number as its text."""
    id = value.get("id")
    return str(id) if isinstance(id, str | int) and not isinstance(id, bool) else None
