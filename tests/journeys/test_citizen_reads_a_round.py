"""A citizen comes with a question, a keyboard and perhaps a narrow screen, in Welsh or English."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.browser import WIDTHS, axe, focused, tab_to

from cydradd.cycle.stages import Stage

pytestmark = pytest.mark.journey
NOT_THERE = ["/cy/rounds/eithin-25-03/gwrando/", "/en/rounds/eithin-25-03/listn/", "/cy/nunlle/", "/en/nowhere/"]
ADDRESSES = [
    "/cy/",
    "/en/",
    "/cy/api/",
    "/en/api/",
    "/cy/rounds/",
    "/en/rounds/",
    "/cy/rounds/?stage=decide&place=nowhere",
    "/en/rounds/?words=nobody",
    "/cy/cydrannau/",
    "/en/components/",
    "/cy/rounds/valley/",
    "/en/rounds/valley/",
    "/cy/rounds/bare/",
    "/en/rounds/bare/",
    "/cy/rounds/eithin-25-003/",
    "/en/rounds/eithin-25-003/",
    "/cy/rounds/eithin-26-004/",
    "/en/rounds/eithin-26-004/",
    "/cy/rounds/eithin-26-007/",
    "/en/rounds/eithin-26-007/",
    *(
        f"/{language}/rounds/eithin-26-009/{part}"
        for language in ("cy", "en")
        for part in ("", "listen/", "design/", "apply/")
    ),
    *(f"/{language}/rounds/eithin-25-003/{stage}/" for language in ("cy", "en") for stage in Stage),
    *(f"/{language}/rounds/eithin-25-003/record/" for language in ("cy", "en")),
    "/cy/data-agored/",
    "/en/open-data/",
    "/cy/rounds/eithin-25-003/data/",
    "/en/rounds/eithin-25-003/data/",
    "/cy/rounds/eithin-25-003/record/3/",
    "/en/rounds/eithin-25-003/record/3/",
    "/cy/rounds/bare/design/",
    "/en/rounds/eithin-26-004/decide/",
    *(
        f"/{language}/{page}"
        for language in ("cy", "en")
        for page in (
            "proposals/",
            "proposals/carers-breaks/",
            "proposals/carers-breaks/versions/1/",
            "search/",
            "search/?q=gofalwyr",
            "search/?q=gofalwyr&kind=statement&lang=cy",
            "search/?q=gofalwir",
        )
    ),
    *(
        f"/{language}/{page}"
        for language in ("cy", "en")
        for page in (
            "follow/",
            "organisations/",
            "organisations/?words=nobody",
            "organisations/GB-CHC-0000001/",
            "organisations/GB-CHC-0000010/",
            "places/",
            "places/W92000004/",
            "places/W06000002/",
            "places/unknown/",
        )
    ),
    "/cy/sut-mae-rownd-yn-gweithio/",
    "/en/how-a-round-works/",
    "/cy/hygyrchedd/",
    "/en/accessibility/",
    "/cy/preifatrwydd/",
    "/en/privacy/",
    *NOT_THERE,
]


def test_every_page_is_free_of_faults_that_axe_can_find_and_never_scrolls_sideways(page: Page) -> None:
    found = {}
    for address in ADDRESSES:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if faults := axe(page):
                found[address, width] = faults
            if wide > width:
                found[address, width, "scrolls"] = [(str(wide), [])]

    assert found == {}


@pytest.mark.parametrize(("language", "how"), [("cy", "sut-mae-rownd-yn-gweithio"), ("en", "how-a-round-works")])
def test_a_site_without_rounds_is_kind_and_free_of_faults_too(
    chromium: Browser, empty_site: str, language: str, how: str
) -> None:
    context = chromium.new_context(base_url=empty_site, bypass_csp=True, viewport={"width": 320, "height": 900})
    page = context.new_page()

    page.goto(f"/{language}/")

    ways = page.locator(".empty a").evaluate_all("links => links.map(each => new URL(each.href).pathname)")
    assert [way.rstrip("/").rsplit("/", 1)[-1] for way in ways] == ["convene", how]
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_from_the_way_in_to_a_round_in_the_other_language_by_keyboard_alone(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site, locale="cy-GB", java_script_enabled=True)
    page = context.new_page()

    page.goto("/")
    assert page.url == f"{site}/cy/"
    page.keyboard.press("Tab")
    assert focused(page) == "Neidio i’r prif gynnwys"
    tab_to(page, "Y cwm cyfan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cy/rounds/valley/")
    assert page.locator("h1").inner_text() == "Y cwm cyfan"
    tab_to(page, "English")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/rounds/valley/")

    assert page.locator("h1").inner_text() == "The whole valley"
    assert context.cookies() == []
    context.close()


def test_the_first_key_skips_to_the_content(page: Page) -> None:
    page.goto("/en/rounds/valley/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_page_is_whole_without_scripts(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()

    page.goto("/en/rounds/valley/")
    page.get_by_role("link", name="Decide").first.click()

    assert page.url.endswith("/en/rounds/valley/decide/")
    assert page.locator("#decide").count() == 1
    context.close()


def test_on_a_telephone_the_menu_leads_to_the_list_in_the_footer(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/en/")

    tab_to(page, "Menu")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert focused(page) == "Rounds"


def test_the_browser_finds_nothing_that_the_policy_stops(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    for address in ADDRESSES[: -len(NOT_THERE)]:
        page.goto(address)

    assert said == []
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Figtree Variable"')
    assert page.evaluate("document.fonts.check('18px \"Figtree Variable\"')")
    context.close()
