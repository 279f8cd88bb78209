"""Open grant data from a warehouse: the numbers are the library's, and from each of them it is one way to the cell."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from pytest_django import Settings
from tests.unit.follow.small_files import grant, loaded
from tests.unit.follow.test_merge_command import award, package, release, run

from cydradd.follow import flows
from cydradd.follow.reach import By
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import open_warehouse
from cydradd_web.follow.selectors.warehouse import let_go

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script> & =cmd()'
CARDIFF = {"id": "GB-CHC-1000002", "name": "Clwb Cân Tŷ’r Ŵyl", "postalCode": "CF10 1AA"}
PERSON = {
    "recipientIndividual": {"id": "360G-p-1", "name": "Nobody Knows"},
    "toIndividualsDetails": {"primaryGrantReason": "GTIR010"},
}
GRANTS = [
    grant("a", 1000),
    grant("b", 250.5, CARDIFF, awardDate="2021-02-01"),
    grant("c", 50, "GB-PLA-GWN", awardDate="2021-02-01"),
    grant("d", 10, None, title=HOSTILE),
    grant("e", "a lot"),
    grant("f", 7, CARDIFF, currency="EUR"),
    grant("g", 40, [{"id": "GB-CHC-1", "name": "One"}, {"id": "GB-CHC-2", "name": "Two"}]),
    grant("h", 5, {"id": "XX-a/b", "name": HOSTILE}),
    grant("h", 6, {"id": "XX-a/b", "name": HOSTILE}),
    grant("i", 20, None, title="For Nobody Knows", **PERSON),
    grant("j", 30, fundingOrganization=[{"id": "GB-CHC-8", "name": "The Fund for Choirs"}]),
]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    let_go()
    yield
    let_go()


@pytest.fixture
def money(tmp_path: Path, settings: Settings) -> Path:
    """A warehouse of eleven grants in two currencies."""
    settings.WAREHOUSE = tmp_path / "money.duckdb"
    with open_warehouse(settings.WAREHOUSE, writing=True) as to:
        loaded(to, tmp_path, GRANTS)
    return settings.WAREHOUSE


def html(client: Client, page: str, status: int = 200) -> str:
    response = client.get(page)
    assert response.status_code == status, page
    return response.content.decode()


def shown(client: Client, page: str, status: int = 200) -> str:
    """The words of a page, without its marks."""
    main = html(client, page, status).split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def saved(client: Client, page: str) -> bytes:
    response = client.get(page)
    assert response.status_code == 200, page
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(part for part in response if isinstance(part, bytes))


def rows(client: Client, page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(saved(client, page).decode())))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "No file yet Import one with cydradd follow import FILE --warehouse WAREHOUSE , or see the money of our",
        ),
        ("cy", "Dim ffeil eto Mewnforiwch un â cydradd follow import FILE --warehouse WAREHOUSE , neu gweld arian ein"),
    ],
)
@pytest.mark.parametrize("page", ["", "grants/", "grants/1/", "organisations/", "organisations/x/", "funders/x/"])
def test_without_a_file_every_page_says_how_one_comes(
    client: Client, tmp_path: Path, settings: Settings, page: str, language: str, words: str
) -> None:
    settings.WAREHOUSE = tmp_path / "none.duckdb"

    assert words in shown(client, f"/{language}/follow/open/{page}")
    assert client.get("/data/open/reach.csv").status_code == 404


def test_a_file_that_is_no_warehouse_is_said(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.WAREHOUSE = tmp_path / "odd.duckdb"
    settings.WAREHOUSE.write_text("not a database")

    assert "it is no warehouse" in shown(client, "/en/follow/open/", 503)
    assert client.get("/data/open/reach.csv").status_code == 404


@pytest.mark.parametrize("by", By)
def test_numbers_of_the_page_and_of_the_file_are_those_of_the_library(client: Client, money: Path, by: By) -> None:
    with open_warehouse(money) as warehouse:
        found = flows.reach(warehouse, Filters(), by)

    text = shown(client, f"/en/follow/open/?by={by}")
    table = rows(client, f"/data/open/reach.csv?by={by}")

    assert f"{found.recipients} recipients got £1,411.50" in text
    assert found.total == 141_150 == sum(int(row["sum_pence"]) for row in table)
    assert [(row["key"], int(row["grants"]), int(row["sum_pence"])) for row in table] == [
        (row.key, row.grants, row.total) for row in (*found.rows, found.unknown)
    ]
    assert table[-1]["key"] == "unknown"
    assert 'class="f-hb"' in html(client, f"/en/follow/open/?by={by}") or not found.unknown.total


def test_other_currencies_and_amounts_that_cannot_be_read_are_beside_the_sum(client: Client, money: Path) -> None:
    text = shown(client, "/en/follow/open/?transfers=on")

    assert "1 grant in another currency: €7" in text
    assert "1 grant whose amount cannot be read" in text
    assert "1 grant left out, to a council or education or between public bodies: £50" in text
    assert "£1,361.50" in text and "1,368.5" not in text and "1,418.5" not in text
    assert "got €7" in shown(client, "/en/follow/open/?currency=eur")
    assert "Grantiau mewn arian cyfred arall: 1. Swm: €7" in shown(client, "/cy/follow/open/")


def test_contracts_of_the_same_files_are_said_beside_and_never_added(
    client: Client, money: Path, tmp_path: Path
) -> None:
    file = package(tmp_path, "contracts.json", release(1, "ocds-1-b", awards=[award(30)]))
    assert run("import", file, "--warehouse", money).exit_code == 0

    for language, what in (
        ("en", "Contracts data, awards: 1, £30."),
        ("cy", "Data am gontractau, dyfarniadau: 1, £30."),
    ):
        page = shown(client, f"/{language}/follow/open/")
        assert what in page
        assert "cydradd follow reach --measure awards" in page
        assert "£1,411.50" in page


def test_one_place_one_year_one_funder(client: Client, money: Path) -> None:
    assert "1 recipient got £250.50, all of it" in shown(client, "/en/follow/open/?place=CF")
    assert "£300.50" in shown(client, "/en/follow/open/?from=2021-01-01&to=31/12/2021")
    assert "1 recipient got £30, all of it" in shown(client, "/en/follow/open/?funder=choirs")
    assert "Clwb Cân Tŷ’r Ŵyl" in shown(client, "/cy/follow/open/?place=W92000004")
    assert "No grant is like that" in shown(client, "/en/follow/open/?place=CF&to=2019-01-01")


@pytest.mark.parametrize(
    ("query", "message", "kept"),
    [
        ("place=Nowhere", "no grant of these files went to “Nowhere”", ("place", "Nowhere")),
        ("from=someday", "this is not a day", ("from", "someday")),
        ("from=2021-02-30", "this is not a day", ("from", "2021-02-30")),
        ("from=2021-02-01&to=2020-02-01", "the last day is before the first", ("to", "2020-02-01")),
        ("funder=fund", "several funders are called that", ("funder", "fund")),
        ("funder=nobody", "no funder of these files", ("funder", "nobody")),
        ("currency=XXX", "no grant of these files is in “XXX”", ("currency", "XXX")),
        ("by=colour", "nothing to show the money by", ("by", "colour")),
        (f"funder={'x' * 300}", "at most 200", ("funder", "xxx")),
    ],
)
def test_what_cannot_be_asked_is_said_and_stays_typed(
    client: Client, money: Path, query: str, message: str, kept: tuple[str, str]
) -> None:
    page = html(client, f"/en/follow/open/?{query}")

    assert "There is a problem" in page and message in page
    name, value = kept
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert f'value="{value}' in tag[0] if tag else f'<option value="{value}" selected>' in page
    assert "Who got it" not in page
    assert client.get(f"/data/open/reach.csv?{query}").status_code == 400
    assert "Mae problem" in html(client, f"/cy/follow/open/?{query}")


def test_grants_are_listed_with_a_way_to_their_cells(client: Client, money: Path) -> None:
    page = html(client, "/en/follow/open/grants/?place=CF")
    address = re.search(r'"(/en/follow/open/grants/[0-9]+/)"', page)
    assert address

    text = shown(client, address[1])

    assert "2 grants" in page and "€7" in page and "£250.50" in page
    assert "/grants/1" in text and "/amountAwarded 250.5" in text and "grants.json" in text
    assert re.search(r"[0-9a-f]{64}", text)
    assert client.get("/en/follow/open/grants/99/").status_code == 404
    assert client.get(f"/en/follow/open/grants/{2**70}/").status_code == 404


def test_text_of_files_is_text(client: Client, money: Path) -> None:
    for page in ("", "grants/", "organisations/", "organisations/XX-a~2Fb/"):
        assert "<script" not in html(client, f"/en/follow/open/{page}")
    assert HOSTILE in shown(client, "/en/follow/open/organisations/XX-a~2Fb/")
    assert not any(cell.startswith("=") for row in rows(client, "/data/open/grants.csv") for cell in row.values())


def test_an_organisation_is_found_without_its_accents_and_tells_from_whom_it_got(client: Client, money: Path) -> None:
    found = html(client, "/cy/follow/open/organisations/?words=CAN+ty")
    text = shown(client, "/cy/follow/open/organisations/GB-CHC-1000002/")

    assert "/cy/follow/open/organisations/GB-CHC-1000002/" in found
    assert "Clwb Cân Tŷ’r Ŵyl" in text and "The Fund" in text
    assert "£250.50" in text and "€7" in text and "257.5" not in text
    assert "Nobody is called that" in shown(client, "/en/follow/open/organisations/?words=zzz")


def test_a_funder_tells_to_whom_it_gave(client: Client, money: Path) -> None:
    text = shown(client, "/en/follow/open/funders/GB-CHC-9/")

    assert "It gave £1,381.50 in 8 grants." in text and "It gave €7 in 1 grant." in text
    assert "Named GB-CHC-1000001" in text and "nobody is named, or several together" in text
    assert "The Fund for Choirs" in shown(client, "/en/follow/open/organisations/?who=gave")
    assert client.get("/en/follow/open/organisations/GB-CHC-9/").status_code == 404


def test_grants_that_share_an_id_are_explained(client: Client, money: Path) -> None:
    text = shown(client, "/en/follow/open/organisations/XX-a~2Fb/")

    assert re.search(r"\d grants? shares? (its|their) ids? with (an)?others? that says? something else", text)


def test_no_person_is_named(client: Client, money: Path) -> None:
    listed = html(client, "/en/follow/open/grants/")
    rows_of = re.findall(r"/en/follow/open/grants/[0-9]+/", listed)
    pages = ["/en/follow/open/", "/en/follow/open/organisations/", "/en/follow/open/organisations/?words=nobody"]

    for page in [*pages, "/en/follow/open/grants/", "/en/follow/open/funders/GB-CHC-9/", *rows_of]:
        assert "Nobody Knows" not in html(client, page), page
    assert client.get("/en/follow/open/organisations/360G-p-1/").status_code == 404
    assert "a person" in shown(client, "/en/follow/open/grants/")
    for name in ("recipients", "grants"):
        assert b"Nobody" not in saved(client, f"/data/open/{name}.json")
    assert sum(float(row["amount"]) for row in rows(client, "/data/open/recipients.csv")) == 1411.5


def test_files_hold_what_the_page_shows(client: Client, money: Path) -> None:
    told = json.loads(saved(client, "/data/open/recipients.json?place=CF"))
    book = openpyxl.load_workbook(io.BytesIO(saved(client, "/data/open/grants.xlsx?place=CF")))
    curve = rows(client, "/data/open/lorenz.csv")

    assert [(row["name"], row["amount"]) for row in told["rows"]] == [("Clwb Cân Tŷ’r Ŵyl", 250.5)]
    assert "/follow/open/?place=CF" in told["licence"]["url"]["en"]
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == ["b", "f"]
    assert (curve[0]["share_money"], curve[-1]["share_money"]) == ("0.0", "1.0")
    assert client.get("/data/open/nothing.csv").status_code == 404
    assert client.get("/data/open/reach.pdf").status_code == 404


def test_a_new_file_is_read_and_no_page_of_the_old_one_is_kept(client: Client, money: Path, tmp_path: Path) -> None:
    assert "£1,411.50" in shown(client, "/en/follow/open/")
    with open_warehouse(tmp_path / "new.duckdb", writing=True) as to:
        loaded(to, tmp_path, [grant("z", 3)], "new.json")

    (tmp_path / "new.duckdb").rename(money)

    assert "1 recipient got £3, all of it" in shown(client, "/en/follow/open/")


def test_the_money_of_the_rounds_and_the_search_lead_here(client: Client, home: Path) -> None:
    for page in ("follow", "search"):
        for language in ("cy", "en"):
            assert f'href="/{language}/follow/open/' in html(client, f"/{language}/{page}/")


def test_an_idle_site_loads_no_database_of_open_data() -> None:
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'cydradd_web.settings.test'; django.setup(); "
        "from django.urls import reverse; reverse('open-money'); "
        "sys.exit(', '.join({'duckdb', 'ibis', 'pandas', 'sqlglot'} & set(sys.modules)) or 0)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (found.returncode, found.stderr) == (0, "")
