"""A coordinator prints a batch of paper sheets; two people type one in, in two browsers; its holder checks and erases it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.browser import axe
from tests.journeys.live_site import LiveSite, live_site
from tests.web.acting import SLUG

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site with one round, in which people are listened to, and two who look after its paper."""
    with live_site(tmp_path_factory.mktemp("paper"), names=("olwen", "tom")) as site:
        yield site


def sits(chromium: Browser, site: LiveSite, name: str = "") -> Page:
    """A browser of its own on a narrow screen, in which somebody is signed in."""
    context = chromium.new_context(base_url=site.address, bypass_csp=True, viewport={"width": 320, "height": 700})
    page = context.new_page()
    if name:
        cookie, value = site.cookies[name]
        context.add_cookies([{"name": cookie, "value": value, "url": site.address}])
    return page


def looked_at(page: Page, *, fits: bool = True) -> str:
    """The words of a page in which axe finds nothing."""
    assert axe(page) == [], page.url
    if fits:
        assert page.evaluate("document.documentElement.scrollWidth <= 320"), page.url
    return page.locator("body").inner_text()


def types_in(page: Page, language: str, number: str, code: str, marks: dict[str, str]) -> str:
    """Type a sheet in by keyboard, and what the page says then."""
    page.goto(f"/{language}/rounds/{SLUG}/listen/paper/key/")
    page.fill("[name=number]", number)
    page.fill("[name=sheet_code]", code)
    page.press("[name=sheet_code]", "Enter")
    page.wait_for_selector("[name=partner]")
    looked_at(page)
    for name, value in marks.items():
        page.focus(f'[name="{name}"][value="{value}"]')
        page.keyboard.press("Space")
    page.focus("main form .govuk-button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return looked_at(page)


def test_a_batch_of_paper_is_printed_typed_in_twice_settled_and_checked(chromium: Browser, listening: LiveSite) -> None:
    olwen, tom = sits(chromium, listening, "olwen"), sits(chromium, listening, "tom")

    # The officer makes three sheets, and sees their codes this once.
    olwen.goto(f"/en/rounds/{SLUG}/listen/paper/make/")
    looked_at(olwen)
    for name, value in (("many", "3"), ("return_cy", "Y llyfrgell"), ("return_en", "The library")):
        olwen.fill(f"[name={name}]", value)
    olwen.check("[name=way][value=in_person]")
    olwen.click("main form .govuk-button")
    olwen.wait_for_selector(".sheet")
    printed = looked_at(olwen)
    codes = dict(re.findall(r"(\d+) · (\d{5}-\d{5}-\d{5})", printed))
    assert set(codes) == {"1", "2", "3"}
    assert "Heb farn" in printed
    assert "Pass" in printed

    # Two people type one in, each in their own language, and read one mark differently.
    marks = {"partner": "citizens", "mark-1": "1", "mark-2": "-1", "mark-3": "none"}
    assert "typed in once" in types_in(olwen, "en", "2", codes["2"], marks)
    settling = types_in(tom, "cy", "2", codes["2"], {**marks, "mark-2": "0"})
    assert "Darlleniad cyntaf: Anghytuno. Ail ddarlleniad: Heb farn." in settling
    tom.focus('[name="mark-2"][value="-1"]')
    tom.keyboard.press("Space")
    tom.click("main form .govuk-button")
    tom.wait_for_url("**/listen/paper/")
    assert "Mae taflen 2 wedi’i chyfrif." in looked_at(tom)

    # Whoever holds the receipt sees that it is counted, and anybody how often readers differ.
    holder = sits(chromium, listening)
    holder.goto(f"/en/rounds/{SLUG}/listen/paper/check/")
    holder.fill("[name=number]", "2")
    holder.fill("[name=sheet_code]", codes["2"].replace("-", ""))
    holder.press("[name=sheet_code]", "Enter")
    holder.wait_for_selector("main [role=status]")
    assert "counted, with 2 answers." in looked_at(holder)
    holder.goto(f"/en/rounds/{SLUG}/listen/moderation/")
    assert "Error rate: 25.0%." in looked_at(holder)

    # With the receipt its answers can be erased, by keyboard and without an account; the figures say so.
    holder.goto(f"/cy/rounds/{SLUG}/listen/paper/check/")
    holder.fill("[name=number]", "2")
    holder.fill("[name=sheet_code]", codes["2"])
    holder.press("[name=sheet_code]", "Enter")
    holder.focus("main [role=status] button")
    with holder.expect_navigation():
        holder.keyboard.press("Enter")
    assert "Ni ellir dadwneud hyn." in looked_at(holder)
    assert holder.input_value("[name=sheet_code]") == codes["2"], "nobody types fifteen digits twice"
    holder.focus("[name=sure]")
    holder.keyboard.press("Space")
    holder.focus("main form:not([action]) .govuk-button[type=submit]")
    with holder.expect_navigation():
        holder.keyboard.press("Enter")
    assert "Mae atebion y daflen hon wedi’u dileu." in looked_at(holder)
    holder.goto(f"/en/rounds/{SLUG}/listen/moderation/")
    assert "Erased by whoever holds the receipt: 1" in looked_at(holder)
    for page in (olwen, tom, holder):
        page.context.close()
