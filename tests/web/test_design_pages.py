"""The pages on which a design is made: what is written there is in the design, and is not lost when it is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened
from tests.web.designed import HOUR, WHY, add_all, heard, opened, settled

from cydradd_web.accounts.models import Person
from cydradd_web.design.kinds import KINDS
from cydradd_web.design.models import Need, Pot
from cydradd_web.design.selectors import rows
from cydradd_web.design.selectors.became import became
from cydradd_web.design.services.items import change_item, version_of
from cydradd_web.design.services.talking import contribute

pytestmark = pytest.mark.django_db(transaction=True)
HOME = f"/en/rounds/{SLUG}/design/"
SENT: dict[str, dict[str, Any]] = {
    "need": {"title_en": "Club", "kind": "childcare", "place": "W06000002", "size": "£30,000", "statements": "1, 2"},
    "asset": {"title_cy": "Neuadd", "kind": "physical", "shareable": "true"},
    "outcome": {"title_en": "Less worry", "needs": ["N1"], "goals": ["healthier"]},
    "pot": {
        "commissioner": "The council",
        "commissioner_kind": "council",
        "amount": "25000",
        "mode": "pooled",
        "only_places": "W06000002; W06000003",
        "age_from": "0",
        "age_to": "18",
        "only_spend_by": "2099-03-31",
        "only_needs": ["N1"],
    },
    "provider": {"name": "Y Clwb", "size": "small", "capacity": "40,000", "needs": ["*"]},
    "lot": {"title_en": "Club", "needs": ["N1"], "offer_type": "grant", "value": "20000", "years": "1.5"},
    "requirement": {
        "lot": "L1",
        "kind": "insurance",
        "level": "1,000,000",
        "when": "after_offer",
        "reason_en": "Children",
    },
    "criterion": {"title_en": "Good", "low": "0", "high": "10", "direction": "up", "needs": ["N1"]},
    "question": {"lot": "L1", "text_en": "What?", "kind": "prose", "words": "150", "criterion": "C1"},
}


def _signed_in(client: Client, name: str = "ann") -> Client:
    client.force_login(Person.objects.get(email=f"{name}@example.org"))
    return client


def test_every_kind_can_be_added_on_its_page_and_filled_in_again_as_it_stands(home: Path, client: Client) -> None:
    round_id = convened()
    heard(round_id, "1", "2")
    _signed_in(client)

    for kind, sent in SENT.items():
        page = client.get(f"{HOME}add/{kind}/")
        assert page.status_code == 200
        answer = client.post(f"{HOME}add/{kind}/", {**sent, "key": page.context["form"]["key"].value()})
        assert answer.status_code == 302, (kind, answer.context["form"].errors)

    pot = Pot.objects.get(round_id=round_id)
    assert pot.restriction == {
        "places": ["W06000002", "W06000003"],
        "needs": ["N1"],
        "age": [0, 18],
        "spend_by": "2099-03-31",
    }
    for kind in SENT:
        of = KINDS[kind]
        (before,) = rows(round_id, of.path)
        address = f"{HOME}{kind}/{of.letter}1/change/"
        form = client.get(address).context["form"]
        typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
        sent = {name: field.prepare_value(typed[name]) for name, field in form.fields.items() if name in typed}
        answer = client.post(address, sent)
        assert answer.status_code == 302, (kind, answer.context["form"].errors)
        assert rows(round_id, of.path) == (before,)


def test_the_workshop_says_what_there_is_and_what_is_missing_in_both_languages(home: Path, client: Client) -> None:
    round_id = convened()
    add_all(round_id)

    english = client.get(f"{HOME}workshop/").content.decode()
    welsh = client.get(f"/cy/rounds/{SLUG}/design/workshop/").content.decode()

    assert "After-school club" in english
    assert "Clwb ar ôl ysgol" in welsh
    assert "Every partner has weighed the criteria" in english
    assert "Mae pob partner wedi pwysoli" in welsh
    assert "Take out" not in english


def test_what_is_refused_is_said_on_top_and_nothing_typed_is_lost(home: Path, client: Client) -> None:
    round_id = convened()
    add_all(round_id)
    _signed_in(client)
    sent = {**SENT["lot"], "value": "30000.01", "key": "k"}

    page = client.post(f"{HOME}add/lot/", sent)

    assert page.status_code == 409
    text = page.content.decode()
    assert "more than the size of its needs (£30,000)" in text
    assert 'value="30000.01"' in text
    unread = client.post(f"{HOME}add/need/", {**SENT["need"], "size": "-3", "key": "k"})
    assert unread.status_code == 422
    assert 'value="Club"' in unread.content.decode()


def test_two_who_change_the_same_see_both_and_send_again(home: Path, client: Client) -> None:
    round_id = convened()
    add_all(round_id)
    _signed_in(client)
    address = f"{HOME}need/N1/change/"
    form = client.get(address).context["form"]
    made = Need.objects.get(round_id=round_id)
    (row,) = rows(round_id, "design/needs.csv")
    other = replace(row, kind="transport")  # type: ignore[type-var]
    change_item(round_id=round_id, kind="need", identifier="N1", row=other, seen=version_of(made), by=by("tom"), at=AT)
    sent = {**SENT["need"], "statements": "1", "seen": form["seen"].value(), "key": "k1"}

    page = client.post(address, sent)

    text = page.content.decode()
    assert page.status_code == 409
    assert "transport" in text
    assert 'value="childcare"' in text
    again = {**sent, "seen": page.context["form"]["seen"].value(), "key": page.context["form"]["key"].value()}
    assert client.post(address, again).status_code == 302
    assert Need.objects.get(round_id=round_id).kind == "childcare"


def test_a_need_is_started_from_what_was_heard(home: Path, client: Client) -> None:
    round_id = convened()
    heard(round_id, "1", "2")
    _signed_in(client)

    listed = client.get(f"{HOME}heard/").content.decode()
    page = client.get(f"{HOME}add/need/?statements=1&statements=2")

    assert "Statement 2" in listed
    assert "Start a need from this" in listed
    assert 'value="1, 2"' in page.content.decode()
    assert "Statement 2" in page.content.decode()
    assert page.context["form"]["place"].value() == "W06000002"


def test_a_question_beyond_the_money_is_told_beside_it(home: Path, client: Client) -> None:
    round_id = convened()
    settled(round_id)
    _signed_in(client)
    for _ in range(5):
        client.post(f"{HOME}add/question/", {**SENT["question"], "words": "200"})

    text = client.get(f"{HOME}workshop/").content.decode()

    assert "This question is out of proportion for this lot:" in text
    assert "Questions: 6. At most: 5." in text


def test_who_may_not_is_told_and_what_is_not_there_is_not_found(home: Path, client: Client) -> None:
    round_id = convened()
    add_all(round_id)

    assert client.get(f"{HOME}add/need/").headers["Location"].startswith("/en/account/login/")
    _signed_in(client)
    for missing in ("add/idea/", "need/N9/change/", "comments/4/answer/"):
        assert client.get(HOME + missing).status_code == 404
    assert client.get(f"{HOME}agree/").status_code == 403
    client.force_login(Person.objects.create_user("else@example.org"))
    assert client.get(f"{HOME}add/need/").status_code == 403
    assert client.get(f"{HOME}weights/").status_code == 403
    assert client.get(f"{HOME}comment/").status_code == 200


def test_somebody_comments_and_reads_what_became_of_it(home: Path, client: Client) -> None:
    round_id = convened()
    add_all(round_id)
    opened(round_id)
    someone = Person.objects.create_user("mair@example.org")
    client.force_login(someone)

    sent = client.post(f"{HOME}comment/", {"item": "N1", "text_en": "Evenings too", "partner": "citizens", "key": "k"})

    assert sent.status_code == 302
    (before,) = became(someone.pk)
    assert (before.said, before.what) == ("Evenings too", ["No answer yet."])
    _signed_in(client)
    answer = {"code": "partly", "text_en": "On Fridays", "key": "k2"}
    assert client.post(f"{HOME}comments/1/answer/", answer).status_code == 302
    changed = {"item": "N1", "text_en": "Fridays added", "key": "k3"}
    assert client.post(f"{HOME}comments/1/changed/", changed).status_code == 302
    (after,) = became(someone.pk)
    assert after.what == ["Answer: Accepted in part. On Fridays", "This changed: N1. Fridays added"]
    text = client.get(f"{HOME}comments/").content.decode()
    assert "Evenings too" in text
    assert "mair" not in text


def test_the_page_of_a_change_names_the_comments_it_can_answer(home: Path, client: Client) -> None:
    round_id = convened()
    add_all(round_id)
    opened(round_id)
    contribute(round_id=round_id, text=WHY, item="N1", by=by("tom"), at=AT + HOUR)
    _signed_in(client)

    form = client.get(f"{HOME}need/N1/change/").context["form"]

    assert [name for name, _ in form.fields["links"].choices] == ["comment-1"]
    assert "links" not in client.get(f"{HOME}lot/L1/change/").context["form"].fields
