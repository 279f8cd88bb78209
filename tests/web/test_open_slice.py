"""The view of the open data that is saved to be read off-line: the command's own page, of the grants that were asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.web import test_open_money
from tests.web.test_open_money import html

from cydradd.cycle.report import css
from cydradd.follow.slice import gather, page, render
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import open_warehouse
from cydradd.vocabulary.text import Language
from cydradd_web.follow.selectors.warehouse import let_go

pytestmark = pytest.mark.django_db
money, _closed = test_open_money.money, test_open_money._closed
ADDRESS = "/data/open/slice-{}.html"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Save this view to read off-line"), ("cy", "Cadw’r olwg hon i’w darllen all-lein")]
)
def test_a_view_offers_the_page_of_the_same_grants(client: Client, money: Path, language: str, words: str) -> None:
    shown = html(client, f"/{language}/follow/open/?funder=GB-CHC-8&by=type")

    assert words in shown
    assert f'href="{ADDRESS.format(language)}?funder=GB-CHC-8' in shown


@pytest.mark.parametrize(("language", "other"), [("cy", "en"), ("en", "cy")])
def test_the_page_is_the_librarys(client: Client, money: Path, language: str, other: str) -> None:
    answer = client.get(ADDRESS.format(language) + "?currency=GBP&by=type")

    let_go()
    with open_warehouse(money) as opened:
        address = f"http://testserver{ADDRESS.format(other)}?currency=GBP&by=type"
        made = render(gather(opened, Filters()), Language(language), css(), address)
    assert answer.content == made
    assert answer["Content-Disposition"] == f'attachment; filename="open-data-{language}.html"'
    assert "default-src 'none'" in answer["Content-Security-Policy"] and answer["Cache-Control"] == "no-store"


def test_too_large_a_view_is_refused_with_what_to_do(
    client: Client, money: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST", 1000)

    assert "Ask for less" in html(client, ADDRESS.format("en") + "?currency=GBP&by=type", 413)
    assert "Gofynnwch am lai" in html(client, ADDRESS.format("cy") + "?currency=GBP&by=type", 413)


def test_what_cannot_be_asked_is_said_and_what_is_not_there_is_not_found(
    client: Client, money: Path, settings: Settings
) -> None:
    assert client.get(ADDRESS.format("en") + "?currency=USD&by=type").status_code in (400, 404)
    assert client.get(ADDRESS.format("fr")).status_code == 404
    let_go()
    settings.WAREHOUSE = money.with_name("none.duckdb")
    assert client.get(ADDRESS.format("en") + "?by=type").status_code == 404
