"""Pages as a visitor gets them: both languages, one frame, no script, no cookie, no other host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT, write_round

from cydradd_web import catalogue
from cydradd_web.rounds.services import import_rounds

PAIRS = [
    ("/cy/", "/en/"),
    ("/cy/rounds/", "/en/rounds/"),
    ("/cy/cydrannau/", "/en/components/"),
    ("/cy/rounds/valley/", "/en/rounds/valley/"),
    ("/cy/rounds/valley/listen/", "/en/rounds/valley/listen/"),
    ("/cy/rounds/hostile/", "/en/rounds/hostile/"),
    ("/cy/sut-mae-rownd-yn-gweithio/", "/en/how-a-round-works/"),
    ("/cy/hygyrchedd/", "/en/accessibility/"),
    ("/cy/preifatrwydd/", "/en/privacy/"),
]
PAGES = [page for pair in PAIRS for page in pair]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2) style=color:red>"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rounds(home: Path) -> None:
    write_round(home, "valley")
    write_round(home, "hostile", title_cy=None, title_en=HOSTILE, first=HOSTILE)
    (home / "broken").mkdir()
    (home / "broken" / "round.toml").write_text("id = [", "utf-8")
    import_rounds(home, by="test", at=AT)


def html(client: Client, page: str) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_its_language_and_where_both_languages_are(client: Client, page: str) -> None:
    text = html(client, page)

    assert f'<html lang="{page[1:3]}"' in text
    assert re.findall(r'<link rel="alternate" hreflang="(..)"', text) == ["cy", "en"]


@pytest.mark.parametrize(("welsh", "english"), PAIRS)
def test_the_language_switch_leads_to_the_same_page(client: Client, welsh: str, english: str) -> None:
    from_welsh, from_english = html(client, welsh), html(client, english)

    assert f'class="govuk-language-navigation__link" href="{english}"' in from_welsh
    assert f'class="govuk-language-navigation__link" href="{welsh}"' in from_english


@pytest.mark.parametrize("page", PAGES)
def test_a_page_brings_nothing_that_the_policy_would_stop(client: Client, page: str) -> None:
    response = client.get(page)

    text = response.content.decode()
    assert response["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert not re.search(r"<script|<style|<[^>]*\sstyle=|<[^>]*\son\w+=|<iframe|javascript:", text, re.I)
    assert not re.findall(r'(?:src|<link[^>]*href)="(?!/|http://testserver/)[^"]+"', text)


@pytest.mark.parametrize("page", ["/", *PAGES, "/en/nowhere/"])
def test_nobody_gets_a_cookie_for_reading(client: Client, page: str) -> None:
    response = client.get(page)

    assert not response.cookies


@pytest.mark.parametrize("page", PAGES)
def test_no_page_asks_the_database_more_than_twelve_times(
    client: Client, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        client.get(page)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_guarded_by_its_headers(client: Client, page: str) -> None:
    response = client.get(page)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("/cy/")])
def test_a_welsh_page_holds_no_english_message(client: Client, page: str) -> None:
    text = re.sub(r"<[^>]+>", " ", html(client, page))

    english = [ids for message in catalogue.catalogue() if isinstance(ids := message.id, str) and len(ids) > 6]
    assert not [ids for ids in english if "%" not in ids and re.search(rf"\b{re.escape(ids)}\b", text)]


@pytest.mark.parametrize(
    ("asked", "given"), [("cy", "/cy/"), ("en-GB,en;q=0.9", "/en/"), ("cy-GB,en;q=0.5", "/cy/"), ("pl", "/en/")]
)
def test_the_way_in_follows_the_browser(client: Client, asked: str, given: str) -> None:
    response = client.get("/", headers={"accept-language": asked})

    assert response.status_code == 302
    assert response["Location"] == given
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(("page", "says"), [("/cy/", "Nid yw’r dudalen hon yma"), ("/en/", "This page is not here")])
@pytest.mark.parametrize("missing", ["rounds/nobody/", "nowhere/", "rounds/valley/nowhere"])
def test_an_unknown_page_is_explained_in_its_language(client: Client, page: str, says: str, missing: str) -> None:
    response = client.get(page + missing)

    assert response.status_code == 404
    assert says in response.content.decode()
    assert f'<html lang="{page[1:3]}"' in response.content.decode()


def test_what_people_wrote_is_shown_as_text(client: Client) -> None:
    text = html(client, "/en/rounds/hostile/")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_a_missing_language_is_said_and_the_original_marked(client: Client) -> None:
    text = html(client, "/cy/")

    assert 'lang="en">&lt;script&gt;' in text
    assert "heb ei gyfieithu eto" in text


def test_a_folder_that_cannot_be_read_is_shown_with_its_sentence(client: Client) -> None:
    for page, heading in (
        ("/cy/rounds/", "Ffolderi nad oedd modd eu darllen"),
        ("/en/rounds/", "Folders that could not be read"),
    ):
        text = html(client, page)

        assert heading in text
        assert "round.toml" in text[text.index(heading) :]


def test_each_round_is_listed_with_place_money_and_stage(client: Client) -> None:
    text = html(client, "/en/")

    assert '<a href="/en/rounds/valley/"><bdi>Staying well at home</bdi></a>' in text
    assert "£1,000" in text
    assert re.search(r"<b>Decide\s*</b>", text)
    assert "0 objections" in text


def test_a_method_that_writes_is_refused(client: Client) -> None:
    assert client.post("/en/").status_code == 405


def test_the_pages_are_small_enough_for_a_slow_telephone(client: Client) -> None:
    fixed = sum(
        path.stat().st_size
        for pattern in ("govuk.*.css.gz", "look.*.css.gz", "site.*.css.gz", "figtree.*.css.gz", "*normal.*.woff2")
        for path in settings.STATIC_ROOT.glob(pattern)
    )
    for page in PAGES:
        sent = len(client.get(page, headers={"accept-encoding": "gzip"}).content)

        assert fixed + sent < 100_000, page
