"""The demo: made by its script, fictional, and rounds whose gates open from their own files."""

from __future__ import annotations

import csv
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import Checked, check
from cydradd.cycle.gates import State
from cydradd.cycle.output_open_data import open_data
from cydradd.cycle.round_folder import read
from cydradd.cycle.stage_results import evaluate
from cydradd.design.involvement import involvement, read_events_file
from cydradd_cli.main import app

ROOT = Path(__file__).resolve().parents[3]
ROUNDS = ROOT / "demo" / "rounds"
FINISHED, VOTING, LISTENING = ROUNDS / "eithin-25-003", ROUNDS / "eithin-26-004", ROUNDS / "eithin-26-007"
CALLING = ROUNDS / "eithin-26-009"
ALL = (FINISHED, VOTING, LISTENING, CALLING)
EACH = pytest.mark.parametrize("folder", ALL, ids=lambda path: path.name)


def checked(folder: Path) -> Checked:
    """The check of one round of the demo."""
    found = read(folder)
    calculated = calculate(found, with_map=False)
    return check(found, calculated, packages_valid=open_data(found, calculated).valid)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """One table of a folder, as it lies there."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def people() -> list[dict[str, Any]]:
    """The people whom one can sign in as."""
    found: list[dict[str, Any]] = tomllib.loads((ROOT / "demo" / "people.toml").read_text("utf-8"))["person"]
    return found


def rung(folder: Path) -> str:
    """How far up the ladder of involvement the design of a round came."""
    acts, _ = read_events_file(folder / "cycle" / "events.jsonl")
    (design,) = [each for each in involvement(acts) if each.object == "design"]
    return str(design.rung)


def test_the_script_makes_the_rounds_that_are_there(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "demo" / "make.py"), str(tmp_path)], check=True)

    assert tree(tmp_path) == tree(ROUNDS)


@EACH
def test_a_round_of_the_demo_has_no_fault(folder: Path) -> None:
    found = checked(folder)

    assert found.ok
    assert found.defects == ()


@EACH
def test_running_a_round_twice_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    done = [
        CliRunner().invoke(app, ["round", "run", str(folder), "--out", str(tmp_path / name)])
        for name in ("once", "again")
    ]

    assert [each.exit_code for each in done] == [0, 0]
    assert len(tree(tmp_path / "once")) > 10
    assert tree(tmp_path / "once") == tree(tmp_path / "again")


def test_every_gate_of_the_finished_round_is_open_and_one_was_opened_by_an_override() -> None:
    states = {str(gate.gate): gate.state for gate in checked(FINISHED).gates}

    assert states.pop("open-share") is State.OVERRIDDEN
    assert set(states.values()) == {State.OPEN}
    assert len(states) == 8
    assert checked(FINISHED).overrides == 1


def test_one_gate_of_the_finished_round_opened_after_a_mediated_objection() -> None:
    acts = read(FINISHED).tables.events or ()

    settled = {act.gate for act in acts if act.kind == "objection" and act.code == "resolved"}

    assert settled == {"open-design"}
    assert {act.gate for act in acts if act.kind == "mediation_closes"} == {"open-design", "open-share"}


def test_the_finished_round_keeps_all_fifteen_invariants() -> None:
    states = {each.id: str(each.state) for each in checked(FINISHED).invariants}

    assert states == {f"I{number}": "holds" for number in range(1, 16)}


def test_an_outcome_of_the_finished_round_is_pooled_and_nothing_measured_is_dropped() -> None:
    found = read(FINISHED)
    calculated = evaluate.results(found, calculate(found, with_map=False))

    outcomes = calculated["outcomes"]

    assert outcomes["O2"]["effects"]["n_rows"] == 6
    assert outcomes["O2"]["pool"]["k"] >= 4
    assert outcomes["O1"]["effects"]["measure"] == "RR"
    assert outcomes["O3"]["effects"]["rows"][0]["yi"] == 0


def test_the_ladder_of_involvement_is_what_the_acts_show() -> None:
    assert rung(FINISHED) == "co-design"
    assert rung(VOTING) == "co-production"


def test_what_is_not_known_is_there_too() -> None:
    blank = {
        ("apply/applications.csv", "minutes_spent"),
        ("apply/organisations.csv", "income_p"),
        ("deliver/checkins.csv", "minutes"),
        ("deliver/checkins.csv", "received_on"),
        ("deliver/payments.csv", "invoiced_on"),
        ("evaluate/outcomes.csv", "r"),
    }

    for name, column in blank:
        cells = [row[column] for row in rows(FINISHED, name)]

        assert "" in cells
        assert any(cells)


def test_an_open_ballot_shows_no_vote_no_score_and_no_count() -> None:
    states = {str(gate.gate): gate.state for gate in checked(VOTING).gates}
    opened = {act.kind for act in read(VOTING).tables.events or () if act.object == "ballot"}

    assert list(states.values())[:4] == [State.OPEN] * 4
    assert set(list(states.values())[4:]) == {State.NOT_EVIDENCED}
    assert opened == {"window_opens"}
    assert not (VOTING / "decide").exists()


def test_the_listening_round_is_not_past_its_gate() -> None:
    states = {str(gate.gate): gate.state for gate in checked(LISTENING).gates}

    assert states["open-listen"] is State.OPEN
    assert states["open-design"] is State.CLOSED


def test_the_call_of_the_round_of_small_grants_is_open_for_months_and_nobody_has_applied_yet() -> None:
    states = {str(gate.gate): gate.state for gate in checked(CALLING).gates}
    call = [act for act in read(CALLING).tables.events or () if act.object == "call"]

    assert list(states.values())[:3] == [State.OPEN] * 3
    assert states["open-decide"] is State.CLOSED
    assert [(act.kind, act.item) for act in call] == [("window_opens", "2027-03-31")]
    assert not (CALLING / "apply").exists()
    assert {row["reserved"] for row in rows(CALLING, "design/lots.csv")} == {"vcse"}
    assert all(int(row["value_p"]) <= 300_000 for row in rows(CALLING, "design/lots.csv"))
    assert [int(row["words"]) for row in rows(CALLING, "design/questions.csv")] == [0, 120, 80] * 2


def test_whoever_signs_for_an_organisation_has_said_so_where_applications_are_taken() -> None:
    (tom,) = [each for each in people() if "signs_for" in each]
    partner, number = tom["seats"][CALLING.name].split(":")

    seat = [row for row in rows(CALLING, "cycle/seats.csv") if row["partner"] == partner][int(number) - 1]

    assert (seat["interests"], seat["relation"]) == (tom["signs_for"], "trustee")


def test_everybody_who_sits_in_a_round_of_the_demo_has_a_pseudonym_of_their_own() -> None:
    seats = [row["seat"] for folder in ALL for row in rows(folder, "cycle/seats.csv")]

    assert len(set(seats)) == len(seats) == 74


def test_no_round_of_the_demo_is_left_out_here() -> None:
    assert {path for path in ROUNDS.iterdir() if path.is_dir()} == set(ALL)


@EACH
def test_a_round_of_the_demo_was_carried_by_people_who_sit_in_it(folder: Path) -> None:
    partner_of = {row["seat"]: row["partner"] for row in rows(folder, "cycle/seats.csv")}

    acts = read(folder).tables.events or ()
    consents = [act for act in acts if act.kind == "consent" and act.gate is not None]

    assert acts[0].kind == "round.opened"
    assert len(consents) >= 3
    assert [partner_of[str(act.seat)] for act in consents] == [str(act.partner) for act in consents]
    assert all(act.text is not None and act.text.cy and act.text.en for act in consents)


def test_everything_that_came_after_the_ballot_of_the_finished_round_was_done_by_somebody() -> None:
    acts = read(FINISHED).tables.events or ()

    done = Counter(act.kind for act in acts)

    assert (
        done["decide.award_made"] == done["deliver.agreement_signed"] == len(rows(FINISHED, "deliver/agreements.csv"))
    )
    assert done["deliver.payment_made"] == len(rows(FINISHED, "deliver/payments.csv"))
    told = [row for row in rows(FINISHED, "deliver/checkins.csv") if row["received_on"]]
    assert done["deliver.checkin_received"] == len(told) == 10
    assert done["apply.feedback_given"] == len({row["application"] for row in rows(FINISHED, "apply/feedback.csv")})
    assert done["evaluate.planned"] == len(rows(FINISHED, "design/outcomes.csv"))
    assert done["decide.allocation_computed"] == 1


def test_what_was_said_made_the_design_of_the_winter_round_another_one() -> None:
    acts = read(VOTING).tables.events or ()

    changed = {(act.code, act.item): act.links for act in acts if act.kind == "change" and act.links}

    assert changed["taken_out", "R1"] == ("comment-1", "comment-3")
    assert changed["added", "L3"] == ("comment-2",)
    assert [row["id"] for row in rows(VOTING, "design/requirements.csv")] == ["R2", "R3"]
    assert [row["id"] for row in rows(VOTING, "design/lots.csv")] == ["L1", "L2", "L3"]


def test_every_seat_of_the_people_of_the_demo_is_there() -> None:
    places = [(name, *place.split(":")) for each in people() for name, place in each["seats"].items()]

    assert len(places) == 16
    assert len(set(places)) == 16
    for name, partner, number in places:
        held = [row for row in rows(ROUNDS / name, "cycle/seats.csv") if row["partner"] == partner]
        assert 1 <= int(number) <= len(held)
