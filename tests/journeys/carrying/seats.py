"""What everybody with a seat does alike, whichever partner they sit for."""

from __future__ import annotations

import time

from tests.journeys.carrying.keyboard import Somebody


def takes_the_seat(somebody: Somebody, link: str) -> None:
    """Reads the invitation, makes an account on the way, and takes the seat."""
    somebody.opens(link)
    signup = "/creu-cyfrif/" if somebody.language == "cy" else "/signup/"
    somebody.reach(f'main a[href*="{signup}"]')
    somebody.enter()
    since = time.time() - 1
    somebody.write(email=somebody.email, name=somebody.name.title(), language=somebody.language)
    somebody.press()
    somebody.opens(somebody.letter(since))
    somebody.press("main button")
    if "gwahoddiad" not in somebody.page.url and "invitation" not in somebody.page.url:
        somebody.reach('main a[href*="/fy-nhudalen/gwahoddiadau/"], main a[href*="/my-page/invitations/"]')
        somebody.enter()
    somebody.press("main button[value=accept]")
    somebody.my_page()
    somebody.sets_a_password()
    somebody.my_page()
    somebody.reach('main article a[href*="/rounds/"]')
    somebody.enter()


def consents(somebody: Somebody, gate: str) -> None:
    """The partner of this seat consents at a gate, and says how it decided."""
    if gate == "open-listen":
        somebody.first_page()
    else:
        somebody.stage(gate.removeprefix("open-"))
    somebody.follow(f"/gates/{gate}/", f"/gates/{gate}/consent/")
    somebody.write(how_cy="Pleidlais: 2 o 2", how_en="A vote: 2 of 2")
    somebody.press()


def weighs(somebody: Somebody) -> None:
    """Points for the criteria."""
    somebody.stage("design")
    somebody.follow("/design/weights/")
    somebody.write(**{"points-C1": "1"})
    somebody.press()


def binds(somebody: Somebody, words: str) -> None:
    """The words of a partner from which lots are drawn, kept to itself so far."""
    somebody.stage("design")
    somebody.follow("/design/seed/bind/")
    somebody.write(words=words)
    somebody.press()


def opens_words(somebody: Somebody, words: str) -> None:
    """The same words, open to all."""
    somebody.stage("design")
    somebody.follow("/design/seed/open/")
    somebody.write(words=words)
    somebody.press()


def has_no_tie(somebody: Somebody) -> None:
    """Declares that there is none."""
    somebody.my_page()
    somebody.follow("/interests/")
    somebody.write(relation="none")
    somebody.press()
