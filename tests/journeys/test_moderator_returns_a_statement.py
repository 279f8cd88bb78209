"""A moderator returns a statement under a rule; its author reads why and appeals once, and the public log tells it.

By keyboard alone, in Welsh on a narrow screen and in English on a wide one. axe looks at every page at both widths.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser
from tests.journeys.live_site import LiveSite, Visitor, live_site
from tests.web.acting import SLUG

pytestmark = pytest.mark.journey
WORDS: dict[str, dict[str, str]] = {
    "cy": {
        "field": "text_cy", "says": "Mae angen mwy o barcio, a mwy o fysiau.", "only": "Yn Gymraeg yn unig",
        "translation": "We need more parking, and more buses.", "waits": "Yn aros",
        "recorded": "Penderfyniad wedi’i gofnodi.", "leaves": "mae’n gadael y map barn nesaf gyda’r pleidleisiau arno",
        "rule": "Un peth ym mhob datganiad", "why": "Os oes dau beth, nid yw’n glir beth mae pobl yn cytuno ag ef.",
        "returned": "Wedi’i ddychwelyd", "gone": "Heb ei ddangos mwyach",
        "appeals": "Mae eich apêl yn aros am gymedrolwr dros bartner arall.",
        "not theirs": "Mae’n aros am gymedrolwr dros bartner arall", "allowed": "Caniatawyd eich apêl.",
        "reason": "Mae parcio a bysiau’n un peth yma.", "appealed": "Apêl gan yr awdur", "on appeal": "caniatawyd yr apêl",
    },
    "en": {
        "field": "text_en", "says": "Schools should open late, and churches early.", "only": "In English only",
        "translation": "Dylai ysgolion agor yn hwyr, ac eglwysi’n gynnar.", "waits": "Waiting",
        "recorded": "Decision recorded.", "leaves": "it leaves the next opinion map with the votes on it",
        "rule": "One thing in each statement", "why": "If there are two things, it is not clear what people agree with.",
        "returned": "Returned", "gone": "No longer shown",
        "appeals": "Your appeal waits for a moderator of another partner.",
        "not theirs": "It waits for a moderator of another partner", "allowed": "Your appeal was allowed.",
        "reason": "Opening hours are one thing.", "appealed": "Appealed by its author", "on appeal": "appeal allowed",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site whose round has two moderators, of two partners."""
    with live_site(tmp_path_factory.mktemp("moderating"), names=("tom", "mair")) as site:
        yield site


def says(citizen: Visitor, words: dict[str, str]) -> None:
    """From the listen tab to one's own statement, which waits."""
    citizen.opens(f"/{citizen.language}/rounds/{SLUG}/listen/")
    citizen.follow("/listen/say/")
    citizen.write(partner="citizens")
    citizen.press()
    citizen.write(**{words["field"]: words["says"]})
    citizen.press()
    citizen.sees(words["waits"], words["says"])


def decides(moderator: Visitor, statement: str, sees: str = "", **decision: str) -> None:
    """From the queue to a decision on one statement."""
    moderator.opens(f"/{moderator.language}/rounds/{SLUG}/listen/queue/")
    if moderator.page.locator(f'details a[href$="/queue/{statement}/"]').count():
        moderator.reach("main details > summary")
        moderator.page.keyboard.press("Enter")
    moderator.follow(f"/queue/{statement}/")
    moderator.sees(sees)
    moderator.write(**decision)
    moderator.press()


def votes(neighbour: Visitor, statement: str) -> None:
    """Somebody else takes part and agrees."""
    neighbour.opens(f"/{neighbour.language}/rounds/{SLUG}/listen/join/")
    neighbour.write(partner="public")
    neighbour.press()
    neighbour.opens(f"/{neighbour.language}/rounds/{SLUG}/vote/?statement={statement}")
    neighbour.reach('button[name=vote][value="1"]')
    neighbour.enter()


def log(site: LiveSite, statement: str) -> list[list[str]]:
    """What anybody reads of a statement in the file of the log: outcome, rule, language, partner, office, appeal."""
    with urlopen(f"{site.address}/en/rounds/{SLUG}/listen/moderation.csv") as file:
        rows = list(csv.reader(io.TextIOWrapper(file, "utf-8", newline="")))
    return [row[2:] for row in rows if row[1] == statement]


@pytest.mark.parametrize(("language", "width"), [("cy", 320), ("en", 1200)])
def test_a_statement_is_returned_with_a_reason_appealed_once_and_shown_again(
    chromium: Browser, listening: LiveSite, language: str, width: int
) -> None:
    words, mine = WORDS[language], f"/{language}/rounds/{SLUG}/listen/mine/"
    people = [Visitor(chromium, listening, name, language, width) for name in ("citizen", "neighbour", "tom", "mair")]
    citizen, neighbour, tom, mair = people
    says(citizen, words)
    number = str(citizen.page.locator('a[href$="/withdraw/"]').first.get_attribute("href")).split("/")[-3]

    # The moderator sees it in the queue, shows it with a translation, and a neighbour agrees with it.
    tom.opens(f"/{language}/rounds/{SLUG}/listen/queue/")
    tom.sees(words["says"], words["only"])
    decides(tom, number, outcome="approved", translation=words["translation"])
    tom.sees(words["recorded"])
    votes(neighbour, number)

    # On second thought it says two things: without a rule it cannot be returned, with one it is.
    tom.opens(f"/{language}/rounds/{SLUG}/listen/queue/{number}/")
    tom.write(outcome="returned")
    tom.press(refused=True)
    decides(tom, number, words["leaves"], outcome="returned", rule="one-thing")
    tom.sees(words["recorded"])

    # Nobody can answer it any more; what was answered is kept, and its author reads why, and appeals.
    assert neighbour.page.goto(f"/{language}/rounds/{SLUG}/vote/?statement={number}").status == 404  # type: ignore[union-attr]
    neighbour.opens(mine)
    neighbour.sees(words["gone"])
    citizen.opens(mine)
    citizen.sees(words["returned"], words["rule"], words["why"])
    citizen.follow(f"/{number}/appeal/")
    citizen.sees(words["says"], words["why"])
    citizen.write(why=words["reason"])
    citizen.press()
    citizen.sees(words["appeals"])
    assert not citizen.page.locator('a[href$="/appeal/"]').count(), "one can appeal once"

    # Whoever decided cannot decide the appeal; a moderator of another partner reads the reason, and allows it.
    tom.opens(f"/{language}/rounds/{SLUG}/listen/queue/")
    tom.sees(words["not theirs"])
    decides(mair, number, words["reason"], outcome="approved")
    citizen.opens(mine)
    citizen.sees(words["allowed"])
    neighbour.opens(mine)
    assert words["gone"] not in neighbour.text(), "the answer counts again"

    # Anybody reads in the log what was decided, never what was said.
    neighbour.opens(f"/{language}/rounds/{SLUG}/listen/")
    neighbour.follow("/listen/moderation/")
    neighbour.sees(words["rule"], words["appealed"], words["on appeal"])
    assert words["says"] not in neighbour.text()
    assert log(listening, number) == [
        ["approved", "", language, "citizens", "moderator", "allowed"],
        ["appealed", "", "", "", "author", ""],
        ["returned", "one-thing", language, "third_sector", "moderator", ""],
        ["approved", "", language, "third_sector", "moderator", ""],
    ]
    for each in people:
        each.context.close()
