"""Statements in hostile hands: what cannot be read is refused, what can be is kept as text, and nothing breaks."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import SLUG
from tests.web.heard import heard, joined
from tests.web.test_moderating import sign_in

from cydradd_web.listen.models import Statement
from cydradd_web.listen.selectors import live_files

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("while_listening")]
SAY = f"/en/rounds/{SLUG}/listen/say/"
ZALGO = "a" + "\u0316" * 16 * 280
FAMILY = "👩\u200d👩\u200d👧\u200d👦"
ARABIC = "نحتاج إلى حافلة أيام الأحد."


@pytest.fixture
def citizen(home: Path, client: Client) -> Client:
    """A visitor who takes part in a round that listens."""
    heard()
    joined(client)
    return client


def theirs() -> list[Statement]:
    """What people said, without what was there to begin with."""
    return list(Statement.objects.filter(seed=False))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 281, "It has 281 characters, and at most 280 are allowed."),
        (FAMILY * 281, "It has 281 characters"),
        ("\u200d".join("x" * 281), "It has 281 characters"),
        (ZALGO, "It has 281 characters"),
        ("\u200b" * 12, "Write the statement in Welsh or in English."),
        ("\u202e\u2066\0", "Write the statement in Welsh or in English."),
        ("\u3164\ufeff", "Write the statement in Welsh or in English."),
        (" \r\n\t ", "Write the statement in Welsh or in English."),
        ("x" * 20_000, "too long"),
    ],
)
@pytest.mark.parametrize("side", ["text_cy", "text_en"])
def test_what_nobody_could_read_is_refused_and_stays_in_the_form(
    citizen: Client, text: str, said: str, side: str
) -> None:
    sent = citizen.post(SAY, {side: text})

    assert sent.status_code in (409, 422)
    assert said in sent.content.decode()
    assert sent.context["form"][side].value() == text
    assert "at most 280 characters" in sent.content.decode()
    assert "10,000" not in sent.content.decode(), "one limit is told, and it is the one that holds"
    assert theirs() == []


@pytest.mark.parametrize("text", ["x" * 280, FAMILY * 280, "w\u0302" * 280, "👍🏽" * 280])
def test_two_hundred_and_eighty_characters_are_allowed_whatever_they_are_made_of(citizen: Client, text: str) -> None:
    assert citizen.post(SAY, {"text_en": text}).status_code == 302
    assert len(theirs()) == 1


@pytest.mark.parametrize(
    "text",
    [
        ARABIC,
        "<script>alert(1)</script> & <b>bold</b>",
        "=HYPERLINK(1)",
        "{{ 7|add:7 }}{% load x %}",
        "%(n)s %s {0}",
        "'; DROP TABLE listen_statement; --",
        "Un llinell\nac un arall",
    ],
)
def test_what_can_be_read_is_shown_as_it_was_written_to_everybody(citizen: Client, text: str) -> None:
    assert citizen.post(SAY, {"text_en": text}).status_code == 302
    made = theirs()[0]
    moderator = Client()
    sign_in(moderator, "tom")
    queue = f"/en/rounds/{SLUG}/listen/queue/"

    pages = [moderator.get(queue), moderator.get(f"{queue}{made.identifier}/")]
    moderator.post(f"{queue}{made.identifier}/", {"outcome": "approved"})
    pages += [citizen.get(f"/{code}/rounds/{SLUG}/vote/?statement={made.identifier}") for code in ("cy", "en")]

    assert made.text_en == text
    for page in pages:
        assert page.status_code == 200
        assert text in unescape(page.content.decode())
        assert "<script>alert" not in page.content.decode()
        assert 'dir="auto"' in page.content.decode()
    assert b'"=HYPERLINK' not in live_files(made.round_id)["listen/comments.csv"]


def test_what_nobody_sees_does_not_make_a_statement_new(citizen: Client) -> None:
    hidden = citizen.post(SAY, {"text_en": "\u200b".join("We need a bus on Sundays.")})

    assert hidden.status_code == 409
    assert "A similar statement is here already: ‘We need a bus on Sundays’" in hidden.content.decode()
    assert citizen.post(SAY, {"text_en": "We need a bus on Sundays!", "sure": "on"}).status_code == 302


def test_ten_is_the_most_in_every_state_but_withdrawn_and_draft(citizen: Client) -> None:
    for number in range(10):
        assert citizen.post(SAY, {"text_en": f"{chr(97 + number) * 9}", "key": f"k{number}"}).status_code == 302
    Statement.objects.filter(identifier=theirs()[0].identifier).update(state="returned", moderated=-1)

    late = citizen.post(SAY, {"text_en": "One more that differs", "key": "late"})

    assert late.status_code == 409
    assert "You can make 10 statements in a round." in late.content.decode()
    assert "One more that differs" in late.content.decode()
    assert citizen.post(SAY, {"text_en": "One more that differs", "key": "d", "draft": "1"}).status_code == 302
    assert len(theirs()) == 11


@pytest.mark.parametrize("path", ["listen/say/", "vote/", "listen/join/", "listen/paper/check/", "listen/at-risk/"])
def test_ten_megabytes_are_refused_before_they_are_looked_at(citizen: Client, path: str) -> None:
    sent = citizen.post(f"/en/rounds/{SLUG}/{path}", {"text_en": "x" * 10_000_000})
    many = citizen.post(f"/en/rounds/{SLUG}/{path}", {f"f{n}": "1" for n in range(20_000)})

    assert (sent.status_code, many.status_code) == (400, 400)
    assert theirs() == []
