"""A citizen with a phone and no account answers statements, one at a time, and says something of their own.

By keyboard alone on a screen of 320 px, in Welsh and in English; once with JavaScript off. axe after every act.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.browser import axe, focused, go
from tests.web.acting import SLUG
from tests.web.serving import free_port, served

from cydradd_web.paths import ROOT

pytestmark = pytest.mark.journey
WORDS = {
    "cy": {
        "answered": "Wedi’u hateb: 3 o 3.", "all": "Rydych wedi ateb pob datganiad.", "sent": "Wedi’i anfon.",
        "waits": "Yn aros", "pass": "Heb farn", "original": None, "erased": "Mae eich pleidleisiau wedi’u dileu.",
    },
    "en": {
        "answered": "Answered: 3 of 3.", "all": "You have answered every statement.", "sent": "Sent.",
        "waits": "Waiting", "pass": "Pass", "original": "Not yet translated", "erased": "Your votes are erased.",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a site with one round, in which people are listened to; its clock stands in that time."""
    home = tmp_path_factory.mktemp("listening")
    (home / "rounds").mkdir()
    (home / "clock").write_text("2026-09-22T09:40:00Z", "utf-8")
    told = {"CYDRADD_DATA": str(home / "data"), "CYDRADD_CLOCK": str(home / "clock")}
    (home / "data").mkdir()
    settings = {"DJANGO_SETTINGS_MODULE": "cydradd_web.settings.development", "CYDRADD_ROUNDS": str(home / "rounds")}
    command = [sys.executable, "-m", "tests.journeys.listening_round"]
    subprocess.run(command, cwd=ROOT, env=os.environ | told | settings, check=True, timeout=240)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CYDRADD_CLOCK", told["CYDRADD_CLOCK"])
        with served(home, free_port()) as (_, address):
            yield address


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until an element has the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab on {page.url}; the last was {focused(page)!r}")


def sends(page: Page, key: str) -> None:
    """Press a key that sends a form, and wait for where it leads; axe finds nothing there, and it fits."""
    with page.expect_navigation():
        page.keyboard.press(key)
    assert axe(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= 320"), page.url


@pytest.mark.parametrize(("language", "scripts"), [("cy", True), ("en", True), ("cy", False)])
def test_answering_saying_and_taking_it_all_back(
    chromium: Browser, listening: str, language: str, scripts: bool
) -> None:
    words = WORDS[language]
    context = chromium.new_context(
        base_url=listening, bypass_csp=True, viewport={"width": 320, "height": 700}, java_script_enabled=True
    )
    if not scripts:  # axe and the address of the keyboard are asked by script; those of the site do not run
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()

    # From the round to the first statement, saying for whom one speaks.
    page.goto(f"/{language}/rounds/{SLUG}/listen/")
    tab_to(page, f'a[href="/{language}/rounds/{SLUG}/vote/"]')
    sends(page, "Enter")
    tab_to(page, "input[name=partner]")
    page.keyboard.press("Space")
    tab_to(page, "main form button[type=submit]")
    sends(page, "Enter")

    # Three answers: one by Tab and Enter, the others by the keys, or without scripts by Tab again.
    seen = []
    for key, answer in (("1", "1"), ("2", "-1"), ("3", "0")):
        seen.append(page.locator("#asked").inner_text())
        if words["original"] and page.locator("#asked[lang]").count():
            assert str(words["original"]) in page.locator("article").inner_text()
        if scripts and page.evaluate("document.activeElement.id") == "answers":
            sends(page, key)
        else:
            tab_to(page, f'button[name=vote][value="{answer}"]')
            sends(page, "Enter")
    assert len(set(seen)) == 3
    shown = page.locator("main").inner_text()
    assert str(words["answered"]) in shown
    assert str(words["all"]) in shown

    # One's own words, which wait for a moderator.
    go(page, f"/{language}/rounds/{SLUG}/listen/say/")
    tab_to(page, "[name=text_cy]")
    page.keyboard.type(f"Mae angen mainc wrth yr afon: {language} {scripts}.")
    tab_to(page, "main form button[type=submit]")
    sends(page, "Enter")
    said = page.locator("body").inner_text()
    assert str(words["sent"]) in said
    assert str(words["waits"]) in said
    assert str(words["pass"]) in said

    # And everything can be erased.
    go(page, f"/{language}/rounds/{SLUG}/listen/mine/erase/")
    tab_to(page, "[name=sure]")
    page.keyboard.press("Space")
    tab_to(page, "main form button[type=submit]")
    sends(page, "Enter")
    assert str(words["erased"]) in page.locator("body").inner_text()
    context.close()
