"""`cydradd apply effort`: its keys, its words and its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.apply.files import answer, cydradd, refused, written

TIMES = ("10:00:00", "10:01:00", "10:01:50", "10:31:50", "10:32:50")


def line(clock: str = "10:00:00", **keys: object) -> dict[str, object]:
    return {
        "application": "A1", "editor": "e1", "session": "s1", "at": f"2027-03-01T{clock}Z", "kind": "edit", **keys,
    }  # fmt: skip


def lines(*each: dict[str, object]) -> str:
    return "".join(json.dumps(one) + "\n" for one in each)


def test_the_vector_of_the_specification_comes_out_of_a_file(tmp_path: Path) -> None:
    path = written(tmp_path / "e.jsonl", lines(*map(line, TIMES)) * 2)

    found = answer("effort", path)

    assert found == {
        "active_seconds": 170, "editors": 1, "events": 5, "gaps_cut": 1, "duplicates": 5, "offline_minutes": None,
        "missing_offline": 1, "idle": 120, "defects": [],
    }  # fmt: skip


@pytest.mark.parametrize(("idle", "seconds"), [("0", 0), ("50", 50), ("1800", 1970)])
def test_the_cut_off_is_an_option(tmp_path: Path, idle: str, seconds: int) -> None:
    path = written(tmp_path / "e.jsonl", lines(*map(line, TIMES)))

    assert answer("effort", path, "--idle", idle)["active_seconds"] == seconds


def test_times_of_other_zones_and_with_fractions_are_the_same_clock(tmp_path: Path) -> None:
    other = line(at="2027-03-01T11:01:00.4+01:00")
    path = written(tmp_path / "e.jsonl", lines(line(), other))

    assert answer("effort", path)["active_seconds"] == 60


def test_time_away_from_the_form_is_an_answer(tmp_path: Path) -> None:
    told = {"application": "A1", "editor": "e1", "at": "2027-03-01T12:00:00Z", "kind": "offline", "minutes": 45}
    path = written(tmp_path / "e.jsonl", lines(*map(line, TIMES), told))

    found = answer("effort", path)

    assert (found["offline_minutes"], found["missing_offline"], found["active_seconds"]) == (45, 0, 170)


BAD = {
    "no JSON": "{",
    "NaN": '{"at": NaN}',
    "a list": "[1]",
    "no zone": json.dumps(line(at="2027-03-01T10:00:00")),
    "no such day": json.dumps(line(at="2027-02-30T10:00:00Z")),
    "a number for the time": json.dumps(line(at=5)),
    "an unknown kind": json.dumps(line(kind="type")),
    "no kind": json.dumps(line(kind=None)),
    "no editor": json.dumps(line(editor="")),
    "a list for the editor": json.dumps(line(editor=["e"])),
    "minutes below 0": json.dumps(line(kind="offline", minutes=-1)),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_line_that_cannot_be_read_is_listed_and_spoils_no_other(tmp_path: Path, bad: str) -> None:
    path = written(tmp_path / "e.jsonl", lines(line()) + BAD[bad] + "\n\n" + lines(line("10:00:30")))

    found = answer("effort", path)

    assert found["active_seconds"] == 30
    assert [each["row"] for each in found["defects"]] == [2]
    assert found["defects"][0]["message"]["cy"] and found["defects"][0]["message"]["en"]


def test_content_in_a_line_is_not_kept_and_is_listed(tmp_path: Path) -> None:
    path = written(tmp_path / "e.jsonl", lines(line(text="what I wrote")))

    (defect,) = answer("effort", path)["defects"]

    assert (defect["code"], defect["row"], defect["column"]) == ("unknown-key", 1, "text")


@pytest.mark.parametrize("content", ["", "\n\n", "{", b"\xff\xfe\x00", "null"])
def test_a_file_without_a_readable_line_is_refused(tmp_path: Path, content: object) -> None:
    assert refused(cydradd("effort", written(tmp_path / "e.jsonl", content)))


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert refused(cydradd("effort", str(tmp_path)))
    assert refused(cydradd("effort", str(tmp_path / "none.jsonl")))


def test_a_cut_off_below_0_is_wrong_usage(tmp_path: Path) -> None:
    assert cydradd("effort", written(tmp_path / "e.jsonl", lines(line())), "--idle", "-1").exit_code == 2


def test_the_words_say_what_is_left_out(tmp_path: Path) -> None:
    result = cydradd("effort", written(tmp_path / "e.jsonl", lines(*map(line, TIMES))))

    assert "170 seconds" in result.stdout
    assert "nobody told" in result.stdout
