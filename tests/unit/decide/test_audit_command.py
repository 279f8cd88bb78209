"""`cydradd decide audit`, and the script by which anybody checks its certificate without our code."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.spec.decide.elections import E3, E5, E6
from typer.testing import CliRunner

from cydradd.decide import pabulib
from cydradd.decide.election import Election
from cydradd_cli.main import app

SCRIPT = Path(__file__).resolve().parents[3] / "bench" / "check_certificate.py"
KEYS = {"clean", "worst", "checked", "violations", "worst_group", "unchecked", "certificate"}


def script() -> Callable[[str, dict[str, Any], dict[str, Any]], list[str]]:
    """The function of the script that names what is wrong with an audit."""
    spec = importlib.util.spec_from_file_location("check_certificate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    problems: Callable[[str, dict[str, Any], dict[str, Any]], list[str]] = module.problems
    return problems


def run(*arguments: object) -> Any:
    """What a command prints as JSON."""
    done = CliRunner().invoke(app, ["decide", *map(str, arguments), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def audited(folder: Path, election: Election, *options: str) -> tuple[Path, dict[str, Any], dict[str, Any]]:
    """File, result and audit of a count."""
    path, result = folder / "round.pb", folder / "result.json"
    if election.ballots[0].partner:
        from dataclasses import replace

        election = replace(election, vote_columns=("voter_id", "vote", "partner"))
    path.write_text(
        pabulib.text_of(election).replace("key;value", f"key;value\nbudget;{election.budget}\nvote_type;approval", 1),
        encoding="utf-8",
    )
    counted = run("count", path, *options, "--out", result)
    return path, counted, run("audit", path, "--result", result, "--recount")


def mutants(document: Any, rng: random.Random) -> Iterator[Any]:
    """Copies of an audit with one thing changed, without end."""
    while True:
        changed = copy.deepcopy(document)
        place: Any = changed
        while True:
            key = rng.choice(list(place) if isinstance(place, dict) else range(len(place)))
            if not isinstance(place[key], dict | list) or not place[key] or rng.random() < 0.1:
                break
            place = place[key]
        was = place[key]
        if isinstance(was, list):
            place[key] = was[1:] if rng.random() < 0.5 and was else [*was, *was[:1]] or [{}]
        elif isinstance(was, bool):
            place[key] = not was
        elif isinstance(was, int):
            place[key] = was + rng.choice([-1, 1])
        elif isinstance(was, str):
            place[key] = was + rng.choice(["0", "1"])
        else:
            del place[key]
        if changed != document:
            yield changed


@pytest.mark.parametrize(
    ("election", "options"),
    [
        (E3, ("--rule", "greedy")),
        (E6, ("--rule", "greedy")),
        (E3, ()),
        (E5, ("--weights", "partner", "--min-partner", "1", "--ineligible", "b=late")),
    ],
)
def test_the_script_accepts_a_certificate_and_rejects_a_hundred_mutants(
    tmp_path: Path, election: Election, options: tuple[str, ...]
) -> None:
    path, result, audit = audited(tmp_path, election, *options)
    problems, rng = script(), random.Random(7)

    accepted = problems(str(path), result, audit)
    del audit["identical"]
    changed = [mutant for mutant, _ in zip(mutants(audit, rng), range(100), strict=False)]

    assert accepted == []
    assert [mutant for mutant in changed if not problems(str(path), result, mutant)] == []


def test_an_audit_has_the_keys_of_its_contract_and_a_recount_says_so(tmp_path: Path) -> None:
    path, result, audit = audited(tmp_path, E6, "--rule", "greedy")
    winners = tmp_path / "winners.json"
    winners.write_text(json.dumps({"winners": result["winners"]}), encoding="utf-8")

    bare = run("audit", path, "--result", winners)

    assert set(audit) == {*KEYS, "identical"}
    assert audit["identical"] is True
    assert set(bare) == KEYS
    assert bare["violations"] == audit["violations"] != []
    assert set(bare["worst_group"]) == {
        "project", "cost", "voters", "weight", "share", "best_off", "ratio", "short_by",
    }  # fmt: skip


def test_a_result_that_was_changed_is_not_identical(tmp_path: Path) -> None:
    path, result, _ = audited(tmp_path, E6)
    (tmp_path / "other.json").write_text(json.dumps({**result, "spent": "1"}), encoding="utf-8")

    assert run("audit", path, "--result", tmp_path / "other.json", "--recount")["identical"] is False


def test_a_group_that_is_wronged_is_told_in_words_and_is_no_error(tmp_path: Path) -> None:
    path, _, _ = audited(tmp_path, E6, "--rule", "greedy")

    told = CliRunner().invoke(app, ["decide", "audit", str(path), "--result", str(tmp_path / "result.json")])

    assert told.exit_code == 0
    assert "q: 2 voters hold 2.000 of what it takes." in told.stdout


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"winners":[1]}', '{"winners":["nobody"]}', '{"winners":[],"rule":{}}']
)
def test_a_result_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    path, _, _ = audited(tmp_path, E6)
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")

    told = CliRunner().invoke(app, ["decide", "audit", str(path), "--result", str(tmp_path / "bad.json"), "--json"])

    assert (told.exit_code, told.stdout) == (1, "")
    assert len(told.stderr.strip().splitlines()) == 1
