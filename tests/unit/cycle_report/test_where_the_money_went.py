"""Where the money of a round went: from its folder to results.json, the command and the page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cydradd.cycle.calculation import calculate
from cydradd.cycle.report import words
from cydradd.cycle.round_folder import read
from cydradd.cycle.stage_results.follow import followed, results
from cydradd.follow.reach import By
from cydradd.vocabulary.text import Language
from cydradd_cli.main import app

DEMO = Path(__file__).resolve().parents[3] / "demo" / "rounds"
FINISHED, LISTENING = DEMO / "eithin-25-003", DEMO / "eithin-26-007"


def copy(tmp_path: Path, **changed: str | None) -> Path:
    """The finished round of the demo with some files written anew, or left out."""
    folder = tmp_path / "round"
    shutil.copytree(FINISHED, folder)
    for name, text in changed.items():
        path = next(folder.glob(f"*/{name}.csv"))
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    return folder


def reach_of(folder: Path, by: By = By.TYPE) -> tuple[str, dict[str, int], int, int]:
    """Source, sums by row, sum of the unknown, and the total."""
    found = read(folder)
    went = followed(found, calculate(found, with_map=False))
    assert went is not None
    one = went.by[by]
    return went.source, {row.key: row.total for row in one.rows}, one.unknown.total, one.total


def test_the_money_of_the_agreements_to_the_penny() -> None:
    source, rows, unknown, total = reach_of(FINISHED)

    assert source == "deliver/agreements.csv"
    assert rows == {"third_sector": 5_320_000, "other_nonprofit": 1_450_000}
    assert (unknown, total) == (430_000, 7_200_000)


def test_a_consortium_holds_its_money_by_its_shares() -> None:
    found = read(FINISHED)

    went = followed(found, calculate(found, with_map=False))

    assert went is not None
    held = went.concentration.held.totals
    assert (held[1_472_000], held[368_000]) == (1, 1)


def test_shares_that_do_not_add_up_leave_the_money_with_who_signed(tmp_path: Path) -> None:
    folder = copy(
        tmp_path,
        members="application,organisation,share\n"
        "eithin-25-003-01,GB-CHC-0000001,1/2\neithin-25-003-01,GB-CHC-0000011,1/3\n",
    )

    assert reach_of(folder)[3] == 7_200_000
    assert "micro" not in reach_of(folder, By.SIZE)[1]


def test_without_agreements_the_funded_applications_are_followed(tmp_path: Path) -> None:
    folder = copy(tmp_path, agreements=None, payments=None, checkins=None, endings=None)

    source, rows, unknown, total = reach_of(folder)

    assert (source, sum(rows.values()) + unknown) == ("decide/ballots.pb", total)
    assert total > 0


def test_without_organisations_the_numbers_alone_are_evidence(tmp_path: Path) -> None:
    folder = copy(tmp_path, organisations=None)

    source, rows, unknown, total = reach_of(folder, By.SIZE)

    assert (source, rows, unknown) == ("deliver/agreements.csv", {}, total)


def test_a_round_without_awards_has_nothing_to_follow() -> None:
    found = read(LISTENING)

    assert results(found, calculate(found, with_map=False)) is None


def test_the_command_takes_a_round_folder() -> None:
    result = CliRunner().invoke(app, ["follow", "concentration", str(FINISHED), "--json"])

    told = json.loads(result.stdout)
    found = read(FINISHED)
    assert told == json.loads(json.dumps(results(found, calculate(found, with_map=False))))["concentration"]
    assert (told["recipients"], told["sum_pence"], told["file"]) == (10, 7_200_000, "deliver/agreements.csv")
    assert told["sha256"] == found.files["deliver/agreements.csv"]


@pytest.mark.parametrize(("folder", "why"), [(LISTENING, "nothing is awarded"), (DEMO, "round.toml")])
def test_a_folder_without_awards_is_refused(folder: Path, why: str) -> None:
    result = CliRunner().invoke(app, ["follow", "concentration", str(folder)])

    assert result.exit_code == 1
    assert why in result.stderr


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run of the demo's finished round writes."""
    folder = tmp_path_factory.mktemp("run") / "out"
    assert CliRunner().invoke(app, ["round", "run", str(FINISHED), "--out", str(folder)]).exit_code == 0
    return folder


@pytest.mark.parametrize("language", Language)
def test_the_page_shows_rows_unknown_and_total(language: Language, out: Path) -> None:
    page = (out / f"report-{language}.html").read_text("utf-8")

    section = page.split('id="follow"', 1)[1].split("</section>", 1)[0]

    for shown in ("£53,200", "£14,500", "£4,300", "£72,000", "74%", "6%", "f-hb"):
        assert shown in section
    assert str(words.say(language, "follow.title")) in section
    assert section.count("<details") == 3, "two tables, and every method told once"


def test_the_results_hold_where_the_money_went(out: Path) -> None:
    told = json.loads((out / "results.json").read_text("utf-8"))["follow"]

    assert list(told) == ["source", "reach", "concentration"]
    assert list(told["reach"]) == ["type", "size", "place", "year"]
    for one in told["reach"].values():
        assert sum(row["sum_pence"] for row in one["rows"]) + one["unknown"]["sum_pence"] == 7_200_000
