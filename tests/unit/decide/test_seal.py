"""The seal: a count by another rule, other projects or another budget than was published is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cydradd_cli.main import app

BEFORE = (
    "META\nkey;value\nbudget;100\nvote_type;approval\nmin_length;1\nmax_length;3\n"
    "PROJECTS\nproject_id;cost\na;60\nb;40\nVOTES\nvoter_id;vote\n"
)
OPTIONS = ("--completion", "add1e", "--seed", "public", "--ineligible", "b=late")
KEYS = {
    "schema", "projects_sha256", "rule", "rule_sha256", "rule_text", "eligibility_sha256", "budget", "seed", "ballot",
}  # fmt: skip


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["decide", *map(str, arguments)])


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A folder with a seal, and the file of the round after the vote."""
    (tmp_path / "before.pb").write_text(BEFORE, encoding="utf-8")
    assert run("seal", tmp_path / "before.pb", *OPTIONS, "--out", tmp_path / "seal.json").exit_code == 0
    (tmp_path / "after.pb").write_text(BEFORE + "1;a\n2;a,b\n", encoding="utf-8")
    return tmp_path


def test_a_seal_has_the_keys_of_its_contract_and_says_the_rule_in_both_languages(sealed: Path) -> None:
    held = json.loads((sealed / "seal.json").read_bytes())

    assert set(held) == KEYS
    assert held["ballot"] == {"type": "approval", "min": 1, "max": 3}
    assert "equal shares" in held["rule_text"]["en"]
    assert "cyfrannau cyfartal" in held["rule_text"]["cy"]


def test_the_count_that_was_sealed_is_counted(sealed: Path) -> None:
    done = run("count", sealed / "after.pb", *OPTIONS, "--seal", sealed / "seal.json", "--json")

    assert done.exit_code == 0
    assert json.loads(done.stdout)["winners"] == ["a"]


@pytest.mark.parametrize(
    ("changed", "text", "differs"),
    [
        (("--completion", "none", *OPTIONS[2:]), BEFORE, "rule"),
        ((*OPTIONS[:2], "--seed", "other", *OPTIONS[4:]), BEFORE, "rule, seed"),
        ((*OPTIONS[:4], "--ineligible", "b=early"), BEFORE, "eligibility"),
        (OPTIONS[:4], BEFORE, "eligibility"),
        (OPTIONS, BEFORE.replace("a;60", "a;61"), "projects"),
        (OPTIONS, BEFORE.replace("budget;100", "budget;101"), "budget"),
    ],
)
def test_another_count_is_refused_with_what_differs(
    sealed: Path, changed: tuple[str, ...], text: str, differs: str
) -> None:
    (sealed / "after.pb").write_text(text + "1;a\n", encoding="utf-8")

    done = run("count", sealed / "after.pb", *changed, "--seal", sealed / "seal.json", "--json")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.strip() == f"cydradd: This count is not what was sealed. Different: {differs}."


def test_a_file_with_ballots_is_not_sealed(sealed: Path) -> None:
    done = run("seal", sealed / "after.pb", "--out", sealed / "late.json")

    assert done.exit_code == 1
    assert not (sealed / "late.json").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}"])
def test_what_is_no_seal_is_refused(sealed: Path, text: str) -> None:
    (sealed / "seal.json").write_text(text, encoding="utf-8")

    assert run("count", sealed / "after.pb", "--seal", sealed / "seal.json").exit_code == 1
