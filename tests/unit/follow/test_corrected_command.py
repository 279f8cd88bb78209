"""`cydradd follow check --corrected`: the grants with their safe repairs made, and nothing else changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.follow.grants import HEADINGS, a_row, as_csv, as_json, as_workbook, checked, rows_of
from tests.unit.follow.small_files import grant
from typer.testing import CliRunner

from cydradd_cli.main import app


def corrected(path: Path, out: Path, *more: str) -> Any:
    return CliRunner().invoke(
        app, ["follow", "check", str(path), "--as-of", "2027-06-01", "--corrected", str(out), *more]
    )


def messy(folder: Path) -> Path:
    rows = [
        [*HEADINGS, "From An Open Call?"],
        [*a_row(Identifier="00123", Title=" Côr ", Data_Source="example.org/a"), "Y"],
        [*a_row(Identifier="00123", Amount_Awarded="£1,200"), "N"],
    ]
    return as_csv(folder / "messy.csv", rows, encoding="cp1252", separator=";")


@pytest.mark.parametrize("ending", ["json", "xlsx", "csv"])
def test_safe_repairs_are_made_and_the_rest_is_left_and_counted(tmp_path: Path, ending: str) -> None:
    path, out = messy(tmp_path), tmp_path / f"mended.{ending}"
    before = path.read_bytes()

    done = corrected(path, out, "--json")

    told = json.loads(done.stdout)
    assert done.exit_code == 0 and path.read_bytes() == before
    assert sum(each["count"] for each in told["repairs"]) == 4
    copy = told["corrected"]
    assert (copy["file"], copy["count"], copy["invalid"], copy["changed"], copy["left_out"]) == (str(out), 2, 1, {}, [])
    found = checked(out)
    assert sum(found.repairs.values()) == 0 and found.invalid == 1 and found.duplicate_ids == (1, 2)
    ours = dict(found.by_code)
    assert copy["defects_by_code"] == ours and copy["defects_total"] == found.total
    assert [row.values["id"] for row in rows_of(out)] == ["00123", "00123"]
    assert rows_of(out)[1].values["amountAwarded"] == "£1,200"
    assert "4 safe repairs made" in done.stderr and "Left for people to mend" in done.stderr


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    path, out = messy(tmp_path), tmp_path / "mine.csv"
    out.write_text("mine")

    for target in (out, path):
        done = corrected(path, target)

        assert done.exit_code == 1 and done.stderr.count("\n") == 1 and "is not replaced" in done.stderr
    assert out.read_text() == "mine" and rows_of(path)


@pytest.mark.parametrize("name", ["copy", "copy.txt", "copy.xls"])
def test_a_form_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path, name: str) -> None:
    done = corrected(messy(tmp_path), tmp_path / name)

    assert done.exit_code == 1 and ".json, .xlsx or .csv" in done.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["messy.csv"]


def test_contracts_are_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "releases.json"
    path.write_text(
        json.dumps({"releases": [{"ocid": "o-1", "id": "1", "date": "2027-01-01T00:00:00Z", "tag": ["award"]}]})
    )

    done = corrected(path, tmp_path / "copy.json")

    assert done.exit_code == 1 and "made of grants alone" in done.stderr
    assert not (tmp_path / "copy.json").exists()


def test_what_is_not_in_the_copy_is_said(tmp_path: Path) -> None:
    parts = [["Identifier", "Beneficiary Location:Name"], ["nobody", "Arfon"]]
    book = as_workbook(
        tmp_path / "a.xlsx",
        Meta=[["Publisher:Name", "P"]],
        grants=[HEADINGS, a_row()],
        Notes=[["Note"], ["x"]],
        Places=parts,
    )

    said = corrected(book, tmp_path / "copy.csv").stderr

    assert "Not in the copy: 1 sheets without grants." in said and "Not in the copy: 1 rows of no grant." in said
    assert "which has no place for it: publisher" in said


def test_what_a_form_cannot_hold_is_said_by_field(tmp_path: Path) -> None:
    path = as_json(tmp_path / "a.json", grant("a", "1000", relatedActivity=["x;y"]))

    said = corrected(path, tmp_path / "copy.csv").stderr

    assert "amountAwarded: 1 values read otherwise" in said and ".json keeps them" in said
    assert corrected(path, tmp_path / "copy.json").stderr.count("read otherwise") == 0


def test_a_broken_file_leaves_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_bytes(b'{"grants": [{"id": "a"}, {"id"')

    done = corrected(path, tmp_path / "copy.json")

    assert done.exit_code == 1 and [each.name for each in tmp_path.iterdir()] == ["cut.json"]
