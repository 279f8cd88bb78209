"""A real browser for the journeys: Debian's chromium, driven by playwright."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Page

from cydradd_web.paths import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (1200, 320)


def what_is_missing() -> str | None:
    """Why no journey can run here; ``None``: nothing is missing."""
    for what, there in (("Debian's chromium", CHROMIUM), (f"axe-core ({AXE})", AXE.is_file())):
        if not there:
            return f"{what} is not installed: THE JOURNEYS IN A REAL BROWSER DO NOT RUN. `make test` installs it."
    return None


def must_run() -> bool:
    """With ``CI=true`` a browser that is missing is a failure, never a skip."""
    return os.environ.get("CI") == "true"


def axe(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds on the page: rule and elements."""
    page.evaluate(Path(AXE).read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]


def focused(page: Page) -> str:
    """The words of the element that has the keyboard."""
    words: str = page.evaluate("document.activeElement.innerText")
    return words.strip()


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until the element with these words has the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == words:
            return
    raise AssertionError(f"“{words}” cannot be reached with {most} presses of Tab")


def go(page: Page, href: str, most: int = 400) -> None:
    """Press Tab until the link to an address has the keyboard, then Enter; axe finds nothing where it leads."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == href:
            break
    else:
        raise AssertionError(f"{href} cannot be reached with {most} presses of Tab from {page.url}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{href}")
    assert axe(page) == [], page.url
