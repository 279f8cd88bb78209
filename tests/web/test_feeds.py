"""Feeds and calendars in both languages, the map of the site, and robots.txt: nothing in them comes from a clock."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker
from tests.web.folders import AT
from tests.web.kept import kept

from cydradd_web.paths import ROOT
from cydradd_web.rounds.services import import_round_folder

DEMO = ROOT / "demo" / "rounds" / "eithin-25-003"
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}lang"
FEEDS = [f"/{code}/{path}acts.atom" for code in ("cy", "en") for path in ("", "rounds/eithin-25-003/")]
CALENDARS = [feed.replace("acts.atom", "dates.ics") for feed in FEEDS]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("rounds")
    shutil.copytree(DEMO, home / DEMO.name)
    with kept(home, django_db_blocker):
        yield home / DEMO.name


def parsed(client: Client, address: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(address).content)  # noqa: S314  our own feed


def text_of(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


def ical(client: Client, address: str) -> icalendar.Calendar:
    found = icalendar.Calendar.from_ical(client.get(address).content)
    assert isinstance(found, icalendar.Calendar)
    return found


@pytest.mark.parametrize("address", ["/cy/acts.atom", "/en/dates.ics", "/sitemap.xml", "/robots.txt"])
def test_a_site_without_rounds_has_them_too(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    if address.endswith("atom"):
        assert text_of(ElementTree.fromstring(response.content), "updated").startswith("2026-01-01")  # noqa: S314


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_what_atom_asks_for(
    client: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        response = client.get(address)

    feed = ElementTree.fromstring(response.content)  # noqa: S314
    entries = feed.findall(f"{ATOM}entry")
    ids = [text_of(entry, "id") for entry in entries]
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.get(XML) == address[1:3]
    assert text_of(feed, "id").startswith("tag:cydradd.example,2026:")
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}["self"] == (
        f"http://testserver{address}"
    )
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert len(ids) == len(set(ids)) == 50
    assert all(each.startswith("tag:cydradd.example,2026:round/eithin-25-003/act/") for each in ids)
    assert text_of(feed, "updated") == max(text_of(entry, "updated") for entry in entries)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+00:00)", text_of(each, "updated")) for each in entries)
    for entry in entries[:3]:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert client.get(link.get("href")).status_code == 200


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("address", FEEDS + CALENDARS)
def test_the_same_acts_are_the_same_bytes_whenever_they_are_asked_for(client: Client, address: str) -> None:
    first, second = client.get(address), client.get(address)
    third = client.get(address, headers={"if-none-match": first["ETag"]})

    assert first.content == second.content
    assert (third.status_code, third.content) == (304, b"")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("address", CALENDARS)
def test_a_calendar_is_folded_by_octets_and_ended_as_the_standard_says(client: Client, address: str) -> None:
    response = client.get(address)

    lines = response.content.split(b"\r\n")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert b"BEGIN:VTIMEZONE" in response.content
    assert b"TZID:Europe/London" in response.content


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("address", CALENDARS)
def test_each_event_has_an_id_a_stamp_from_the_data_and_a_language(client: Client, address: str) -> None:
    events = ical(client, address).walk("VEVENT")

    ids = [str(event["UID"]) for event in events]
    assert len(ids) == len(set(ids)) > 40
    for event in events:
        assert event["DTSTAMP"].dt <= datetime.fromisoformat("2026-11-02T12:00:00+00:00")
        assert event["SUMMARY"].params["LANGUAGE"] == address[1:3]
        assert int(event["SEQUENCE"]) == 0
        assert client.get(str(event["URL"])).status_code == 200 if event is events[0] else True


@pytest.mark.usefixtures("demo")
def test_the_dates_of_agreements_are_days_and_those_of_acts_are_times_in_wales(client: Client) -> None:
    events = {str(event["UID"]): event for event in ical(client, "/en/rounds/eithin-25-003/dates.ics").walk("VEVENT")}

    end = events["round/eithin-25-003/agreement/eithin-25-003-01-1/end/en@cydradd.example"]
    checkin = events["round/eithin-25-003/agreement/eithin-25-003-01-1/check-in/2/en@cydradd.example"]
    opened = next(event for event in events.values() if "Listening was opened" in str(event["SUMMARY"]))
    assert (end["DTSTART"].dt, end["DTEND"].dt) == (date(2026, 8, 31), date(2026, 9, 1))
    assert str(end["SUMMARY"]).startswith("An agreement ends: eithin-25-003-01-1 · ")
    assert checkin["DTSTART"].dt == date(2026, 8, 31)
    assert opened["DTSTART"].params["TZID"] == "Europe/London"


def test_an_id_stays_when_a_date_moves_and_the_event_is_counted_up(client: Client, demo: Path, home: Path) -> None:
    folder = shutil.copytree(demo, home / "moved")
    for path, old, new in (
        ("round.toml", '"eithin-25-003"', '"moved"'),
        (
            "deliver/agreements.csv",
            "2025-09-01,2026-08-31,2025-08-11,P2:1840000",
            "2025-09-01,2026-12-31,2025-08-11,P2:1840000",
        ),
    ):
        text = (folder / path).read_text("utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), "utf-8")
    with (folder / "cycle" / "events.jsonl").open("a") as file:
        file.write('{"kind":"deliver.changed","at":"2026-10-01T09:00:00Z","body":{"object":"eithin-25-003-01-1"}}\n')
    import_round_folder(folder, by="test", at=AT)

    events = {str(event["UID"]): event for event in ical(client, "/cy/rounds/moved/dates.ics").walk("VEVENT")}

    moved = events["round/moved/agreement/eithin-25-003-01-1/end/cy@cydradd.example"]
    assert moved["DTSTART"].dt == date(2026, 12, 31)
    assert int(moved["SEQUENCE"]) == 1


@pytest.mark.usefixtures("demo")
def test_every_page_leads_to_the_feeds_and_calendars(client: Client) -> None:
    for code in ("cy", "en"):
        text = client.get(f"/{code}/rounds/eithin-25-003/deliver/").content.decode()
        linked = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)" title="[^"]+">', text)

        assert [address for _, address in linked] == [
            f"/{code}/acts.atom",
            f"/{code}/dates.ics",
            f"/{code}/rounds/eithin-25-003/acts.atom",
            f"/{code}/rounds/eithin-25-003/dates.ics",
        ]
        shown = client.get(f"/{code}/rounds/eithin-25-003/data/").content.decode()
        assert f'<a href="/{code}/rounds/eithin-25-003/acts.atom"' in shown
        assert f'<a href="/{code}/rounds/eithin-25-003/dates.ics"' in shown


@pytest.mark.usefixtures("demo")
def test_the_map_of_the_site_holds_every_page_in_both_languages(client: Client) -> None:
    site = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = parsed(client, "/sitemap.xml")
    parts = [each.text or "" for each in index.iter(f"{site}loc")]

    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    found: dict[str, set[str | None]] = {}
    for part in parts:
        for url in parsed(client, part.removeprefix("http://testserver")).iter(f"{site}url"):
            links = url.findall("{http://www.w3.org/1999/xhtml}link")
            found[url.findtext(f"{site}loc") or ""] = {link.get("hreflang") for link in links}
    assert all(languages == {"cy", "en"} for languages in found.values())
    for path in ("", "hygyrchedd/", "rounds/eithin-25-003/", "rounds/eithin-25-003/deliver/", "data-agored/"):
        assert f"http://testserver/cy/{path}" in found
    assert "http://testserver/en/rounds/eithin-25-003/record/7/" in found
    assert "http://testserver/cy/organisations/GB-CHC-0000001/" in found
    assert "http://testserver/cy/places/W06000002/" in found
    assert not [address for address in found if client_refuses(client, address)]


def client_refuses(client: Client, address: str) -> bool:
    """Whether a page of the map is not there; acts are tried by their first few."""
    path = address.removeprefix("http://testserver")
    return not re.search(r"/record/\d\d+/$", path) and client.get(path).status_code not in (200, 302)


@pytest.mark.parametrize("address", FEEDS)
def test_news_is_what_people_did_and_never_that_a_file_was_recorded(client: Client, demo: Path, address: str) -> None:
    titles = [text_of(entry, "title") for entry in parsed(client, address).iter(f"{ATOM}entry")]

    assert titles
    assert not [title for title in titles if "file was recorded" in title or "Cofnodwyd ffeil" in title]


def test_the_record_shows_acts_and_on_request_its_files_and_an_override_says_who_and_why(
    client: Client, demo: Path
) -> None:
    acts = client.get("/en/rounds/eithin-25-003/record/").content.decode()
    whole = client.get("/en/rounds/eithin-25-003/record/?files=1").content.decode()

    assert "A file was recorded" not in acts
    assert "A file was recorded" in whole
    number = re.search(r'A public body acted despite an objection.*?record/(\d+)/"', acts, re.S)
    assert number is not None
    entry = client.get(f"/en/rounds/eithin-25-003/record/{number[1]}/").content.decode()
    assert (
        "Legal ground" in entry
        and "Rheoliadau Ariannol" in entry
        and 'href="/en/rounds/eithin-25-003/#against"' in entry
    )


@pytest.mark.parametrize(("typed", "meant"), [("/cy/rowndiau/", "/cy/rounds/"), ("/cy/chwilio/", "/cy/search/")])
def test_the_welsh_word_for_a_page_leads_to_it(client: Client, demo: Path, typed: str, meant: str) -> None:
    response = client.get(typed)

    assert response.status_code == 404
    assert f'href="{meant}"' in response.content.decode()
