"""One person at their own browser, with a keyboard and nothing else. axe looks at every page they come to."""

from __future__ import annotations

import os
import quopri
import re
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import TimeoutError as TooLate
from tests.journeys.browser import axe, focused

PATIENCE = 60_000
"""Milliseconds for one page; a machine that does much besides is slow."""
PASSWORD = "rhywbeth hir a rhyfedd"  # noqa: S105
MESSAGE = ".govuk-error-summary"


class Somebody:
    """A person with a browser of their own, in their own language.

    ``scripts=False``: none of the site's scripts runs; axe and the question what has the keyboard still do.
    """

    def __init__(
        self,
        browser: Browser,
        site: str,
        mail: Path,
        *,
        name: str,
        language: str,
        width: int = 1200,
        scripts: bool = True,
    ) -> None:
        self.name, self.language, self.width, self.mail, self.site = name, language, width, mail, site
        self.email = f"{name}@example.org"
        kept = os.environ.get("CARRYING_KEPT")
        state = Path(kept, f"{name}.json") if kept else None
        self.context = browser.new_context(
            base_url=site,
            bypass_csp=True,  # so that axe can be evaluated
            viewport={"width": width, "height": 900},
            locale="en-GB",
            storage_state=state if state and state.is_file() else None,
            accept_downloads=True,
        )
        if not scripts:
            self.context.route("**/*.js", lambda route: route.abort())
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.seen = 0

    # Looking

    def look(self) -> None:
        """A page has come: axe finds nothing, and it fits the screen."""
        shots = os.environ.get("CARRYING_SHOTS")
        if shots:
            self._keep(Path(shots))
        found = axe(self.page)
        assert found == [], f"{self.page.url}: {found}"
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, self.page.url

    def _keep(self, folder: Path) -> None:
        """A picture of the page on a wide and on a narrow screen, to look at."""
        self.seen += 1
        path = re.sub(r"[^a-z0-9]+", "-", self.page.url.removeprefix(self.site).lower()).strip("-")[-70:]
        for width in (1200, 320):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=folder / f"{time.time():.0f}-{self.name}-{path}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": self.width, "height": 900})

    def text(self) -> str:
        """What stands on the page."""
        return self.page.locator("body").inner_text()

    def sees(self, *words: str) -> None:
        """Words stand on the page."""
        shown = " ".join(self.text().split())
        for each in words:
            assert each in shown, f"“{each}” is not on {self.page.url}:\n{shown[:3000]}"

    # Moving

    def opens(self, address: str) -> None:
        """An address that came from outside: the site's own, or a link in a message."""
        self.page.goto(address)
        self.look()

    def reach(self, css: str, most: int = 300) -> None:
        """Press Tab until something that fits has the keyboard; past the menus by the skip link, as people do."""
        found = self.page.locator(css)
        assert found.count(), f"{self.name}: {css} is not on {self.page.url}:\n{self.text()[:3000]}"
        inside = self.page.evaluate("css => !!document.querySelector(`main :is(${css})`)", css)
        for _ in range(most):
            self.page.keyboard.press("Tab")
            where = self.page.evaluate(
                "css => document.activeElement.matches(css) ? 'here' : "
                "document.activeElement.matches('.govuk-skip-link') ? 'skip' : ''",
                css,
            )
            if where == "here":
                return
            if where == "skip" and inside:
                self.page.keyboard.press("Enter")
        raise AssertionError(f"{css} cannot be reached by Tab on {self.page.url}; the last was {focused(self.page)!r}")

    def enter(self) -> None:
        """Press Enter, and look at the page to which it leads."""
        with self.page.expect_navigation(timeout=PATIENCE):
            self.page.keyboard.press("Enter")
        self.look()

    def follow(self, *ends: str) -> None:
        """Follow links, each by the end of its address."""
        for end in ends:
            self.reach(f'a[href$="{end}"]')
            self.enter()

    # Writing

    def write(self, **said: object) -> None:
        """Fill fields by their names, in the order of the page."""
        for name, value in said.items():
            self._field(name, value)

    def unfolds(self) -> None:
        """Open the line under which the rest of a form is folded away."""
        self.reach("main form details > summary")
        self.page.keyboard.press("Enter")

    def _field(self, name: str, value: object) -> None:
        field = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
        assert field.count(), f"{self.name}: no field {name} on {self.page.url}:\n{self.text()[:3000]}"
        kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind == "radio":
            self._choose(name, str(value))
        elif kind == "checkbox":
            self._tick(name, value)
        elif kind == "select":
            self._pick(field.first, name, str(value))
        elif kind == "date":
            self._day(field.first, name, value)
        else:
            self.reach(f'main [name="{name}"]:not([type=hidden])')
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(str(value))

    def _choose(self, name: str, value: str) -> None:
        self.reach(f'main input[name="{name}"]')
        for _ in range(self.page.locator(f'main input[name="{name}"]').count()):
            if self.page.evaluate("document.activeElement.value") == value:
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.name}: {name} has no choice {value} on {self.page.url}")

    def _tick(self, name: str, value: object) -> None:
        for each in [True] if value is True else value if isinstance(value, list | tuple) else [value]:
            self.reach(f'main input[name="{name}"]' + ("" if each is True else f'[value="{each}"]'))
            self.page.keyboard.press("Space")

    def _pick(self, field: Locator, name: str, value: str) -> None:
        self.reach(f'main select[name="{name}"]')
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.name}: {name} has no choice {value} on {self.page.url}")

    def _day(self, field: Locator, name: str, value: object) -> None:
        assert isinstance(value, date)
        self.reach(f'main input[name="{name}"]')
        for typed in (value.strftime("%m%d%Y"), value.strftime("%d%m%Y")):  # as the browser's own language has it
            self.page.keyboard.type(typed)
            if field.input_value() == value.isoformat():
                return
            for _ in range(3):
                self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"{value} cannot be typed into {name}: {field.input_value()!r}")

    def press(self, css: str = "main form:not([action]) button[type=submit]", *, refused: bool = False) -> None:
        """Press a button that sends a form; nothing was wrong with it, unless it is to be refused."""
        self.reach(css)
        self.enter()
        said = self.page.locator(MESSAGE)
        told = said.first.inner_text() if said.count() else ""
        assert bool(told) is refused, f"{self.name} on {self.page.url}: {told or 'nothing was refused'}"

    # Coming and going

    def letter(self, since: float, words: str = "", patience: float = 90) -> str:
        """The address in the newest message to this person after a moment."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            for file in sorted(self.mail.glob("*"), key=lambda each: -each.stat().st_mtime_ns):
                said = quopri.decodestring(file.read_bytes()).decode("utf-8", "replace")
                if file.stat().st_mtime >= since and self.email in said and words in said:
                    links = re.findall(r"http://\S+", said)
                    side = [link for link in links if f"/{self.language}/" in link]
                    if links:
                        return str((side or links)[0])
            time.sleep(0.3)
        raise TooLate(f"no message came to {self.email}")

    def sets_a_password(self) -> None:
        """From one's own page; signing in again is quicker so."""
        data, new = ("/fy-nata/", "/gosod/") if self.language == "cy" else ("/my-data/", "/set/")
        self.follow(data, new)
        self.write(password1=PASSWORD, password2=PASSWORD)
        self.press()

    def signs_in(self, onward: bool = True) -> None:
        """From the start page: after half a day away a session has ended. Then from one's own page to the round."""
        self.opens(f"/{self.language}/")
        login = "/mewngofnodi/" if self.language == "cy" else "/login/"
        if self.page.locator(f'a[href$="{login}"]').count():
            self.follow(login)
            self.write(login=self.email, password=PASSWORD)
            self.press("form:has(#id_password) button[type=submit]")
        else:
            self.my_page()
        if onward:
            self.reach('main article a[href*="/rounds/"]')
            self.enter()

    def my_page(self) -> None:
        """One's own page, from anywhere."""
        self.follow("/fy-nhudalen/" if self.language == "cy" else "/my-page/")

    def stage(self, name: str) -> None:
        """A stage of the round, by its tab; from a page below them, by way of the round's first page."""
        if not self.page.locator(".stages").count():
            self.first_page()
        self.reach(f'.stages a[href$="/{name}/"]')
        self.enter()

    def first_page(self) -> None:
        """The round's first page, by its name on top, unless it is there already."""
        if self.page.locator("a.to-first").count():
            self.reach("a.to-first")
            self.enter()

    def close(self) -> None:
        """Leave."""
        kept = os.environ.get("CARRYING_KEPT")
        if kept:
            self.context.storage_state(path=Path(kept, f"{self.name}.json"))
        self.context.close()
