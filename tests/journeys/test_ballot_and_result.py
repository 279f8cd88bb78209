"""A citizen casts a ballot, changes it and finds it later; an officer counts and publishes; an applicant reads why.

By keyboard alone, in Welsh on a narrow screen and in English on a wide one. axe looks at every page.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys.carrying import officer as office
from tests.journeys.live_site import Visitor, live_site
from tests.web.acting import SLUG
from tests.web.voting import CLOSED, OPENED

pytestmark = pytest.mark.journey
WORDS: dict[str, dict[str, str]] = {
    "cy": {
        "few": "Rydych wedi dewis llai na 3.", "in": "Mae eich papur pleidleisio wedi dod i law.",
        "replaced": "daeth papur diweddarach â’r un cod yn ei le", "may change": "oni bai ei fod yn cael ei newid",
        "counted": "Ydy: cafodd ei gyfrif.", "why":
        "gardd y cwm|Roedd gan ei gefnogwyr £200 ar ôl; mae’n costio £900.|Am £200 yn lle £900 byddai wedi ennill.",
    },
    "en": {
        "few": "You have chosen fewer than 3.", "in": "Your ballot is in.",
        "replaced": "a later ballot with the same code took its place", "may change": "Yes, unless it is changed",
        "counted": "Yes: it was counted.", "why":
        "gardd of the valley|Its supporters had £200 left; it costs £900.|At £200 instead of £900 it would have won.",
    },
}  # fmt: skip
WRONG = "11111 11111 11111 11111 11111"


def enters(citizen: Visitor, code: str) -> None:
    """From the decide tab to one's ballot."""
    citizen.opens(f"/{citizen.language}/rounds/{SLUG}/decide/")
    citizen.follow("/decide/ballot/")
    citizen.write(code=code)
    citizen.press("main button[value=enter]", refused=code == WRONG)


def casts(citizen: Visitor, *projects: str, sees: str = "") -> str:
    """Ticks or unticks projects, checks, and casts; the code of the receipt."""
    for project in projects:
        citizen.reach(f'main input[name=choice][value="{project}"]')
        citizen.page.keyboard.press("Space")
    citizen.press("main button[value=review]")
    citizen.sees(sees)
    citizen.press("main button[value=cast]")
    return citizen.page.url.split("/receipt/")[1].split("/")[0]


def finds(citizen: Visitor, code: str) -> None:
    """From the decide tab, by the code of a ballot or of a receipt."""
    citizen.opens(f"/{citizen.language}/rounds/{SLUG}/decide/")
    citizen.follow("/ballot/find/")
    citizen.write(code=code)
    citizen.press("main form button[type=submit]")


@pytest.mark.parametrize(("language", "width"), [("cy", 320), ("en", 1200)])
def test_a_ballot_is_cast_changed_and_found_and_the_result_says_why(
    chromium: Browser, tmp_path: Path, language: str, width: int
) -> None:
    words, begun = WORDS[language], f"{OPENED:%Y-%m-%dT%H:%M:%SZ}"
    with live_site(tmp_path, names=("olwen",), filled_by="tests.journeys.voting_round", at=begun) as site:
        citizen, olwen, applicant = (
            Visitor(chromium, site, name, language, width, both=False) for name in ("citizen", "olwen", "applicant")
        )
        first, last = votes(citizen, site.told.strip(), words)
        site.time(f"{CLOSED:%Y-%m-%dT%H:%M:%SZ}")
        counts(olwen)

        finds(citizen, first)
        citizen.sees(words["replaced"])
        finds(citizen, last)
        citizen.sees(words["counted"])
        reads_why(applicant, words)
        for each in (citizen, olwen, applicant):
            each.context.close()


def votes(citizen: Visitor, code: str, words: dict[str, str]) -> tuple[str, str]:
    """A mistyped code, one choice, then two others in its place: the receipts of both ballots."""
    enters(citizen, WRONG)
    citizen.write(code=code)
    citizen.press("main button[value=enter]")
    first = casts(citizen, "gardd", sees=words["few"])
    citizen.sees(words["in"], first)

    enters(citizen, code)
    ticked = citizen.page.locator("main input[name=choice]:checked")
    assert ticked.evaluate_all("all => all.map(one => one.value)") == ["gardd"], "what was cast is ticked"
    last = casts(citizen, "bws", "clwb", "gardd")
    citizen.sees(words["in"], last)
    finds(citizen, first)
    citizen.sees(words["replaced"])
    finds(citizen, code)
    citizen.sees(words["may change"], last)
    return first, last


def counts(olwen: Visitor) -> None:
    """Close the voting, open and count the ballots, publish the result."""
    olwen.opens(f"/{olwen.language}/rounds/{SLUG}/decide/")
    olwen.follow("/windows/ballot/close/")
    olwen.press()
    office.counts_and_publishes(olwen)


def reads_why(applicant: Visitor, words: dict[str, str]) -> None:
    """From the start page to why one's own was not funded."""
    applicant.opens(f"/{applicant.language}/")
    applicant.follow(f"/{applicant.language}/rounds/", f"/rounds/{SLUG}/")
    applicant.stage("decide")
    applicant.sees(*words["why"].split("|"))
    applicant.reach(f'main a[href$="/recount-{applicant.language}.html"]')
