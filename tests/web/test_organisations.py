"""Organisations over all rounds: joined by org-id, each with what it asked for and what came of it; never a person."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT
from tests.web.money_folders import HOSTILE, agreement, organisation, request, write_money

from cydradd_web.follow.addresses import Body, body, body_at, read, written
from cydradd_web.paths import ROOT
from cydradd_web.rounds.services import import_rounds

pytestmark = pytest.mark.django_db
LUNCH = "GB-CHC-1234567"


def html(client: Client, page: str) -> str:
    response = client.get(page)
    assert response.status_code == 200, page
    return response.content.decode()


def shown(client: Client, page: str) -> str:
    """The words of a page, without its marks."""
    main = html(client, page).split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize(
    ("id", "address"),
    [
        ("GB-CHC-1234567", "GB-CHC-1234567"),
        ("a/b", "a~2Fb"),
        ("..", "~2E~2E"),
        ("~2F", "~7E2F"),
        ("100% côr?#", "100~25~20c~C3~B4r~3F~23"),
    ],
)
def test_any_id_has_an_address_that_leads_back_to_it(id: str, address: str) -> None:
    assert written(id) == address
    assert read(address) == id


@pytest.mark.parametrize("address", ["", "~", "a~2f", "~41", "~FF", "a b", "~~", "x~~GB-CHC-1", "ORG-1", "a~00~~"])
def test_no_organisation_has_an_address_that_is_not_written_so(address: str) -> None:
    assert body_at(address) is None


def test_an_id_that_is_no_org_id_belongs_to_its_round() -> None:
    assert body("ORG-1", "valley") == Body("ORG-1", "valley") == body_at("valley~~ORG-1")
    assert body(LUNCH, "valley") == Body(LUNCH) == body_at(LUNCH)


@pytest.fixture
def _two_rounds(home: Path) -> None:
    write_money(
        home,
        "first",
        apply_organisations=[
            organisation(LUNCH, "Clwb Cinio", income_p="2300000"),
            organisation("GB-CHC-7654321", "Gofal", place=""),
            organisation("ORG-1", "Criw’r Cwm", type="unregistered_group"),
        ],
        apply_applications=[
            request("A1", LUNCH, "300000"),
            request("A2", "GB-CHC-7654321"),
            request("A3", "ORG-1", status="withdrawn"),
        ],
        apply_members=[
            {"application": "A1", "organisation": LUNCH, "share": "2/3"},
            {"application": "A1", "organisation": "GB-CHC-7654321", "share": "1/3"},
        ],
        apply_feedback=[{"application": "A2", "code": "need_not_shown", "at": "2026-03-01T09:00:00Z"}],
        deliver_agreements=[agreement("G1", "A1", LUNCH, "300000")],
        deliver_payments=[
            {"agreement": "G1", "paid_on": "2026-04-05", "amount_p": "150000"},
            {"agreement": "G1", "paid_on": "2027-01-05", "amount_p": "150000"},
        ],
        deliver_checkins=[{"agreement": "G1", "due": "2026-06-01", "received_on": "2026-06-02"}],
        design_outcomes=[{"id": "O1", "title_cy": "Llai o unigrwydd", "title_en": "Less loneliness"}],
        evaluate_outcomes=[
            {"outcome": "O1", "agreement": "G1", "group": "treated", "events": "1", "of": "9"},
        ],
    )
    write_money(
        home,
        "second",
        currency="EUR",
        apply_organisations=[
            organisation(LUNCH, "Clwb Cinio Bryn", place="W06000015"),
            organisation("ORG-1", "Rhywun arall", type="unregistered_group"),
        ],
        apply_applications=[request("B1", LUNCH, "50000")],
    )
    import_rounds(home, by="test", at=AT)


@pytest.mark.usefixtures("_two_rounds")
def test_one_organisation_in_two_rounds_is_one_page(client: Client) -> None:
    text = shown(client, f"/en/organisations/{LUNCH}/")

    assert "Round first" in text
    assert "Round second" in text
    assert "Clwb Cinio Bryn" in text
    assert html(client, "/en/organisations/").count(f'href="/en/organisations/{LUNCH}/"') == 1


@pytest.mark.usefixtures("_two_rounds")
def test_two_bodies_that_two_rounds_call_alike_stay_two(client: Client) -> None:
    first, second = (shown(client, f"/en/organisations/{name}~~ORG-1/") for name in ("first", "second"))

    assert "Criw’r Cwm" in first
    assert "Rhywun arall" not in first
    assert "Rhywun arall" in second
    assert client.get("/en/organisations/ORG-1/").status_code == 404


@pytest.mark.usefixtures("_two_rounds")
def test_the_page_says_what_it_is_by_which_rule_and_where_its_income_is_from(client: Client) -> None:
    text = shown(client, f"/en/organisations/{LUNCH}/")

    assert "Charity · Third sector (strong evidence)" in text
    assert "Rule 1: its registration number is that of a charity register: GB-CHC" in text
    assert "Small: £10,000 to £100,000 (£23,000)" in text
    assert "no register was asked" in text


@pytest.mark.usefixtures("_two_rounds")
def test_the_page_says_what_came_of_what_was_asked_for(client: Client) -> None:
    lunch, care, crew = (shown(client, f"/en/organisations/{id}/") for id in (LUNCH, "GB-CHC-7654321", "first~~ORG-1"))

    assert "Clwb Cinio 2/3" in lunch
    assert "Gofal 1/3" in lunch
    assert "£3,000 Funded" in lunch
    assert "5 April 2026" in lunch
    assert "5 January 2027" not in lunch  # the round stands at November 2026
    assert "Check-ins that came: 1" in lunch
    assert "Less loneliness" in lunch
    assert "The application does not show that the work is needed." in care
    assert "Withdrawn" in crew


@pytest.mark.usefixtures("_two_rounds")
def test_sums_are_of_each_currency_and_never_added(client: Client) -> None:
    text = shown(client, f"/en/organisations/{LUNCH}/")

    assert "Money in GBP asked for, over all rounds £2,000 awarded £2,000" in text
    assert "Money in EUR asked for, over all rounds €500 awarded €0" in text
    assert "Asked for without a decision yet: €500" in text
    assert "Currencies are never added" in text


@pytest.mark.usefixtures("_two_rounds")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("words=cinio", ["Clwb Cinio"]),
        ("words=7654321", ["Gofal"]),
        ("place=unknown", ["Gofal"]),
        ("place=W06000002&type=unknown", ["Criw’r Cwm", "Rhywun arall"]),
        ("type=third_sector&page=99999999999", ["Clwb Cinio", "Gofal"]),
        ("type=no-such&place=%00%F0%9F%92%A9", []),
    ],
)
def test_the_list_shows_what_is_asked_for(client: Client, asked: str, names: list[str]) -> None:
    text = html(client, f"/en/organisations/?{asked}")

    body = text.split("<tbody>")[1] if "<tbody>" in text else ""
    found = re.findall(r'<bdi class="user">([^<]*)</bdi>', body)
    assert [name.replace(" Bryn", "") for name in found] == names
    assert names or "No organisation is like that" in text


def test_a_person_has_no_page_and_stands_in_no_list(client: Client, home: Path) -> None:
    write_money(
        home,
        "people",
        design_lots=[{"id": "L1", "needs": "N1", "offer_type": "direct_payment", "value_p": "1"}],
        apply_organisations=[
            organisation("P-1", "Mair Jones", type="individual"),
            organisation("P-2", "Huw Prys", type=""),
            organisation("P-3", "Siân Lloyd", type=""),
            organisation(LUNCH, "Clwb Cinio"),
        ],
        apply_applications=[request("A1", "P-1"), request("A2", "P-2", lot="L1"), request("A4", LUNCH)],
        apply_members=[
            {"application": "A4", "organisation": LUNCH, "share": "1/2"},
            {"application": "A4", "organisation": "P-1", "share": "1/2"},
        ],
        deliver_agreements=[agreement("G3", "A9", "P-3", kind="direct_payment"), agreement("G1", "A1", "P-1")],
    )
    import_rounds(home, by="test", at=AT)

    pages = [html(client, page) for page in ("/en/organisations/", "/en/places/W06000002/", "/en/follow/")]
    pages += [html(client, f"/en/organisations/{LUNCH}/")]
    pages += [b"".join(client.get("/data/organisations.csv")).decode()]

    for id, name in (("P-1", "Mair Jones"), ("P-2", "Huw Prys"), ("P-3", "Siân Lloyd")):
        assert client.get(f"/en/organisations/people~~{id}/").status_code == 404
        assert not any(name in page or f"people~~{id}" in page for page in pages)
    assert "a person" in pages[3]


def test_hostile_names_and_ids_are_shown_as_text(client: Client, home: Path) -> None:
    hostile = f"GB-CHC-{HOSTILE}/../?#%2F"
    write_money(
        home,
        "hostile",
        place=None,
        apply_organisations=[organisation(hostile, HOSTILE, place=HOSTILE), organisation("GB-CHC-2", "=1+1")],
        apply_applications=[request("A1", hostile, title_en=HOSTILE)],
        deliver_agreements=[agreement("G1", "A1", hostile)],
    )
    import_rounds(home, by="test", at=AT)

    for language in ("cy", "en"):
        listed = html(client, f"/{language}/organisations/")
        (address,) = re.findall(rf'href="(/{language}/organisations/GB-CHC-~3C[^"]*/)"', listed)
        for page in (listed, html(client, address), html(client, f"/{language}/follow/")):
            assert "<script" not in page
            assert "<img" not in page
        assert "&lt;script&gt;" in html(client, address)
    assert "'=1+1" in b"".join(client.get("/data/organisations.csv")).decode()


@pytest.mark.parametrize("language", ["cy", "en"])
def test_pages_of_organisations_ask_the_database_at_most_twelve_times(
    client: Client, home: Path, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for folder in (ROOT / "demo" / "rounds").iterdir():
        (home / folder.name).symlink_to(folder)
    import_rounds(home, by="test", at=AT)

    for page in ("", "GB-CHC-0000001/", "GB-CHC-0000010/"):
        with django_assert_max_num_queries(12):
            html(client, f"/{language}/organisations/{page}")


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_refusal_has_one_reason_on_every_page_and_each_stage_leads_to_the_organisation(
    client: Client, home: Path, language: str
) -> None:
    (home / "eithin-25-003").symlink_to(ROOT / "demo" / "rounds" / "eithin-25-003")
    import_rounds(home, by="test", at=AT)
    words = "oedd gan ei gefnogwyr" if language == "cy" else "its supporters had"

    stages = {stage: html(client, f"/{language}/rounds/eithin-25-003/{stage}/") for stage in ("apply", "decide")}
    addresses = set(re.findall(rf'href="(/{language}/organisations/[^"]+/)"', stages["decide"]))
    pages = {address: html(client, address) for address in sorted(addresses)}

    (told, *_) = re.findall(
        rf'<a href="/{language}/rounds/eithin-25-003/decide/">([^<]*{words}[^<]*)</a>', "".join(pages.values()), re.I
    )
    assert told in stages["apply"]
    assert told in stages["decide"]
    assert addresses <= set(re.findall(r'href="([^"]+)"', stages["apply"]))
    assert "the money ran out before it reached" not in "".join(pages.values())


def test_no_organisation_yet_is_said_kindly(client: Client) -> None:
    text = shown(client, "/cy/organisations/")

    assert "Nid oes rownd yn enwi sefydliad eto" in text


@pytest.mark.usefixtures("_two_rounds")
def test_the_list_comes_as_a_file_with_its_licence(client: Client) -> None:
    found = json.loads(b"".join(client.get("/data/organisations.json")))

    assert found["licence"]["id"]
    (lunch,) = [row for row in found["rows"] if row["id"] == LUNCH]
    assert lunch["awarded_GBP"] == 2000
    assert (lunch["rounds"], lunch["applications"], lunch["funded"], lunch["class"]) == (2, 2, 1, "charity")
    table = list(csv.DictReader(io.StringIO(b"".join(client.get("/data/organisations.csv")).decode())))
    assert next(row for row in table if row["id"] == LUNCH)["awarded_GBP"] == "2000.00"
    assert client.get("/data/nothing.csv").status_code == 404
    assert client.get("/data/organisations.exe").status_code == 404
