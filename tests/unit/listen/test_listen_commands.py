"""The commands that choose, look for brigades, invent and write: their keys, their seeds and their refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.listen.exports import export
from typer.testing import CliRunner

from cydradd.listen.exports.times import times_of
from cydradd.listen.invented import brigade, people, plant
from cydradd.listen.polis_export import read, write
from cydradd.listen.routing_simulation import POLICIES, simulate
from cydradd.vocabulary.errors import NotPossible
from cydradd_cli.main import app


def said(*arguments: str) -> dict[str, Any]:
    """What a command prints as JSON."""
    answer = CliRunner().invoke(app, ["listen", *arguments, "--json"])
    assert answer.exit_code == 0, answer.output
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A conversation of 120 invented people on 30 statements."""
    folder = tmp_path_factory.mktemp("talk")
    write(people(120, 30, 1500, 2, seed=1), folder)
    return folder


def test_invented_people_vote_as_often_as_asked_and_the_same_for_a_seed(tmp_path: Path) -> None:
    asked = ["simulate", "people", "--participants", "80", "--statements", "20", "--votes", "600", "--groups", "3"]

    told = said(*asked, "--out", str(tmp_path / "a"), "--seed", "5")
    said(*asked, "--out", str(tmp_path / "b"), "--seed", "5")

    assert (told["participants"], told["statements"], told["votes"]) == (80, 20, 600)
    assert (tmp_path / "a" / "votes.csv").read_bytes() == (tmp_path / "b" / "votes.csv").read_bytes()
    found = read(tmp_path / "a")
    assert (len(found.votes.participants), len(found.votes.values), found.defects) == (80, 600, ())


def test_more_votes_than_cells_are_refused_in_one_sentence(tmp_path: Path) -> None:
    asked = ["simulate", "people", "--participants", "5", "--statements", "4", "--votes", "600", "--groups", "1"]

    answer = CliRunner().invoke(app, ["listen", *asked, "--out", str(tmp_path)])

    assert answer.exit_code == 1
    assert "no more votes than half the cells" in answer.output
    with pytest.raises(NotPossible):
        people(5, 4, 600, 1)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_next_statement_is_one_not_seen_and_the_same_for_a_seed(talk: Path, policy: str) -> None:
    votes = read(talk).votes
    seen = {votes.statements[j] for j in votes.columns[votes.starts[3] : votes.starts[4]].tolist()}

    told = said("next", str(talk), "--participant", "3", "--policy", policy)

    assert told["statement"] not in seen
    assert (told["answered"], told["policy"]) == (len(seen), policy)
    assert told["text"]["en"] == f"Statement {told['statement']}"
    assert told == said("next", str(talk), "--participant", "3", "--policy", policy)


def test_a_newcomer_is_shown_something_and_nobody_is_shown_their_own(tmp_path: Path) -> None:
    votes = "".join(f"{i},,1,{i},1\n{i},,2,{i},-1\n" for i in range(1, 9))
    own = export(tmp_path, votes, "1,,1,new,0,0,1,A\n2,,2,1,0,0,1,B\n3,,3,1,0,0,-1,C\n")

    assert said("next", str(own), "--participant", "new")["statement"] == "2"
    assert said("next", str(own), "--participant", "1")["statement"] is None


def test_flags_are_told_with_their_effect_on_each_list(tmp_path: Path, talk: Path) -> None:
    assert said("brigading", str(talk))["flags"] == []

    spoiled = plant(people(300, 60, 9000, 2, seed=3).votes, 0.05, seed=1)
    when = [int(1_600_000_000_000 + each * 1e9) for each in spoiled.arrived.tolist()]
    votes = spoiled.votes
    cells = zip(votes.rows.tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True)
    rows = "".join(f"{when[i] + 9000 * j},,{votes.statements[j]},{votes.participants[i]},{v}\n" for i, j, v in cells)
    (flag,) = said("brigading", str(export(tmp_path, rows, format_json='{"agree": 1}')))["flags"]

    assert sum(person.startswith("planted") for person in flag["people"]) >= 0.9 * len(flag["people"])
    assert flag["signals"][0] == "copycat"
    assert set(flag["effect"]) == {"common_ground", "agree", "disagree", "bridging"}
    assert all(set(each) == {"gone", "come"} for each in flag["effect"].values())


def test_every_list_is_told_without_the_weakest_identities(tmp_path: Path, talk: Path) -> None:
    write(read(talk), tmp_path)
    strengths = "".join(f"{i},{'email' if i < 60 else 'post'}\n" for i in range(120))
    (tmp_path / "participants.csv").write_text("participant,strength\n" + strengths, encoding="utf-8")

    told = said("brigading", str(tmp_path))["without_weakest"]

    assert (told["strength"], told["people"]) == ("email", 60)
    assert said("brigading", str(talk))["without_weakest"] is None


def test_times_tell_arrival_and_pace_and_numbers_in_place_of_times_tell_nothing(tmp_path: Path) -> None:
    start = 1_600_000_000
    rows = f"{start},,1,7,1\n{start + 4},,2,7,1\n{start + 5},,3,7,1\n{start},,1,8,1\n"
    arrived, pace = times_of(export(tmp_path / "a", rows), ["7", "8", "9"])

    assert arrived is not None and pace is not None
    assert arrived[:2].tolist() == [start * 1000, start * 1000]
    assert pace[0] == 2.5
    assert str(pace[1:].tolist()) == "[nan, nan]" and str(arrived[2]) == "nan"
    assert times_of(export(tmp_path / "b", "1,,1,7,1\n2,,2,7,1\n"), ["7"]) == (None, None)


def test_a_conversation_asked_again_tells_how_votes_are_predicted(talk: Path) -> None:
    told = said("simulate", "routing", str(talk), "--votes", "6")

    assert 0.4 < told["auc"] <= 1
    assert told["over_300_early"] == 0
    assert len(told["min_views_by_group"]) == 2
    assert told["views"] <= 120 * 6


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_asks_as_many_and_the_same_for_a_seed(talk: Path, policy: str) -> None:
    votes = read(talk).votes

    assert simulate(votes, policy, each=5, seed=3) == simulate(votes, policy, each=5, seed=3)
    assert simulate(votes, policy, each=5, seed=3).views == simulate(votes, "random", each=5, seed=4).views


def test_a_planted_brigade_is_found_and_set_aside(tmp_path: Path) -> None:
    votes = people(300, 60, 9000, 2, seed=3).votes

    found = brigade(votes, 0.05, seed=1)

    assert found.precision is not None and found.precision >= 0.9
    assert found.recall >= 0.8
    assert found.shift_points <= 1 < found.shift_spoiled
    assert found.flagged_before == 0


def test_the_brigade_command_tells_what_the_library_does(talk: Path) -> None:
    told = said("simulate", "brigade", str(talk), "--share", "0.1")

    assert set(told) >= {"precision", "recall", "top10_changed", "shift_points"}
    assert told["recall"] == brigade(read(talk).votes, 0.1).recall
