"""`cydradd apply consortium`: its keys, and its refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.apply.files import HOSTILE, answer, cydradd, refused, written

ORGS = ("GB-CHC-1", "GB-CHC-2", "GB-CHC-3")
THREE: dict[str, Any] = {
    "application": "A1",
    "request_pence": 100_000,
    "members": [{"org": org, "share": "1/3"} for org in ORGS],
    "budget": [{"item": "wages", "pence": 100_000}],
    "answers": [
        {"question": "Q1", "joint": True, "answer": {"cy": "Gyda’n gilydd.", "en": "Together."}},
        {"question": "Q2", "joint": False, "answer": "Mine."},
    ],
}


def with_consent(document: dict[str, Any], version: str) -> dict[str, Any]:
    return {**document, "members": [{**each, "consented_to": version} for each in document["members"]]}


def test_the_vector_of_the_specification_comes_out_of_a_file(tmp_path: Path) -> None:
    found = answer("consortium", written(tmp_path / "c.json", THREE))

    assert [each["pence"] for each in found["members"]] == [333_34, 333_33, 333_33]
    assert found["members"][0] == {"org": "GB-CHC-1", "share": "1/3", "pence": 333_34, "consented": False}
    assert (found["share_sum"], found["ready"]) == ("1", False)
    assert found["blocked_by"] == list(ORGS)


def test_the_version_written_back_is_consent_until_something_changes(tmp_path: Path) -> None:
    version = answer("consortium", written(tmp_path / "c.json", THREE))["version"]
    whole = with_consent(THREE, version)

    agreed = answer("consortium", written(tmp_path / "c.json", whole))
    own_answer = {**whole, "answers": [THREE["answers"][0], {**THREE["answers"][1], "answer": "Changed."}]}
    still = answer("consortium", written(tmp_path / "c.json", own_answer))
    changed = answer("consortium", written(tmp_path / "c.json", {**whole, "request_pence": 100_001}))

    assert (agreed["ready"], agreed["blocked_by"]) == (True, [])
    assert still["ready"]
    assert (changed["ready"], changed["blocked_by"]) == (False, list(ORGS))


def test_shares_short_of_1_and_no_money_are_shown_and_not_divided(tmp_path: Path) -> None:
    short = {"members": [{"org": "a", "share": "0.25"}, {"org": "b", "share": "2/3"}]}

    found = answer("consortium", written(tmp_path / "c.json", short))

    assert found["share_sum"] == "11/12"
    assert [each["pence"] for each in found["members"]] == [None, None]
    assert found["blocked_by"] == ["share-sum", "no-request", "a", "b"]


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "a decimal number": ({"members": [{"org": "a", "share": 0.5}]}, "members[0].share"),
    "a share above 1": ({"members": [{"org": "a", "share": "3/2"}]}, "members[0].share"),
    "a share below 0": ({"members": [{"org": "a", "share": "-1/2"}]}, "members[0].share"),
    "nothing by nothing": ({"members": [{"org": "a", "share": "0/0"}]}, "members[0].share"),
    "a huge exponent": ({"members": [{"org": "a", "share": "1e-999999999"}]}, "members[0].share"),
    "true": ({"members": [{"org": "a", "share": True}]}, "members[0].share"),
    "no share": ({"members": [{"org": "a"}]}, "members[0].share"),
    "no body": ({"members": [{"share": "1"}]}, "members[0].org"),
    "a body twice": ({"members": [{"org": "a", "share": "1/2"}, {"org": "a", "share": "1/2"}]}, "members[1].org"),
    "nobody": ({"members": []}, "members"),
    "yes for a version": ({"members": [{"org": "a", "share": "1", "consented_to": True}]}, "members[0].consented_to"),
    "a question twice": ({**THREE, "answers": [THREE["answers"][0]] * 2}, "answers[1].question"),
    "joint or not": ({**THREE, "answers": [{"question": "Q"}]}, "answers[0].joint"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place(tmp_path: Path, fault: str) -> None:
    document, place = FAULTS[fault]

    result = cydradd("consortium", written(tmp_path / "c.json", document))

    assert refused(result)
    assert place in result.stderr


@pytest.mark.parametrize("content", HOSTILE)
def test_what_is_no_consortium_is_refused(tmp_path: Path, content: str) -> None:
    assert refused(cydradd("consortium", written(tmp_path / "c.json", HOSTILE[content])))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(cydradd("consortium", str(tmp_path)))


def test_unknown_keys_are_listed(tmp_path: Path) -> None:
    found = answer("consortium", written(tmp_path / "c.json", {**THREE, "lead": "GB-CHC-1"}))

    assert [each["column"] for each in found["defects"]] == ["lead"]


def test_the_words_say_who_is_waited_for(tmp_path: Path) -> None:
    result = cydradd("consortium", written(tmp_path / "c.json", THREE))

    assert "£333.34" in result.stdout
    assert "Waiting for: GB-CHC-1, GB-CHC-2, GB-CHC-3." in result.stdout
