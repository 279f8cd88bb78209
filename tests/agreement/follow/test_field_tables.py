"""Our field tables beside the official schemas: every path, type, rule and code, in both directions."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import pytest
from tests.agreement.follow import official
from tests.agreement.follow.official import CONTRACTS, GRANTS, OCDS, load, schemas

from cydradd.follow.fields import Field, Root, Table, ocds, paths, threesixtygiving

pytestmark = pytest.mark.real_data

PATTERNS = {
    r"^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$": "date",
    r"^[0-9]{4}(-(0[1-9]|1[012]))?$": "month",
    r"^(\d+\.)(\d+)$": "version",
}
Facts = dict[str, Any]
FOLLOWED = {"deprecatedVersion", "default"}


def resolved(node: Facts, root: Facts) -> tuple[Facts, Facts]:
    """What a reference leads to, and the schema it is in."""
    address = node.get("$ref")
    if address is None:
        return node, root
    if address in official.ADDRESSES:
        name = official.ADDRESSES[address]
        return schemas()[name], schemas()[name]
    found: Any = root
    for part in address.removeprefix("#/").split("/"):
        found = found[part]
    # What stands beside a reference (`deprecated`, `codelist`) belongs to the field.
    return {**found, **{name: value for name, value in node.items() if name not in ("$ref", "title")}}, root


def forms(node: Facts) -> set[str]:
    options = node.get("oneOf", [node])
    found = {option.get("format") or PATTERNS.get(option.get("pattern", "")) for option in options}
    return {form for form in found if form}


def types(node: Facts) -> set[str]:
    found = node.get("type", [])
    return {found} if isinstance(found, str) else set(found)


def of_field(node: Facts, item: Facts, languages: bool) -> Facts:
    """The facts of one official field, in our words."""
    enum = node.get("enum", item.get("enum"))
    codelist = node.get("codelist") or item.get("codelist") or ("yesNo.csv" if enum == ["Yes", "No"] else None)
    return {
        "types": types(node),
        "codelist": codelist and codelist.removesuffix(".csv"),
        "closed": (node.get("openCodelist", item.get("openCodelist", False)) is False) if codelist else None,
        "codes": None if enum is None else {code for code in enum if code is not None},
        "merge": "omit" if node.get("omitWhenMerged") else "whole" if node.get("wholeListMerge") else "",
        "version_id": bool(node.get("versionId")),
        "unique": bool(node.get("uniqueItems")),
        "deprecated": bool(node.get("deprecated")),
        "languages": languages,
        "never_null": "null" in types(node) and None not in node.get("enum", [None] if len(forms(node)) < 2 else []),
        "forms": forms(node),
        "each_format": forms(item) if types(item) == {"string"} else set(),
        "min_items": node.get("minItems"),
        "min_length": node.get("minLength"),
        "each_min_length": item.get("minLength"),
        "minimum": node.get("minimum"),
    }


def branches(node: Facts, root: Facts) -> list[Facts]:
    """What may be inside a field: one kind of item, or of a list of releases two."""
    lists = [option for option in node.get("oneOf", []) if "items" in option]
    items = [option["items"] for option in lists] or ([node["items"]] if "items" in node else [])
    return items or [node]


def official_paths(node: Facts, root: Facts, prefix: str = "") -> Iterator[tuple[str, Facts]]:
    """Every official field by path, references followed."""
    required = set(node.get("required", ()))
    for option in node.get("oneOf", ()):
        required |= set(option.get("required", ())) - {"recipientOrganization", "recipientIndividual"}
    languages = {re.match(r"\^\((\w+?)_\(", pattern)[1] for pattern in node.get("patternProperties", {})}  # type: ignore[index]
    for name, field in node.get("properties", {}).items():
        path = f"{prefix}{name}"
        node_of, home = resolved(field, root)
        inner = [resolved(each, home) for each in branches(node_of, home)]
        lists = [option for option in node_of.get("oneOf", []) if "items" in option]
        if lists:
            node_of = {**node_of, "type": "array", "minItems": lists[0]["minItems"]}
        item = inner[0][0] if inner[0][0] is not node_of and "properties" not in inner[0][0] else {}
        yield path, of_field(node_of, item, name in languages) | {"required": name in required}
        if path.endswith("versionedRelease"):
            continue  # the tables say no more of it than that it is an object
        for below, place in inner:
            yield from official_paths(below, place, f"{path}/")


def our_facts(field: Field) -> Facts:
    """The facts of one field of ours, in the same words."""
    codes = field.codelist
    numbers = {name: field.numbers.get(name) for name in ("min_items", "min_length", "each_min_length", "minimum")}
    flags = {name: name in field.flags for name in ("unique", "deprecated", "languages", "never_null")}
    return {
        "types": set(field.types),
        "codelist": codes.name if codes else None,
        "closed": codes.closed if codes else None,
        "merge": field.merge,
        "version_id": field.version_id,
        "forms": set(field.formats),
        "each_format": set(field.each_format),
        "required": field.required,
        **numbers,
        **flags,
    }


TABLES = {
    "grants": threesixtygiving(),
    "releases": ocds(),
    "records": ocds().at(Root.RECORDS),
    "release": ocds().at(Root.RELEASE),
}


def side_by_side(name: str) -> Iterator[tuple[str, Field, Facts]]:
    """Ours and theirs by path; of a path that is there twice (linked and whole releases), each with its own."""
    theirs = sorted(official_paths(schemas()[name], schemas()[name]), key=itemgetter(0))
    ours = sorted(paths(TABLES[name]), key=itemgetter(0))
    for (path, field), (official_path, facts) in zip(ours, theirs, strict=True):
        assert path == official_path
        yield path, field, facts


@pytest.mark.parametrize("name", TABLES)
def test_every_official_path_is_in_our_table_and_no_other(name: str) -> None:
    theirs = [path for path, _ in official_paths(schemas()[name], schemas()[name])]

    ours = [path for path, _ in paths(TABLES[name])]

    assert set(ours) == set(theirs)
    assert len(ours) == len(theirs) > 150


@pytest.mark.parametrize("name", TABLES)
def test_every_field_has_the_official_type_rules_codelist_and_merge_strategy(name: str) -> None:
    differences = []

    for path, field, facts in side_by_side(name):
        own = our_facts(field)
        differences += [(path, key, own[key], facts[key]) for key in own if own[key] != facts[key]]

    assert differences == []


@pytest.mark.parametrize("name", ["grants", "records"])
def test_every_enumerated_code_is_in_our_codelist_and_no_other(name: str) -> None:
    compared = 0
    for path, field, facts in side_by_side(name):
        if facts["codes"] is not None:
            assert field.codelist is not None, path
            assert set(field.codelist.codes) == facts["codes"], path
            compared += 1

    assert compared > 1


def codes_of(folder: Any, name: str) -> set[str]:
    path = folder / name
    if not path.exists():
        return set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["Code"] for row in csv.DictReader(file)}


def test_every_codelist_has_the_codes_of_the_official_files_with_those_that_extensions_add() -> None:
    folders = [OCDS / "codelists", *sorted((CONTRACTS / "ocds_extensions").glob("*/codelists"))]
    of_grants = [GRANTS / "codelists"]

    differences = []
    for table, places in ((ocds(), folders), (threesixtygiving(), of_grants)):
        for name, codelist in table.codelists.items():
            official_codes = set().union(*(codes_of(at, f"{sign}{name}.csv") for at in places for sign in ("", "+")))
            if official_codes != codelist.codes:
                differences.append((table.standard, name, official_codes ^ codelist.codes))

    # `fromOpenCall` has no file; the schema lists its two words.
    assert differences == [("360giving", "yesNo", {"Yes", "No"})]


def test_fewest_fields_of_each_object_are_the_official_ones() -> None:
    definitions = official.release_schema()["definitions"]

    ours = {name: kind.min_fields for name, kind in ocds().objects.items() if kind.min_fields and "." not in name}

    reachable = set(ocds().objects)
    assert ours == {name: 1 for name, node in definitions.items() if node.get("minProperties") and name in reachable}
    inner = {name for name, kind in ocds().objects.items() if kind.min_fields and "." in name}
    assert inner == {"Finance.interestRate", "SubmissionTerms.nonElectronicSubmission"}


def test_a_grant_has_one_kind_of_recipient() -> None:
    options = load(GRANTS / "360-giving-schema.json")["oneOf"]

    kind = threesixtygiving().objects["Grant"]

    assert [set(option["required"]) for option in options] == [{*kind.required, name} for name in kind.one_of]


def test_the_tables_name_the_extension_of_each_field() -> None:
    extensions = {path.parent.name for path in (CONTRACTS / "ocds_extensions").glob("*/release-schema.json")}

    sources = {field.source for kind in ocds().objects.values() for field in kind.fields.values()}

    assert sources == extensions | {"1.1.5"}


def _all(table: Table) -> int:
    return sum(len(kind.fields) for kind in table.objects.values())


def test_the_tables_hold_every_field_of_both_standards() -> None:
    assert (_all(threesixtygiving()), _all(ocds())) == (110, 452)
