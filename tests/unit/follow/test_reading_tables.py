"""Comma-separated text and workbooks become the same grants as JSON, each cell traceable; traps are read and said."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.unit.follow.grants import CELLS, HEADINGS, a_row, as_csv, as_json, as_workbook, checked, codes, rows_of
from tests.unit.follow.test_check import grant

from cydradd.follow.reading import workbook_safety
from cydradd.follow.threesixtygiving import open_file
from cydradd.vocabulary.errors import UnreadableFile

GRANT = grant(amountAwarded=10.5)


def test_a_row_becomes_the_grant_that_json_would_hold(tmp_path: Path) -> None:
    by_csv = rows_of(as_csv(tmp_path / "a.csv", [HEADINGS, a_row()]))[0]
    by_xlsx = rows_of(as_workbook(tmp_path / "a.xlsx", grants=[HEADINGS, a_row()]))[0]
    by_json = rows_of(as_json(tmp_path / "a.json", GRANT))[0]

    assert by_csv.values == by_xlsx.values == by_json.values
    assert (by_csv.row, by_csv.sheet, by_csv.pointer, by_csv.extra) == (2, None, None, {})
    assert (by_xlsx.row, by_xlsx.sheet, by_xlsx.pointer, by_xlsx.extra) == (2, "grants", None, {})
    assert by_csv.cells == by_xlsx.cells == dict(zip(HEADINGS, CELLS, strict=True))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_half_a_letter_is_no_quotation_mark(tmp_path: Path, encoding: str) -> None:
    rows = [HEADINGS, a_row(Title="\u0122"), a_row(Title="two\nlines")]
    path = as_csv(tmp_path / "a.csv", rows, encoding, ",")

    assert [row.values["title"] for row in open_file(path).rows()] == ["\u0122", "two\nlines"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_letters_and_separator_are_told_by_the_bytes(tmp_path: Path, encoding: str, separator: str) -> None:
    reading = open_file(
        as_csv(tmp_path / "a.csv", [HEADINGS, a_row(Title="Tŷ" if encoding != "cp1252" else "Tê")], encoding, separator)
    )

    row = next(iter(list(reading.rows())))

    assert row.values["title"] == ("Tŷ" if encoding != "cp1252" else "Tê")
    assert row.values["amountAwarded"] == 10.5
    said = [each.message.en or "" for each in reading.defects]
    if encoding.startswith("utf-8"):
        assert said == []
    else:
        assert ("UTF-16" if encoding.startswith("utf-16") else "Windows-1252") in said[0]


@pytest.mark.parametrize(
    ("heading", "value", "values"),
    [
        ("recipient org : 0 : location : 0 : geographic code", "W", {"recipientOrganization": [{"location": [{"geoCode": "W"}]}]}),
        ("recipientOrganization/0/location/0/geoCode", "W", {"recipientOrganization": [{"location": [{"geoCode": "W"}]}]}),
        ("RecipientOrg:Location:geoCode", "W", {"recipientOrganization": [{"location": [{"geoCode": "W"}]}]}),
        ("From an open call?", "Yes", {"fromOpenCall": "Yes"}),
        ("Last modified", "x", {"dateModified": "x"}),
        ("Funding Org: Name", "F", {"fundingOrganization": [{"name": "F"}]}),
        ("For Regrant Type", "FRG010", {"regrantType": "FRG010"}),
        ("Recipient Ind:Name", "P", {"recipientIndividual": {"name": "P"}}),
        ("To Individuals Details:Grant Purpose", "A; B", {"toIndividualsDetails": {"grantPurpose": ["A", "B"]}}),
        ("applicationTransaction:Value", "5", {"applicationTransaction": [{"value": 5}]}),
        ("Related Activity", "a;b;", {"relatedActivity": ["a", "b"]}),
    ],
)  # fmt: skip
def test_a_heading_is_known_whatever_its_capitals_and_spaces(
    tmp_path: Path, heading: str, value: str, values: object
) -> None:
    row = rows_of(as_csv(tmp_path / "a.csv", [["Identifier", heading], ["a", value]]))[0]

    assert row.values == {"id": "a", **values}  # type: ignore[dict-item]


def test_places_in_lists_are_in_their_order_whatever_the_columns_are(tmp_path: Path) -> None:
    headings = [
        "Beneficiary Location:1:Name",
        "Identifier",
        "Beneficiary Location:0:Name",
        "Beneficiary Location:1:Geographic Code",
    ]

    row = rows_of(as_csv(tmp_path / "a.csv", [headings, ["second", "a", "first", "W"]]))[0]

    assert row.values["beneficiaryLocation"] == [{"name": "first"}, {"name": "second", "geoCode": "W"}]


def test_unknown_and_repeated_headings_and_cells_without_heading_are_kept(tmp_path: Path) -> None:
    rows = [["Identifier", "Title", "Colour", "Title", "", "title_cy"], ["a", "A", "red", "B", "x", "C", "y", "z"]]
    reading = open_file(as_csv(tmp_path / "a.csv", rows))

    row = next(iter(list(reading.rows())))

    assert row.values == {"id": "a", "title": "A"}
    assert row.extra == {"Colour": "red", "Title [D]": "B", "[E]": "x", "title_cy": "C", "[G]": "y", "[H]": "z"}
    assert [each.column for each in reading.defects if each.code == "unknown_heading"] == [
        "Colour",
        "Title [D]",
        "title_cy",
    ]


def test_a_heading_written_otherwise_is_a_repair(tmp_path: Path) -> None:
    reading = open_file(as_csv(tmp_path / "a.csv", [["identifier", "Title", "description"], ["a", "b", "c"]]))

    list(reading.rows())

    assert dict(reading.repairs) == {("heading_case", "identifier"): 1}


@pytest.mark.parametrize(
    ("cell", "value"),
    [("12", 12), ("12.50", 12.5), (" 7 ", 7), ("-3", -3), ("1,200", "1,200"), ("£5", "£5"), ("1200,50", "1200,50"), ("1e5", "1e5"), ("12.", "12.")],
)  # fmt: skip
def test_an_amount_is_read_only_when_it_is_a_plain_number(tmp_path: Path, cell: str, value: object) -> None:
    path = as_csv(tmp_path / "a.csv", [HEADINGS, a_row(Amount_Awarded=cell)])

    assert rows_of(path)[0].values["amountAwarded"] == value
    assert checked(path).sums.not_summable == isinstance(value, str)


def test_blank_rows_count_as_rows_and_are_no_grants(tmp_path: Path) -> None:
    lines = [HEADINGS, a_row(Description="two\nlines"), [""] * 3, [], a_row(Identifier="b")]

    assert [row.row for row in rows_of(as_csv(tmp_path / "a.csv", lines))] == [2, 5]
    assert [row.row for row in rows_of(as_workbook(tmp_path / "a.xlsx", grants=lines))] == [2, 5]


def test_an_id_keeps_its_zeros(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Identifier", "Recipient Org:Charity Number"])
    sheet.append(["00123", 45])
    sheet["B2"].number_format = "0000000"
    book.save(tmp_path / "a.xlsx")

    row = rows_of(tmp_path / "a.xlsx")[0]

    assert row.values == {"id": "00123", "recipientOrganization": [{"charityNumber": "0000045"}]}
    assert rows_of(as_csv(tmp_path / "a.csv", [["Identifier"], ["00123"]]))[0].values == {"id": "00123"}


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_of_a_workbook_are_read_from_both_epochs(tmp_path: Path, since_1904: bool) -> None:
    book = openpyxl.Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["Identifier", "Award Date", "Last Modified", "Planned Dates:Start Date"])
    sheet.append(["a", date(2027, 3, 1), datetime(2027, 3, 1, 10, 30), 2027])
    sheet.append(["b", 46447 - (1462 if since_1904 else 0), "2027-03-01", "2027-03"])
    book.save(tmp_path / "a.xlsx")
    reading = open_file(tmp_path / "a.xlsx")

    rows = list(reading.rows())

    assert [row.values["awardDate"] for row in rows] == ["2027-03-01", "2027-03-01"]
    assert rows[0].values["dateModified"] == "2027-03-01T10:30:00Z"
    assert [row.values["plannedDates"] for row in rows] == [[{"startDate": "2027"}], [{"startDate": "2027-03"}]]
    assert [each.code for each in reading.defects] == ["since_1904"] * since_1904 + ["serial_date"]


def test_hidden_sheets_are_read_and_said_and_others_left_out_with_their_rows(tmp_path: Path) -> None:
    path = as_workbook(
        tmp_path / "a.xlsx",
        grants=[HEADINGS, a_row()],
        more=[HEADINGS, a_row(Identifier="b")],
        notes=[["Hello"], ["x"], ["y"]],
    )
    book = openpyxl.load_workbook(path)
    book["more"].sheet_state = "hidden"
    book.save(path)
    reading = open_file(path)

    assert [(row.sheet, row.values["id"]) for row in reading.rows()] == [("grants", "360G-x-1"), ("more", "b")]
    said = {each.code: each for each in reading.defects}
    assert (said["hidden_sheet"].column, said["sheet_left_out"].column) == ("more", "notes")
    assert "2" in (said["sheet_left_out"].message.en or "")


def test_formulas_are_listed_and_their_saved_result_is_read(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "a.xlsx", grants=[HEADINGS, a_row(Amount_Awarded="=2*5.25")])
    _rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("<v />", "<v>10.5</v>").replace("<v></v>", "<v>10.5</v>"),
    )
    reading = open_file(path)

    row = next(iter(list(reading.rows())))

    assert row.values["amountAwarded"] == 10.5
    assert [(each.code, each.column) for each in reading.defects] == [("formula", "grants!E")]


def test_the_sheet_meta_is_the_package(tmp_path: Path) -> None:
    meta = [["Version", 1.4], ["Publisher:Name", "P"], ["Extensions", "a; b"], ["Nonsense", "x"], ["License", None]]
    reading = open_file(as_workbook(tmp_path / "a.xlsx", Meta=meta, grants=[HEADINGS, a_row()]))

    assert len(list(reading.rows())) == 1
    package = {"version": "1.4", "publisher": {"name": "P"}, "extensions": ["a", "b"], "Nonsense": "x"}
    assert reading.meta == package  # a name of no field is kept
    assert checked(tmp_path / "a.xlsx").version == "1.4"


def test_sheets_of_parts_add_to_their_grant_and_those_of_no_grant_are_listed(tmp_path: Path) -> None:
    parts = [["Identifier", "Beneficiary Location:Name"], ["360G-x-1", "Môn"], ["nobody", "Arfon"]]
    path = as_workbook(tmp_path / "a.xlsx", grants=[HEADINGS, a_row()], Beneficiary_Location=parts)
    reading = open_file(path)

    rows = list(reading.rows())

    assert len(rows) == 1
    assert rows[0].values["beneficiaryLocation"] == [{"name": "Gwynedd", "geoCode": "W06000002"}, {"name": "Môn"}]
    assert rows[0].cells["Beneficiary Location!B2"] == "Môn"
    assert [(each.code, each.column) for each in reading.defects] == [("part_without_grant", "Beneficiary Location!A3")]


def test_a_fault_names_its_cell(tmp_path: Path) -> None:
    lines = [HEADINGS, a_row(), a_row(Identifier="b", Award_Date="soon", Recipient_Org__Identifier="XYZ")]

    by_csv = [(each.row, each.cell, each.code) for each in checked(as_csv(tmp_path / "a.csv", lines)).faults]
    by_xlsx = [(each.cell, each.pointer) for each in checked(as_workbook(tmp_path / "a.xlsx", My_grants=lines)).faults]

    assert by_csv == [(3, "F3", "not-a-date"), (3, "H3", "recipient_prefix_unknown")]
    assert by_xlsx == [("'My grants'!F3", "/awardDate"), ("'My grants'!H3", "/recipientOrganization/0/id")]


def _rewrite(path: Path, part: str, change: Callable[[str], str]) -> None:
    """One part of a workbook, changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("before", ["", "<!--" + "x" * 400_000 + "-->", "<!--" + "x" * ((1 << 18) - 32) + "-->"])
def test_a_workbook_with_entities_is_refused(tmp_path: Path, part: str, before: str) -> None:
    path = as_workbook(tmp_path / "a.xlsx", grants=[HEADINGS, a_row()])
    _rewrite(path, part, lambda text: f"<?xml version='1.0'?>{before}{ENTITY}" + text.partition("?>")[2])

    with pytest.raises(UnreadableFile, match="XML entities"):
        open_file(path)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_safety, "SMALL", 1 << 20)
    path = as_workbook(tmp_path / "a.xlsx", grants=[HEADINGS, a_row()])
    _rewrite(path, "xl/worksheets/sheet1.xml", lambda text: text + " " * (4 << 20))

    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        open_file(path)


def test_a_sheet_of_endless_rows_is_refused(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "a.xlsx", grants=[HEADINGS, a_row()])
    _rewrite(path, "xl/worksheets/sheet1.xml", lambda text: text.replace('r="2"', 'r="999999999"'))

    with pytest.raises(UnreadableFile, match="cannot be read"):
        rows_of(path)


def test_a_sheet_that_understates_its_size_is_read_whole(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "a.xlsx", grants=[HEADINGS, a_row(), a_row(Identifier="b")])
    _rewrite(path, "xl/worksheets/sheet1.xml", lambda text: text.replace('ref="A1:R3"', 'ref="A1:B2"'))

    assert [row.values["id"] for row in rows_of(path)] == ["360G-x-1", "b"]
    assert len(rows_of(path)[1].cells) == len(HEADINGS)


REFUSED = {
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old Excel"),
    "not whole zip": (b"PK\x03\x04 and so on", "broken"),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "no text"),
    "nothing known": (b"Name,Address\n1,2\n", "no heading of 360Giving"),
    "an open quotation": (b'Identifier,Title\na,"open\nb,c\n' + b"d,e\n" * 50, "never closed"),
    "an endless cell": (b'Identifier,Title\na,"' + b"x" * 200_000, "never closed"),
    "half a letter": (b"\xff\xfeI\0d\0e\0n\0t\0i\0f\0i\0e\0r\0\n\0a", "cut off"),
    "empty": (b"\xef\xbb\xbf \n", "empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_of_grants_is_refused_with_one_sentence(tmp_path: Path, name: str) -> None:
    data, said = REFUSED[name]
    path = tmp_path / "a.csv"
    path.write_bytes(data)

    with pytest.raises(UnreadableFile, match=said) as refusal:
        rows_of(path)

    assert refusal.value.sentence.cy


def test_another_kind_of_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    with pytest.raises(UnreadableFile, match="no Excel workbook"):
        open_file(tmp_path / "a.ods")


def test_excels_own_first_line_names_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nIdentifier;Title\na;b, c\n", "utf-8")

    row = rows_of(path)[0]

    assert (row.values, row.row) == ({"id": "a", "title": "b, c"}, 3)


def test_a_table_without_rows_is_a_package_without_grants(tmp_path: Path) -> None:
    assert codes(as_csv(tmp_path / "a.csv", [HEADINGS])) == {"too-few-items": 1}


def test_a_workbook_is_told_by_its_bytes_whatever_its_name_ends_in(tmp_path: Path) -> None:
    book = as_workbook(tmp_path / "a.xlsx", grants=[HEADINGS, a_row()])
    named = book.rename(tmp_path / "a.csv")

    assert [(row.sheet, row.row) for row in rows_of(named)] == [("grants", 2)]
