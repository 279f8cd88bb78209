"""A volunteer of a small charity on a Sunday evening, with no scripts: applies twice, is funded once, and is told why."""

from __future__ import annotations

import time

from tests.journeys.carrying.keyboard import Somebody
from tests.journeys.carrying.officer import SLUG


def finds_the_round(volunteer: Somebody, slug: str) -> None:
    """From the start page, through the list of rounds."""
    volunteer.opens(f"/{volunteer.language}/")
    volunteer.follow(f"/{volunteer.language}/rounds/", f"/rounds/{slug}/")


def votes_without_an_account(volunteer: Somebody) -> None:
    """Says for whom one speaks and answers a statement."""
    volunteer.stage("listen")
    volunteer.follow("/vote/")
    volunteer.write(partner="third_sector")
    volunteer.press()
    volunteer.reach("button[name=vote][value='-1']")
    volunteer.enter()


def makes_an_account_on_the_way(volunteer: Somebody) -> None:
    """Wants to apply, and is asked to sign in."""
    volunteer.stage("apply")
    volunteer.follow("/apply/start/")
    volunteer.reach(f'main p a[href*="{"/creu-cyfrif/" if volunteer.language == "cy" else "/signup/"}"]')
    volunteer.enter()
    since = time.time() - 1
    volunteer.write(email=volunteer.email, name="Volunteer", language=volunteer.language)
    volunteer.press()
    volunteer.opens(volunteer.letter(since))
    volunteer.press("main button")


def applies_for(volunteer: Somebody, name: str, title: str, cost: str) -> None:
    """Begins an organisation, with four facts, and applies for it."""
    cy = volunteer.language == "cy"
    volunteer.my_page()
    volunteer.follow("/fy-sefydliad/" if cy else "/my-organisation/")
    volunteer.follow("/fy-sefydliad/newydd/" if cy else "/my-organisation/new/")
    volunteer.write(name_cy=name, name_en=f"{name} (en)", kind="charity", place="W06000002", income_band="0-10000")
    volunteer.press()
    finds_the_round(volunteer, SLUG)
    volunteer.stage("apply")
    volunteer.follow("/apply/start/")
    writes_and_sends(volunteer, name, title, cost)


def writes_and_sends(volunteer: Somebody, organisation: str, title: str, cost: str) -> None:
    """Chooses the organisation, writes each page of the form, reads it once more, and sends it."""
    labels = volunteer.page.locator("main label").filter(has_text=organisation)
    if labels.count():
        volunteer.write(body=volunteer.page.locator(f"#{labels.first.get_attribute('for')}").get_attribute("value"))
    volunteer.press()
    said = {"title_cy": title, "title_en": title, "cost": cost, "answer_1": "Pobl ifanc y cwm.", "minutes": "90"}
    for _ in range(8):
        there = [name for name in said if volunteer.page.locator(f'main [name="{name}"]').count()]
        if not there:
            break
        names = volunteer.page.locator("main form [name]").evaluate_all("all => all.map(one => one.name)")
        volunteer.write(**{name: said.pop(name) for name in sorted(there, key=names.index)})
        volunteer.press()
    volunteer.press()
    assert "/apply/sent/" in volunteer.page.url, volunteer.text()
