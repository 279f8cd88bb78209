"""Repairs are made where a text can mean one thing only; each is listed with what was written, and nothing else changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.follow.grants import HEADINGS, a_row, as_csv, as_json, checked, rows_of
from tests.unit.follow.test_check import grant

from cydradd.follow.threesixtygiving import open_file


def mended(tmp_path: Path, **fields: Any) -> dict[str, Any]:
    row = rows_of(as_json(tmp_path / "a.json", fields))[0]
    return {"values": row.values, "repairs": [(each.code, each.path, each.original) for each in row.repairs]}


@pytest.mark.parametrize(
    ("field", "written", "meant", "code"),
    [
        ("fromOpenCall", "Y", "Yes", "yes_no"),
        ("fromOpenCall", " N ", "No", "yes_no"),
        ("url", "www.example.org", "https://www.example.org", "https"),
        ("dataSource", "example.org/a?b=1", "https://example.org/a?b=1", "https"),
        ("title", " A  b\n", "A  b", "trim"),
        ("id", "\t00123 ", "00123", "trim"),
    ],
)
def test_what_can_mean_one_thing_only_is_repaired(
    tmp_path: Path, field: str, written: str, meant: str, code: str
) -> None:
    assert mended(tmp_path, **{field: written}) == {
        "values": {field: meant},
        "repairs": [(code, f"/{field}", written)],
    }


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("fromOpenCall", "YES"), ("fromOpenCall", "true"), ("fromOpenCall", "y"), ("url", "example"), ("url", "a@b.org"),
        ("url", "n/a"), ("url", "www.example.org and more"), ("url", "HTTP://example.org"), ("currency", "gbp"),
        ("currency", "£"), ("amountAwarded", "£1,200"), ("amountAwarded", "1200"), ("awardDate", "2027-02-31"),
        ("awardDate", "1 March 2027"), ("awardDate", "03/2027"), ("id", ""), ("title", "Y"), ("title", "www.example.org"),
    ],
)  # fmt: skip
def test_what_could_mean_something_else_is_left(tmp_path: Path, field: str, written: str) -> None:
    assert mended(tmp_path, **{field: written}) == {"values": {field: written}, "repairs": []}


@pytest.mark.parametrize(
    ("dates", "meant"),
    [
        (["01/03/2027", "13/03/2027"], ["2027-03-01", "2027-03-13"]),
        (["1/3/2027", "31/12/2026"], ["2027-03-01", "2026-12-31"]),
        (["01/03/2027", "12/03/2027"], None),  # March, or January and December
        (["01/03/2027", "03/13/2027"], None),  # months first
        (["13/03/2027", "2027-03-01"], None),  # not the whole column
        (["13/03/2027", "31/04/2027"], None),  # no such day
        (["13/03/27", "13/03/2027"], None),
    ],
)
def test_dates_are_repaired_when_the_whole_column_reads_one_way_only(
    tmp_path: Path, dates: list[str], meant: list[str] | None
) -> None:
    by_json = rows_of(as_json(tmp_path / "a.json", *({"awardDate": each} for each in dates)))
    by_csv = rows_of(as_csv(tmp_path / "a.csv", [HEADINGS, *(a_row(Award_Date=each) for each in dates)]))

    for rows in (by_json, by_csv):
        assert [row.values["awardDate"] for row in rows] == (meant or dates)
        assert [[each.original for each in row.repairs] for row in rows] == [[each] if meant else [] for each in dates]


def test_one_column_of_dates_does_not_speak_for_another(tmp_path: Path) -> None:
    grants = [
        {"awardDate": "13/03/2027", "plannedDates": [{"startDate": "01/04/2027"}]},
        {"awardDate": "01/03/2027", "plannedDates": [{"startDate": "02/04/2027"}]},
    ]

    rows = rows_of(as_json(tmp_path / "a.json", *grants))

    assert [row.values["awardDate"] for row in rows] == ["2027-03-13", "2027-03-01"]
    assert [row.values["plannedDates"][0]["startDate"] for row in rows] == ["01/04/2027", "02/04/2027"]  # type: ignore[index,call-overload]


def test_a_time_is_no_date_and_is_left(tmp_path: Path) -> None:
    assert mended(tmp_path, dateModified="17/08/2027 00:00")["repairs"] == []
    assert mended(tmp_path, dateModified="17/08/2027")["repairs"] == []


def test_repairs_are_counted_by_column_and_what_was_written_is_a_fault(tmp_path: Path) -> None:
    path = as_json(
        tmp_path / "a.json", grant("a", fromOpenCall="Y", url="www.example.org"), grant("b", fromOpenCall="N")
    )

    found = checked(path).as_json()

    assert found["repairs"] == [
        {"code": "https", "count": 1, "column": "url"},
        {"code": "yes_no", "count": 2, "column": "fromOpenCall"},
    ]
    assert (found["valid"], found["invalid"]) == (0, 2)
    assert found["defects_by_code"] == {"not-an-address": 1, "unknown-code": 2}
    assert [(each["pointer"], each["value"]) for each in found["defects"]] == [  # type: ignore[union-attr,index,call-overload]
        ("/grants/0/fromOpenCall", "Y"),
        ("/grants/0/url", "www.example.org"),
        ("/grants/1/fromOpenCall", "N"),
    ]


def test_spaces_are_a_fault_only_where_a_form_is_asked_for(tmp_path: Path) -> None:
    path = as_json(tmp_path / "a.json", grant("a", title=" A"), grant("b", currency="GBP "))

    found = checked(path)

    assert (found.invalid, dict(found.by_code)) == (1, {"unknown-code": 1})


def test_a_grant_that_is_valid_as_written_is_trimmed_too(tmp_path: Path) -> None:
    funder = {"id": "GB-CHC-1000612", "name": " D"}
    row = rows_of(as_json(tmp_path / "a.json", grant(title=" A", fundingOrganization=[funder])))[0]

    assert row.values == grant(title="A", fundingOrganization=[funder | {"name": "D"}])
    assert [each.path for each in row.repairs] == ["/title", "/fundingOrganization/0/name"]


def test_reading_twice_counts_once(tmp_path: Path) -> None:
    reading = open_file(as_json(tmp_path / "a.json", {"fromOpenCall": "Y"}))

    assert list(reading.rows()) == list(reading.rows())
    assert dict(reading.repairs) == {("yes_no", "fromOpenCall"): 1}
