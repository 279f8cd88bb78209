"""`cydradd follow concentration`: its keys, its words and its refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app

GRANTS = [
    {"amountAwarded": 10.5, "currency": "GBP", "recipientOrganization": [{"id": "GB-CHC-1", "name": "One"}]},
    {"amountAwarded": 30, "currency": "GBP", "recipientOrganization": [{"name": "Two"}]},
    {"amountAwarded": 5, "currency": "GBP"},
    {"amountAwarded": 7, "currency": "EUR", "recipientOrganization": [{"id": "GB-CHC-1", "name": "One"}]},
    {"amountAwarded": "a lot", "currency": "GBP", "recipientOrganization": [{"id": "GB-CHC-3"}]},
]


def package(folder: Path, grants: list[dict[str, Any]]) -> str:
    path = folder / "grants.json"
    path.write_text(json.dumps({"grants": grants}), encoding="utf-8")
    return str(path)


def test_known_unknown_unreadable_and_foreign_money_are_told_apart(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["follow", "concentration", package(tmp_path, GRANTS), "--json"])

    found = json.loads(result.stdout)
    assert (found["recipients"], found["sum_pence"], found["not_summable"]) == (2, 4050, 1)
    assert found["unidentified"]["grants"] == 1
    assert found["unidentified"]["sum_pence"] == 500
    assert found["unidentified"]["bounds"]["as_one"]["recipients"] == 3
    assert found["other_currencies"] == {"EUR": 1}
    assert found["lorenz"][-1] == [1.0, 1.0]


def test_the_words_say_what_is_in_none_of_the_numbers(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["follow", "concentration", package(tmp_path, GRANTS)])

    assert result.exit_code == 0
    assert "2 recipients hold £40.50." in result.stdout
    assert "1 grants are in EUR" in result.stdout
    assert "not-summable" in result.stderr


@pytest.mark.parametrize(
    ("grants", "word"),
    [
        ([], "no grant is in GBP"),
        ([{"amountAwarded": -4, "currency": "GBP", "recipientOrganization": [{"id": "a"}]}], "below 0"),
    ],
)
def test_what_cannot_be_measured_is_refused(tmp_path: Path, grants: list[dict[str, Any]], word: str) -> None:
    result = CliRunner().invoke(app, ["follow", "concentration", package(tmp_path, grants)])

    assert result.exit_code == 1
    assert word in result.stderr


def test_money_of_several_recipients_is_held_by_none_of_them(tmp_path: Path) -> None:
    together = {"amountAwarded": 8, "currency": "GBP", "recipientOrganization": [{"id": "a"}, {"id": "b"}]}
    result = CliRunner().invoke(app, ["follow", "concentration", package(tmp_path, [*GRANTS, together]), "--json"])

    found = json.loads(result.stdout)
    assert (found["recipients"], found["sum_pence"]) == (2, 4050)
    assert (found["unidentified"]["grants"], found["unidentified"]["sum_pence"]) == (2, 1300)


def test_comma_separated_text_says_the_same_as_json(tmp_path: Path) -> None:
    table = tmp_path / "grants.csv"
    rows = ["10.5,GBP,GB-CHC-1,One", "30,GBP,,Two", "5,GBP,,", "7,EUR,GB-CHC-1,One", "a lot,GBP,GB-CHC-3,"]
    table.write_text("\n".join(["Amount Awarded,Currency,Recipient Org:Identifier,Recipient Org:Name", *rows]), "utf-8")

    of_json, of_csv = (
        json.loads(CliRunner().invoke(app, ["follow", "concentration", path, "--json"]).stdout)
        for path in (package(tmp_path, GRANTS), str(table))
    )

    assert {**of_csv, "file": "", "sha256": ""} == {**of_json, "file": "", "sha256": ""}
    assert of_csv["recipients"] == 2


def test_a_filter_that_a_file_cannot_answer_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["follow", "concentration", package(tmp_path, GRANTS), "--funder", "The Fund"])

    assert result.exit_code == 2
    assert "only --currency" in " ".join(result.stderr.replace("│", " ").split())
