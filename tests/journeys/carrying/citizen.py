"""A citizen with a phone: a say in what matters, a ballot that counts as much as anybody's, and a receipt."""

from __future__ import annotations

from tests.journeys.carrying.keyboard import Somebody

SAID = "Mae angen bws hwyr i ddod adref"
BEGIN = (
    ("Mae’r neuadd yn wag gyda’r nos.", "The hall is empty at night."),
    ("Mae angen cegin.", "A kitchen is needed."),
)


def begins_with_statements(citizen: Somebody) -> None:
    """Puts statements there to begin with."""
    for cy, en in BEGIN:
        citizen.stage("listen")
        citizen.follow("/listen/seed/")
        citizen.write(text_cy=cy, text_en=en)
        citizen.press()


def votes(citizen: Somebody, *, first: bool = True) -> None:
    """Answers every statement that is there, the first time saying for whom one speaks."""
    citizen.stage("listen")
    citizen.follow("/vote/")
    if first:
        radios = citizen.page.locator("main input[name=partner]:not([type=hidden])")
        if radios.count():
            citizen.write(partner="citizens")
        citizen.write(age="25-44")
        citizen.press()
    while citizen.page.locator("#asked").count():
        citizen.reach("button[name=vote][value='1']")
        citizen.enter()


def says_something(citizen: Somebody) -> None:
    """One sentence of their own, in Welsh alone."""
    citizen.stage("listen")
    citizen.follow("/listen/say/")
    citizen.write(text_cy=SAID)
    citizen.press()


def adds_to_the_design(citizen: Somebody, what: str, /, **said: object) -> None:
    """One thing, from the workshop."""
    citizen.stage("design")
    citizen.follow("/design/workshop/", f"/design/add/{what}/")
    citizen.write(**said)
    citizen.press()


def starts_a_need_from_what_was_heard(citizen: Somebody, statement: str, **said: object) -> None:
    """Ticks what belongs together, and starts a need from it."""
    citizen.stage("design")
    citizen.follow("/design/heard/")
    citizen.write(statements=[statement])
    citizen.reach("main form button[type=submit]")
    citizen.enter()
    citizen.write(**said)
    citizen.press()


def casts_a_ballot(voter: Somebody, code: str, title: str) -> str:
    """Enters a code, chooses a project by its title, checks and casts, and keeps the receipt; the project."""
    voter.stage("decide")
    voter.follow("/decide/ballot/")
    voter.write(code=code)
    voter.press("main button[value=enter]")
    line = voter.page.locator(".ballot-line").filter(has_text=title)
    project = line.locator("input").get_attribute("value") or ""
    voter.write(choice=[project])
    voter.press("main button[value=review]")
    voter.press("main button[value=cast]")
    assert "/receipt/" in voter.page.url, voter.text()
    return project
