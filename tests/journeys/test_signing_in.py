"""Somebody makes an account, proves it, adds a password, an app and a passkey, and signs out and in with each.

By keyboard alone, in Welsh and in English; the passkey is the browser's own virtual one.
"""

from __future__ import annotations

import quopri
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page
from tests.journeys.browser import axe
from tests.web.serving import free_port, served

pytestmark = pytest.mark.journey
PASSWORD = "rhywbeth hir a rhyfedd"  # noqa: S105


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A site of its own, under a name that a passkey may belong to, and the folder of its messages."""
    home = tmp_path_factory.mktemp("people")
    (home / "rounds").mkdir()
    with served(home, free_port()) as (_, address):
        yield address.replace("127.0.0.1", "localhost"), home / "data" / "mail"


def to(page: Page, css: str, most: int = 60) -> None:
    """Press Tab until something that fits has the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css)", css):
            return
    raise AssertionError(f"{css} cannot be reached by keyboard on {page.url}")


def press(page: Page, css: str, leads_to: str) -> None:
    to(page, css)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(leads_to), timeout=20_000)
    assert axe(page) == [], page.url


def write(page: Page, css: str, text: str) -> None:
    to(page, css)
    page.keyboard.type(text)


def link(mail: Path) -> str:
    """The link in the newest message."""
    for _ in range(50):
        files = sorted(mail.glob("*.log"), key=lambda file: file.stat().st_mtime_ns) if mail.is_dir() else []
        found = re.findall(r"http://\S+", quopri.decodestring(files[-1].read_bytes()).decode()) if files else []
        if found:
            return str(found[0])
        time.sleep(0.1)
    raise AssertionError("no message came")


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


WORDS = {
    "cy": ("creu-cyfrif", "mewngofnodi", "fy-nata", "ail-gam", "allgofnodi"),
    "en": ("signup", "login", "my-data", "second-step", "logout"),
}


@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_account_from_its_making_to_signing_in_with_a_passkey(
    chromium: Browser, own: tuple[str, Path], language: str
) -> None:
    site, mail = own
    signup, login, data, second, logout = WORDS[language]
    context = chromium.new_context(base_url=site, bypass_csp=True, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.set_default_timeout(20_000)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": options | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto(f"/{language}/")

    # An account, from the start page on.
    press(page, f'a[href$="/{login}/"]', f"/{login}/")
    press(page, f'main a[href$="/{signup}/"]', f"/{signup}/")
    write(page, "#id_email", f"person-{language}@example.org")
    press(page, "main button", "/e-bost/|/email/")

    # The link of the message, in a browser that has never been here.
    other = chromium.new_context(base_url=site, bypass_csp=True)
    other.new_page().goto(link(mail))
    other.close()
    page.goto(link(mail))
    assert axe(page) == []
    press(page, "main button", "/fy-nhudalen/|/my-page/")

    # A password.
    press(page, f'main a[href$="/{data}/"]', f"/{data}/")
    press(page, 'main a[href*="/set/"], main a[href*="/gosod/"]', "/set/|/gosod/")
    write(page, "#id_password1", PASSWORD)
    write(page, "#id_password2", PASSWORD)
    press(page, "main button", f"/{data}/")

    # An app, after the password once more.
    press(page, f'main a[href$="/{second}/"]', f"/{second}/$")
    press(page, 'main a[href$="/app/"], main a[href$="/ap/"]', "/confirm/|/cadarnhau/")
    write(page, "#id_password", PASSWORD)
    press(page, "main button", "/app/$|/ap/$")
    secret = page.locator("main code").inner_text()
    write(page, "#id_code", code(secret))
    press(page, "main button", "/recovery-codes/|/codau-adfer/")
    assert len(page.locator("pre").inner_text().split()) == 10

    # A passkey.
    press(page, "main .govuk-button", f"/{second}/$")
    press(page, 'main a[href$="/new/"], main a[href$="/newydd/"]', "/passkeys/new/|/allweddi/newydd/")
    press(page, "main button", f"/{second}/$")
    assert page.locator("main li", has_text="1").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth <= 320")

    # Out, and in again with the passkey alone.
    page.goto(f"/{language}/{'cyfrif' if language == 'cy' else 'account'}/{logout}/")
    press(page, "main button", "/wedi-allgofnodi/|/signed-out/")
    press(page, f'main a[href$="/{login}/"]', f"/{login}/")
    press(page, "form[data-passkey] button", "/fy-nhudalen/|/my-page/")

    # Out, and in again with the password and a code.
    page.goto(f"/{language}/{'cyfrif' if language == 'cy' else 'account'}/{logout}/")
    press(page, "main button", "/wedi-allgofnodi/|/signed-out/")
    press(page, f'main a[href$="/{login}/"]', f"/{login}/")
    write(page, "#id_login", f"person-{language}@example.org")
    write(page, "#id_password", PASSWORD)
    press(page, 'form:has(#id_password) button[type="submit"]', "/code/|/cod/")
    write(page, "#id_code", code(secret))
    press(page, "main button", "/fy-nhudalen/|/my-page/")
    context.close()


def test_without_scripts_the_page_says_so_and_offers_the_other_ways(chromium: Browser, own: tuple[str, Path]) -> None:
    context = chromium.new_context(base_url=own[0], java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/account/login/")

    assert page.get_by_text("A passkey needs scripts").is_visible()
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    assert page.get_by_role("button", name="Send me a link").is_visible()
    context.close()


def test_no_script_is_stopped_by_our_own_policy(chromium: Browser, own: tuple[str, Path]) -> None:
    context = chromium.new_context(base_url=own[0])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto("/en/account/login/")

    assert page.get_by_role("button", name="Sign in with a passkey").is_visible()
    assert said == []
    context.close()
