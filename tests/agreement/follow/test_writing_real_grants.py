"""Four real files of grants, written in every form and read again: every value as it was, under the official headings."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import orjson
import pytest
from tests.agreement.follow import official
from tests.agreement.follow.official import GRANTS
from tests.agreement.follow.test_real_grants import AB, KNOWN, LLOYDS, THREESIXTY, TRAFFORD, WOLFSON, rows

from cydradd.follow.threesixtygiving import FileForm, Written, open_file, read, write
from cydradd.follow.writing.documents import document, plain_values
from cydradd.vocabulary.facts import JsonValue

pytestmark = pytest.mark.real_data

EMPTY_LIST = {"additional_data/locationLookup": 1}
"""Of one grant of the messy file: a table cannot tell an empty list from none."""


def written(name: str, folder: Path, form: FileForm) -> tuple[Path, Written]:
    path = folder / f"written.{form}"
    return path, write(open_file(THREESIXTY / name), path, form)


def values(name: str, form: FileForm) -> list[Mapping[str, JsonValue]]:
    """Every plain value of a file, but empty lists where a form has none."""
    empty = "" if form is FileForm.JSON else "[]"
    return [{key: each for key, each in plain_values(document(row)) if each != empty} for row in rows(name)]


@pytest.mark.parametrize("form", FileForm)
@pytest.mark.parametrize("name", KNOWN)
def test_what_was_written_reads_as_what_was_read(tmp_path: Path, name: str, form: FileForm) -> None:
    path, made = written(name, tmp_path, form)

    again = list(read(path))
    assert made.count == len(again) == KNOWN[name][0]
    assert dict(made.changed) == (EMPTY_LIST if name == WOLFSON and form is not FileForm.JSON else {})
    assert made.left_out == ()
    for before, after in zip(rows(name), again, strict=True):
        assert before.values == after.values
        assert after.repairs == ()
    if form is not FileForm.CSV:  # which has no numbers but those of fields
        assert values(name, form) == [dict(plain_values(document(row))) for row in again]


@pytest.mark.parametrize("name", [f"{AB}.xlsx", f"{TRAFFORD}.csv"])
def test_a_table_written_in_its_own_form_has_the_same_columns_beside_the_standard(tmp_path: Path, name: str) -> None:
    path, _ = written(name, tmp_path, FileForm(name.rsplit(".", 1)[1]))

    assert [row.extra for row in read(path)] == [row.extra for row in rows(name)]


@pytest.mark.parametrize("name", [LLOYDS, f"{AB}.json", WOLFSON])
def test_what_was_written_is_invalid_by_the_official_schema_where_repairs_do_not_mend_it(
    tmp_path: Path, name: str
) -> None:
    before = {
        (pointer, rule) for pointer, rule in official.errors("grants", orjson.loads((THREESIXTY / name).read_bytes()))
    }
    path, _ = written(name, tmp_path, FileForm.JSON)

    after = {(pointer, rule) for pointer, rule in official.errors("grants", orjson.loads(path.read_bytes()))}

    assert after <= before
    assert len(after) < len(before) or not before


def test_every_heading_of_a_field_is_one_of_the_official_template(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(GRANTS / "360-giving-schema-titles-with-meta-tab-2023.xlsx", read_only=True)
    known = {str(cell) for sheet in book.worksheets for cell in next(sheet.iter_rows(values_only=True))}
    book.close()
    for name in (LLOYDS, f"{AB}.json", f"{TRAFFORD}.json"):
        path, _ = written(name, tmp_path, FileForm.CSV)
        with path.open(encoding="utf-8-sig", newline="") as file:
            headings = next(csv.reader(file))
        beside = {pointer[1:] for row in rows(name) for pointer in row.extra}
        fields = [heading for heading in headings if heading not in beside and not heading.startswith("/")]

        assert len(fields) > 15
        assert {re.sub(r":[0-9]+:", ":", heading) for heading in fields} <= known
