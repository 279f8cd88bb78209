"""A site with one round that a script has filled, whose clock stands in that time; and people at it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys.browser import WIDTHS
from tests.journeys.carrying.keyboard import Somebody
from tests.web.serving import free_port, served

from cydradd_web.paths import ROOT

SIGNED_IN = """
import sys
import django; django.setup()
from django.test import Client
from tests.web.test_moderating import sign_in
for name in sys.argv[1:]:
    client = Client(); sign_in(client, name)
    for cookie in client.cookies.values(): print(name, cookie.key, cookie.value)
"""
"""Signing in has a journey of its own; here a session is given to each."""


@dataclass(frozen=True, slots=True)
class LiveSite:
    """Where the site is, and the session of each who is signed in at it: name and value of a cookie.

    ``home`` holds its clock; ``told`` is what the script that filled it printed.
    """

    address: str
    cookies: dict[str, tuple[str, str]]
    home: Path
    told: str

    def time(self, instant: str) -> None:
        """Time passes."""
        (self.home / "clock").write_text(instant, "utf-8")


@contextmanager
def live_site(
    home: Path,
    *,
    names: Collection[str] = (),
    filled_by: str = "tests.journeys.listening_round",
    at: str = "2026-09-22T09:40:00Z",
) -> Iterator[LiveSite]:
    """Fill a site and serve it.

    Args:
        names: Who is signed in at it: seats of the round.
        filled_by: The module that fills it.
        at: When its clock stands.
    """
    for part in ("rounds", "data"):
        (home / part).mkdir()
    (home / "clock").write_text(at, "utf-8")
    told = {"CYDRADD_DATA": str(home / "data"), "CYDRADD_CLOCK": str(home / "clock")}
    settings = {"DJANGO_SETTINGS_MODULE": "cydradd_web.settings.development", "CYDRADD_ROUNDS": str(home / "rounds")}

    def run(*command: str) -> str:
        ran = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=os.environ | told | settings, check=True, timeout=900,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return ran.stdout

    filled = run("-m", filled_by)
    lines = run("-c", SIGNED_IN, *names).splitlines() if names else []
    cookies = {name: (cookie, value) for name, cookie, value in (line.split() for line in lines)}
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CYDRADD_CLOCK", told["CYDRADD_CLOCK"])
        with served(home, free_port()) as (_, address):
            yield LiveSite(address, cookies, home, filled)


class Visitor(Somebody):
    """Somebody at this site with a keyboard. axe looks at every page they come to.

    ``both``: on a wide and on a narrow screen, whichever is their own.
    """

    def __init__(
        self, browser: Browser, site: LiveSite, name: str, language: str, width: int, *, both: bool = True
    ) -> None:
        super().__init__(browser, site.address, Path(), name=name, language=language, width=width)
        self.looks_at = WIDTHS if both else (width,)
        if name in site.cookies:
            cookie, value = site.cookies[name]
            self.context.add_cookies([{"name": cookie, "value": value, "url": site.address}])

    def look(self) -> None:
        """A page has come: axe finds nothing on it, and it fits."""
        own, widths = self.width, self.looks_at
        try:
            for self.width in sorted(widths, key=lambda each: each == own):
                self.page.set_viewport_size({"width": self.width, "height": 900})
                super().look()
        finally:
            self.width = own
