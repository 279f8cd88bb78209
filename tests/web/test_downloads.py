"""Every list as CSV, XLSX and JSON, with its licence, at an address that stays; the whole folder as a zip."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker
from tests.web.folders import write_round
from tests.web.kept import kept

from cydradd.cycle.columns import TABLES
from cydradd_web.downloads import lists
from cydradd_web.downloads.formats import Ending, typed
from cydradd_web.downloads.words import TITLES
from cydradd_web.follow import exports
from cydradd_web.paths import ROOT

DEMO = ROOT / "demo" / "rounds" / "eithin-25-003"
RUN = '=HYPERLINK("http://evil.example","x")'
NEEDS = f"""id,kind,place,size_p,title_cy,title_en,extra
N1,transport,W06000002,5,,{'"' + RUN.replace('"', '""') + '"'},@SUM(1)
N2,food,W06000002,12,Bwyd,"A, ""quoted"" thing",
broken,food,W06000002,1.5,,,
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _rounds(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    home = tmp_path_factory.mktemp("rounds")
    (home / DEMO.name).symlink_to(DEMO)
    folder = write_round(home, "valley")
    (folder / "design").mkdir()
    (folder / "design" / "needs.csv").write_text(NEEDS, "utf-8")
    with kept(home, django_db_blocker):
        yield


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.getvalue()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_every_list_has_a_name_on_the_page() -> None:
    assert set(TITLES) == set(lists.NAMES)
    assert {table.name for table in TABLES.values()} <= set(lists.NAMES)


def test_a_table_holds_the_same_text_in_all_three_kinds(client: Client) -> None:
    for name in lists.NAMES:
        address = f"/rounds/eithin-25-003/data/{name}"
        from_csv = rows_of(body(client, f"{address}.csv"))
        from_json = json.loads(body(client, f"{address}.json"))
        sheet = openpyxl.load_workbook(io.BytesIO(body(client, f"{address}.xlsx"))).worksheets[0]

        columns = from_json["columns"]
        assert [cell.value for cell in sheet[1]] == columns, name
        assert len(from_csv) == len(from_json["rows"]) == sheet.max_row - 1, name
        for line, (text, exact) in enumerate(zip(from_csv, from_json["rows"], strict=True), 2):
            assert list(text) == list(exact) == columns
            for place, column in enumerate(columns, 1):
                value = exact[column]
                if isinstance(value, str):
                    assert text[column].removeprefix("'") == value.removeprefix("'"), (name, column)
                    assert (sheet.cell(line, place).value or "") == value[:32_767], (name, column)


@pytest.mark.parametrize(("path", "name"), [(path, table.name) for path, table in TABLES.items()])
def test_a_table_is_the_one_of_the_folder_with_every_column(client: Client, path: str, name: str) -> None:
    file = DEMO / path

    found = rows_of(body(client, f"/rounds/eithin-25-003/data/{name}.csv"))

    assert found == (rows_of(file.read_bytes()) if file.is_file() else [])


def test_a_table_of_a_stage_that_is_not_there_is_empty_and_keeps_its_headings(client: Client) -> None:
    found = json.loads(body(client, "/rounds/valley/data/payments.json"))

    assert found["rows"] == []
    assert found["columns"] == ["agreement", "amount_p", "paid_on", "due", "invoiced_on", "pot"]


def test_what_a_spreadsheet_would_run_is_disarmed_in_csv_and_exact_elsewhere(client: Client) -> None:
    text = rows_of(body(client, "/rounds/valley/data/needs.csv"))[0]
    exact = json.loads(body(client, "/rounds/valley/data/needs.json"))["rows"][0]
    book = openpyxl.load_workbook(io.BytesIO(body(client, "/rounds/valley/data/needs.xlsx")))

    assert (text["title_en"], text["extra"]) == (f"'{RUN}", "'@SUM(1)")
    assert (exact["title_en"], exact["extra"]) == (RUN, "@SUM(1)")
    cell = book.worksheets[0]["F2"]
    assert (cell.value, cell.data_type) == (RUN, "s")


def test_a_return_of_money_stays_a_number_in_a_spreadsheet(client: Client) -> None:
    found = rows_of(body(client, "/rounds/eithin-25-003/data/payments.csv"))

    assert "-170000" in {row["amount_p"] for row in found}


def test_numbers_stay_exact_and_lines_that_could_not_be_read_are_told(client: Client) -> None:
    found = json.loads(body(client, "/rounds/valley/data/needs.json"))

    assert [row["size_p"] for row in found["rows"]] == [5, 12]
    assert found["unread"] == [{"line": 4, "cells": ["broken", "food", "W06000002", "1.5", "", "", ""]}]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("007", "whole", "007"),
        ("9007199254740993", "whole", "9007199254740993"),
        ("-5", "whole", -5),
        ("", "whole", None),
        ("yes", "flag", "yes"),
        ("true", "flag", True),
        ("", "text", ""),
        (None, "text", None),
        ("٣", "whole", "٣"),
        ('{"a":1}', "json", {"a": 1}),
    ],
)
def test_a_cell_becomes_a_value_only_where_nothing_is_lost(text: str | None, kind: str, value: object) -> None:
    assert typed(text, kind) == value


def test_every_file_names_its_licence_and_can_be_kept_and_asked_after(client: Client) -> None:
    licence = settings.DATA_LICENCE
    for address in ["/data/rounds", *(f"/rounds/valley/data/{name}" for name in ("needs", "record"))]:
        for ending in Ending:
            first = client.get(f"{address}.{ending}")
            data = first.getvalue()
            again = client.get(f"{address}.{ending}", headers={"if-none-match": first["ETag"]})

            assert f'<{licence.url.en}>; rel="license"' in first["Link"]
            assert first["Cache-Control"] == "public, no-cache"
            assert (again.status_code, again.content) == (304, b""), address
            assert not first.cookies
            if ending is Ending.JSON:
                assert json.loads(data)["licence"]["id"] == licence.id
            if ending is Ending.XLSX:
                assert licence.id in {cell.value for cell in openpyxl.load_workbook(io.BytesIO(data))["licence"]["B"]}


def test_the_same_rows_are_the_same_bytes(client: Client) -> None:
    for address in ("data/needs.xlsx", "data/needs.json", "data/record.csv", "folder.zip"):
        assert body(client, f"/rounds/valley/{address}") == body(client, f"/rounds/valley/{address}"), address


def test_the_list_of_rounds_holds_each_of_them(client: Client) -> None:
    found = json.loads(body(client, "/data/rounds.json"))["rows"]

    assert {row["slug"] for row in found} == {"valley", "eithin-25-003"}
    assert next(row for row in found if row["slug"] == "valley")["stages"]["listen"] != "not_present"


def test_the_record_comes_out_as_it_is_hashed(client: Client) -> None:
    import hashlib

    for row in rows_of(body(client, "/rounds/eithin-25-003/data/record.csv")):
        assert hashlib.sha256(b"\0" + row["entry"].encode()).hexdigest() == row["leaf"]


def test_the_projects_say_what_became_of_each(client: Client) -> None:
    found = json.loads(body(client, "/rounds/eithin-25-003/data/allocation.json"))["rows"]

    fates = [row["result"] for row in found]
    assert (fates.count("funded"), fates.count("set_aside"), len(fates)) == (9, 0, 12)


def test_the_folder_comes_whole_and_can_be_read_again(client: Client, tmp_path: Path) -> None:
    data = body(client, "/rounds/eithin-25-003/folder.zip")
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        made.extractall(tmp_path)
        assert settings.DATA_LICENCE.id.encode() in made.comment

    files = {path.relative_to(DEMO): path.read_bytes() for path in DEMO.rglob("*") if path.is_file()}
    out = tmp_path / "eithin-25-003"
    assert {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()} == files


@pytest.mark.parametrize(
    "address",
    [
        "/rounds/nobody/data/needs.csv",
        "/rounds/valley/data/nothing.csv",
        "/rounds/valley/data/needs.pdf",
        "/rounds/nobody/folder.zip",
        "/rounds/valley/data/.csv",
        "/data/rounds.exe",
        "/cy/rounds/nobody/data/",
    ],
)
def test_a_list_that_is_not_there_is_a_page_that_says_so(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("prefix", ["/cy/", "/en/"])
def test_a_page_offers_every_list_with_its_licence_beside_it(
    client: Client, prefix: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        text = client.get(f"{prefix}rounds/eithin-25-003/data/").content.decode()

    offered = [part.split('"')[0] for part in text.split('href="/rounds/eithin-25-003/')[1:]]
    assert len(offered) > 50
    for address in offered:
        assert body(client, f"/rounds/eithin-25-003/{address}"), address
    assert text.count('rel="license"') == text.count("</b> <span") + 1


def test_the_lists_of_a_round_include_the_tables_that_were_calculated(client: Client) -> None:
    text = client.get("/en/rounds/eithin-25-003/data/").content.decode()

    for file in ("files/tables/result.csv", "data/applications.csv", "data/payments.csv", "data/feedback.csv"):
        assert f'href="/rounds/eithin-25-003/{file}"' in text
    assert "What is funded, and what is not" in text


def test_every_list_of_the_network_is_offered_and_there(client: Client) -> None:
    text = client.get("/cy/data-agored/").content.decode()

    for name in ("rounds", *exports.NAMES):
        if name != "money-lorenz":
            assert f'href="/data/{name}.csv"' in text, name
            assert body(client, f"/data/{name}.csv")


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/cy/", "/cy/data-agored/"),
        ("/en/", "/en/open-data/"),
        ("/en/open-data/", "/en/rounds/valley/data/"),
        ("/cy/rounds/valley/", "/cy/rounds/valley/data/"),
        ("/en/rounds/valley/design/", "/en/rounds/valley/data/"),
    ],
)
def test_pages_lead_to_the_files(client: Client, page: str, link: str) -> None:
    assert f'href="{link}"' in client.get(page).content.decode()


def test_a_file_is_asked_for_with_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in ("needs.csv", "record.json", "allocation.xlsx"):
        with django_assert_max_num_queries(5):
            body(client, f"/rounds/eithin-25-003/data/{address}")
