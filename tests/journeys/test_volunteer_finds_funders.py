"""A volunteer of a small charity finds who funds groups like theirs, from the first page on.

By keyboard alone, in Welsh on a narrow screen and in English on a wide one; axe finds nothing on any page of the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.browser import axe, go
from tests.unit.follow.small_files import loaded
from tests.unit.follow.test_alike import GRANTS
from tests.web.serving import free_port, served

from cydradd.follow.warehouse.store import open_warehouse

pytestmark = pytest.mark.journey
WORDS = {
    "cy": ("Caerdydd", "Trydydd sector", "Micro", "Pwy sy’n ariannu grwpiau fel ni", "Grantiau i grwpiau fel chi: 4", "Ni wyddys bod unrhyw ariannwr"),
    "en": ("Cardiff", "Third sector", "Micro", "Who funds groups like ours", "Grants to groups like yours: 4", "No funder is known"),
}  # fmt: skip


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Iterator[str]:
    """Address of a site without rounds, with grants where it looks for open data."""
    (tmp_path / "rounds").mkdir()
    (tmp_path / "data").mkdir()
    with open_warehouse(tmp_path / "data" / "follow.duckdb", writing=True) as to:
        loaded(to, tmp_path, GRANTS)
    with served(tmp_path, free_port()) as (_, address):
        yield address


def words(page: Page) -> str:
    return " ".join(page.locator("main").inner_text().replace("\xa0", " ").split())


def chooses(page: Page, field: str, said: str) -> None:
    page.locator(field).focus()
    page.keyboard.type(said)


@pytest.mark.parametrize(("language", "width"), [("cy", 360), ("en", 1280)])
def test_who_funds_groups_like_ours(chromium: Browser, site: str, language: str, width: int) -> None:
    place, kind, size, title, counted, nobody = WORDS[language]
    context = chromium.new_context(base_url=site, bypass_csp=True, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"/{language}/")
    for address in ("follow/", "follow/open/", "follow/open/like-ours/"):
        go(page, f"/{language}/{address}")
    assert title in words(page)
    assert axe(page) == []

    chooses(page, "#f-place", place)
    chooses(page, "#f-kind", kind)
    page.locator("form.filters button").press("Enter")
    page.wait_for_url(re.compile("place=W06000015.*kind=third_sector"))
    said = words(page)
    for each in (counted, "The Fund for Choirs", "£300", "£100 – £1,000", "2021", "2 / 7 · 29%"):
        assert each in said, each
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    chooses(page, "#f-size", size)
    page.locator("form.filters button").press("Enter")
    page.wait_for_url(re.compile("size=micro"))
    assert nobody in words(page) and axe(page) == []

    page.go_back()
    go(page, f"/{language}/follow/open/funders/GB-CHC-8/")
    assert "The Fund for Choirs" in words(page)
    assert context.cookies() == []
    context.close()
