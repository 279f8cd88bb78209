"""`cydradd decide explain` and `cydradd decide fund`: their keys, their words, and what they refuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app

E1 = (
    "META\nkey;value\nbudget;120\nvote_type;approval\ncurrency;GBP\n"
    "PROJECTS\nproject_id;cost\na;60\nb;50\nc;30\nd;20\n"
    "VOTES\nvoter_id;vote\n1;a,b\n2;a,b\n3;a,c\n4;a,b,c\n5;c,d\n6;d\n"
)
POTS = {
    "pots": [
        {"id": "P1", "funder": "Council", "amount": "50", "projects": ["a", "c"], "reason": {"cy": "x", "en": "x"}},
        {"id": "P2", "funder": "Trust", "amount": "30", "projects": ["a", "b"], "reason": {"cy": "x", "en": "x"}},
        {"id": "P3", "funder": "Board", "amount": "40", "projects": ["d"], "reason": {"cy": "x", "en": "x"}},
    ]
}


@pytest.fixture
def ballots(tmp_path: Path) -> Path:
    """E1 as a file, with the pots of E7 beside it."""
    (tmp_path / "pots.json").write_text(json.dumps(POTS), encoding="utf-8")
    path = tmp_path / "e1.pb"
    path.write_text(E1, encoding="utf-8")
    return path


def run(*arguments: object) -> Any:
    """What a command prints as JSON."""
    done = CliRunner().invoke(app, ["decide", *map(str, arguments), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_explanations_have_the_keys_of_their_contract(ballots: Path) -> None:
    told = run("explain", ballots)

    assert set(told) == {"result_sha256", "losers", "winners", "set_aside"}
    assert [set(each) for each in told["winners"]] == [
        {"project", "round", "effective_votes", "paid_all", "sentence"}
    ] * 2
    c = next(each for each in told["losers"] if each["project"] == "c")
    assert set(c) == {
        "project", "cost", "votes", "purse_sum", "missing", "spent_by", "cost_reduction", "singletons",
        "singletons_partner", "supporters_added", "supporters_added_any", "rivals", "proof", "sentence",
    }  # fmt: skip
    assert (c["purse_sum"], c["missing"], c["cost_reduction"], c["singletons"]) == ("20", "10", "20", 1)
    assert c["spent_by"] == [{"project": "a", "amount": "30"}, {"project": "d", "amount": "10"}]
    assert [(each["change"], each["value"], each["wins"]) for each in c["proof"][:2]] == [
        ("cost", "20", True),
        ("cost", "21", False),
    ]


def test_one_loser_is_explained_in_words(ballots: Path) -> None:
    told = CliRunner().invoke(app, ["decide", "explain", str(ballots), "--project", "c"])

    assert told.exit_code == 0
    assert told.stdout.startswith("c: At £20 instead of £30 it would have won.")


def test_the_explanation_names_the_result_that_count_writes(ballots: Path, tmp_path: Path) -> None:
    from hashlib import sha256

    run("count", ballots, "--out", tmp_path / "result.json")

    assert run("explain", ballots)["result_sha256"] == sha256((tmp_path / "result.json").read_bytes()).hexdigest()


def test_funding_has_the_keys_of_a_count_and_says_which_pot_pays(ballots: Path, tmp_path: Path) -> None:
    told = run("fund", ballots, "--pots", tmp_path / "pots.json", "--utility", "cardinality", "--completion", "none")

    assert set(run("count", ballots)) | {
        "pots", "pays", "pairs", "pairs_lower_bound", "optimal", "refused",
    } == set(told)  # fmt: skip
    assert told["winners"] == ["d", "c"]
    assert told["pays"] == [
        {"project": "c", "pot": "P1", "amount": "30"},
        {"project": "d", "pot": "P3", "amount": "20"},
    ]
    assert told["pots"][0] == {"id": "P1", "amount": "50", "used": "30", "left": "20", "projects": ["a", "c"]}
    assert [(each["project"], each["short_by"]) for each in told["refused"]] == [("b", "20"), ("a", "10")]
    assert told["defects"] == []


def test_pots_that_do_not_add_up_to_the_budget_are_a_defect(ballots: Path, tmp_path: Path) -> None:
    POTS["pots"][0], kept = {**POTS["pots"][0], "amount": "51"}, POTS["pots"][0]
    (tmp_path / "pots.json").write_text(json.dumps(POTS), encoding="utf-8")
    POTS["pots"][0] = kept

    told = run("fund", ballots, "--pots", tmp_path / "pots.json")

    assert [each["code"] for each in told["defects"]] == ["budget-differs"]
    assert told["input"]["budget"] == "121"
    assert told["rule"]["completion"] == "add1e"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"pots":[]}',
        '{"pots":[{"id":"P","funder":"F","amount":1.5,"projects":null}]}',
        '{"pots":[{"id":"P","funder":"F","amount":"-1","projects":null}]}',
        '{"pots":[{"id":"P","funder":"F","amount":"1","projects":["nobody"]}]}',
        '{"pots":[{"id":"P","funder":"F","amount":"1","projects":null},{"id":"P","funder":"F","amount":"1","projects":null}]}',
    ],
)
def test_pots_that_cannot_be_read_are_refused_in_one_sentence(ballots: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "pots.json").write_text(text, encoding="utf-8")

    told = CliRunner().invoke(app, ["decide", "fund", str(ballots), "--pots", str(tmp_path / "pots.json"), "--json"])

    assert (told.exit_code, told.stdout) == (1, "")
    assert len(told.stderr.strip().splitlines()) == 1


def objection(project: str, partner: str, at: str, kind: str = "objection", **more: str) -> str:
    """One line of a round's events."""
    reasons = {"harm": "Noise at night.", "remedy": "none known"} if kind == "objection" and not more else {}
    line = {"at": f"2026-05-0{at}T12:00:00Z", "kind": kind, "partner": partner, "object": project, **reasons, **more}
    return json.dumps(line) + "\n"


def test_a_project_is_set_aside_while_a_partner_objects_to_it(ballots: Path) -> None:
    events = ballots.with_name("events.jsonl")
    lines = objection("a", "public", "1") + objection("d", "citizens", "1") + objection("d", "public", "2")
    ended = objection("d", "citizens", "3", code="withdrawn") + objection("d", "public", "4", kind="consent")
    events.write_text(lines + ended, encoding="utf-8")

    told = run("count", ballots, "--objections", events)
    kept = run("explain", ballots, "--objections", events)
    pots = run("fund", ballots, "--objections", events, "--pots", ballots.with_name("pots.json"))

    stopped = {"project": "a", "eligible": False, "kind": "objection", "reason": None, "partners": ["public"]}
    assert told["eligibility"] == [stopped]
    assert "a" not in told["winners"] and "d" in told["winners"]
    assert [each["project"] for each in kept["set_aside"]] == ["a"]
    assert "a" not in pots["winners"] and pots["eligibility"] == [stopped]


def test_a_line_of_objections_that_cannot_be_read_is_named(ballots: Path) -> None:
    events = ballots.with_name("events.jsonl")
    events.write_text(objection("a", "public", "1") + "{broken\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["decide", "count", str(ballots), "--objections", str(events)])
    assert done.exit_code == 1
    assert "events.jsonl, line 2" in done.output


@pytest.mark.parametrize("command", [("count", "--payments"), ("explain",)])
def test_the_bytes_are_the_same_whatever_the_hashes_of_words_are(ballots: Path, command: tuple[str, ...]) -> None:
    program = "from cydradd_cli.main import run; run()"
    told = {
        subprocess.run(
            [sys.executable, "-c", program, "decide", command[0], str(ballots), *command[1:], "--json"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1 and told.pop()
