"""The folder that `listen map --out` fills: every list of the document, a picture and the reports."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.unit.listen.exports import export
from typer.testing import CliRunner

from cydradd.listen.invented import people
from cydradd.listen.polis_export import write
from cydradd.listen.tables import COLUMNS
from cydradd_cli.main import app

SVG = "{http://www.w3.org/2000/svg}"


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mapped(talk: Path, out: Path, *more: str) -> dict[str, Any]:
    """The document on stdout of a map that also fills a folder."""
    answer = CliRunner().invoke(app, ["listen", "map", str(talk), "--out", str(out), "--json", *more])
    assert answer.exit_code == 0, answer.output
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """The map of 200 invented people, a third of them citizens, and its folder."""
    talk = tmp_path_factory.mktemp("talk")
    write(people(200, 100, 10000, 2, seed=1), talk)
    told = "".join(f"{i},{('citizens', 'third_sector', 'public')[i % 3]}\n" for i in range(200))
    (talk / "participants.csv").write_text("participant,partner\n" + told, encoding="utf-8")
    return mapped(talk, talk / "out" / "map", "--groups", "2"), talk / "out" / "map"


def test_the_folder_holds_the_document_every_list_the_pictures_and_both_reports(
    filled: tuple[dict[str, Any], Path],
) -> None:
    document, out = filled

    assert {path.name for path in out.iterdir()} == {
        "map.json", "map.svg", "map-cy.svg", "map-en.svg", "report-cy.html", "report-en.html",
        *(f"{name}.csv" for name in COLUMNS),
    }  # fmt: skip
    assert json.loads((out / "map.json").read_text(encoding="utf-8")) == document


def test_the_tables_say_what_the_document_says(filled: tuple[dict[str, Any], Path]) -> None:
    document, out = filled

    for name in ("participants", "statements", "representative", "divides", "not_heard"):
        rows = rows_of(out / f"{name}.csv")
        assert len(rows) == len(document[name])
        for row, each in zip(rows, document[name], strict=True):
            flat = each | each.get("counts", {})
            assert row == {key: "" if flat[key] is None else str(flat[key]) for key in COLUMNS[name]}
    assert document["representative"]
    both = rows_of(out / "consensus.csv")
    assert [row["statement"] for row in both if row["direction"] == "agree"] == [
        each["statement"] for each in document["consensus"]["agree"]
    ]


def test_counts_of_groups_and_partners_have_a_row_for_each_side(filled: tuple[dict[str, Any], Path]) -> None:
    document, out = filled
    first = document["statements"][0]

    by_group = [row for row in rows_of(out / "statements_by_group.csv") if row["statement"] == first["id"]]
    by_partner = [row for row in rows_of(out / "statements_by_partner.csv") if row["statement"] == first["id"]]
    ground = rows_of(out / "common_ground.csv")

    assert [int(row["seen"]) for row in by_group] == [each["seen"] for each in first["by_group"]]
    assert {row["partner"]: int(row["agree"]) for row in by_partner} == {
        name: each["agree"] for name, each in first["by_partner"].items()
    }
    assert len(ground) == 2 * len(document["common_ground"]) > 0
    assert all(float(row["low"]) >= float(row["low_of_all"]) for row in ground)


def test_a_list_that_was_not_made_has_no_table(tmp_path: Path) -> None:
    talk = export(tmp_path, "".join(f"{i},,{j},{i},{1 - 2 * (i % 2)}\n" for i in range(1, 20) for j in range(1, 9)))

    document = mapped(talk, tmp_path / "map", "--method", "polis")

    assert document["all_partners"] is None
    assert not (tmp_path / "map" / "all_partners.csv").exists()


def test_the_picture_speaks_welsh_to_whom_welsh_is_asked_for_and_else_english(
    filled: tuple[dict[str, Any], Path],
) -> None:
    switch = ElementTree.parse(filled[1] / "map.svg").getroot()[0]  # noqa: S314 - we wrote it

    assert switch.tag == f"{SVG}switch"
    assert [each.get("systemLanguage") for each in switch] == ["cy", None]
    assert [each[0].get("lang") for each in switch] == ["cy", "en"]


def test_an_id_that_a_spreadsheet_would_run_is_written_as_text(tmp_path: Path) -> None:
    votes = "".join(f"{i},,{j},{i},{1 - 2 * (i % 2)}\n" for i in range(1, 20) for j in range(1, 9))
    talk = export(tmp_path, votes + "".join(f"1,,{j},=1+1,1\n" for j in range(1, 9)))

    mapped(talk, tmp_path / "map", "--method", "polis")

    assert "'=1+1" in [row["id"] for row in rows_of(tmp_path / "map" / "participants.csv")]
