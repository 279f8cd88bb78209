"""Every column of every table: required ones are asked for, each kind of cell is refused when it is another's."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.unit.cycle_folder.folders import faults, folder, read_one

from cydradd.cycle.columns import TABLES
from cydradd.cycle.round_folder import read

GOOD = {
    "str": "x",
    "int": "3",
    "Fraction": "1/3",
    "float": "1.5",
    "bool": "true",
    "date": "2027-01-01",
    "datetime": "2027-01-01T10:00:00Z",
    "Partner": "citizens",
    "Pence": "1250",
    "tuple[str, ...]": "a;b",
    "Mapping[str, JsonValue]": '{"places":["W06000002"]}',
    "Mapping[str, Pence]": "P1:100;P2:50",
}
BAD = {
    "int": ["1.5", "--5", "٣", "9" * 40],
    "Fraction": ["1/0", "1e3", "0x1", "1_0", "a third"],
    "float": ["nan", "inf", "1e999", "1,5"],
    "bool": ["yes", "TRUE", "1"],
    "date": ["01/02/2027", "2027-02-30", "2027-1-1"],
    "datetime": ["2027-01-01T10:00:00", "2027-01-01", "noon"],
    "Partner": ["crowd", "Citizens"],
    "Pence": ["1,234.50", "12.5", "£5", "1e6"],
    "Mapping[str, JsonValue]": ["[1]", "{", '{"a":NaN}', '{"a":1,"a":2}', "[" * 5000],
    "Mapping[str, Pence]": ["P1", "P1:1.5", "P1:1;P1:2"],
}
NUMBERS = ("int", "Fraction", "Pence")


def row_of(name: str) -> dict[str, str]:
    """A good row of a table, every column filled."""
    table, found = TABLES[name], {}
    for kind, columns in table.fields.values():
        for column in columns:
            found[column] = table.words[column][0] if column in table.words else GOOD.get(kind, "testun")
    return found


def text_of(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


COLUMNS = [(name, column, kind) for name in TABLES for kind, names in TABLES[name].fields.values() for column in names]
WRONG = [(name, column, text) for name, column, kind in COLUMNS for text in BAD.get(kind, [])]


@pytest.mark.parametrize("name", TABLES)
def test_a_row_with_every_column_is_read_whole(tmp_path: Path, name: str) -> None:
    found = read_one(tmp_path, name, text_of(row_of(name)))

    rows = getattr(found.tables, TABLES[name].name)
    assert len(rows) == 1
    assert all(getattr(rows[0], field) is not None for field in TABLES[name].fields)
    assert {code for *_, code in faults(found)} <= {"dangling-reference"}


@pytest.mark.parametrize(("name", "column"), [(name, each) for name in TABLES for each in TABLES[name].required])
def test_a_required_column_is_asked_for_and_must_be_filled(tmp_path: Path, name: str, column: str) -> None:
    row = row_of(name)
    without = {key: value for key, value in row.items() if key != column}

    missing = read_one(tmp_path, name, text_of(without))
    empty = read_one(tmp_path, name, text_of(row | {column: " "}))

    assert (name, 1, column, "missing-column") in faults(missing)
    assert (name, 2, column, "empty-cell") in faults(empty)


@pytest.mark.parametrize(("name", "column", "text"), WRONG)
def test_a_cell_of_another_kind_is_refused_with_its_place_and_the_next_row_kept(
    tmp_path: Path, name: str, column: str, text: str
) -> None:
    bad, good = row_of(name) | {column: text}, row_of(name)

    found = read_one(tmp_path, name, text_of(bad, good))

    here = [(row, at) for file, row, at, code in faults(found) if code != "dangling-reference"]
    assert here == [(2, column)]
    assert [row.row for row in getattr(found.tables, TABLES[name].name)] == [3]
    assert found.stages.get(name.split("/")[0], "faulty") == "faulty"


@pytest.mark.parametrize(("name", "column"), [(name, each) for name in TABLES for each in TABLES[name].words])
def test_a_word_outside_a_closed_list_is_named_and_the_row_kept(tmp_path: Path, name: str, column: str) -> None:
    found = read_one(tmp_path, name, text_of(row_of(name) | {column: "nonsense"}))

    assert (name, 2, column, "unknown-word") in faults(found)
    assert len(getattr(found.tables, TABLES[name].name)) == 1


@pytest.mark.parametrize(("name", "column", "kind"), [each for each in COLUMNS if each[2] in NUMBERS])
def test_only_columns_that_say_so_go_below_zero(tmp_path: Path, name: str, column: str, kind: str) -> None:
    found = read_one(tmp_path, name, text_of(row_of(name) | {column: "-5"}))

    listed = (name, 2, column, "below-zero") in faults(found)
    assert listed is (column not in TABLES[name].signed)


@pytest.mark.parametrize(("name", "column"), [(name, each) for name in TABLES for each in TABLES[name].happened])
def test_nothing_has_happened_after_the_clock_of_the_round(tmp_path: Path, name: str, column: str) -> None:
    late = "2027-06-02T12:00:00Z" if column == "at" else "2027-06-02"
    found = read_one(tmp_path, name, text_of(row_of(name) | {column: late}))

    assert (name, 2, column, "after-as-of") in faults(found)


@pytest.mark.parametrize(("name", "column"), [(name, each) for name in TABLES for each in TABLES[name].refers])
def test_a_reference_to_a_row_that_is_not_there_is_named(tmp_path: Path, name: str, column: str) -> None:
    other = next(each for each in TABLES if TABLES[each].name == TABLES[name].refers[column])
    heading = TABLES[name].fields[column][1][0]
    pair = {name: text_of(row_of(name)), other: text_of(row_of(other) | {TABLES[other].unique[0]: "elsewhere"})}

    found = read(folder(tmp_path, dict(pair)))

    assert (name, 2, heading, "dangling-reference") in faults(found)
