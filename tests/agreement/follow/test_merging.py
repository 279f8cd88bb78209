"""Our compiled releases beside the fictional example's record and beside ocdsmerge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ocdsmerge
import pytest
from tests.agreement.follow import official
from tests.agreement.follow.official import CONTRACTS

from cydradd.follow import ocds

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.filterwarnings("ignore::ocdsmerge.exceptions.DuplicateIdValueWarning"),
]

EXAMPLE = CONTRACTS / "ocds_fictional_example_1.1"
FILES = {
    "contracts_finder_2025-01_2025-03": (136, 130, 96),
    "public_contracts_scotland_tenders_2019-04": (45, 45, 0),
    "sell2wales_tenders_2025-02": (63, 63, 0),
}


def releases_by_process(name: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for release in official.load(CONTRACTS / f"{name}.json")["releases"]:
        found.setdefault(release["ocid"], []).append(release)
    return found


def money(compiled: Iterable[dict[str, Any]]) -> int:
    return sum(round(award["value"]["amount"] * 100) for each in compiled for award in each.get("awards", ()))


@pytest.mark.parametrize("record", ["ocds-213czf-000-00001.json", "ocds-213czf-000-00001-withversions.json"])
def test_the_compiled_release_of_the_fictional_example_equals_its_record(record: str) -> None:
    releases = [official.load(path)["releases"][0] for path in EXAMPLE.glob("*-0?-*.json")]

    compiled = ocds.compile(releases)

    assert len(releases) == 6
    assert compiled == official.load(EXAMPLE / "record" / record)["records"][0]["compiledRelease"]


@pytest.mark.parametrize("name", FILES)
def test_real_releases_are_merged_as_ocdsmerge_does(name: str) -> None:
    by_process = releases_by_process(name)
    merger = ocdsmerge.Merger(official.release_schema())

    ours = [ocds.compile(releases) for releases in by_process.values()]
    theirs = [merger.create_compiled_release(releases) for releases in by_process.values()]

    assert ours == theirs
    awards = sum(len(each.get("awards", ())) for each in ours)
    assert (sum(map(len, by_process.values())), len(ours), awards) == FILES[name]


def test_a_corrected_award_is_counted_once() -> None:
    by_process = releases_by_process("contracts_finder_2025-01_2025-03")
    releases = [release for each in by_process.values() for release in each]

    compiled = [ocds.compile(each) for each in by_process.values()]

    assert money(releases) == 762_579_252_01
    assert money(compiled) == 751_644_215_05


CASES: dict[str, list[dict[str, Any]]] = {
    "null removes": [{"tender": {"title": "a", "description": "b"}}, {"tender": {"title": None}}],
    "null of nothing": [{"buyer": None}],
    "plain lists are replaced": [{"tender": {"submissionMethod": ["a", "b"]}}, {"tender": {"submissionMethod": ["c"]}}],
    "objects meet by id": [
        {"awards": [{"id": 1, "title": "a"}]},
        {"awards": [{"id": 2}, {"id": 1, "status": "active"}]},
    ],
    "ids are compared as text": [{"awards": [{"id": 1}]}, {"awards": [{"id": "1"}]}],
    "objects without id are kept": [{"awards": [{"title": "a"}]}, {"awards": [{"title": "a"}, {"title": "b"}]}],
    "whole lists": [
        {"parties": [{"id": "p", "additionalIdentifiers": [{"id": "1"}, {"id": "2"}]}]},
        {"parties": [{"id": "p", "additionalIdentifiers": [{"id": "3"}]}]},
    ],
    "an unknown field": [{"tender": {"coproduction": {"a": [{"id": "1", "b": 2}]}}}, {"x": {"y": [1, [2]]}}],
    "twice in one release": [{"awards": [{"id": "1", "title": "a"}, {"id": "1", "status": "active"}]}],
    "an empty list of objects": [{"awards": [{"id": "1"}]}, {"awards": []}],
    "an empty list of nothing": [{"awards": []}],
    "an empty plain list": [{"tender": {"submissionMethod": ["a"]}}, {"tender": {"submissionMethod": []}}],
}


@pytest.mark.parametrize("name", CASES)
def test_rules_of_merging_agree_with_ocdsmerge(name: str) -> None:
    releases = [release(n, **part) for n, part in enumerate(CASES[name], 1)]

    theirs = ocdsmerge.Merger(official.release_schema()).create_compiled_release(releases)

    assert ocds.compile(releases) == theirs
    assert ocds.compile(list(reversed(releases))) == theirs


def release(n: int, **part: Any) -> dict[str, Any]:
    return {"ocid": "ocds-1-a", "id": str(n), "date": f"2027-01-0{n}T00:00:00Z", "tag": ["tender"], **part}


def test_where_ocdsmerge_gives_up_the_later_release_holds() -> None:
    releases = [release(1, tender={"x": "text"}), release(2, tender={"x": {"y": 1}})]

    with pytest.raises(ocdsmerge.exceptions.InconsistentTypeError):
        ocdsmerge.Merger(official.release_schema()).create_compiled_release(releases)

    assert ocds.compile(releases)["tender"] == {"x": {"y": 1}}


def test_where_ocdsmerge_leaves_an_empty_object_nothing_is_left() -> None:
    releases = [release(1, tender={"title": "a"}), release(2, tender={"title": None})]

    theirs = ocdsmerge.Merger(official.release_schema()).create_compiled_release(releases)

    assert theirs["tender"] == {}
    assert ocds.compile(releases) == {name: value for name, value in theirs.items() if name != "tender"}
