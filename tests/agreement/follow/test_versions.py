"""Our versioned releases beside the fictional example's record and beside ocdsmerge; merging of anything at all."""

from __future__ import annotations

from functools import cache
from typing import Any

import ocdsmerge
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.follow import official
from tests.agreement.follow.test_merging import CASES, EXAMPLE, FILES, release, releases_by_process

from cydradd.follow import ocds
from cydradd.vocabulary.errors import NotPossible

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.filterwarnings("ignore::ocdsmerge.exceptions.DuplicateIdValueWarning"),
]


@cache
def merger() -> ocdsmerge.Merger:
    return ocdsmerge.Merger(official.release_schema())


def test_the_versions_of_the_fictional_example_are_those_of_its_record() -> None:
    releases = [official.load(path)["releases"][0] for path in EXAMPLE.glob("*-0?-*.json")]
    record = official.load(EXAMPLE / "record" / "ocds-213czf-000-00001-withversions.json")["records"][0]

    assert ocds.versioned(releases) == record["versionedRelease"]


@pytest.mark.parametrize("name", FILES)
def test_versions_of_real_releases_are_those_of_ocdsmerge(name: str) -> None:
    for releases in releases_by_process(name).values():
        assert ocds.versioned(releases) == merger().create_versioned_release(releases)


@pytest.mark.parametrize("name", CASES)
def test_rules_of_versions_agree_with_ocdsmerge(name: str) -> None:
    releases = [release(n, **part) for n, part in enumerate(CASES[name], 1)]

    assert ocds.versioned(releases) == merger().create_versioned_release(releases)


def test_what_is_taken_away_whole_is_said_of_each_of_its_values_where_ocdsmerge_forgets_it() -> None:
    releases = [release(1, tender={"title": "a", "lots": [{"id": "1", "title": "b"}]}), release(2, tender=None)]

    ours = ocds.versioned(releases)

    assert [each["value"] for each in ours["tender"]["title"]] == ["a", None]
    assert [each["value"] for each in ours["tender"]["lots"][0]["title"]] == ["b", None]
    assert len(merger().create_versioned_release(releases)["tender"]["title"]) == 1


def test_a_field_that_is_an_object_once_and_a_text_later_has_no_versions() -> None:
    with pytest.raises(NotPossible, match="“x” cannot be followed"):
        ocds.versioned([release(1, tender={"x": {"y": 1}}), release(2, tender={"x": "text"})])


TEXTS = st.sampled_from(["a", "b"])
IDS = st.sampled_from(["1", "2"])
AMOUNTS = st.fixed_dictionaries({}, optional={"amount": st.integers(0, 3) | st.none(), "currency": TEXTS})
PARTIES = st.lists(
    st.fixed_dictionaries(
        {"id": IDS},
        optional={
            "name": TEXTS | st.none(),
            "roles": st.lists(TEXTS, max_size=2),
            "identifier": st.fixed_dictionaries({}, optional={"id": IDS, "legalName": TEXTS}),
            "additionalIdentifiers": st.lists(st.fixed_dictionaries({"id": IDS}, optional={"uri": TEXTS}), max_size=2),
        },
    ),
    min_size=1,
    max_size=3,
)
LOTS = st.lists(st.fixed_dictionaries({"id": IDS}, optional={"title": TEXTS, "value": AMOUNTS}), min_size=1, max_size=2)
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "language": TEXTS | st.none(),
        "parties": PARTIES,
        "tender": st.fixed_dictionaries(
            {"id": IDS},
            optional={"title": TEXTS | st.none(), "submissionMethod": st.lists(TEXTS, max_size=2), "lots": LOTS},
        ),
        "awards": st.lists(
            st.fixed_dictionaries({"id": IDS}, optional={"value": AMOUNTS, "suppliers": PARTIES, "x": TEXTS}),
            min_size=1,
            max_size=3,
        ),
        "unknown": st.fixed_dictionaries({"y": TEXTS}),
    },
)


def without_empty_objects(value: Any) -> Any:
    """As ocdsmerge leaves it, but for objects of which every value was taken away."""
    if isinstance(value, dict):
        found = {name: without_empty_objects(each) for name, each in value.items()}
        return {name: each for name, each in found.items() if each != {}}
    return [without_empty_objects(each) for each in value] if isinstance(value, list) else value


@settings(max_examples=300)
@given(st.lists(PARTS, min_size=1, max_size=4))
def test_any_releases_are_merged_as_ocdsmerge_does(parts: list[dict[str, Any]]) -> None:
    releases = [release(n, **part) for n, part in enumerate(parts, 1)]

    compiled, versions = ocds.compile(releases), ocds.versioned(releases)

    assert compiled == without_empty_objects(merger().create_compiled_release(releases))
    assert versions == merger().create_versioned_release(releases)
    assert ocds.compile([compiled]) == compiled
