"""Grants written in each form: nothing is lost in silence, nothing is run by a spreadsheet, ids keep their zeros."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pytest
from tests.unit.follow.grants import HEADINGS, a_row, as_csv, as_json, as_workbook, checked, codes, rows_of
from tests.unit.follow.rounds import a_round
from tests.unit.follow.small_files import grant

from cydradd.follow.marking import marked, unmarked
from cydradd.follow.publish import grants_package, to_bytes
from cydradd.follow.threesixtygiving import CannotWrite, FileForm, open_file, write
from cydradd.follow.writing.documents import document
from cydradd.vocabulary.errors import UnreadableFile

FORMS = list(FileForm)
TABLES = [FileForm.CSV, FileForm.XLSX]


def again(package: Any, folder: Path, form: FileForm) -> tuple[list[Any], Any]:
    """The grants of a package after it was written and read, and what was said of the writing."""
    made = write(package, folder / f"a.{form}", form)
    return [document(row) for row in rows_of(folder / f"a.{form}")], made


@pytest.mark.parametrize("form", FORMS)
def test_a_published_round_reads_as_it_was_published(tmp_path: Path, form: FileForm) -> None:
    package = grants_package(a_round())

    grants, made = again(package, tmp_path, form)

    assert grants == package["grants"]
    assert made.changed == {}
    assert made.count == len(package["grants"]) == 3
    assert grants[0]["title_cy"] == "Cais a1" and grants[1]["recipientShares"][1]["share"] == "1/2"
    assert made.left_out == (() if form is not FileForm.CSV else tuple(sorted(package.keys() - {"grants"})))


def test_json_has_the_bytes_of_a_publication(tmp_path: Path) -> None:
    package = grants_package(a_round())

    write(package, tmp_path / "a.json", FileForm.JSON)

    assert (tmp_path / "a.json").read_bytes() == to_bytes(package)
    write({"grants": []}, tmp_path / "b.json", FileForm.JSON)
    assert (tmp_path / "b.json").read_bytes() == to_bytes({"grants": []})


def test_a_workbook_has_the_package_and_a_sheet_for_those_who_read_welsh(tmp_path: Path) -> None:
    package = grants_package(a_round())

    write(package, tmp_path / "a.xlsx", FileForm.XLSX)

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Grants", "Meta", "Cymraeg"]
    about = {row[0]: row[1] for row in book["Meta"].iter_rows(values_only=True)}
    assert (
        about["Version"] == "1.4"
        and about["Publisher:Name"] == "Cyngor Gwynedd"
        and about["title_cy"] == "Rownd y gaeaf"
    )
    welsh = list(book["Cymraeg"].iter_rows(values_only=True))
    assert welsh[0] == ("Dynodydd", "Teitl", "Disgrifiad")
    assert welsh[1][1] == "Cais a1" and len(welsh) == 4
    assert not {"sheet_left_out", "unknown_sheet"} & codes(tmp_path / "a.xlsx").keys()
    reading = open_file(tmp_path / "a.xlsx")
    assert len(list(reading.rows())) == 3
    assert reading.meta == {name: value for name, value in package.items() if name != "grants"}


def test_a_workbook_without_welsh_has_no_sheet_of_it(tmp_path: Path) -> None:
    write({"grants": [grant("a", 1)]}, tmp_path / "a.xlsx", FileForm.XLSX)

    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Grants", "Meta"]


def test_a_sheet_that_others_call_welsh_is_said_to_be_left_out(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "a.xlsx", Grants=[HEADINGS, a_row()], Cymraeg=[["Enw"], ["A"], ["B"]])

    assert codes(path)["sheet_left_out"] == 1


EVIL = ["=1+1", "+44 1286 000000", "-tis", "@sum", "\t=a", "'=a", "''@b", "'tis", "-5", "-5.25", "'-5", "", " ", "'"]


@pytest.mark.parametrize("form", FORMS)
def test_what_a_spreadsheet_would_run_comes_back_as_it_was(tmp_path: Path, form: FileForm) -> None:
    texts = [each for each in EVIL if each == each.strip() and each]
    package = {"grants": [grant(f"{n:05}", 1, title=text, **{"=extra": text}) for n, text in enumerate(texts)]}

    grants, made = again(package, tmp_path, form)

    assert [(each["id"], each["title"], each["=extra"]) for each in grants] == [
        (f"{n:05}", text, text) for n, text in enumerate(texts)
    ]
    assert made.changed == {}


def test_in_text_no_cell_begins_with_what_a_spreadsheet_runs_but_numbers(tmp_path: Path) -> None:
    package = {"grants": [grant("a", -5.25, title=text, **{"@extra": text}) for text in EVIL if text.strip()]}

    write(package, tmp_path / "a.csv", FileForm.CSV)

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    begin = {cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t")}
    assert begin == {"-5", "-5.25"}
    assert "'=1+1" in cells and "'@extra" in cells


def test_a_workbook_holds_no_formula(tmp_path: Path) -> None:
    write({"grants": [grant("0001", 1, title="=1+1")]}, tmp_path / "a.xlsx", FileForm.XLSX)

    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Grants"]
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:2] == [("0001", "s"), ("=1+1", "s")]


def test_marks_are_told_from_texts() -> None:
    assert [unmarked(marked(text)) for text in EVIL] == EVIL
    assert marked("-5") == "-5" and marked("'-5") == "''-5" and marked("'tis") == "'tis"


@pytest.mark.parametrize("form", FORMS)
def test_columns_of_no_field_are_kept_wherever_they_come_from(tmp_path: Path, form: FileForm) -> None:
    path = as_csv(
        tmp_path / "in.csv",
        [[*HEADINGS, "Ward", "amount awarded", "", "Title"], [*a_row(), "Menai", "7", "x", "Second"]],
    )

    made = write(open_file(path), tmp_path / f"out.{form}", form)

    assert made.changed == {}
    extra = rows_of(tmp_path / f"out.{form}")[0].extra
    assert list(extra.values()) == ["Menai", "7", "x", "Second"]
    if form in TABLES:
        assert extra == rows_of(path)[0].extra


@pytest.mark.parametrize("form", TABLES)
def test_what_a_table_cannot_hold_is_told_and_not_lost_in_silence(tmp_path: Path, form: FileForm) -> None:
    package = {
        "version": "1.4",
        "grants": [
            grant("a", "1000", grantProgramme=[], recipientOrganization={"id": "GB-CHC-1", "name": "A"}),
            grant("b", 1, relatedActivity=["x;y"], title=None),
        ],
    }

    grants, made = again(package, tmp_path, form)

    assert made.changed == {"amountAwarded": 1, "grantProgramme": 1, "relatedActivity": 2}
    assert grants[0]["recipientOrganization"] == {"id": "GB-CHC-1", "name": "A"}
    assert made.left_out == (("version",) if form is FileForm.CSV else ())
    assert write(package, tmp_path / "a.json", FileForm.JSON).changed == {}


def test_a_text_longer_than_a_cell_is_told(tmp_path: Path) -> None:
    package = {"grants": [grant("a", 1, description="x" * 40_000), grant("b", 1, title="bell\a")]}

    assert write(package, tmp_path / "a.xlsx", FileForm.XLSX).changed == {"description": 1, "title": 1}
    assert write(package, tmp_path / "a.csv", FileForm.CSV).changed == {}


def test_what_no_form_but_json_can_hold_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    package = {"grants": ["no grant at all"]}

    with pytest.raises(CannotWrite, match="Write JSON"):
        write(package, tmp_path / "a.csv", FileForm.CSV)

    assert list(tmp_path.iterdir()) == []
    assert write(package, tmp_path / "a.json", FileForm.JSON).changed == {}
    assert orjson.loads((tmp_path / "a.json").read_bytes()) == package


def test_a_broken_file_leaves_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_bytes(b'{"grants": [{"id": "a"}, {"id"')
    (tmp_path / "out.json").write_text("before")

    with pytest.raises(UnreadableFile, match="cut off"):
        write(open_file(path), tmp_path / "out.json", FileForm.JSON)

    assert sorted(each.name for each in tmp_path.iterdir()) == ["cut.json", "out.json"]
    assert (tmp_path / "out.json").read_text() == "before"


@pytest.mark.parametrize("form", FORMS)
def test_repairs_are_made_and_faults_that_people_must_mend_are_left(tmp_path: Path, form: FileForm) -> None:
    path = as_json(
        tmp_path / "in.json",
        grant(
            "a", "£1,200", title=" A choir ", fromOpenCall="Y", dataSource="example.org/grants", awardDate="13/03/2027"
        ),
        grant("a", 5, awardDate="01/02/2027"),
        version="1.4",
    )

    write(open_file(path), tmp_path / f"out.{form}", form)

    report = checked(tmp_path / f"out.{form}")
    first = rows_of(tmp_path / f"out.{form}")[0].values
    assert (first["title"], first["fromOpenCall"], first["dataSource"]) == (
        "A choir",
        "Yes",
        "https://example.org/grants",
    )
    assert first["awardDate"] == "2027-03-13" and first["amountAwarded"] == "£1,200"
    assert sum(report.repairs.values()) == 0
    assert report.duplicate_ids == (1, 2) and report.sums.not_summable == 1
