"""`cydradd apply duplicates`: its keys, its tables of links, and its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.apply.files import answer, cydradd, refused, written

ONE = {"id": "one", "identifiers": ["GB-CHC-1"], "name": {"cy": "Y Cwt", "en": "The Hut"}, "postcode": "LL57 1AA"}
TWO = {"id": "two", "identifiers": ["GB-COH-2"], "name": "Hut Ltd", "postcode": "ll571aa"}


def lines(*each: object) -> str:
    return "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in each)


def test_pairs_come_with_their_level_and_why(tmp_path: Path) -> None:
    found = answer("duplicates", written(tmp_path / "p.jsonl", lines(ONE, TWO)))

    assert found == {
        "pairs": [{"a": "one", "b": "two", "level": "likely", "why": ["same-name", "same-postcode"]}],
        "defects": [],
    }


def test_a_table_of_links_makes_it_certain(tmp_path: Path) -> None:
    links = written(tmp_path / "l.csv", "\ufefforg_id_a,org_id_b,source\nGB-CHC-1,GB-COH-2,x\n")

    found = answer("duplicates", written(tmp_path / "p.jsonl", lines(ONE, TWO)), "--links", links)

    assert found["pairs"] == [{"a": "one", "b": "two", "level": "certain", "why": ["linked"]}]


def test_a_line_that_cannot_be_read_is_listed_and_spoils_no_other(tmp_path: Path) -> None:
    bad = ["{", "[]", {"name": "No id"}, {**ONE, "id": 5}, {**ONE, "identifiers": "x"}, ONE, {**TWO, "id": "3", "x": 1}]

    found = answer("duplicates", written(tmp_path / "p.jsonl", lines(ONE, *bad, TWO)))

    assert [(each["row"], each["code"]) for each in found["defects"]] == [
        (2, "not-canonical"), (3, "unreadable"), (4, "unreadable"), (5, "unreadable"), (6, "unreadable"),
        (7, "repeated-id"), (8, "unknown-key"),
    ]  # fmt: skip
    assert [(pair["a"], pair["b"]) for pair in found["pairs"]] == [("3", "two"), ("one", "3"), ("one", "two")]


@pytest.mark.parametrize("content", ["", "{", b"\xff", "[]\n"])
def test_a_file_without_a_profile_is_refused(tmp_path: Path, content: object) -> None:
    assert refused(cydradd("duplicates", written(tmp_path / "p.jsonl", content)))


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", b"\xff\xfe", 'org_id_a,org_id_b\n"x'])
def test_a_table_of_links_that_is_none_is_refused(tmp_path: Path, content: object) -> None:
    links = written(tmp_path / "l.csv", content)

    assert refused(cydradd("duplicates", written(tmp_path / "p.jsonl", lines(ONE)), "--links", links))


def test_the_words_say_that_nothing_is_merged(tmp_path: Path) -> None:
    result = cydradd("duplicates", written(tmp_path / "p.jsonl", lines(ONE, TWO)))

    assert "2 profiles; 1 pairs to look at" in result.stdout
    assert "likely" in result.stdout
