"""Four real files of grants: counts, invalid grants and money as known, and one publisher's grants equal in every form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import orjson
import pytest
from tests.agreement.follow import official
from tests.agreement.follow.official import GRANTS, REAL_DATA

from cydradd.follow.checking.identities import is_listed
from cydradd.follow.fields import threesixtygiving
from cydradd.follow.report import Report
from cydradd.follow.rows import Row
from cydradd.follow.threesixtygiving import check, open_file, read
from cydradd.follow.validation import errors, validate

pytestmark = pytest.mark.real_data

THREESIXTY = REAL_DATA / "grants" / "threesixty"
AS_OF = date(2026, 11, 26)
LLOYDS = "lloyds-bank-foundation-2010-2015.json"
TRAFFORD = "trafford-council-voluntary-sector-grants"
AB = "ab-charitable-trust-2013-2021"
WOLFSON = "wolfson-2014-messy-invalid.json"

KNOWN: Mapping[str, tuple[int, int, int, Mapping[str, int]]] = {
    LLOYDS: (4116, 4116, 11_579_563_569, {"unknown-code": 4116, "not-an-address": 2005, "missing-field": 5, "zero_amount": 1}),
    f"{AB}.json": (783, 0, 1_278_562_500, {}),
    f"{AB}.xlsx": (783, 0, 1_278_562_500, {}),
    f"{TRAFFORD}.json": (555, 0, 129_143_654, {}),
    f"{TRAFFORD}.csv": (555, 0, 129_143_654, {}),
    WOLFSON: (379, 379, 3_117_845_600, {"not-a-date": 758, "zero_amount": 114}),
}  # fmt: skip


@cache
def report(name: str) -> Report:
    return check(open_file(THREESIXTY / name), AS_OF)


@cache
def rows(name: str) -> tuple[Row, ...]:
    return tuple(read(THREESIXTY / name))


@pytest.mark.parametrize("name", KNOWN)
def test_counts_faults_and_money_are_the_known_ones(name: str) -> None:
    count, invalid, pence, codes = KNOWN[name]

    found = report(name)

    assert (found.count, found.invalid, found.sums.minor_units, found.sums.not_summable) == (
        count,
        invalid,
        {"GBP": pence},
        0,
    )
    assert {code: found.by_code.get(code) for code in codes} == codes
    assert {each.code for each in found.faults if each.level == "error"} <= codes.keys()
    assert found.duplicate_ids == (0, 0)


def day(value: Any) -> Any:
    """A date of any form as its day."""
    return value[:10] if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT00:00:00", value) else value


@pytest.mark.parametrize(("one", "other"), [(f"{AB}.json", f"{AB}.xlsx"), (f"{TRAFFORD}.json", f"{TRAFFORD}.csv")])
def test_one_publishers_grants_are_equal_in_every_form(one: str, other: str) -> None:
    by_json, by_table = rows(one), rows(other)

    assert len(by_json) == len(by_table)
    for first, second in zip(by_json, by_table, strict=True):
        assert {k: day(v) for k, v in first.values.items()} == {k: day(v) for k, v in second.values.items()}
        assert first.pointer is not None and second.row == int(first.pointer.rsplit("/", 1)[1]) + 2


@pytest.mark.parametrize(("one", "other"), [(f"{AB}.json", f"{AB}.xlsx"), (f"{TRAFFORD}.json", f"{TRAFFORD}.csv")])
def test_the_same_is_found_in_every_form(one: str, other: str) -> None:
    own = {"unknown_heading"}

    assert {k: v for k, v in report(one).by_code.items() if k not in own} == {
        k: v for k, v in report(other).by_code.items() if k not in own
    }


@pytest.mark.parametrize("name", [LLOYDS, f"{AB}.json", f"{TRAFFORD}.json", WOLFSON])
def test_every_grant_of_the_file_is_read_and_nothing_of_it_is_lost(name: str) -> None:
    document = orjson.loads((THREESIXTY / name).read_bytes())

    for row, grant in zip(rows(name), document["grants"], strict=True):
        again = orjson.loads(orjson.dumps(row.values))
        for repair in row.repairs:
            put(again, repair.path, repair.original)
        for pointer, value in row.extra.items():
            put(again, pointer, value)
        assert again == grant


def put(document: Any, pointer: str, value: Any) -> None:
    """Set the value at a JSON pointer."""
    *path, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    for part in path:
        document = document[int(part) if isinstance(document, list) else part]
    document[int(last) if isinstance(document, list) else last] = value


@pytest.mark.parametrize("name", [LLOYDS, f"{AB}.json", f"{TRAFFORD}.json", WOLFSON])
def test_what_reading_calls_sound_is_valid_by_the_official_schema(name: str) -> None:
    table = threesixtygiving()
    sound = 0
    for row in rows(name):
        if row.is_sound:
            sound += 1
            assert not errors(validate({"grants": [row.values]}, table))
            assert not official.errors("grants", {"grants": [row.values]})  # type: ignore[dict-item]

    assert sound > 0 or name == WOLFSON


@pytest.mark.parametrize("name", [LLOYDS, f"{AB}.json", WOLFSON])
def test_the_invalid_grants_are_those_of_the_official_schema(name: str) -> None:
    document = orjson.loads((THREESIXTY / name).read_bytes())
    refused = {pointer.split("/")[2] for pointer, _ in official.errors("grants", document)}

    assert report(name).invalid == len(refused)


def test_grants_at_welsh_postcode_areas_are_known_to_the_penny() -> None:
    welsh = [
        row.values
        for row in rows(LLOYDS)
        if re.match(r"(CF|LL|LD|NP|SA)\d", str(row.values["recipientOrganization"][0].get("postalCode")).upper())  # type: ignore[index,call-overload,union-attr]
    ]

    assert len(welsh) == 335
    assert sum(round(100 * float(str(grant["amountAwarded"]))) for grant in welsh) == 743_465_440


def test_every_title_is_the_official_one() -> None:
    schema, package = (
        official.load(GRANTS / "360-giving-schema.json"),
        official.load(GRANTS / "360-giving-package-schema.json"),
    )
    parts = {
        "Package": package,
        "Package.publisher": package["properties"]["publisher"],
        "Grant": schema,
        "Grant.toIndividualsDetails": schema["properties"]["toIndividualsDetails"],
        **schema["$defs"],
    }
    for name, kind in threesixtygiving().objects.items():
        for field in kind.fields.values():
            facts = parts[name]["properties"][field.name]
            reference = facts.get("$ref", "").removeprefix("#/$defs/")
            assert field.title == (
                facts.get("title") or (schema["$defs"][reference].get("title") if reference else None) or ""
            )


def test_every_heading_of_the_official_template_is_known() -> None:
    import openpyxl

    from cydradd.follow.reading.headings import field_of
    from cydradd.follow.reading.shape import grant, package

    book = openpyxl.load_workbook(GRANTS / "360-giving-schema-titles-with-meta-tab-2023.xlsx", read_only=True)
    for sheet in book.worksheets:
        cells = list(sheet.iter_rows(values_only=True))
        headings = [row[0] for row in cells] if sheet.title == "Meta" else list(cells[0])
        for heading in headings:
            assert field_of(str(heading), package() if sheet.title == "Meta" else grant()), (sheet.title, heading)
    book.close()


def test_every_list_of_organisations_is_known() -> None:
    codes = (REAL_DATA / "grants" / "orgs" / "org-id-prefixes-all.txt").read_text("utf-8").split()

    assert [code for code in codes if not is_listed(f"{code}-1")] == []
    assert len(codes) > 800
    assert not is_listed("GB-CHARITY-1") and not is_listed("XX-CHC-1") and not is_listed("GB-CHC")


def test_dates_of_the_messy_file_are_repaired_and_its_times_are_left() -> None:
    """Dates of the whole column read one way; the times beside them have no zone, and say nothing of one."""
    repaired = {column: count for (code, column), count in report(WOLFSON).repairs.items() if code == "date"}

    assert repaired == {"awardDate": 379}
    assert all(re.fullmatch(r"2014-\d\d-\d\d", str(row.values["awardDate"])) for row in rows(WOLFSON))
    assert all(str(row.values["dateModified"]).endswith(" 00:00") for row in rows(WOLFSON))
