"""`cydradd apply feedback`: its keys, its exit status, and a round folder beside its gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.apply.files import HOSTILE, answer, cydradd, refused, written
from tests.unit.apply.test_net_command import FILES
from tests.unit.cycle_folder.folders import folder

from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import check
from cydradd.cycle.round_folder import read
from cydradd.cycle.stages import Gate

BOTH = {"cy": "Geiriau.", "en": "Words."}
DONE: dict[str, Any] = {"codes": ["plan_unclear"], "text": BOTH}


def lost(id: str, feedback: dict[str, Any] | None, outcome: str = "not_funded") -> dict[str, Any]:
    return {"id": id, "outcome": outcome, "feedback": feedback}


def round_file(at: Path, *applications: dict[str, Any]) -> str:
    return written(at / "round.json", {"applications": list(applications)})


def test_one_of_two_without_reasons_is_named_and_refused(tmp_path: Path) -> None:
    path = round_file(tmp_path, lost("a", DONE), lost("b", None, "ineligible"), lost("c", None, "withdrawn"))

    found, result = answer("feedback", path), cydradd("feedback", path)

    assert (found["unsuccessful"], found["complete"], found["coverage"], found["withdrawn"]) == (2, 1, 0.5, 1)
    assert found["missing"] == [{"application": "b", "lacks": ["code", "text_cy", "text_en"]}]
    assert result.exit_code == 1
    assert "b: lacks code, text_cy, text_en" in result.stderr


@pytest.mark.parametrize("rounds", [[lost("a", DONE)], [lost("c", None, "withdrawn")], []])
def test_nobody_missing_is_exit_0(tmp_path: Path, rounds: list[dict[str, Any]]) -> None:
    path = round_file(tmp_path, *rounds)

    assert cydradd("feedback", path).exit_code == 0
    assert answer("feedback", path)["coverage"] in (None, 1)


@pytest.mark.parametrize(
    ("more", "lacks"),
    [({}, ["line", "distance"]), ({"line": 3}, ["distance"]), ({"line": "the third place", "distance": 0.5}, [])],
)
def test_money_ran_out_alone_needs_the_line_and_the_distance(
    tmp_path: Path, more: dict[str, Any], lacks: list[str]
) -> None:
    feedback = {"codes": ["money_ran_out"], "text": BOTH, **more}

    missing = answer("feedback", round_file(tmp_path, lost("a", feedback)))["missing"]

    assert missing == ([{"application": "a", "lacks": lacks}] if lacks else [])


@pytest.mark.parametrize("content", HOSTILE)
def test_what_is_no_round_is_refused(tmp_path: Path, content: str) -> None:
    assert refused(cydradd("feedback", written(tmp_path / "round.json", HOSTILE[content])))


FEEDBACK = "application,code,text_cy,text_en,at\n"


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ("b,money_ran_out,Geiriau.,Words.,2027-05-01T10:00:00Z\n", []),
        ("b,plan_unclear,,Words.,2027-05-01T10:00:00Z\n", [{"application": "b", "lacks": ["text_cy"]}]),
        (
            "b,plan_unclear,,Words.,2027-05-01T10:00:00Z\nb,incomplete,Geiriau.,,2027-05-01T10:00:00Z\n",
            [{"application": "b", "lacks": ["text_cy"]}],
        ),
        ("", [{"application": "b", "lacks": ["code", "text_cy", "text_en"]}]),
    ],
)
def test_a_round_folder_answers_as_its_gate_does(tmp_path: Path, rows: str, missing: list[dict[str, Any]]) -> None:
    path = folder(tmp_path / "r", {**FILES, "apply/feedback.csv": FEEDBACK + rows})
    opened = read(path)
    checked = check(opened, calculate(opened, with_map=False))
    (gate,) = [each for each in checked.gates if each.gate is Gate.OPEN_DELIVER]

    found = answer("feedback", str(path))

    assert found["missing"] == missing
    assert ("no-feedback" in gate.missing) == bool(missing)


def test_a_folder_without_a_result_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path / "r", {"apply/applications.csv": FILES["apply/applications.csv"]})

    result = cydradd("feedback", str(path))

    assert refused(result)
    assert "no result yet" in result.stderr
