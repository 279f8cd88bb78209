"""A program acts for somebody, by the same services as the site's forms."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.acting import SLUG, by, convened
from tests.web.applying import body, calling

from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.models import Person
from cydradd_web.api.selectors import tokens_of
from cydradd_web.api.services.tokens import make_token, revoke_token
from cydradd_web.apply.models import Application, Body
from cydradd_web.listen.models import Statement, Vote
from cydradd_web.listen.services.saying import plant
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def round_id(home: Path) -> int:
    """A round that is listening, with one statement that a seat planted."""
    made = convened(at=datetime.now(UTC) - timedelta(days=2))
    opened = datetime.now(UTC) - timedelta(days=1)
    Act.objects.create(
        round_id=made,
        position=50,
        kind="window_opens",
        at=opened,
        object="listen",
        line={"kind": "window_opens", "object": "listen", "at": opened.strftime("%Y-%m-%dT%H:%M:%SZ")},
    )
    plant(round_id=made, text=Bilingual("Bysiau hwyr", "Late buses"), by=by("ann"), at=datetime.now(UTC))
    return made


def token(name: str = "ann") -> str:
    return make_token(person=Person.objects.get(email=f"{name}@example.org").pk, name="test", at=datetime.now(UTC))


def send(client: Client, what: str, sent: object, **headers: str) -> tuple[int, dict[str, Any]]:
    data = sent if isinstance(sent, str) else json.dumps(sent)
    answer = client.post(f"/api/v1/rounds/{SLUG}/{what}", data, content_type="application/json", headers=headers)
    return answer.status_code, json.loads(answer.content)


def bearer(name: str = "ann") -> dict[str, str]:
    return {"Authorization": f"Bearer {token(name)}"}


def test_a_vote_is_recorded_and_the_last_one_counts(round_id: int, client: Client) -> None:
    statement, who = Statement.objects.get(round_id=round_id).identifier, bearer()

    first = send(client, "votes", {"statement": statement, "vote": 1}, **who)
    last = send(client, "votes", {"statement": statement, "vote": -1}, **who)

    assert (first[0], last[0]) == (201, 201)
    assert Vote.objects.get(round_id=round_id).vote == -1
    assert Entry.objects.filter(round_id=round_id, type="listen.votes_cast").count() == 2
    assert last[1]["n"] == Entry.objects.get(leaf=last[1]["leaf"]).position


def test_the_same_act_sent_again_is_done_once(round_id: int, client: Client) -> None:
    sent = {"statement": Statement.objects.get(round_id=round_id).identifier, "vote": 0}
    headers = bearer() | {"Idempotency-Key": "once"}

    first, again = send(client, "votes", sent, **headers), send(client, "votes", sent, **headers)

    assert (first[0], again[0]) == (201, 200)
    assert first[1] == again[1]
    assert Entry.objects.filter(round_id=round_id, type="listen.votes_cast").count() == 1


def test_a_statement_waits_for_a_moderator(round_id: int, client: Client) -> None:
    status, _ = send(client, "statements", {"text": {"cy": "Mwy o gyfleoedd i ganu"}}, **bearer())

    assert status == 201
    assert Statement.objects.filter(round_id=round_id, state="waiting", text_cy="Mwy o gyfleoedd i ganu").exists()


@pytest.mark.parametrize(
    ("what", "sent", "status", "code"),
    [
        ("votes", {"statement": "nowhere", "vote": 1}, 404, "no-such-statement"),
        ("votes", {"statement": "1", "vote": 7}, 422, "invalid"),
        ("votes", "not json", 400, "unreadable"),
        ("votes", ["list"], 422, "invalid"),
        ("statements", {"text": {}}, 409, "not-possible"),
        ("ballots", {"code": "nothing", "choices": []}, 409, None),
    ],
)
def test_what_cannot_be_done_is_said_with_its_code(
    round_id: int, client: Client, what: str, sent: object, status: int, code: str | None
) -> None:
    found = send(client, what, sent, **bearer())

    assert found[0] == status, found
    assert code in (None, found[1]["code"])
    assert found[1]["message"]["cy"]
    assert found[1]["message"]["en"]


def test_without_a_token_in_force_nothing_is_done(round_id: int, client: Client) -> None:
    sent = {"statement": Statement.objects.get(round_id=round_id).identifier, "vote": 1}
    old = token()
    person = Person.objects.get(email="ann@example.org").pk
    assert revoke_token(person=person, token_id=tokens_of(person)[0].id, at=datetime.now(UTC))

    answers = [send(client, "votes", sent), send(client, "votes", sent, Authorization=f"Bearer {old}")]

    assert [(status, body["code"]) for status, body in answers] == [(401, "no-token")] * 2
    assert not Vote.objects.exists()


def test_a_session_gives_no_right_to_act_by_the_api(round_id: int, client: Client) -> None:
    client.force_login(Person.objects.get(email="ann@example.org"))

    status, _ = send(client, "votes", {"statement": "1", "vote": 1})

    assert status == 401


def test_somebody_makes_a_token_on_their_page_and_reads_it_once(round_id: int, client: Client) -> None:
    client.force_login(Person.objects.get(email="ann@example.org"))

    made = client.post("/en/my-page/tokens/", {"name": "our spreadsheet"}).content.decode()
    later = client.get("/cy/fy-nhudalen/tocynnau/").content.decode()

    assert "cydradd_" in made
    assert "cydradd_" not in later
    assert "our spreadsheet" in later


def applied(client: Client, who: str, **changed: object) -> tuple[int, dict[str, Any]]:
    """A program sends an application for the organisation that somebody signs for."""
    sent = {
        "organisation": Body.objects.get().identifier,
        "lot": "L1",
        "title": {"cy": "Cinio", "en": "Lunch"},
        "cost": 100_000,
        "answers": {"Q2": "We cook together."},
        "minutes": 30,
        **changed,
    }
    return send(client, "applications", sent, **bearer(who))


@pytest.fixture
def call(home: Path) -> int:
    """A round whose call is open; una signs for an organisation."""
    made = calling()
    body("Cegin", "una")
    return made


def test_a_program_sends_an_application_for_an_organisation(call: int, client: Client) -> None:
    status, found = applied(client, "una")

    assert (status, found.get("type")) == (201, "apply.submitted"), found
    row = Application.objects.get(round_id=call)
    assert (row.title_en, row.cost) == ("Lunch", 100_000)
    assert applied(client, "una")[0] == 409  # one organisation applies once for a lot


@pytest.mark.parametrize(
    ("who", "changed", "status"),
    [
        ("una", {"answers": {}}, 409),
        ("una", {"lot": "L9"}, 409),
        ("una", {"organisation": "GB-CHC-0"}, 404),
        ("una", {"cost": -1}, 422),
        ("ann", {}, 403),
    ],
)
def test_an_application_that_cannot_be_sent_is_not(
    call: int, client: Client, who: str, changed: dict[str, object], status: int
) -> None:
    found = applied(client, who, **changed)

    assert found[0] == status, found
    assert not Application.objects.filter(round_id=call).exists()
