"""The lists of a map's document as tables for a spreadsheet (listen.md section 5, ``map --out``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from cydradd.vocabulary.facts import JsonValue

Object = dict[str, JsonValue]
Row = Mapping[str, JsonValue]
Table = tuple[tuple[str, ...], tuple[tuple[JsonValue, ...], ...]]
"""Names of columns, and rows; ``None`` = not known, not computed or too few to tell."""

COUNTS = ("agree", "disagree", "pass", "seen")
SHARE = ("chosen", "seen", "low", "high")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "participants": ("id", "group", "share", "x", "y", "sd"),
    "statements": (
        "id", *COUNTS, "x", "y", "extremity", "group_aware", "priority", "bridging", "bridging_low"
    ),
    "statements_by_group": ("statement", "group", *COUNTS),
    "statements_by_partner": ("statement", "partner", *COUNTS),
    "representative": (
        "group", "statement", "direction", "p", "n", "difference", "low", "high", "q", "z_p", "ratio", "z_r"
    ),
    "consensus": ("direction", "statement", "chosen", "n", "p", "z_p"),
    "common_ground": ("statement", "direction", "low_of_all", "group", *SHARE),
    "divides": (
        "between", "statement", "direction", "more", "less", "n_more", "seen_more", "n_less", "seen_less",
        "difference", "low", "high", "q"
    ),
    "all_partners": ("statement", "direction", "low_of_all", "partner", *SHARE),
    "not_heard": ("group", "statement", "seen"),
}  # fmt: skip
"""Each table and its columns, in order."""


def tables(document: Object) -> dict[str, Table]:
    """Every list of `document.map_document` by name; a list that is null there has no table.

    Counts by group and by partner have a row for each statement and side, so that none is hidden in a cell.
    """
    rows: dict[str, Iterator[Row]] = {
        "participants": _listed(document.get("participants")),
        "statements": ({**each, **_counts(each["counts"])} for each in _listed(document["statements"])),
        "statements_by_group": _sides(document, "group"),
        "statements_by_partner": _sides(document, "partner"),
        "consensus": _consensus(document),
        "common_ground": _shares(document["common_ground"], "group"),
        "all_partners": _shares(document["all_partners"], "partner"),
    }
    rows |= {name: _listed(document[name]) for name in ("representative", "divides", "not_heard")}
    return {
        name: (columns, tuple(tuple(row.get(column) for column in columns) for row in rows[name]))
        for name, columns in COLUMNS.items()
        if name not in document or document[name] is not None
    }


def _listed(value: JsonValue) -> Iterator[Row]:
    return iter(cast("list[Object]", value or []))


def _counts(value: JsonValue) -> Row:
    return cast("Object", value or {})


def _named(value: JsonValue) -> Iterator[tuple[JsonValue, Row]]:
    """Cells of groups by number, or of partners by name."""
    if isinstance(value, dict):
        return ((name, _counts(each)) for name, each in value.items())
    return enumerate(_counts(each) for each in cast("list[JsonValue]", value or []))


def _sides(document: Object, side: str) -> Iterator[Row]:
    for each in _listed(document["statements"]):
        for name, counts in _named(each[f"by_{side}"]):
            yield {"statement": each["id"], side: name, **counts}


def _consensus(document: Object) -> Iterator[Row]:
    for direction in ("agree", "disagree"):
        for each in _listed(_counts(document["consensus"])[direction]):
            yield {**each, "direction": direction, "chosen": each[f"n_{direction}"]}


def _shares(value: JsonValue, side: str) -> Iterator[Row]:
    for each in _listed(value):
        for name, share in _named(each[f"by_{side}"]):
            told = {"statement": each["statement"], "direction": each["direction"], "low_of_all": each["low"]}
            yield {**told, side: name, **share}
