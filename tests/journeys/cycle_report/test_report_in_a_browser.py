"""The report in a real browser: nothing for axe to find, nothing wider than a phone, all of it by keyboard."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.unit.cycle_report import stories

from cydradd.cycle.report import Story, render
from cydradd.vocabulary.text import Language

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: the report is not tried in a browser."),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: run make set-up."),
]
WAYS = pytest.mark.parametrize(
    ("language", "width"), [(language, width) for language in Language for width in (320, 1200)]
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


def shown(browser: Browser, told: Story, language: Language, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.route("**/*", lambda route: pytest.fail(f"The report fetched {route.request.url}"))
    page.set_content(render(told, language))
    return page


@WAYS
@pytest.mark.parametrize("told", [stories.full(), stories.nothing_known()], ids=["full", "bare"])
def test_axe_finds_nothing(browser: Browser, told: Story, language: Language, width: int):
    page = shown(browser, told, language, width)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")

    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]

    assert [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found] == []


@WAYS
def test_the_page_never_scrolls_sideways(browser: Browser, language: Language, width: int):
    page = shown(browser, stories.full(), language, width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_key_skips_to_the_content_and_every_detail_opens_by_keyboard(browser: Browser):
    page = shown(browser, stories.full(), Language.EN, 1200)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"

    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details").first.evaluate("part => part.open")


@pytest.mark.parametrize("language", list(Language))
def test_on_a_phone_each_row_is_a_card_that_names_its_figures_and_nothing_is_cut_off(
    browser: Browser, language: Language
):
    page = shown(browser, stories.full(), language, 320)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")

    assert page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth).length === 0"
    )
    label = page.evaluate("getComputedStyle(document.querySelector('#apply td[data-label]'), '::before').content")
    assert label.startswith('"Cost: '), label
    assert page.locator(".stages b:visible").count() == 8, "every stage has its name"


def test_in_print_a_total_stands_once_and_a_heading_stays_with_what_follows(browser: Browser):
    page = shown(browser, stories.full(), Language.EN, 700)
    page.emulate_media(media="print")

    def of(selector: str, name: str) -> str:
        return str(page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{name}"))

    assert of(".tb tfoot", "display") == "table-row-group"
    assert of(".tb thead", "display") == "table-header-group"
    assert of(".sec h3", "breakAfter") == of(".sec-h", "breakAfter") == "avoid"
    assert page.locator(".stages b:visible").count() == 8
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
