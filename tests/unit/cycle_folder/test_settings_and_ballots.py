"""round.toml, ballots and partners: what is refused with a sentence, and what is listed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.cycle_folder.folders import SETTINGS, faults, folder
from typer.testing import CliRunner

from cydradd.cycle.calculation import calculate
from cydradd.cycle.round_folder import read
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.people import Partner
from cydradd_cli.main import app

BALLOTS = (
    "META\nkey;value\nbudget;100\nvote_type;approval\ncurrency;GBP\n"
    "PROJECTS\nproject_id;cost\na;60\nb;50\nVOTES\nvoter_id;vote\n1;a\n2;a,b\n3;b\n"
)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("id = ", "not TOML"),
        ('id = "Not An Id"\nas_of = "2027-06-01T12:00:00Z"\n', "an id is needed"),
        ('id = "a"\n', "as_of is needed"),
        ('id = "a"\nas_of = "2027-06-01T12:00:00"\n', "no time zone"),
        ('id = "a"\nas_of = "2027-06-01T12:00:00Z"\ncurrency = "Pounds"\n', "no currency code"),
    ],
)
def test_settings_that_say_nothing_certain_are_refused_with_one_sentence(
    tmp_path: Path, settings: str, said: str
) -> None:
    folder(tmp_path, {}, settings)

    answer = CliRunner().invoke(app, ["round", "check", str(tmp_path)])

    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.count("\n") <= 2


def test_a_folder_without_settings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no round\.toml"):
        read(tmp_path / "nowhere")


def test_unknown_settings_and_shares_are_listed(tmp_path: Path) -> None:
    settings = SETTINGS + 'colour = "red"\n[partners]\ncitizens = "half"\npublic = "1/2"\n'

    found = read(folder(tmp_path, {}, settings))

    assert {(column, code) for _, _, column, code in faults(found)} == {
        ("colour", "unknown-key"),
        ("partners.citizens", "bad-setting"),
    }
    assert found.settings.partners[Partner.PUBLIC] == Fraction(1, 2)


def test_partners_come_from_their_own_file_and_unknown_words_count_in_none(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "decide/ballots.pb": BALLOTS,
        "decide/partners.csv": "voter_id,partner\n1,citizens\n2,crowd\n9,public\n",
    }

    found = read(folder(tmp_path, files))

    assert found.election is not None
    assert [ballot.partner for ballot in found.election.ballots] == [Partner.CITIZENS, None, None]
    assert {code for *_, code in faults(found)} == {"unknown-partner", "dangling-reference"}


def test_a_partner_file_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    settings = SETTINGS + '[decide]\npartner_file = "../secret.csv"\n'

    found = read(folder(tmp_path, {"decide/ballots.pb": BALLOTS}, settings))

    assert ("round.toml", None, None, "outside") in faults(found)


def test_pots_rule_over_the_budget_of_the_ballots(tmp_path: Path) -> None:
    pots = "id,commissioner,commissioner_kind,amount_p,mode\nP1,C,council,6000,pooled\n"

    calculated = calculate(
        read(folder(tmp_path, {"decide/ballots.pb": BALLOTS, "design/pots.csv": pots})), with_map=False
    )

    assert calculated.count is not None
    assert calculated.count.election.budget == 60
    assert "budget-differs" in {defect.code for defect in calculated.defects}


def test_projects_and_applications_that_do_not_meet_are_named(tmp_path: Path) -> None:
    applications = "id,cost_p\na,6100\nc,500\n"

    calculated = calculate(
        read(folder(tmp_path, {"decide/ballots.pb": BALLOTS, "apply/applications.csv": applications})), with_map=False
    )

    assert {(defect.code, defect.value) for defect in calculated.defects} == {
        ("cost-differs", "a"),
        ("project-without-application", "b"),
        ("application-without-project", "c"),
    }
    assert calculated.count is not None


def test_a_count_that_is_refused_makes_the_stage_faulty_with_its_sentence(tmp_path: Path) -> None:
    partners = "voter_id,partner\n1,citizens\n2,public\n3,third_sector\n"

    answer = CliRunner().invoke(
        app,
        [
            "round",
            "check",
            str(folder(tmp_path, {"decide/ballots.pb": BALLOTS, "decide/partners.csv": partners})),
            "--json",
        ],
    )

    assert answer.exit_code == 1
    assert '"decide": "faulty"' in answer.stdout
    assert "at least 10 are needed" in answer.stdout


@pytest.mark.real_data
def test_a_round_of_real_files_is_checked_and_nothing_is_called_open(tmp_path: Path, real_data: Path) -> None:
    files: dict[str, str | bytes] = {
        f"listen/{path.name}": path.read_bytes() for path in (real_data / "polis" / "brexit-consensus").iterdir()
    }
    files["decide/ballots.pb"] = (real_data / "pabulib" / "files" / "Poland_Swiecie_2023.pb").read_bytes()
    settings = SETTINGS.replace("GBP", "PLN") + '[decide]\ncompletion = "add1e"\n'

    answer = CliRunner().invoke(app, ["round", "check", str(folder(tmp_path, files, settings)), "--json"])

    assert answer.exit_code == 0
    assert answer.stdout.count('"state": "not_evidenced"') >= 9
    assert '"ok": true' in answer.stdout
