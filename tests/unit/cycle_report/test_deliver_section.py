"""What the report and results.json say of the delivery: payments, agreements, check-ins and endings of a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app

ROUND = (
    'id = "r"\ntitle_cy = "Rownd"\ntitle_en = "Round"\nplace = "W92000004"\ncurrency = "GBP"\n'
    'as_of = "2027-06-01T00:00:00Z"\n'
)
AGREEMENTS = "id,application,organisation,kind,amount_p,start,end,signed_on,pots,notice_months\n"
PAYMENTS = "agreement,due,invoiced_on,paid_on,amount_p,pot\n"
CHECKINS = "agreement,due,received_on,minutes,text_cy,text_en\n"
ENDINGS = "agreement,kind,proposed_on,report_on,decided_on,notice_on,ended_on,gap_months\n"
FILES = {
    "deliver/agreements.csv": AGREEMENTS + "G1,x,o1,grant,1200000,2026-04-01,2027-03-31,2026-03-20,,3\n",
    "deliver/payments.csv": PAYMENTS + "G1,2026-04-01,,2026-04-11,600000,\nG1,2026-10-01,,2026-11-15,600000,\n",
    "deliver/checkins.csv": CHECKINS + "G1,2026-10-01,2026-10-02,25,,Well\nG1,2027-03-31,2027-03-31,,Da,\n",
    "deliver/endings.csv": ENDINGS + "G1,not_renewed,2026-09-01,2026-10-01,2026-11-01,2026-11-02,2027-03-31,12\n",
}


def told(tmp_path: Path, **changed: str) -> tuple[dict[str, Any], str, str]:
    """The stage's part of results.json, and the section of the report in English and Welsh."""
    folder, out = tmp_path / "round", tmp_path / "out"
    for name, text in {"round.toml": ROUND, **FILES, **{f"deliver/{k}.csv": v for k, v in changed.items()}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["round", "run", str(folder), "--out", str(out)])
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads((out / "results.json").read_text("utf-8"))["deliver"]
    return found, *(section((out / f"report-{language}.html").read_text("utf-8")) for language in ("en", "cy"))  # type: ignore[return-value]


def section(page: str) -> str:
    start = page.index('<section class="sec" id="deliver"')
    return page[start : page.index("</section>", start)]


def test_the_results_hold_what_each_command_prints(tmp_path: Path) -> None:
    found, _, _ = told(tmp_path)

    alone = CliRunner().invoke(app, ["deliver", "payments", str(tmp_path / "round"), "--json"])

    assert found["payments"] == json.loads(alone.stdout)
    assert list(found["agreements"]["G1"]) == [
        "ok", "kind", "findings", "profile", "share_up_front", "cash_strain_p", "checkins",
    ]  # fmt: skip
    assert (found["agreements"]["G1"]["ok"], found["agreements"]["G1"]["share_up_front"]) == (True, 0.5)
    assert list(found["endings"]["G1"]) == ["may_end", "missing", "notice_days", "notice_needed_days"]


def test_cash_is_what_was_really_paid_and_not_what_was_due(tmp_path: Path) -> None:
    found, english, _ = told(tmp_path)

    assert found["agreements"]["G1"]["cash_strain_p"] == -100_000
    assert "These providers paid for the work with their own money" in english
    assert "Up to £1,000." in english


def test_a_gap_longer_than_the_notice_is_unknown_while_no_runway_is(tmp_path: Path) -> None:
    found, english, welsh = told(tmp_path)

    assert found["endings"]["G1"] == {
        "may_end": False, "missing": ["unknown-runway"], "notice_days": 149, "notice_needed_days": None,
    }  # fmt: skip
    assert "how long the providers carry on is not known" in english
    assert "nid yw’n hysbys am ba hyd y bydd y darparwyr yn parhau" in welsh


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("G1,not_renewed,2026-09-01,2026-11-01,2026-11-01,2026-11-02,2027-03-31,", ["no-impact-report"]),
        ("G1,not_renewed,2026-09-01,2026-10-01,2026-11-01,2026-11-02,2027-01-31,", ["short-notice"]),
        ("G1,not_renewed,2026-09-01,2026-10-01,2026-11-01,2026-11-02,2027-03-31,", []),
        ("G1,provider_withdrew,2026-09-01,,,,2026-09-05,", ["no-impact-report"]),
        ("G1,provider_withdrew,2026-09-01,2026-09-20,,,2026-09-05,", []),
    ],
)
def test_an_ending_is_held_to_the_order_of_its_acts(tmp_path: Path, row: str, missing: list[str]) -> None:
    found, english, _ = told(tmp_path, endings=f"{ENDINGS}{row}\n")

    assert found["endings"]["G1"]["missing"] == missing
    assert ("What is missing:" in english) is bool(missing)


def test_the_sentences_come_first_in_both_languages(tmp_path: Path) -> None:
    _, english, welsh = told(tmp_path)

    assert "2 payments. Median of the days to pay: 27.5. Within 30 days: 50%." in english
    assert "£6,000 (50% of the money agreed) was promised by the first day. £0 (0%) had arrived by then." in english
    assert "2 daliad. Canolrif y diwrnodau nes talu: 27.5. O fewn 30 diwrnod: 50%." in welsh
    assert "addawyd £6,000 (50% o’r arian y cytunwyd arno) erbyn y diwrnod cyntaf. Daeth £0 (0%)" in welsh
    assert (
        "Check-ins that were asked for: 2. Check-ins in proportion to the money: 2. Minutes they took: 25." in english
    )
    assert "25+" in english
    assert english.count("<details") == welsh.count("<details") == 3, "payments, what was said, and every method once"


def test_payments_without_dates_are_not_known_and_not_nought(tmp_path: Path) -> None:
    found, english, _ = told(tmp_path, payments=PAYMENTS + "G1,,,2026-04-11,600000,\n")

    assert (found["payments"]["unknown"], found["payments"]["median_days"]) == (1, None)
    assert "1 payment. Median of the days to pay: Not known. Within 30 days: Not known." in english


def test_an_agreement_that_breaks_a_rule_is_named(tmp_path: Path) -> None:
    paid = PAYMENTS + "G1,2026-04-01,,2026-03-01,1300000,\n"

    found, english, _ = told(tmp_path, payments=paid)

    assert {each["code"] for each in found["agreements"]["G1"]["findings"]} == {"D3"}
    assert "It was paid before the agreement was signed." in english


def test_an_agreement_that_ended_early_spent_what_it_kept(tmp_path: Path) -> None:
    paid = PAYMENTS + "G1,2026-04-01,,2026-04-01,1200000,\nG1,,,2026-08-01,-800000,\n"
    ended = ENDINGS + "G1,provider_withdrew,2026-07-01,2026-07-10,,,2026-07-31,\n"

    found, english, _ = told(tmp_path, payments=paid, endings=ended)

    assert found["agreements"]["G1"]["cash_strain_p"] == 0
    assert "(returned)" in english
    assert "at once" in english


def test_an_agreement_without_payments_lends_nobody_knows_what(tmp_path: Path) -> None:
    found, _, _ = told(tmp_path, payments=PAYMENTS)

    assert (found["agreements"]["G1"]["cash_strain_p"], found["agreements"]["G1"]["profile"]) == (None, None)
