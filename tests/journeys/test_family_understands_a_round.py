"""A family with a phone asks: what is open now, what did people say, what was decided and why, and what comes next?

By keyboard alone on a screen of 320 px, in Welsh and in English; once with JavaScript off.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.journeys.browser import go

pytestmark = pytest.mark.journey
OPEN, LISTENING, FINISHED = "rounds/eithin-26-004", "rounds/eithin-26-007", "rounds/eithin-25-003"
VOTING = {"cy": "Mae’r pleidleisio’n digwydd nawr", "en": "Voting is going on now"}
NOT_FUNDED = {"cy": "Heb", "en": "Not funded"}


def phone(chromium: Browser, site: str, *, scripts: bool = True) -> BrowserContext:
    return chromium.new_context(
        base_url=site, bypass_csp=True, viewport={"width": 320, "height": 700}, java_script_enabled=scripts
    )


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= 320"))


@pytest.mark.parametrize(("language", "other"), [("cy", "en"), ("en", "cy")])
def test_from_the_start_page_to_what_is_open_what_was_said_and_why(
    chromium: Browser, site: str, language: str, other: str
) -> None:
    context = phone(chromium, site)
    page = context.new_page()
    page.goto(f"/{language}/")

    # What is open now: people are voting, and nothing is counted before they have.
    go(page, f"/{language}/rounds/")
    go(page, f"/{language}/{OPEN}/")
    go(page, f"/{language}/{OPEN}/decide/")
    assert VOTING[language] in page.locator("main").inner_text()
    assert fits(page)

    # What people say in the round that is listening.
    go(page, f"/{language}/rounds/")
    go(page, f"/{language}/{LISTENING}/")
    go(page, f"/{language}/{LISTENING}/listen/")
    assert page.locator("#listen").count() == 1
    assert fits(page)

    # What was decided, and why something was not funded.
    go(page, f"/{language}/rounds/")
    go(page, f"/{language}/{FINISHED}/")
    go(page, f"/{language}/{FINISHED}/decide/")
    assert NOT_FUNDED[language] in page.locator("#decide").inner_text()
    assert fits(page)

    # The same page in the other language, and how to follow the round.
    go(page, f"/{other}/{FINISHED}/decide/")
    assert page.locator(f'html[lang="{other}"]').count() == 1
    dates = page.locator('link[type="text/calendar"]').first.get_attribute("href")
    assert dates and page.request.get(dates).text().startswith("BEGIN:VCALENDAR")
    context.close()


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_same_way_with_no_scripts_at_all(chromium: Browser, site: str, language: str) -> None:
    context = phone(chromium, site, scripts=False)
    page = context.new_page()
    page.goto(f"/{language}/")

    page.locator(f'main a[href="/{language}/rounds/"]').first.press("Enter")
    page.locator(f'a[href="/{language}/{FINISHED}/"]').first.press("Enter")
    page.locator(f'a[href="/{language}/{FINISHED}/decide/"]').first.press("Enter")

    assert page.locator("#decide").count() == 1
    assert NOT_FUNDED[language] in page.locator("#decide").inner_text()
    context.close()
