"""Our validation beside a validator nobody here wrote, with the official schemas: the same faults at the same places."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.follow import official
from tests.agreement.follow.official import CONTRACTS, REAL_DATA

from cydradd.follow.fields import Root, ocds, threesixtygiving
from cydradd.follow.validation import errors, validate

pytestmark = pytest.mark.real_data

THREESIXTY = REAL_DATA / "grants" / "threesixty"
EXAMPLE = CONTRACTS / "ocds_fictional_example_1.1"
TABLES = {"grants": threesixtygiving(), "releases": ocds(), "records": ocds().at(Root.RECORDS)}

KEYWORDS = {
    "missing-field": {"required", "oneOf"},
    "not-one-of": {"oneOf"},
    "wrong-type": {"type"},
    "unknown-code": {"enum"},
    "not-a-date": {"format", "oneOf"},
    "not-an-address": {"format"},
    "not-a-version": {"pattern"},
    "too-few-items": {"minItems"},
    "too-few-fields": {"minProperties"},
    "empty-text": {"minLength"},
    "too-small": {"minimum"},
    "repeated-item": {"uniqueItems"},
}
"""What JSON Schema calls each of our findings. A grant's required fields stand inside a ``oneOf``."""

NOT_ENUMERATED = {"regrantType", "locationScope", "primaryGrantReason", "secondaryGrantReason", "grantPurpose"}
"""Fields whose codelist is closed though the schema of 360Giving lists no codes: only we find a wrong code there."""


def both(kind: str, document: Any) -> tuple[list[Any], set[tuple[str, str]]]:
    """Our errors, and the official ones as (pointer, keyword). Of a value of the wrong type only that is told."""
    ours = errors(validate(document, TABLES[kind]))
    theirs = official.errors(kind, document)
    refused = {pointer for pointer, _ in theirs}
    mistyped = {p for p, keyword in theirs if keyword == "type"}
    mistyped |= {d.column for d in ours if d.code == "wrong-type" and d.column in refused}
    return ours, {each for each in theirs if each[0] not in mistyped} | {(pointer, "type") for pointer in mistyped}


def assert_same_faults(kind: str, document: Any) -> None:
    ours, theirs = both(kind, document)

    places = {(d.column, d.code) for d in ours}
    unexplained = {each for each in theirs if not any(c == each[0] and each[1] in KEYWORDS[k] for c, k in places)}
    invented = {
        (pointer, code)
        for pointer, code in places
        if not any(p == pointer and k in KEYWORDS[code] for p, k in theirs)
        and not (code == "unknown-code" and set(str(pointer).split("/")) & NOT_ENUMERATED)
    }
    assert (unexplained, invented) == (set(), set())


GRANTS = {
    "lloyds-bank-foundation-2010-2015": (
        4116,
        4116,
        {"unknown-code": 4116, "not-an-address": 2005, "missing-field": 5},
    ),
    "ab-charitable-trust-2013-2021": (783, 0, {}),
    "trafford-council-voluntary-sector-grants": (555, 0, {}),
    "wolfson-2014-messy-invalid": (379, 379, {"not-a-date": 758}),
}


@pytest.mark.parametrize("name", GRANTS)
def test_the_same_grants_of_real_files_are_invalid_for_the_same_reasons(name: str) -> None:
    count, invalid, why = GRANTS[name]
    document = official.load(THREESIXTY / f"{name}.json")

    ours, theirs = both("grants", document)

    assert len(document["grants"]) == count
    assert Counter(defect.code for defect in ours) == why
    at_fault = {str(defect.column).split("/")[2] for defect in ours}
    assert at_fault == {pointer.split("/")[2] for pointer, _ in theirs}
    assert len(at_fault) == invalid
    assert_same_faults("grants", document)


CONTRACT_FILES = {
    "contracts_finder_2025-01_2025-03": {"not-an-address": 1},
    "public_contracts_scotland_tenders_2019-04": {"missing-field": 45},
    "sell2wales_tenders_2025-02": {},
}


@pytest.mark.parametrize("name", CONTRACT_FILES)
def test_the_same_faults_are_found_in_real_contract_files(name: str) -> None:
    document = official.load(CONTRACTS / f"{name}.json")

    ours, _ = both("releases", document)

    assert Counter(defect.code for defect in ours) == CONTRACT_FILES[name]
    assert_same_faults("releases", document)


def test_the_fictional_example_is_valid_for_both() -> None:
    files = sorted(EXAMPLE.rglob("*.json"))

    for path in files:
        document = official.load(path)
        kind = "records" if "records" in document else "releases"
        assert both(kind, document) == ([], set()), path.name

    assert len(files) == 9


@cache
def sample(kind: str) -> Any:
    """A small valid document that has many fields."""
    if kind == "grants":
        found = official.load(THREESIXTY / "ab-charitable-trust-2013-2021.json")
        return {**found, "grants": [dict(found["grants"][0], **EXTRA), found["grants"][1]]}
    parts = [official.load(path)["releases"][0] for path in sorted(EXAMPLE.glob("*-0?-*.json"))]
    rich = official.load(CONTRACTS / "sell2wales_tenders_2025-02.json")["releases"][:3]
    return {**official.load(EXAMPLE / "ocds-213czf-000-00001-01-planning.json"), "releases": parts + rich}


EXTRA: dict[str, Any] = {
    "plannedDates": [{"startDate": "2020", "endDate": "2021-03", "duration": 12}],
    "beneficiaryLocation": [{"name": "x", "countryCode": "GB", "latitude": 52.1, "geoCode": "W92000004"}],
    "disbursementTransaction": [{"id": "1", "transactionDate": "2020-01-01", "valueDate": "2020-01-02", "value": 5}],
    "relatedDocument": [{"id": "d", "url": "https://example.org/a"}],
    "regrantType": "FRG010",
    "locationScope": "GLS050",
    "toIndividualsDetails": {"primaryGrantReason": "GTIR010", "grantPurpose": ["GTIP010"]},
    "dataSource": None,
    "fromOpenCall": "Yes",
}

VALUES = st.one_of(
    st.sampled_from(
        [
            None, True, False, 0, 1, -1, 1.0, 2.5, "", "x", [], {}, [{}], ["x"], [None], ["x", "x"], [1, 1.0], [1, True],
            [{"id": "1"}, {"id": "1"}], [{"id": "1"}, {"id": 1}], {"id": "1"}, {"amount": "1"}, "GBP", "Yes", "active",
            "2020-02-30", "2020-02-30T00:00:00Z", "2020-02-29T00:00:00Z", "2020-13", "2019", "1.1", "1.1.5", "http://a",
            "a b", "www.example.org", "https://example.org/é", ["tender", "nonsense"], ["planning"], {"name_cy": 1},
        ]
    ),
    st.text(max_size=6),
    st.integers(-5, 5),
)  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place inside a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, each in inner for place in ((*at, key), *places(each, (*at, key)))]


@cache
def places_of(kind: str) -> list[tuple[Any, ...]]:
    return places(sample(kind))


@pytest.mark.parametrize("kind", ["grants", "releases"])
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_any_change_to_a_valid_document_is_judged_alike(kind: str, data: st.DataObject) -> None:
    document = deepcopy(sample(kind))
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(places_of(kind)))
        holder = document
        for step in way:
            holder = holder[step] if isinstance(holder, dict | list) and step_exists(holder, step) else None
        if not isinstance(holder, dict | list) or not step_exists(holder, last):
            continue
        if data.draw(st.booleans()):
            holder[last] = data.draw(VALUES)
        elif isinstance(holder, dict):
            holder[data.draw(st.sampled_from([f"{last}_cy", f"{last}_x-1", f"{last}_", "extra"]))] = data.draw(VALUES)
            del holder[last]

    assert_same_faults(kind, document)


def step_exists(holder: Any, step: Any) -> bool:
    return step in holder if isinstance(holder, dict) else isinstance(step, int) and step < len(holder)


def test_a_record_package_with_a_faulty_release_is_invalid_for_both() -> None:
    document = official.load(EXAMPLE / "record" / "ocds-213czf-000-00001.json")
    faulty = json.loads(json.dumps(document))
    faulty["records"][0]["compiledRelease"]["tag"] = ["nonsense"]

    assert both("records", document) == ([], set())
    assert_same_faults("records", faulty)
    assert [defect.code for defect in both("records", faulty)[0]] == ["unknown-code"]


@pytest.mark.parametrize(("id", "faults"), [(1, []), ("1", []), (1.0, ["wrong-type"]), (True, ["wrong-type"])])
def test_a_whole_number_with_a_point_is_no_integer_in_ocds(id: object, faults: list[str]) -> None:
    document = deepcopy(sample("releases"))
    document["releases"][0]["tender"] = {"id": id}

    assert [defect.code for defect in both("releases", document)[0]] == faults
    assert_same_faults("releases", document)
