"""`cydradd design involvement`: a file, a folder, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app

GOOD = [
    '{"id": "e1", "at": "2027-03-01T09:00:00Z", "object": "o", "kind": "commitment", "code": "provider_named"}',
    '{"id": "e2", "at": "2027-03-15T09:00:00Z", "object": "o", "kind": "window_opens"}',
    '{"id": "e3", "at": "2027-04-05T09:00:00Z", "object": "o", "kind": "window_closes"}',
    '{"id": "e4", "at": "2027-04-06T09:00:00Z", "object": "o", "kind": "decision", "partner": "public"}',
]
BAD = [
    ('{"at": "2027-04-06T09:00:00", "object": "o", "kind": "decision"}', "no-zone"),
    ('{"at": 5, "object": "o", "kind": "decision"}', "unreadable-time"),
    ('{"object": "o", "kind": "decision"}', "unreadable-time"),
    ('{"at": "2027-04-06T09:00:00Z", "object": "o", "kind": "guess"}', "unknown-kind"),
    ('{"at": "2027-04-06T09:00:00Z", "object": "o", "kind": ["decision"]}', "unknown-kind"),
    ('{"at": "2027-04-06T09:00:00Z", "object": "o", "kind": "item", "code": "ajar"}', "unknown-word"),
    ('{"at": "2027-04-06T09:00:00Z", "object": "o", "kind": "decision", "partner": "council"}', "unknown-partner"),
    ('{"at": "2027-04-06T09:00:00Z", "object": 7, "kind": "decision"}', "unreadable-cell"),
    ('{"at": "2027-04-06T09:00:00Z", "object": "o", "kind": "change", "links": "c1"}', "unreadable-cell"),
    ('{"at": "2027-04-06T09:00:00Z", "object": "o", "kind": "change", "seq": -1}', "unreadable-cell"),
    ('{"at": "2027-04-06T09:00:00Z", "object": "o", "kind": "design_text", "text": [1]}', "unreadable-cell"),
    ('{"at": "2027-04-06T09:00:00Z", "kind": "decision", "seq": NaN}', "bad-json"),
    ("[" * 2000, "bad-json"),
    ("\0", "bad-json"),
    ("[]", "bad-json"),
    ("nonsense", "bad-json"),
]


def write(folder: Path, lines: list[str], name: str = "events.jsonl") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_the_keys_are_those_of_the_contract(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["design", "involvement", write(tmp_path, GOOD), "--json"])

    (found,) = json.loads(result.stdout)["objects"]
    assert list(found) == ["object", "signals", "rung", "capped_by", "confidence", "sentence"]
    assert list(found["signals"]) == [f"S{n}" for n in range(1, 11)]
    assert found["signals"]["S1"] == {"value": 14, "flag": True, "event": "e1", "n": 1}
    assert found["signals"]["S2"] == {"value": None, "flag": None, "event": None, "n": 0}
    assert found["sentence"]["cy"].startswith("Cafodd darparwr ei enwi 14 o ddiwrnodau")


def test_without_json_the_words_say_the_rung_and_what_is_not_known(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["design", "involvement", write(tmp_path, GOOD)])

    assert "o: informing, held down by S1" in result.stdout
    assert "? S2  not known" in result.stdout


@pytest.mark.parametrize(("line", "code"), BAD)
def test_a_bad_line_is_listed_with_its_number_and_the_good_ones_are_kept(tmp_path: Path, line: str, code: str) -> None:
    result = CliRunner().invoke(app, ["design", "involvement", write(tmp_path, [*GOOD[:2], line, *GOOD[2:]]), "--json"])

    assert result.exit_code == 0
    assert json.loads(result.stdout)["objects"][0]["signals"]["S4"]["value"] == 21
    assert result.stderr.startswith("events.jsonl:3:") and f" {code}: " in result.stderr


def test_a_key_that_no_rule_knows_is_listed_and_its_line_counts(tmp_path: Path) -> None:
    line = GOOD[0].replace('"id"', '"mood": "sad", "id"')
    result = CliRunner().invoke(app, ["design", "involvement", write(tmp_path, [line, *GOOD[1:]]), "--json"])

    assert "events.jsonl:1:mood: unknown-key" in result.stderr
    assert json.loads(result.stdout)["objects"][0]["signals"]["S1"]["flag"] is True


def test_a_contribution_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    line = '{"id": "c1", "at": "2027-03-20T09:00:00Z", "object": "o", "kind": "contribution"}'
    result = CliRunner().invoke(app, ["design", "involvement", write(tmp_path, [*GOOD, line, line]), "--json"])

    assert "events.jsonl:6:id: repeated-id" in result.stderr
    assert json.loads(result.stdout)["objects"][0]["signals"]["S6"]["n"] == 1


def test_more_bad_lines_than_a_screen_holds_are_all_listed(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["design", "involvement", write(tmp_path, [*GOOD, *["{"] * 50]), "--json"])

    assert result.stderr.count("bad-json") == 50


@pytest.mark.parametrize("lines", [[], [""], ["nonsense"], [BAD[0][0]]])
def test_a_file_without_an_act_is_refused_in_one_sentence(tmp_path: Path, lines: list[str]) -> None:
    result = CliRunner().invoke(app, ["design", "involvement", write(tmp_path, lines), "--json"])

    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no act here" in result.stderr and "Traceback" not in result.stderr


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["design", "involvement", str(tmp_path / "none.jsonl")])

    assert result.exit_code == 1
    assert "No such file" in result.stderr


def folder_with(folder: Path, lines: list[str]) -> str:
    (folder / "round.toml").write_text(
        'id = "r"\ntitle_cy = "R"\ntitle_en = "R"\nplace = "W06000002"\ncurrency = "GBP"\n'
        'as_of = 2027-04-05T12:00:00Z\nauthority_type = "none"\n',
        encoding="utf-8",
    )
    write(folder, lines, "cycle/events.jsonl")
    return str(folder)


def test_a_folder_is_read_up_to_its_clock(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["design", "involvement", folder_with(tmp_path, [*GOOD, "{"]), "--json"])

    signals = json.loads(result.stdout)["objects"][0]["signals"]
    assert (signals["S1"]["value"], signals["S9"]["value"]) == (14, None)
    assert "cycle/events.jsonl:5: bad-json" in result.stderr


def test_an_act_that_is_half_read_and_a_body_of_the_wrong_type_break_nothing(tmp_path: Path) -> None:
    lines = [
        *GOOD,
        '{"at": "2027-04-01T09:00:00Z", "kind": "objection", "gate": "open-apply", "partner": "nobody"}',
        '{"at": "2027-04-01T09:00:00Z", "kind": "design.changed", "body": {"object": "o", "links": "c1"}}',
    ]
    result = CliRunner().invoke(app, ["design", "involvement", folder_with(tmp_path, lines), "--json"])

    assert result.exit_code == 0
    assert "cycle/events.jsonl:6: unreadable-cell" in result.stderr


def test_a_folder_without_acts_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["design", "involvement", folder_with(tmp_path, [])])

    assert result.exit_code == 1
    assert "there is no act here" in result.stderr


def test_a_folder_that_is_no_round_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["design", "involvement", str(tmp_path)])

    assert result.exit_code == 1
    assert "round.toml" in result.stderr
