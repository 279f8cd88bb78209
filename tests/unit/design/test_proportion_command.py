"""`cydradd design proportion`: its keys, its words and its refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app

FORM: dict[str, Any] = {
    "date": "2026-06-01",
    "authority_type": "sub_central_wales",
    "contract_type": "services",
    "value_p": 6_000_000,
    "years": 2,
    "questions": [{"id": "Q1", "words": 2400}, {"id": "Q2", "words": 200}, {"id": "Q3", "words": 0}],
    "requirements": [
        {"id": "R1", "kind": "turnover", "level": 4_500_000, "when": "before_offer", "reason": "Because."},
        {"id": "R2", "kind": "insurance", "level": 100, "when": "before_offer", "reason": {"cy": "A", "en": "B"}},
        {"id": "R3", "kind": "accounts", "level": 3, "when": "before_offer", "reason": "", "exception": "open-apply"},
        {"id": "R4", "kind": "policy", "when": "after_offer"},
    ],
    "lots": 1,
}


def run(folder: Path, content: object, *options: object) -> Any:
    path = folder / "form.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return CliRunner().invoke(app, ["design", "proportion", str(path), *map(str, options)])


def test_the_keys_of_the_design(tmp_path: Path) -> None:
    found = json.loads(run(tmp_path, FORM, "--json").stdout)

    assert list(found) == ["band", "thresholds", "budget", "asked", "findings", "publishable"]
    assert (found["budget"], found["asked"]) == ({"questions": 10, "words": 2500}, {"questions": 2, "words": 2600})
    assert [(each["code"], each["id"]) for each in found["findings"]] == [
        ("words", None),
        ("turnover", "R1"),
        ("insurance_early", "R2"),
        ("no_reason", "R4"),
    ]
    turnover = found["findings"][1]
    assert list(turnover) == ["code", "id", "level", "limit", "ratio", "severity", "source", "sentence"]
    assert (turnover["level"], turnover["limit"], turnover["ratio"]) == (4_500_000, 3_000_000, 1.5)
    assert turnover["sentence"]["en"] == "Turnover: £45,000. At most for this money: £30,000."
    assert found["publishable"] is False
    assert {20772000, 66354000, 3000000} == {row["amount_p"] for row in found["thresholds"]}
    assert list(found["thresholds"][0]) == [
        "regime", "contract_type", "authority_type", "from", "to", "amount_p", "source",
    ]  # fmt: skip


def test_the_words_name_each_finding_with_its_law(tmp_path: Path) -> None:
    result = run(tmp_path, FORM)

    assert result.exit_code == 0
    assert "breach: insurance_early R2" in result.stdout
    assert "Procurement Act 2023 s.22" in result.stdout
    assert "May not be published" in result.stdout


def test_a_text_is_held_against_the_money_of_the_form(tmp_path: Path) -> None:
    text = tmp_path / "call.txt"
    text.write_text("Insurance of £5 million per claim. Turnover of £20,000.", encoding="utf-8")

    found = json.loads(run(tmp_path, FORM, "--text", text, "--json").stdout)

    assert [(each["kind"], each["amount_p"]) for each in found["found"]] == [
        ("insurance", 500_000_000),
        ("turnover", 2_000_000),
    ]
    assert ("insurance", "text-1") in {(each["code"], each["id"]) for each in found["findings"]}


def test_a_text_may_stand_alone(tmp_path: Path) -> None:
    text = tmp_path / "call.txt"
    text.write_text("Two years of accounts.", encoding="utf-8")

    result = CliRunner().invoke(app, ["design", "proportion", "--text", str(text), "--json"])

    assert [each["years"] for each in json.loads(result.stdout)["found"]] == [2]
    assert "accounts, 2 years" in CliRunner().invoke(app, ["design", "proportion", "--text", str(text)]).stdout


def test_neither_form_nor_text_is_wrong_usage() -> None:
    assert CliRunner().invoke(app, ["design", "proportion"]).exit_code == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"date": "2025-02-23"}, ["We hold no threshold", "2025-02-23", "2025-02-24"]),
        ({"authority_type": "parish"}, ["We hold no threshold", "sub_central_wales"]),
        ({"date": "yesterday"}, ["form.json: date", "2026-03-31"]),
        ({"date": None}, ["“date” is missing"]),
        ({"contract_type": "works"}, ["contract_type", "services light_touch grant"]),
        ({"value_p": -1}, ["value_p", "whole number"]),
        ({"value_p": 10**16}, ["value_p", "whole number"]),
        ({"value_p": 1.5}, ["value_p", "whole number"]),
        ({"years": 0}, ["years", "more than 0"]),
        ({"questions": {}}, ["questions", "write a list"]),
        ({"questions": [{"id": "Q1"}]}, ["questions[0]", "“words”"]),
        ({"questions": [{"id": "Q1", "words": 1}, {"id": "Q1", "words": 1}]}, ["questions[1].id", "twice"]),
        ({"requirements": [{"id": "R1"}]}, ["requirements[0]", "“kind”"]),
        ({"requirements": [{"id": "R1", "kind": "x", "when": "soon"}]}, ["requirements[0].when", "before_offer"]),
        ({"requirements": [{"id": "R1", "kind": "x", "level": []}]}, ["requirements[0].level", "number"]),
        ({"requirements": [{"id": "R1", "kind": "x", "reason": 3}]}, ["requirements[0].reason"]),
        ({"lots": "one"}, ["lots", "whole number"]),
    ],
)
def test_a_form_that_cannot_be_judged_is_refused_with_the_place(
    tmp_path: Path, change: dict[str, object], words: list[str]
) -> None:
    result = run(tmp_path, FORM | change, "--json")

    assert (result.exit_code, result.stdout) == (1, "")
    assert all(word in result.stderr for word in words), result.stderr
    assert result.stderr.count("\n") == 1


def test_a_text_that_is_not_there_is_not_utf_8_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00")

    for path in (bad, tmp_path, tmp_path / "nowhere.txt"):
        result = CliRunner().invoke(app, ["design", "proportion", "--text", str(path), "--json"])

        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("cydradd: ")


def test_an_unknown_key_is_told_and_not_dropped_in_silence(tmp_path: Path) -> None:
    result = run(tmp_path, FORM | {"colour": "red"}, "--json")

    assert result.exit_code == 0
    assert "colour: unknown-key" in result.stderr
