"""While people vote, nothing is counted: no winner is printed before the ballot closes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.cycle_folder.folders import folder

from cydradd.cycle import output
from cydradd.cycle.stages import Stage

OPENED = {"at": "2026-12-01T09:00:00Z", "kind": "window_opens", "object": "ballot"}
CLOSED = {"at": "2026-12-15T17:00:00Z", "kind": "window_closes", "object": "ballot"}
CAST = "1;a\n2;a\n3;b\n"
BALLOTS = """META
key;value
budget;100
vote_type;approval
PROJECTS
project_id;cost;name
a;60;One
b;50;Two
VOTES
voter_id;vote
"""


def round_of(place: Path, acts: list[dict[str, str]], cast: str) -> Path:
    lines = "".join(json.dumps(act) + "\n" for act in acts)
    return folder(place, {"decide/ballots.pb": BALLOTS + cast, "cycle/events.jsonl": lines})


@pytest.mark.parametrize("cast", [CAST, ""], ids=["votes cast", "no vote yet"])
def test_an_open_ballot_is_not_counted_and_is_no_fault(tmp_path: Path, cast: str) -> None:
    made = round_of(tmp_path / "round", [OPENED], cast)

    result = output.run(made, tmp_path / "out")

    assert json.loads((tmp_path / "out" / "results.json").read_text())["decide"] is None
    assert result.story.result is None
    assert result.story.stages[Stage.DECIDE] == "present"
    assert "Voting is going on now" in (tmp_path / "out" / "report-en.html").read_text()
    assert not [defect for defect in result.defects if defect.code == "refused-count"]


def test_a_closed_ballot_is_counted(tmp_path: Path) -> None:
    made = round_of(tmp_path / "round", [OPENED, CLOSED], CAST)

    output.run(made, tmp_path / "out")

    assert json.loads((tmp_path / "out" / "results.json").read_text())["decide"]["winners"] == ["a"]
