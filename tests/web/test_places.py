"""Places: a map whose 22 squares are equal, a table of the same figures, and what has no known place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT
from tests.web.money_folders import HOSTILE, agreement, organisation, request, write_money

from cydradd.vocabulary.place import AUTHORITIES
from cydradd_web.rounds.services import import_rounds

pytestmark = pytest.mark.django_db
ONE, TWO, NOWHERE = "GB-CHC-1000001", "GB-CHC-1000002", "GB-CHC-1000003"


def html(client: Client, page: str) -> str:
    response = client.get(page)
    assert response.status_code == 200, page
    return response.content.decode()


def shown(text: str) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.split("<main", 1)[1].split("</main>", 1)[0]))


@pytest.fixture
def _rounds(home: Path) -> None:
    bodies = [organisation(ONE, "Un", place="W06000002"), organisation(TWO, "Dau", place="W06000015")]
    bodies += [organisation(NOWHERE, "Tri", place="")]
    write_money(
        home,
        "north",
        place="W92000004",
        design_needs=[
            {
                "id": "N1",
                "title_cy": "Lifft",
                "title_en": "A lift",
                "kind": "transport",
                "place": "W06000002",
                "size_p": "5",
            }
        ],
        apply_organisations=bodies,
        apply_applications=[request(f"A{n}", id) for n, id in enumerate((ONE, TWO, NOWHERE))],
        deliver_agreements=[
            agreement("G1", "A0", ONE, "1000000"),
            agreement("G2", "A1", TWO, "250000"),
            agreement("G3", "A2", NOWHERE, "77700"),
        ],
    )
    write_money(
        home,
        "euros",
        currency="EUR",
        place=None,
        apply_organisations=bodies,
        apply_applications=[request("B1", ONE)],
        deliver_agreements=[agreement("H1", "B1", ONE, "123400")],
    )
    import_rounds(home, by="test", at=AT)


@pytest.mark.usefixtures("_rounds")
def test_each_authority_is_a_square_of_its_own_that_leads_to_its_page(client: Client) -> None:
    text = html(client, "/cy/places/")

    tiles = re.findall(
        r'<li class="r(\d) c(\d)"><a class="[^"]*" href="/cy/places/(\w+)/"><span class="lg">([^<]+)', text
    )
    assert {(int(row), int(column), code, name) for row, column, code, name in tiles} == {
        (each.row, each.column, each.code, each.name.cy) for each in AUTHORITIES
    }
    assert len({(row, column) for row, column, _, _ in tiles}) == 22


@pytest.mark.usefixtures("_rounds")
def test_the_map_says_in_figures_what_it_says_in_gold(client: Client) -> None:
    text = html(client, "/en/places/")

    tiles = re.findall(r'<a class="k(\d)([^"]*)" href="/en/places/(\w+)/">.*?<b>([^<]+)</b>', text)
    found = {code: (step, value) for step, _, code, value in tiles}
    assert found["W06000002"] == ("5", "£10k")
    assert found["W06000015"] == ("2", "£2.5k")
    assert found["W06000001"] == ("0", "–")
    assert "Money reached organisations in 2 of the 22 local authorities." in shown(text)


@pytest.mark.usefixtures("_rounds")
def test_the_table_holds_every_place_with_each_currency_by_itself_and_what_is_not_known(client: Client) -> None:
    text = html(client, "/en/places/")

    rows = [shown(f"<main{row}</main>") for row in text.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]]
    assert len(rows) == 24
    assert rows[0].split()[:2] == ["Wales", "1"]
    assert "> Place not known 1 0 1 £777" in rows[-1] or rows[-1].split()[:3] == ["Place", "not", "known"]
    (gwynedd,) = [row for row in rows if "Gwynedd" in row]
    assert "€1,234 · £10,000" in gwynedd


@pytest.mark.usefixtures("_rounds")
def test_a_place_shows_its_rounds_needs_organisations_and_money(client: Client) -> None:
    gwynedd, wales, unknown = (
        shown(html(client, f"/en/places/{code}/")) for code in ("W06000002", "W92000004", "unknown")
    )

    assert "A lift" in gwynedd
    assert "No round is of this place." in gwynedd
    assert "Un GB-CHC-1000001" in gwynedd
    assert "Dau" not in gwynedd
    assert "€1,234 · £10,000" in gwynedd
    assert "Round north" in wales
    assert "Tri" in unknown
    assert "Round euros" in unknown
    assert "£777" in unknown


@pytest.mark.parametrize("code", ["W06000099", "nowhere", "~", "~2e", "W06000002~00"])
def test_a_place_that_nobody_names_is_not_there(client: Client, code: str) -> None:
    assert client.get(f"/en/places/{code}/").status_code == 404


def test_an_authority_of_which_nothing_is_told_is_kind(client: Client) -> None:
    assert "Ni ddywedir dim am y lle hwn eto" in shown(html(client, "/cy/places/W06000001/"))
    assert "No award is told for one authority yet" in shown(html(client, "/en/places/"))


def test_a_place_in_odd_words_has_a_page_and_is_shown_as_text(client: Client, home: Path) -> None:
    write_money(home, "odd", apply_organisations=[organisation(ONE, "Un", place=HOSTILE)])
    import_rounds(home, by="test", at=AT)

    listed = html(client, "/en/places/")
    (address,) = re.findall(r'href="(/en/places/~3Cscript[^"]*/)"', listed)
    page = html(client, address)

    assert "<script" not in listed + page
    assert "&lt;script&gt;" in page
    assert "Un" in shown(page)


@pytest.mark.usefixtures("_rounds")
@pytest.mark.parametrize("page", ["/cy/places/", "/en/places/W06000002/"])
def test_places_ask_the_database_at_most_twelve_times(
    client: Client, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        html(client, page)


@pytest.mark.usefixtures("_rounds")
def test_the_places_come_as_a_file(client: Client) -> None:
    found = json.loads(b"".join(client.get("/data/places.json")))

    there = {row["code"]: row for row in found["rows"]}
    assert len(there) == 24
    assert (there["W06000002"]["awarded_EUR"], there["W06000002"]["awarded_GBP"]) == (1234, 10000)
    assert there["unknown"]["awarded_EUR"] is None
    assert there["unknown"]["organisations"] == 1
    assert there["W06000015"]["name_cy"] == "Caerdydd"
