"""What is published is public in Welsh and in English at the same second, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened
from tests.web.way import NOTICE, said

from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import NotYours
from cydradd_web.record.models import Entry
from cydradd_web.rounds import publishable
from cydradd_web.rounds.models import Act
from cydradd_web.rounds.services.acting import AlreadyRecorded, acting
from cydradd_web.rounds.services.publishing import OneLanguage, publish

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_notice_is_two_lines_of_one_second_and_anybody_reads_both(home: Path, client: Client) -> None:
    round_id = said()

    receipt = publish(round_id=round_id, what="notice", text=NOTICE, by=by("olwen"), at=AT)

    lines = Act.objects.filter(round_id=round_id, kind="publish").values_list("object", "code", "at")
    assert list(lines) == [("notice", "cy", AT), ("notice", "en", AT)]
    pages = [client.get(f"/en/rounds/{SLUG}/record/{receipt.number + each}/").content.decode() for each in (0, 1)]
    assert NOTICE.cy in pages[0]
    assert NOTICE.en in pages[1]


@pytest.mark.parametrize("text", [None, Bilingual("Cymraeg yn unig"), Bilingual(None, "English only")])
def test_a_notice_that_lacks_a_language_is_not_published_in_the_other(home: Path, text: Bilingual | None) -> None:
    round_id = convened()

    with pytest.raises(OneLanguage):
        publish(round_id=round_id, what="notice", text=text, by=by("olwen"), at=AT)

    assert not Act.objects.filter(kind="publish").exists()
    assert Entry.objects.filter(round_id=round_id).count() == 1


@pytest.fixture
def kept_needs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(publishable, "_NEEDS", {})
    yield


@pytest.mark.usefixtures("kept_needs")
def test_what_a_stage_says_is_missing_stops_it_and_is_named(home: Path) -> None:
    round_id = convened()

    @publishable.needs("design")
    def design(asked: int) -> list[Bilingual]:
        return [Bilingual("angen n1: Cymraeg", "need n1: Welsh")] if asked == round_id else []

    with pytest.raises(OneLanguage, match="need n1: Welsh"):
        publish(round_id=round_id, what="design", by=by("olwen"), at=AT)


@pytest.mark.usefixtures("kept_needs")
def test_an_award_is_asked_by_its_own_id(home: Path) -> None:
    round_id = convened()
    asked = []
    publishable.needs("award")(lambda _round, what: asked.append(what) or ())

    publish(round_id=round_id, what="award-7", by=by("olwen"), at=AT)

    assert asked == ["award-7"]


def test_only_the_officer_publishes_and_sent_twice_it_is_published_once(home: Path) -> None:
    round_id = said()
    keys = {"round_id": round_id, "what": "notice", "text": NOTICE, "at": AT}

    with pytest.raises(NotYours):
        publish(**keys, by=by("ann"))
    first = publish(**keys, by=by("olwen"), key="k")
    with pytest.raises(AlreadyRecorded) as again:
        publish(**keys, by=by("olwen"), key="k")

    assert again.value.receipt == first
    assert Act.objects.filter(kind="publish").count() == 2


def test_what_is_sealed_is_in_no_line_that_anyone_can_read(home: Path) -> None:
    round_id = convened()
    sealed = {"answers": {"why": "PRIVATE WORDS"}, "title": {"en": "A club"}}

    with acting(round_id, by=by("ann"), at=AT) as act:
        act.record_body("apply.submitted", {"application": "a1"}, sealed=sealed, public=("title",))
    with acting(round_id, by=by("ann"), at=AT) as act:
        act.record("contribution", object="design", text=Bilingual(None, "PRIVATE SPEECH"), public=())

    lines = json.dumps(list(Act.objects.filter(round_id=round_id).values_list("line", flat=True)))
    assert "PRIVATE" not in lines
    assert "A club" in lines
