"""`cydradd apply net`: its keys, the hours of a table, a round folder, and its refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.apply.files import HOSTILE, answer, cydradd, refused, written
from tests.unit.cycle_folder.folders import SETTINGS, folder

HOUR = 3600
WON = {
    "id": "w",
    "outcome": "funded",
    "award_pence": 10_000_00,
    "apply_seconds": 10 * HOUR,
    "report_seconds": 10 * HOUR,
}
LOST = {"id": "l", "outcome": "not_funded", "apply_seconds": 10 * HOUR}


def round_file(at: Path, *applications: dict[str, object]) -> str:
    return written(at / "round.json", {"applications": list(applications)})


def test_the_vector_of_the_specification_comes_out_of_a_file(tmp_path: Path) -> None:
    won = [{**WON, "id": f"w{n}"} for n in range(10)]
    lost = [{**LOST, "id": f"l{n}"} for n in range(90)]

    found = answer("net", round_file(tmp_path, *won, *lost), "--rate", "5000", "--source", "agreed")

    assert found["awards_pence"] == 100_000_00
    assert (found["apply_hours"], found["report_hours"], found["volunteer_hours"]) == (1000, 100, None)
    assert (found["cost_pence"], found["net_funding_pence"], found["net_share"]) == (55_000_00, 45_000_00, 0.45)
    assert (found["interval_pence"], found["missing"]) == (None, 0)
    assert (found["rate_pence"], found["method"]) == (5000, "frykberg-2015")
    assert found["rate_source"] == {"cy": "agreed", "en": "agreed"}
    assert "Frykberg" in found["source"]
    assert found["per_award"][0] == {
        "application": "w0", "award_pence": 10_000_00, "apply_hours": 10, "report_hours": 10, "volunteer_hours": None,
        "net_grant_pence": 9_000_00,
    }  # fmt: skip
    assert found["defects"] == []


def test_missing_hours_are_counted_named_and_make_an_interval(tmp_path: Path) -> None:
    found = answer("net", round_file(tmp_path, WON, {**LOST, "apply_seconds": None}), "--rate", "5000")

    assert (found["net_funding_pence"], found["cost_pence"], found["net_share"]) == (None, None, None)
    assert found["interval_pence"] == [None, 9_000_00]
    assert (found["missing"], found["missing_hours"]) == (1, {"apply": ["l"], "report": []})


def test_hours_of_a_table_win_over_those_of_the_round(tmp_path: Path) -> None:
    hours = written(
        tmp_path / "hours.csv",
        "\ufeffreport_seconds,application,apply_seconds,volunteer_seconds,note\n,w,3600,1800,\n0,l,,,\nx,w,1,1,\n,q,1,1,\n",
    )

    found = answer("net", round_file(tmp_path, WON, LOST), "--rate", "5000", "--hours", hours)

    assert (found["apply_hours"], found["report_hours"], found["volunteer_hours"]) == (11, 10, 0.5)
    assert [(each["code"], each["row"]) for each in found["defects"]] == [
        ("unknown-column", 1), ("not-read", 4), ("not-read", 5),
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["-1", "1.5", "abc", "9" * 11, "²", "1e3"])
def test_a_cell_that_is_no_time_is_listed_and_changes_nothing(tmp_path: Path, cell: str) -> None:
    hours = written(tmp_path / "hours.csv", f"application,apply_seconds\nw,{cell}\n")

    found = answer("net", round_file(tmp_path, WON), "--rate", "5000", "--hours", hours)

    assert found["apply_hours"] == 10
    assert [each["code"] for each in found["defects"]] == ["unreadable-cell"]


@pytest.mark.parametrize("content", ["", "id,apply_seconds\nw,1\n", b"\xff\xfe", 'application\n"w', b"\x00"])
def test_a_table_that_is_none_is_refused(tmp_path: Path, content: object) -> None:
    hours = written(tmp_path / "hours.csv", content)

    assert refused(cydradd("net", round_file(tmp_path, WON), "--rate", "1", "--hours", hours))


def test_without_a_rate_the_hours_are_said_and_how_to_give_one(tmp_path: Path) -> None:
    result = cydradd("net", round_file(tmp_path, WON))

    assert result.exit_code == 0
    assert "10.0 hours" in result.stdout
    assert "--rate" in result.stderr


FAULTS: dict[str, tuple[dict[str, object], str]] = {
    "no id": ({**WON, "id": None}, "applications[0].id"),
    "an award not known": ({**WON, "award_pence": None}, "award_pence"),
    "an award with pence of pence": ({**WON, "award_pence": 1.5}, "applications[0].award_pence"),
    "an award below 0": ({**WON, "award_pence": -1}, "applications[0].award_pence"),
    "an outcome of another word": ({**WON, "outcome": "won"}, "funded, ineligible, not_funded, withdrawn"),
    "hours for seconds": ({**WON, "apply_seconds": "10h"}, "applications[0].apply_seconds"),
    "true for seconds": ({**WON, "report_seconds": True}, "applications[0].report_seconds"),
    "a century": ({**WON, "apply_seconds": 10**12}, "applications[0].apply_seconds"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place(tmp_path: Path, fault: str) -> None:
    application, place = FAULTS[fault]

    result = cydradd("net", round_file(tmp_path, application), "--rate", "1", "--json")

    assert refused(result)
    assert place in result.stderr


def test_an_id_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    result = cydradd("net", round_file(tmp_path, WON, WON), "--rate", "1")

    assert refused(result)
    assert "twice" in result.stderr


@pytest.mark.parametrize("content", HOSTILE)
def test_what_is_no_round_is_refused(tmp_path: Path, content: str) -> None:
    assert refused(cydradd("net", written(tmp_path / "round.json", HOSTILE[content]), "--rate", "1"))


def test_unknown_keys_are_listed(tmp_path: Path) -> None:
    found = answer("net", round_file(tmp_path, {**LOST, "hours": 3, "award_pence": 5}), "--rate", "1")

    assert [each["code"] for each in found["defects"]] == ["unknown-key", "award-not-funded"]


@pytest.mark.parametrize("rate", ["-1", "1.5", "20.00", "99999999999"])
def test_a_rate_that_is_no_pence_is_wrong_usage(tmp_path: Path, rate: str) -> None:
    assert cydradd("net", round_file(tmp_path, WON), "--rate", rate).exit_code == 2


BALLOTS = """\
META
key;value
budget;100
rule;equal-shares
num_projects;2
num_votes;2
vote_type;approval
PROJECTS
project_id;cost;name
a;100;One
b;90;Two
VOTES
voter_id;vote
1;a
2;a,b
"""
FILES: dict[str, str | bytes] = {
    "apply/applications.csv": "id,cost_p,minutes_spent,status\na,10000,90,\nb,9000,30.5,\nc,500,,withdrawn\n",
    "decide/ballots.pb": BALLOTS,
    "deliver/agreements.csv": "id,application,organisation,kind,amount_p,start,end,signed_on\n"
    "G,a,o,grant,10000,2027-01-01,2027-12-31,2027-01-01\n",
    "deliver/checkins.csv": "agreement,due,received_on,minutes\nG,2027-02-01,2027-02-01,20\nG,2027-09-01,,\n",
}


def test_a_round_folder_gives_outcomes_from_the_count_and_hours_from_its_tables(tmp_path: Path) -> None:
    path = folder(tmp_path / "r", FILES, SETTINGS + '[apply]\nrate_p = 6000\nrate_source_en = "agreed"\n')

    found = answer("net", str(path))

    assert found["awards_pence"] == 10_000
    assert found["apply_hours"] == pytest.approx(120.5 / 60)
    assert found["report_hours"] == pytest.approx(20 / 60)
    assert found["missing_hours"] == {"apply": ["c"], "report": []}
    assert (found["rate_pence"], found["rate_source"]) == (6000, {"cy": None, "en": "agreed"})
    assert found["per_award"][0]["net_grant_pence"] == 10_000 - 11_000


def test_a_check_in_without_its_minutes_leaves_the_time_of_reporting_unknown(tmp_path: Path) -> None:
    checkins = "agreement,due,received_on,minutes\nG,2027-02-01,2027-02-01,\nG,2027-03-01,2027-03-01,20\n"
    path = folder(tmp_path / "r", {**FILES, "deliver/checkins.csv": checkins})

    assert answer("net", str(path), "--rate", "1")["missing_hours"]["report"] == ["a"]


def test_a_round_that_is_not_counted_knows_no_awards(tmp_path: Path) -> None:
    path = folder(tmp_path / "r", {"apply/applications.csv": FILES["apply/applications.csv"]})

    found = answer("net", str(path), "--rate", "6000")

    assert (found["awards_pence"], found["net_funding_pence"], found["per_award"]) == (None, None, [])
