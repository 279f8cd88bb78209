"""A journalist asks: who got the money, did it work, were people heard first, what was done despite an objection?

By keyboard alone, in Welsh and in English; axe finds nothing on any page of the way.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.browser import axe, go

pytestmark = pytest.mark.journey
ROUND = "rounds/eithin-25-003"


def words(page: Page) -> str:
    return page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["cy", "en"])
def test_from_the_start_page_to_every_answer_and_its_file(chromium: Browser, site: str, language: str) -> None:
    context = chromium.new_context(base_url=site, bypass_csp=True, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto(f"/{language}/")

    # Who got the money, over all rounds?
    go(page, f"/{language}/follow/")
    assert "£72,000" in words(page) and "74%" in words(page)

    # One round: what was done despite an objection stands before its gates.
    go(page, f"/{language}/rounds/")
    go(page, f"/{language}/{ROUND}/")
    against, gates = (page.locator(place).bounding_box() for place in ("#against", "details:has(#gates)"))
    assert against and gates and against["y"] < gates["y"]
    assert "(demo)" in page.locator("#against").inner_text()  # the office that acted, and its legal ground

    # Were people heard first?
    go(page, f"/{language}/{ROUND}/listen/")
    assert "236" in words(page)

    # What was funded, and why not?
    go(page, f"/{language}/{ROUND}/decide/")
    assert "£72,000" in words(page)

    # Did it work?
    go(page, f"/{language}/{ROUND}/evaluate/")
    assert page.locator("#evaluate svg").count() > 0 and page.locator("#evaluate table").count() > 0

    # The file with the numbers.
    go(page, f"/{language}/{ROUND}/follow/")
    file = page.locator('a[href$="/files/360giving.json"]').first.get_attribute("href")
    assert file and len(page.request.get(file).json()["grants"]) > 0

    # One act of the record.
    go(page, f"/{language}/{ROUND}/listen/")
    entry = page.locator(".acts-list a").first.get_attribute("href")
    assert entry
    go(page, entry)
    assert page.locator("dl").count() > 0
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize(("language", "asked"), [("cy", "cymuned"), ("en", "lunch")])
def test_a_word_an_organisation_and_a_proposal(chromium: Browser, site: str, language: str, asked: str) -> None:
    context = chromium.new_context(base_url=site, bypass_csp=True, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto(f"/{language}/")

    go(page, f"/{language}/search/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type(asked)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/search/?*")
    assert page.locator("main mark").count() > 0
    assert axe(page) == []

    go(page, f"/{language}/organisations/")
    body = page.locator("main a[href*='/organisations/']").first.get_attribute("href")
    assert body
    go(page, body)
    assert "£" in words(page)

    go(page, f"/{language}/proposals/")
    go(page, f"/{language}/proposals/carers-breaks/")
    assert page.locator("h1").count() == 1
    context.close()
