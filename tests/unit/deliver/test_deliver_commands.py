"""`cydradd deliver agreement`, `ending` and `payments`: promised keys, exit status, and refusals that name the key."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cydradd_cli.main import app

AGREEMENT: dict[str, Any] = {
    "id": "AG1",
    "award": "A1",
    "kind": "grant",
    "organisation": "GB-CHC-0000001",
    "members": [{"organisation": "a", "share": "1/3"}, {"organisation": "b", "share": "2/3"}],
    "amount_p": 1_200_000,
    "currency": "GBP",
    "start": "2026-04-01",
    "end": "2027-03-31",
    "pots": [{"pot": "P1", "amount_p": 1_200_000}],
    "notice_months": 3,
    "purpose": {"cy": "Cwmni", "en": "Company"},
    "review_dates": ["2026-10-01"],
    "languages": ["cy", "en"],
}
ENDING: dict[str, Any] = {
    "agreement": "AG1",
    "kind": "not_renewed",
    "proposed_at": "2026-03-02",
    "report": {
        "at": "2026-04-13T09:00:00Z",
        "people": 120,
        "places": ["W06000001"],
        "providers": [{"id": "x", "reserves_months": 1, "share_lost": 0.5}, {"id": "y", "runway_months": None}],
        "jobs": 3,
        "volunteers": 0,
        "capacity": [100, 75, 35],
        "alternatives": [{"kind": "bridge", "text": "x"}, {"kind": "extension"}],
        "welsh": {"cy": "Dim", "en": "None"},
        "asked": [{"who": "users", "on": "2026-04-01"}],
        "gap_months": 3,
    },
    "consents": [{"partner": p, "at": "2026-04-13T10:00:00Z"} for p in ("citizens", "third_sector", "public")],
    "override": None,
    "notice_at": "2026-05-12",
    "ends_at": "2026-08-31",
}


def run(tmp_path: Path, verb: str, document: Any, *options: str) -> Result:
    file = tmp_path / "file.json"
    file.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
    return CliRunner().invoke(app, ["deliver", verb, str(file), *options])


def told(result: Result) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def test_an_agreement_has_the_promised_keys_and_the_default_profile(tmp_path: Path) -> None:
    result = run(tmp_path, "agreement", AGREEMENT, "--json")

    found = told(result)

    assert (result.exit_code, result.stderr) == (0, "")
    assert list(found) == ["ok", "kind", "findings", "profile", "share_up_front", "cash_strain_p", "checkins"]
    assert (found["ok"], found["kind"], found["findings"]) == (True, "grant", [])
    assert [line["amount_p"] for line in found["profile"]] == [600_000, 200_000, 200_000, 200_000]
    assert found["profile"][0] == {"due": "2026-04-01", "amount_p": 600_000, "kind": "up_front"}
    assert (found["share_up_front"], found["cash_strain_p"]) == (0.5, 0)
    assert found["checkins"] == [{"due": "2026-09-30", "minutes": 20}, {"due": "2027-03-31", "minutes": 20}]


def test_a_broken_rule_is_told_and_is_no_refusal(tmp_path: Path) -> None:
    broken = {**AGREEMENT, "members": [{"organisation": "a", "share": 0.1}], "notice_months": 2.5}

    result = run(tmp_path, "agreement", broken, "--json")

    findings = told(result)["findings"]
    assert result.exit_code == 0
    assert [(each["code"], each["field"]) for each in findings] == [("D2", "members"), ("D5", "notice_months")]
    assert all(each["sentence"]["cy"] and each["sentence"]["en"] for each in findings)


def test_a_contract_with_a_large_body_has_no_default_profile(tmp_path: Path) -> None:
    found = told(run(tmp_path, "agreement", {**AGREEMENT, "kind": "contract_lot"}, "--json"))

    assert (found["profile"], found["share_up_front"], found["cash_strain_p"]) == (None, None, None)


def test_keys_that_nobody_knows_are_named_and_not_dropped_silently(tmp_path: Path) -> None:
    odd = deepcopy(AGREEMENT)
    odd["colour"] = "red"
    odd["pots"][0]["shade"] = 1

    result = run(tmp_path, "agreement", odd, "--json")

    assert told(result)["ok"] is True
    assert "colour" in result.stderr
    assert "pots[0].shade" in result.stderr


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"kind": "gift"}, "kind"),
    ({"kind": None}, "kind"),
    ({"amount_p": None}, "amount_p"),
    ({"amount_p": 12.5}, "amount_p"),
    ({"amount_p": "1,234.50"}, "amount_p"),
    ({"amount_p": True}, "amount_p"),
    ({"amount_p": 10**16}, "amount_p"),
    ({"start": "01/04/2026"}, "start"),
    ({"start": None}, "start"),
    ({"end": "2026-02-30"}, "end"),
    ({"end": "2026-03-31"}, "end"),
    ({"signed_on": 5}, "signed_on"),
    ({"signed_on": "2026-03-01T10:00:00"}, "signed_on"),
    ({"notice_months": -3}, "notice_months"),
    ({"notice_months": "1/0"}, "notice_months"),
    ({"notice_months": [3]}, "notice_months"),
    ({"members": [{"organisation": "a"}]}, "members[0].share"),
    ({"members": [{"share": 1}]}, "members[0].organisation"),
    ({"members": [{"organisation": "a", "share": 1}, {"organisation": "a", "share": 0}]}, "members[1].organisation"),
    ({"members": "a"}, "members"),
    ({"pots": [7]}, "pots[0]"),
    ({"pots": [{"pot": "P", "amount_p": 1}, {"pot": "P", "amount_p": 1}]}, "pots[1].pot"),
    ({"profile": [{"due": "2026-04-01"}]}, "profile[0].amount_p"),
    ({"profile": [{"due": "2026-04-01", "amount_p": 1, "kind": "soon"}]}, "profile[0].kind"),
    ({"changes": [{"what": [3]}]}, "changes[0].what[0]"),
    ({"payments": [{"paid_on": "2026-04-01", "amount_p": 0.5}]}, "payments[0].amount_p"),
    ({"currency": "GBX"}, "currency"),
    ({"state": "lost"}, "state"),
    ({"award_passed": "yes"}, "award_passed"),
]


@pytest.mark.parametrize(("wrong", "key"), REFUSED, ids=[str(row[0])[:60] for row in REFUSED])
def test_a_value_that_is_not_what_its_key_asks_is_refused_by_its_name(
    tmp_path: Path, wrong: dict[str, Any], key: str
) -> None:
    result = run(tmp_path, "agreement", {**AGREEMENT, **wrong}, "--json")

    assert (result.exit_code, result.stdout) == (1, "")
    assert f"file.json: {key}: " in result.stderr
    assert result.stderr.count("\n") == 1


BYTES = {
    "empty": b"",
    "blank": b"  \n",
    "not JSON": b"kind: grant",
    "a list": b"[]",
    "a number": b"1",
    "NaN": b'{"kind": "grant", "amount_p": NaN}',
    "infinity": b'{"amount_p": 1e999}',
    "a key twice": b'{"kind": "grant", "kind": "isf"}',
    "NUL": b'{"kind": "gr\x00ant"}',
    "half a pair": b'{"kind": "\\ud800"}',
    "not UTF-8": b'{"kind": "\xff"}',
    "deep": b'{"pots":' * 100_000,
    "huge number": b'{"amount_p": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("verb", ["agreement", "ending"])
@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_what_is_no_json_object_is_refused_in_one_sentence(tmp_path: Path, verb: str, data: bytes) -> None:
    result = run(tmp_path, verb, data)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("cydradd: file.json: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("verb", ["agreement", "ending", "payments"])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, verb: str) -> None:
    absent = CliRunner().invoke(app, ["deliver", verb, str(tmp_path / "absent.json"), "--json"])
    folder = CliRunner().invoke(app, ["deliver", verb, str(tmp_path), "--json"])

    assert (absent.exit_code, folder.exit_code, absent.stdout + folder.stdout) == (1, 1, "")
    assert absent.stderr.count("\n") == folder.stderr.count("\n") == 1


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    result = run(tmp_path, "agreement", b"\xef\xbb\xbf" + json.dumps(AGREEMENT).encode(), "--json")

    assert told(result)["ok"] is True


def test_an_ending_in_order_may_end(tmp_path: Path) -> None:
    result = run(tmp_path, "ending", ENDING, "--json")

    assert (result.exit_code, result.stderr) == (0, "")
    assert told(result) == {"may_end": True, "missing": [], "notice_days": 111, "notice_needed_days": 92}


def test_an_ending_out_of_order_exits_1_with_what_is_missing(tmp_path: Path) -> None:
    early = {**ENDING, "consents": ["citizens", "public"], "ends_at": "2026-06-12"}

    result = run(tmp_path, "ending", early, "--json")

    assert result.exit_code == 1
    assert told(result)["missing"] == ["no-consent:third_sector", "short-notice"]
    assert "third_sector" in result.stderr


def test_consent_an_hour_before_the_report_is_no_consent_after_it(tmp_path: Path) -> None:
    early = {**ENDING, "report": {**ENDING["report"], "at": "2026-04-13T11:00:00Z"}}

    assert told(run(tmp_path, "ending", early, "--json"))["missing"] == ["no-impact-report"]


def test_an_override_needs_reasons_in_both_languages(tmp_path: Path) -> None:
    whole = {"office": "Director", "ground": "s.1", "reasons": {"cy": "a", "en": "b"}, "at": "2026-05-01"}
    half = {**whole, "reasons": "b"}

    alone = told(run(tmp_path, "ending", {**ENDING, "consents": [], "override": whole}, "--json"))
    lacking = told(run(tmp_path, "ending", {**ENDING, "consents": [], "override": half}, "--json"))

    assert (alone["missing"], lacking["missing"]) == ([], ["bad-override"])


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"kind": "lost"}, "kind"),
        ({"consents": ["council"]}, "consents[0]"),
        ({"consents": [{"partner": "council"}]}, "consents[0].partner"),
        ({"consents": [{"partner": "public"}, {"partner": "public"}]}, "consents[1].partner"),
        ({"notice_at": "12.5.2026"}, "notice_at"),
        ({"report": []}, "report"),
        ({"report": {"providers": [{"runway_months": 2}]}}, "report.providers[0].id"),
        ({"report": {"providers": [{"id": "x", "reserves_months": 1, "share_lost": 2}]}}, "report.providers[0].share_lost"),
        ({"report": {"gap_months": -1}}, "report.gap_months"),
    ],
)  # fmt: skip
def test_a_wrong_value_of_an_ending_is_refused_by_its_name(tmp_path: Path, wrong: dict[str, Any], key: str) -> None:
    result = run(tmp_path, "ending", {**ENDING, **wrong})

    assert (result.exit_code, result.stdout) == (1, "")
    assert f"file.json: {key}: " in result.stderr


def test_in_words_as_well(tmp_path: Path) -> None:
    good = run(tmp_path, "agreement", AGREEMENT)
    bad = run(tmp_path, "agreement", {**AGREEMENT, "amount_p": 5, "kind": "contract_lot"})
    ends = run(tmp_path, "ending", ENDING)
    at_once = run(tmp_path, "ending", {"kind": "emergency", "ends_at": "2026-06-01"})

    assert "No rule is broken." in good.stdout
    assert "£6,000" in good.stdout
    assert "D1" in bad.stdout
    assert ends.stdout == "It may end.\n"
    assert "counted as such" in at_once.stdout
