"""Ballots on paper, from the booklets that an office prints to the count, by keyboard alone.

Two people type booklets in, a third settles, a fourth reads the sample again; whoever sent one in finds it. In Welsh
on a narrow screen and in English on a wide one; axe looks at every page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys.live_site import LiveSite, Visitor, live_site
from tests.web.acting import SLUG
from tests.web.voting import CLOSED, OPENED

pytestmark = pytest.mark.journey
NAMES = ("eleri", "ann", "tom", "petra", "olwen", "asim")
WORDS: dict[str, dict[str, str]] = {
    "cy": {
        "printed": "Rhowch groes wrth bob prosiect", "once": "wedi’i deipio i mewn unwaith",
        "third": "Rhaid i drydydd person ei setlo.", "both": "Darlleniad cyntaf: Dim croes. Ail ddarlleniad: Croes.",
        "cast": "mae ei bapur wedi’i fwrw.", "waits": "darllenodd dau berson ef yn wahanol",
        "in": "oni bai ei fod yn cael ei newid", "on web": "felly ni ellir pleidleisio ag ef ar y we hefyd",
        "must": "Rhaid i swyddog y rownd orffen y teipio", "same": "ac mae’r un fath", "done": "Mae’r gwirio wedi’i wneud.",
        "tab": "Wedi’u teipio eto: 1. Wedi’u darllen yn wahanol bryd hynny: 0 (0", "counted": "Ydy: cafodd ei gyfrif.",
    },
    "en": {
        "printed": "Put a cross beside every project", "once": "is typed in once",
        "third": "A third person must settle it.", "both": "First reading: No cross. Second reading: A cross.",
        "cast": "its ballot is cast.", "waits": "two people read it differently",
        "in": "Yes, unless it is changed", "on web": "so you cannot vote on the web with it too",
        "must": "must end the typing in and draw the sample", "same": "and is the same", "done": "The check is done.",
        "tab": "Typed in again: 1. Read differently then: 0 (0", "counted": "Yes: it was counted.",
    },
}  # fmt: skip


def paper(somebody: Visitor, *ways: str) -> None:
    """From the decide tab to the paper ballots, and on."""
    somebody.opens(f"/{somebody.language}/rounds/{SLUG}/decide/")
    somebody.follow("/decide/paper/", *ways)


def prints(eleri: Visitor, words: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The office prints its batch again: both codes of each booklet, by its number. They are seen this once."""
    paper(eleri)
    link = eleri.page.locator('main a[href*="/paper/print/"]').get_attribute("href") or ""
    eleri.follow(link)
    eleri.write(return_cy="Y llyfrgell", return_en="The library")
    eleri.press()
    eleri.sees(words["printed"], "£600", "The library")
    found = {}
    for sheet in eleri.page.locator(".sheet").all():
        text = sheet.inner_text()
        number = re.search(r"\d+", sheet.locator("h2").inner_text())
        right = re.search(r"\b\d{5}(?:-\d{5}){4}\b", text)
        back = re.search(r"(?<!-)\b\d{5}-\d{5}-\d{5}\b(?!-)", text)
        assert number
        assert right
        assert back
        found[number[0]] = (right[0], back[0])
    return found


def types_in(somebody: Visitor, way: str, number: str, code: str, *crosses: str, sees: str) -> None:
    """Number and code, then what stands in the booklet."""
    somebody.opens(f"/{somebody.language}/rounds/{SLUG}/decide/paper/{way}/")
    somebody.write(number=number, sheet_code=code)
    somebody.press()
    boxes = somebody.page.locator("main input[name=crosses]")
    assert not somebody.page.locator("main input:checked").count(), "nobody sees what the other has read"
    printed = boxes.evaluate_all("all => all.map(one => one.value)")
    somebody.write(stands="crosses", crosses=[each for each in printed if each in crosses])
    somebody.press()
    somebody.sees(sees)


def finds(citizen: Visitor, code: str, *words: str) -> None:
    """Whoever sent a booklet in asks with the code that was torn off."""
    citizen.opens(f"/{citizen.language}/rounds/{SLUG}/decide/ballot/find/")
    citizen.write(code=code)
    citizen.press("main form button[type=submit]")
    citizen.sees(*words)


def settles(petra: Visitor, number: str, words: Mapping[str, str]) -> None:
    """A third person decides on what two read differently."""
    paper(petra, f"/paper/{number}/settle/")
    petra.sees(words["both"])
    place = petra.page.locator("main input[type=radio]").first.get_attribute("name") or ""
    petra.write(**{place: "yes"})
    petra.press()
    petra.sees(words["cast"])


@pytest.mark.parametrize(("language", "width"), [("cy", 320), ("en", 1200)])
def test_booklets_are_printed_typed_in_twice_checked_and_counted(
    chromium: Browser, tmp_path: Path, language: str, width: int
) -> None:
    words, begun = WORDS[language], OPENED + timedelta(hours=3)
    filled = {"filled_by": "tests.journeys.paper_round", "at": f"{begun:%Y-%m-%dT%H:%M:%SZ}"}
    with live_site(tmp_path, names=NAMES, **filled) as site:
        citizen, *seats = (Visitor(chromium, site, name, language, width, both=False) for name in ("citizen", *NAMES))
        eleri, ann, tom, petra, olwen, asim = seats
        booklets = prints(eleri, words)
        assert set(booklets) == {"3", "4"}
        (right, back), (_, other) = booklets["3"], booklets["4"]

        types_in(ann, "key", "3", back, "bws", sees=words["once"])
        types_in(tom, "key", "3", back, "bws", "gardd", sees=words["third"])
        finds(citizen, right, words["waits"])
        settles(petra, "3", words)
        finds(citizen, right, words["in"])
        votes_too_late(citizen, right, words)
        types_in(ann, "key", "4", other, "clwb", sees=words["once"])
        types_in(tom, "key", "4", other, "clwb", sees=words["cast"])

        checks_and_counts(site, olwen, asim, {"3": (back, ("bws", "gardd")), "4": (other, ("clwb",))}, words)
        finds(citizen, right, words["counted"])
        for each in (citizen, *seats):
            each.context.close()


def votes_too_late(citizen: Visitor, right: str, words: Mapping[str, str]) -> None:
    """The right to vote of a booklet that is in gives no second vote."""
    citizen.opens(f"/{citizen.language}/rounds/{SLUG}/decide/ballot/")
    citizen.write(code=right)
    citizen.press("main button[value=enter]", refused=True)
    citizen.sees(words["on web"])


def checks_and_counts(
    site: LiveSite,
    olwen: Visitor,
    asim: Visitor,
    booklets: Mapping[str, tuple[str, tuple[str, ...]]],
    words: Mapping[str, str],
) -> None:
    """The officer closes the voting and draws; somebody who has read none reads the sample; then it is counted."""
    tab = f"/{olwen.language}/rounds/{SLUG}/decide/"
    site.time(f"{CLOSED:%Y-%m-%dT%H:%M:%SZ}")
    olwen.opens(tab)
    olwen.follow("/windows/ballot/close/")
    olwen.press()
    olwen.opens(tab)
    olwen.sees(words["must"])
    olwen.follow("/paper/draw/")
    olwen.press()
    paper(asim, "/paper/again/")
    asim.opens(f"{tab}paper/")
    number = asim.page.locator("section:has(#again-h) b").first.inner_text()
    code, crosses = booklets[number]
    types_in(asim, "again", number, code, *crosses, sees=words["same"])
    asim.opens(f"{tab}paper/")
    asim.sees(words["done"])
    olwen.opens(tab)
    olwen.sees(words["tab"])
    olwen.follow("/decide/count/")
    olwen.press()
