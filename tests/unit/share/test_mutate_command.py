"""`cydradd share mutate`: the keys of share.md section 5, and plain refusals."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["share", "mutate", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_form_is_told_with_its_radicals_and_its_own_mutations() -> None:
    status, stdout, stderr = run("Gymuned", "--json")

    assert (status, stderr) == (0, "")
    assert json.loads(stdout) == {
        "word": "gymuned",
        "radicals": ["cymuned", "gymuned"],
        "mutations": {"soft": "ymuned", "nasal": "ngymuned", "aspirate": None, "h": None},
    }


def test_a_vowel_takes_h_and_what_is_not_mutated_is_null() -> None:
    found = json.loads(run("ysgol", "--json")[1])

    assert found["mutations"] == {"soft": None, "nasal": None, "aspirate": None, "h": "hysgol"}
    assert found["radicals"] == ["gysgol", "ysgol"]


def test_without_json_it_is_said_in_lines() -> None:
    _, stdout, _ = run("pobl")

    assert stdout.splitlines() == ["pobl: may come from pobl", "soft: bobl", "nasal: mhobl", "aspirate: phobl", "h: -"]


@pytest.mark.parametrize("word", ["", "ein hysgol", "%%", "\0"])
def test_what_is_not_one_word_is_refused_in_one_sentence(word: str) -> None:
    status, stdout, stderr = run(word, "--json")

    assert (status, stdout) == (1, "")
    assert "Give one word" in stderr
    assert "Traceback" not in stderr
