"""Charts of the open data: each figure is that of the library, is told in a table, and can be saved."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from pytest_django import Settings
from tests.unit.follow.small_files import grant, loaded

from cydradd.follow import flows
from cydradd.follow.reach import By
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import open_warehouse
from cydradd.vocabulary.place import AUTHORITIES
from cydradd_web.follow.selectors.warehouse import let_go

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("x")</script> & \x01 =cmd()'


def somewhere(code: str, name: str) -> list[dict[str, str]]:
    return [{"geoCode": code, "geoCodeType": "UA", "name": name}]


CARDIFF = {"id": "GB-CHC-1000002", "name": "Clwb Cân", "location": somewhere("W06000015", "Cardiff")}
BRISTOL = {"id": "GB-CHC-1000003", "name": "Elsewhere", "location": somewhere("E06000023", "Bristol")}
GRANTS = [
    grant("a", 1000),
    grant("b", 250.5, CARDIFF, awardDate="2021-02-01", beneficiaryLocation=somewhere("W06000002", "Gwynedd")),
    grant("c", 50, BRISTOL, awardDate="2021-05-01"),
    grant("d", 10, None),
    grant("e", 9_040, CARDIFF, fundingOrganization=[{"id": "XX-h", "name": HOSTILE}]),
    grant("f", -5, CARDIFF, fundingOrganization=[{"id": "GB-CHC-7", "name": "It Took Back"}]),
    grant("g", 7, CARDIFF, currency="EUR"),
    *(
        grant(f"n{n}", 3 + n, fundingOrganization=[{"id": f"GB-CHC-5{n:02}", "name": f"Fund {n:x}"}])
        for n in range(1_002)
    ),
]
TOTAL = 100_000 + 25_050 + 5_000 + 1_000 + 904_000 - 500 + sum(300 + 100 * n for n in range(1_002))


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    let_go()
    yield
    let_go()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of many funders, with money in Cardiff, in Bristol and nowhere known."""
    folder = tmp_path_factory.mktemp("charts")
    with open_warehouse(folder / "money.duckdb", writing=True) as to:
        loaded(to, folder, GRANTS)
    return folder / "money.duckdb"


@pytest.fixture
def money(made: Path, settings: Settings) -> Path:
    """The same, where the site looks for it."""
    settings.WAREHOUSE = made
    return made


def html(client: Client, page: str, status: int = 200) -> str:
    response = client.get(page)
    assert response.status_code == status, page
    return response.content.decode()


def shown(client: Client, page: str, status: int = 200) -> str:
    main = html(client, page, status).split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def saved(client: Client, page: str) -> bytes:
    response = client.get(page)
    assert response.status_code == 200, page
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(part for part in response if isinstance(part, bytes))


def picture(client: Client, page: str) -> ElementTree.Element:
    """A saved chart, read as a program reads it."""
    response = client.get(page)
    assert response.status_code == 200, page
    assert response["Content-Type"].startswith("image/svg+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314  made by the site


def words(drawn: ElementTree.Element) -> str:
    return " ".join(part for text in drawn.iter(f"{SVG}text") for part in text.itertext())


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_flow_is_drawn_told_and_saved_with_the_numbers_of_the_library(
    client: Client, money: Path, by: By, language: str
) -> None:
    with open_warehouse(money) as warehouse:
        found = flows.flow(warehouse, Filters(), by)

    page = html(client, f"/{language}/follow/open/flow/?by={by}")
    table = list(csv.DictReader(io.StringIO(saved(client, f"/data/open/flow.csv?by={by}").decode())))

    assert sum(each.total for each in found) == TOTAL == sum(int(row["sum_pence"]) for row in table)
    assert {(row["funder_id"], row["key"]): (int(row["grants"]), int(row["sum_pence"])) for row in table} == {
        (each.funder or "", each.key): (each.grants, each.total) for each in found
    }
    assert page.count('role="img"') == 2, "one wide, one narrow"
    assert "<script>alert" not in page and "�" in page
    assert f"£{TOTAL / 100:,.2f}" in shown(client, f"/{language}/follow/open/flow/?by={by}").replace("\xa0", " ")


def test_the_largest_funders_stand_alone_and_the_others_in_one_line(client: Client, money: Path) -> None:
    english, welsh = (shown(client, f"/{language}/follow/open/flow/") for language in ("en", "cy"))

    assert "1,005 funders, 1,008 grants" in english and "1,005 o arianwyr, 1,008 o grantiau" in welsh
    assert "997 other funders" in english and "997 o arianwyr eraill" in welsh
    back = shown(client, "/en/follow/open/flow/?funder=GB-CHC-7")
    assert "Below zero, so in the table and the total but not in the picture: -£5." in back
    assert "the files have all 1,005" in english


def test_the_map_tells_the_authorities_and_what_is_beside_them(client: Client, money: Path) -> None:
    english = shown(client, "/en/follow/open/?by=place")
    welsh = shown(client, "/cy/follow/open/?by=place")
    table = list(csv.DictReader(io.StringIO(saved(client, "/data/open/places.csv").decode())))

    assert "The authority with the largest sum: Cardiff, £9,285.50" in english
    assert "Yr awdurdod â’r swm mwyaf: Caerdydd, £9,285.50" in welsh
    assert "Other places 1 £50" in english.replace("  ", " ") and "Lleoedd eraill" in welsh
    assert [row["code"] for row in table[:22]] == [each.code for each in AUTHORITIES]
    assert {row["code"] for row in table if row["sum_pence"] == ""} == {each.code for each in AUTHORITIES} - {
        "W06000015"
    }
    assert sum(int(row["sum_pence"] or 0) for row in table) == TOTAL
    assert sum(int(row["grants"]) for row in table) == 1_008


def test_places_of_those_it_is_for_and_years_from_april(client: Client, money: Path) -> None:
    for_whom = shown(client, "/en/follow/open/?by=place&beneficiary=on")
    april = html(client, "/en/follow/open/?by=year&april=on")

    assert "The authority with the largest sum: Gwynedd, £250.50" in for_whom
    assert "By place of the people it is for" in for_whom and "Gwynedd" in for_whom
    assert "£250.50" in shown(client, "/en/follow/open/?place=W06000002&beneficiary=on")
    assert "from=2020-04-01&amp;to=2021-03-31" in april and "2020-21" in april
    assert "from=2021-04-01&amp;to=2022-03-31" in april
    assert "1 recipient got £50" in shown(client, "/en/follow/open/?from=2021-04-01&to=2022-03-31")


def test_one_funder_and_one_organisation_lead_to_their_flow(client: Client, money: Path) -> None:
    funder = html(client, "/en/follow/open/funders/GB-CHC-9/")
    organisation = html(client, "/cy/follow/open/organisations/GB-CHC-1000002/")
    links = [re.search(r'"(/../follow/open/flow/\?[^"]+)"', page) for page in (funder, organisation)]
    assert links[0] and links[1]

    of_funder, of_organisation = (shown(client, unescape(link[1])) for link in links if link)

    assert "1 funder, 4 grants: £1,310.50 in all" in of_funder
    assert "3 ariannwr, 3 grant: £9,285.50 i gyd" in of_organisation.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("name", "query"),
    [("flow", ""), ("flow", "by=year"), ("reach", "by=place"), ("places", ""), ("lorenz", "place=W92000004")],
)
@pytest.mark.parametrize("language", ["cy", "en"])
def test_each_chart_is_saved_with_its_title_its_sentence_and_its_source(
    client: Client, money: Path, name: str, query: str, language: str
) -> None:
    response = client.get(f"/data/open/{name}-{language}.svg?{query}")
    if name == "lorenz":
        assert response.status_code == 404, "one recipient gave back more than it got, or is alone"
        query = "funder=GB-CHC-9"
        response = client.get(f"/data/open/{name}-{language}.svg?{query}")

    drawn = ElementTree.fromstring(response.content)  # noqa: S314  made by the site
    text = re.sub(r"\s+", "", words(drawn))
    title, said = (drawn.find(f"{SVG}{tag}") for tag in ("title", "desc"))

    assert response["Content-Disposition"] == f'attachment; filename="open-{name}-{language}.svg"'
    assert drawn.get("lang") == language and title is not None and title.text and said is not None and said.text
    assert re.sub(r"\s+", "", title.text) in text
    assert f"/{language}/follow/open/" in text and ("Ffynhonnell" if language == "cy" else "Source") in text
    assert not [each for each in drawn.iter() if each.get("style") or each.tag in (f"{SVG}script", f"{SVG}style")]


def test_a_chart_is_there_by_its_own_names_alone(client: Client, money: Path) -> None:
    for page in ("grants-en.svg", "flow-fr.svg", "flow.svg", "flow-en.svg?place=W06000015&to=1999-01-01"):
        assert client.get(f"/data/open/{page}").status_code == 404, page


@pytest.mark.parametrize("name", ["reach", "flow", "places", "recipients", "grants", "concentration", "lorenz"])
def test_each_table_is_saved_as_parquet_too_with_the_same_rows(
    client: Client, money: Path, tmp_path: Path, name: str
) -> None:
    query = "funder=GB-CHC-9&by=place"
    path = tmp_path / "saved.parquet"
    path.write_bytes(saved(client, f"/data/open/{name}.parquet?{query}"))
    table = list(csv.reader(io.StringIO(saved(client, f"/data/open/{name}.csv?{query}").decode())))

    with duckdb.connect() as database:
        read = database.execute(f"SELECT * FROM '{path}'")  # noqa: S608
        names, rows = [column[0] for column in read.description or ()], read.fetchall()
        described = database.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()  # noqa: S608
        told = database.execute("SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [str(path)]).fetchall()
    kinds, about = {row[0]: row[1] for row in described}, dict(told)

    assert names == table[0] and len(rows) == len(table) - 1
    for row, line in zip(rows, table[1:], strict=True):
        for cell, text in zip(row, line, strict=True):
            number = isinstance(cell, int | float) or hasattr(cell, "as_tuple")
            assert cell is None or (float(cell) == float(text) if number else str(cell) == text.removeprefix("'"))
            assert cell is not None or text == ""
    assert {kinds.get("sum_pence", "BIGINT"), kinds.get("grants", "BIGINT")} == {"BIGINT"}
    assert kinds.get("amount", "DECIMAL(38,4)") == "DECIMAL(38,4)"
    assert about["licence"] == "LicenseRef-original-files" and "follow/open/?funder" in about["licence_en"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("by=colour", "nothing to show the money by"),
        ("place=Nowhere", "no grant of these files went to “Nowhere”"),
        ("place=W06000015&beneficiary=on", "no grant of these files went to “W06000015”"),
        ("recipient=GB-CHC-404", "no organisation of these files has that identifier"),
        ("recipient=Clwb+C%C3%A2n", "no organisation of these files has that identifier"),
        ("from=someday", "this is not a day"),
        ("funder=a%00b", "Null characters"),
    ],
)
def test_what_cannot_be_asked_is_said_on_every_page_and_for_every_file(
    client: Client, money: Path, query: str, message: str
) -> None:
    for page in ("/en/follow/open/flow/", "/data/open/flow.csv", "/data/open/places.parquet", "/data/open/flow-en.svg"):
        text = html(client, f"{page}?{query}", 400)

        assert "There is a problem" in text and message in text, page
    assert "Mae problem" in html(client, f"/cy/follow/open/flow/?{query}", 400)


def test_counts_have_their_thousands_apart(client: Client, money: Path) -> None:
    pages = {
        "/en/follow/open/grants/": "1,009 grants",
        "/en/follow/open/": "1,008",
        "/en/follow/open/organisations/?who=gave": "1,005 funders",
        "/cy/follow/open/organisations/?who=gave": "1,005",
        "/en/follow/open/organisations/GB-CHC-1000001/": "1,003 grants",
    }

    for page, said in pages.items():
        text = re.sub(r"[0-9a-f]{64}", "", shown(client, page))
        assert said in text, page
        assert not re.search(r"(?<![\d£.,-])100[0-9](?![\d-])", text), page


def test_no_person_is_named_in_a_flow(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.WAREHOUSE = tmp_path / "people.duckdb"
    person = {"recipientIndividual": {"id": "360G-p-1", "name": "Nobody Knows"}}
    gave = [{"id": "360G-p-1", "name": "Nobody Knows"}]
    with open_warehouse(settings.WAREHOUSE, writing=True) as to:
        loaded(to, tmp_path, [grant("a", 5, None, **person), grant("b", 6, fundingOrganization=gave)])

    pages = [html(client, f"/en/follow/open/flow/?by={by}") for by in By]

    assert not any("Nobody Knows" in page for page in pages)
    assert any("Individuals" in page for page in pages)
    assert "Nobody" not in client.get("/data/open/flow-en.svg").content.decode()
    assert b"Nobody" not in saved(client, "/data/open/flow.json") and b"360G-p-1" not in saved(
        client, "/data/open/flow.json"
    )
    for recipient in ("360G-p-1", "Nobody+Knows"):
        assert "no organisation of these files" in html(client, f"/en/follow/open/flow/?recipient={recipient}", 400)
