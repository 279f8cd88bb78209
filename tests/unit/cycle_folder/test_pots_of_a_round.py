"""A round whose pots may not pay for everything: its count follows the money, and every page and file says how."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.cycle_folder.pots_folders import DECIDE, MONEY, pots, round_with_pots
from typer.testing import CliRunner

from cydradd.cycle import output
from cydradd_cli.main import app

FREE = {name: (amount, "abcd") for name, (amount, _) in MONEY.items()}


def ran(place: Path, out: Path) -> Any:
    """What `round run` writes to results.json."""
    done = CliRunner().invoke(app, ["round", "run", str(place), "--out", str(out)])
    assert done.exit_code == 0, done.output
    return json.loads((out / "results.json").read_text())


def test_the_count_follows_the_money_as_the_worked_vector_says(tmp_path: Path) -> None:
    decide = ran(round_with_pots(tmp_path / "round"), tmp_path / "out")["decide"]

    assert decide["winners"] == ["d", "c"]
    assert decide["pays"] == [
        {"project": "c", "pot": "P1", "amount": "30"}, {"project": "d", "pot": "P3", "amount": "20"}
    ]  # fmt: skip
    assert (decide["pairs"], decide["pairs_lower_bound"], decide["optimal"]) == (2, 2, True)
    assert [(pot["id"], pot["used"], pot["left"], pot["projects"]) for pot in decide["pots"]] == [
        ("P1", "30", "20", ["a", "c"]), ("P2", "0", "30", ["a", "b"]), ("P3", "20", "20", ["d"])
    ]  # fmt: skip
    told = [(each["project"], each["pots"], each["projects"], each["short_by"]) for each in decide["refused"]]
    assert told == [("b", ["P2"], ["b"], "20"), ("a", ["P1", "P2"], ["a", "c"], "10")]


def test_what_the_pots_refused_is_explained_and_not_audited(tmp_path: Path) -> None:
    decide = ran(round_with_pots(tmp_path / "round"), tmp_path / "out")["decide"]

    losers = {each["project"]: each for each in decide["explain"]["losers"]}
    assert losers["b"]["sentence"]["en"].startswith("Together these projects cost £50 (b).")
    assert losers["b"]["cost_reduction"] == "30"
    assert losers["a"]["cost_reduction"] == "50"
    assert {(each["project"], each["reason"]) for each in decide["audit"]["unchecked"]} == {
        ("a", "pots"),
        ("b", "pots"),
    }


def test_anybody_repeats_the_count_from_the_pots_of_the_result(tmp_path: Path) -> None:
    place = round_with_pots(tmp_path / "round")
    decide = ran(place, tmp_path / "out")["decide"]
    held = [{**pot, "funder": "", "reason": {}} for pot in decide["pots"]]
    (tmp_path / "pots.json").write_text(json.dumps({"pots": held}))
    arguments = ["decide", "fund", str(place / "decide/ballots.pb"), "--pots", str(tmp_path / "pots.json")]

    again = CliRunner().invoke(app, [*arguments, "--utility", "cardinality", "--completion", "none", "--json"])

    told = json.loads(again.stdout)
    assert told == {name: decide[name] for name in told}
    (tmp_path / "result.json").write_text(again.stdout)
    audited = ["decide", "audit", str(place / "decide/ballots.pb"), "--result", str(tmp_path / "result.json")]
    found = json.loads(CliRunner().invoke(app, [*audited, "--recount", "--json"]).stdout)
    assert found["identical"] is True
    (tmp_path / "result.json").write_text(again.stdout.replace('"short_by":"20"', '"short_by":"21"'))
    assert json.loads(CliRunner().invoke(app, [*audited, "--recount", "--json"]).stdout)["identical"] is False


@pytest.mark.parametrize("completion", ["add1", "add1e", "none"])
def test_pots_that_may_pay_for_everything_change_nothing(tmp_path: Path, completion: str) -> None:
    rule = DECIDE.replace('"none"', f'"{completion}"')
    place = round_with_pots(tmp_path / "round", FREE, rule)

    decide = ran(place, tmp_path / "out")["decide"]

    arguments = ["--rule", "equal-shares", "--utility", "cardinality", "--completion", completion, "--json"]
    plain = json.loads(
        CliRunner().invoke(app, ["decide", "count", str(place / "decide/ballots.pb"), *arguments]).stdout
    )
    assert {name: decide[name] for name in plain} == plain
    assert decide["refused"] == []
    assert sum(int(pay["amount"]) for pay in decide["pays"]) == int(decide["spent"])


def test_a_rule_that_cannot_follow_the_money_is_told_before_anybody_applies(tmp_path: Path) -> None:
    rule = DECIDE.replace('"none"', '"add1u"')
    place = round_with_pots(tmp_path / "round", decide=rule)
    for later in ("apply/applications.csv", "decide/ballots.pb"):
        (place / later).unlink()

    found = json.loads(CliRunner().invoke(app, ["round", "check", str(place), "--json"]).stdout)

    defect = next(each for each in found["defects"] if each["code"] == "pots-need-another-rule")
    assert "completion = add1u" in defect["message"]["en"]
    (place / "design/pots.csv").write_text(pots(FREE))
    again = json.loads(CliRunner().invoke(app, ["round", "check", str(place), "--json"]).stdout)
    assert not [each for each in again["defects"] if each["code"] == "pots-need-another-rule"]


def test_a_count_by_such_a_rule_is_refused_with_its_sentence(tmp_path: Path) -> None:
    rule = '[decide]\nrule = "greedy"\n'

    result = output.run(round_with_pots(tmp_path / "round", decide=rule), tmp_path / "out")

    refused = next(defect for defect in result.defects if defect.code == "refused-count")
    assert "rule = greedy" in (refused.message.en or "")
    assert not result.ok


def test_what_the_files_do_not_tell_is_let_and_said(tmp_path: Path) -> None:
    money = {"P1": (12_000, "abcd")}
    place = round_with_pots(tmp_path / "round", money)
    held = (place / "design/pots.csv").read_text()
    (place / "design/pots.csv").write_text(
        held.replace('""needs"": [""Na"", ""Nb"", ""Nc"", ""Nd""]', '""age"": [8, 18]')
    )

    result = output.run(place, tmp_path / "out")

    defect = next(each for each in result.defects if each.code == "pot-not-told")
    assert "a, b, c, d" in (defect.message.en or "")
    assert result.allocation is not None
    assert result.allocation.winners


def test_an_objection_stands_beside_restricted_pots(tmp_path: Path) -> None:
    act = {"at": "2027-05-01T09:00:00Z", "kind": "objection", "object": "d", "partner": "public"}
    place = round_with_pots(tmp_path / "round")
    (place / "cycle").mkdir()
    (place / "cycle/events.jsonl").write_text(json.dumps(act) + "\n")

    decide = ran(place, tmp_path / "out")["decide"]

    assert [(each["project"], each["kind"], each["partners"]) for each in decide["eligibility"]] == [
        ("d", "objection", ["public"])
    ]
    assert "d" not in decide["winners"]


def test_the_rules_of_money_are_judged_by_who_pays(tmp_path: Path) -> None:
    found = ran(round_with_pots(tmp_path / "round"), tmp_path / "out")

    assert (found["invariants"]["I1"]["state"], found["invariants"]["I2"]["state"]) == ("holds", "holds")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Which pot pays for what", "Pays £30 of £50", "It could not all be paid for in fewer payments",
                "it costs £50, and the pots that may pay for it hold only £30: Ariannwr P2 (P2). Short by £20.",
                "These cost £90 together: Path; Title c.", "Projects whose turn came but that the pots could not pay for: 2")),
        ("cy", ("Pa gronfa sy’n talu am beth", "Yn talu £30 o £50", "Ni ellid talu am y cyfan â llai o daliadau",
                "mae’n costio £50, a dim ond £30 sydd yn y cronfeydd a all dalu amdano: Ariannwr P2 (P2). Yn brin: £20.",
                "Cost y rhain gyda’i gilydd: £90 (Teitl a; Teitl c).", "ond na allai’r cronfeydd dalu amdanyn nhw: 2")),
    ],
)  # fmt: skip
def test_the_report_says_who_pays_and_what_the_pots_could_not_pay(
    tmp_path: Path, language: str, said: tuple[str, ...]
) -> None:
    ran(round_with_pots(tmp_path / "round"), tmp_path / "out")

    page = (tmp_path / "out" / f"report-{language}.html").read_text()

    for sentence in said:
        assert sentence in page


def test_one_pot_for_everything_is_not_told_at_length(tmp_path: Path) -> None:
    ran(round_with_pots(tmp_path / "round", {"P1": (12_000, "abcd")}), tmp_path / "out")

    assert "Which pot pays for what" not in (tmp_path / "out" / "report-en.html").read_text()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("nothing that is published ties it to an applicant", "for their own: 1 of 6.", "Not funded without them")),
        ("cy", ("nid oes dim a gyhoeddir yn ei gysylltu ag ymgeisydd", "ei hun yn unig: 1 o 6.", "Heb eu hariannu hebddyn nhw")),
    ],
)  # fmt: skip
def test_the_result_is_told_without_ballots_for_one_project_alone(
    tmp_path: Path, language: str, said: tuple[str, ...]
) -> None:
    money = {name: (amount, "abcd") for name, (amount, _) in MONEY.items()}
    rule = DECIDE.replace("cardinality", "cost")

    told = ran(round_with_pots(tmp_path / "round", money, rule), tmp_path / "out")["decide"]["own_ballots"]

    assert told["known"] is False
    assert told["without_single_choices"] == {"ballots": 1, "winners": ["a", "c"], "lost": ["d"], "gained": ["c"]}
    assert told["winners"][1] == {
        "project": "d", "supporters": 2, "alone": 1, "wins_without_alone": False
    }  # fmt: skip
    page = (tmp_path / "out" / f"report-{language}.html").read_text()
    for sentence in said:
        assert sentence in page
