"""A round's first page tells its story so far in five sentences at most, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened
from tests.web.folders import AT as READ_AT
from tests.web.folders import write_round
from tests.web.way import HARM, OPENS, REMEDY, agreed, listening

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual
from cydradd_web.rounds.models import Tally
from cydradd_web.rounds.services import import_rounds
from cydradd_web.rounds.services.consenting import give_consent, raise_objection

pytestmark = pytest.mark.django_db(transaction=True)


def story(client: Client, language: str = "en", slug: str = SLUG) -> list[str]:
    """The sentences of the story on the first page, without their links."""
    page = client.get(f"/{language}/rounds/{slug}/").content.decode()
    part = re.search(r'<section class="sec story".*?</section>', page, re.DOTALL)
    assert part is not None, page
    lines = re.findall(r"<li>(.*?) <a ", part[0], re.DOTALL)
    return [re.sub(r"<.*?>", "", each) for each in lines]


def test_a_round_that_was_just_opened_says_so_and_what_is_next(home: Path, client: Client) -> None:
    convened()

    assert story(client) == [
        "A public body opened this round on 1 September 2026.",
        "Next is the gate to Listen, which is not open yet.",
    ]
    assert story(client, "cy") == [
        "Agorodd corff cyhoeddus y rownd hon ar 1 Medi 2026.",
        "Y porth nesaf yw porth y cam Gwrando, ac nid yw ar agor eto.",
    ]


def test_it_tells_which_partners_consent_before_all_do(home: Path, client: Client) -> None:
    round_id = convened()
    give_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, how=Bilingual(), by=by("ann"), at=AT)

    assert "At the gate to Listen these partners consent so far: Citizens." in story(client)


def test_it_tells_money_consent_and_the_last_day_of_what_is_open(home: Path, client: Client) -> None:
    listening()

    told = story(client)

    assert told == [
        "A public body opened this round on 1 September 2026.",
        "All three partners consent at these gates: Listen; objections that stand: 0; overrides: 0.",
        "£50,000 is on the table.",
        "Listening is open until the end of this day: 30 October 2026.",
    ]
    assert len(told) == len(story(client, "cy"))
    assert not set(told) & set(story(client, "cy"))


def test_an_objection_that_stands_is_told(home: Path, client: Client) -> None:
    round_id = agreed()
    raise_objection(round_id=round_id, gate=Gate.OPEN_LISTEN, harm=HARM, remedy=REMEDY, by=by("tom"), at=OPENS)

    assert any("objections that stand: 1; overrides: 0." in each for each in story(client))


def test_a_round_read_from_a_folder_has_its_story_too_and_never_more_than_five_sentences(
    home: Path, client: Client
) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=READ_AT)
    slug = client.get("/api/v1/rounds").json()["items"][0]["slug"]

    told = story(client, slug=slug)

    assert 1 <= len(told) <= 5
    assert not any("opened this round" in each for each in told)


def test_what_was_paid_is_told_as_what_stays_with_the_projects(home: Path, client: Client) -> None:
    Tally.objects.update_or_create(round_id=listening(), defaults={"agreed": 7_200_000, "paid": 7_030_000})

    english, welsh = story(client), story(client, "cy")

    assert "Of £50,000 on the table, agreements promise £72,000, and £70,300 is with the projects." in english
    assert any(each.endswith("mae cytundebau’n addo £72,000, ac mae £70,300 gyda’r prosiectau.") for each in welsh)
