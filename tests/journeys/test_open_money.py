"""A journalist asks who got the money in one county, reads one grant's cells, and saves the list.

By keyboard alone, in Welsh and in English; axe finds nothing on any page of the way.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.browser import axe, go
from tests.unit.follow.small_files import grant, loaded
from tests.web.serving import free_port, served

from cydradd.follow.warehouse.store import open_warehouse

pytestmark = pytest.mark.journey
COUNTY = {
    "id": "GB-CHC-1000002",
    "name": "Clwb Cân Tŷ’r Ŵyl",
    "location": [{"geoCode": "W06000015", "geoCodeType": "UA", "name": "Cardiff"}],
}


@pytest.fixture
def site_with_grants(tmp_path: Path) -> Iterator[str]:
    """Address of a site without rounds, with three grants where it looks for open data."""
    (tmp_path / "rounds").mkdir()
    (tmp_path / "data").mkdir()
    with open_warehouse(tmp_path / "data" / "follow.duckdb", writing=True) as to:
        loaded(to, tmp_path, [grant("a", 1000), grant("b", 250.5, COUNTY), grant("c", 20, COUNTY)])
    with served(tmp_path, free_port()) as (_, address):
        yield address


def words(page: Page) -> str:
    return page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["cy", "en"])
def test_who_got_the_money_in_one_county(chromium: Browser, site_with_grants: str, language: str) -> None:
    context = chromium.new_context(base_url=site_with_grants, bypass_csp=True, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto(f"/{language}/follow/")
    go(page, f"/{language}/follow/open/")
    assert "£1,270.50" in words(page)

    page.locator("#f-place").focus()
    page.keyboard.type("Caerdydd" if language == "cy" else "Cardiff")
    page.locator("form.filters button").press("Enter")
    page.wait_for_url(re.compile("place=W06000015"))
    assert "£270.50" in words(page) and "Clwb Cân Tŷ’r Ŵyl" in words(page)
    assert axe(page) == []

    link = page.locator('a[href*="/data/open/recipients.csv"]').get_attribute("href")
    assert link
    saved = list(csv.DictReader(io.StringIO(page.request.get(link).text())))
    assert [(row["name"], row["amount"]) for row in saved] == [("Clwb Cân Tŷ’r Ŵyl", "270.50")]

    flow = page.locator(f'main a[href^="/{language}/follow/open/flow/?"]').get_attribute("href")
    assert flow
    go(page, flow)
    assert page.locator('svg[role="img"]:visible').count() == 1 and "£270.50" in words(page)
    with page.expect_download() as download:
        page.locator(f'main a[href*="/data/open/flow-{language}.svg"]').press("Enter")
    drawn = download.value.path().read_text("utf-8")
    assert download.value.suggested_filename == f"open-flow-{language}.svg"
    assert drawn.startswith("<?xml") and "The Fund" in drawn
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.locator('svg[role="img"]:visible').count() == 1 and axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1200, "height": 900})
    page.go_back()

    go(page, f"/{language}/follow/open/organisations/GB-CHC-1000002/")
    page.locator('main a[href*="/follow/open/grants/"]').first.press("Enter")
    page.wait_for_url(re.compile("/follow/open/grants/[0-9]+/"))
    assert "/amountAwarded" in words(page) and "grants.json" in words(page)
    assert axe(page) == []
    assert context.cookies() == []
    context.close()
