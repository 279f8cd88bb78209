"""Who can apply is data: said before the call, judged from facts, answered by people after it, published when whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened
from tests.web.applying import AFTER, LATER, calling, designed, signer, submitted, window

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.apply.models import Application, EligibilityAnswer, EligibilityRule
from cydradd_web.apply.selectors.reading import application_to_read, unanswered
from cydradd_web.apply.services.answering import decide_eligibility
from cydradd_web.apply.services.rules import add_rule, remove_rule
from cydradd_web.apply.services.submitting import withdraw
from cydradd_web.record.models import Entry
from cydradd_web.rounds.services.acting import NotNow, acting
from cydradd_web.rounds.services.publishing import OneLanguage, publish

FIRST = f"{SLUG}-01"
WHY = Bilingual("Mae’r incwm dros y terfyn.", "The income is above the limit.")
RULES = f"/en/rounds/{SLUG}/apply/rules/"


def small(round_id: int, **columns: object) -> None:
    known = {
        "lot": "",
        "fact": "income",
        "op": "at_most",
        "value": 10_000_00,
        "reason": WHY,
        "by": by("olwen"),
        "at": AT,
    }
    add_rule(round_id=round_id, **{**known, **columns})  # type: ignore[arg-type]


@pytest.mark.django_db
def test_the_officer_sets_rules_before_the_call_and_nobody_afterwards() -> None:
    round_id = convened()
    designed(round_id)
    small(round_id)
    small(round_id, fact="kind", op="in", value=["charity"], lot="L1")
    remove_rule(round_id=round_id, rule="R1", by=by("olwen"), at=AT)
    small(round_id)

    assert list(EligibilityRule.objects.values_list("identifier", flat=True)) == ["R2", "R3"]
    with pytest.raises(NotYours):
        small(round_id, by=by("ann"))
    with pytest.raises(NotPossible):
        small(round_id, reason=Bilingual("Dim ond Cymraeg."))
    with pytest.raises(NotPossible):
        small(round_id, op="about")
    window(round_id, "window_opens", LATER)
    with pytest.raises(NotPossible):
        small(round_id, at=AFTER)
    with pytest.raises(NotPossible):
        remove_rule(round_id=round_id, rule="R2", by=by("olwen"), at=AFTER)


@pytest.mark.django_db
def test_the_database_refuses_a_rule_or_a_no_without_its_reason() -> None:
    round_id = convened()

    with pytest.raises(IntegrityError), transaction.atomic():
        EligibilityRule.objects.create(round_id=round_id, identifier="R1", fact="kind", op="is", reason_cy="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        EligibilityAnswer.objects.create(round_id=round_id, application="a", eligible=False, answered_at=AT)


@pytest.mark.django_db
def test_the_officer_sets_a_rule_on_the_page(client: Client) -> None:
    round_id = convened()
    designed(round_id)
    client.force_login(Person.objects.get(email="olwen@example.org"))
    rule = {"about": "income_most", "sum": "10,000", "lot": "L1", "reason_cy": WHY.cy, "reason_en": WHY.en}

    assert client.post(RULES, {**rule, "sum": ""}).status_code == 422
    assert "The income is above the limit." in client.post(RULES, rule, follow=True).content.decode()
    assert EligibilityRule.objects.get().value == 10_000_00
    client.post(f"{RULES}R1/", {})
    assert not EligibilityRule.objects.exists()
    client.force_login(Person.objects.get(email="ann@example.org"))
    assert client.get(RULES).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["cy", "en"])
def test_anybody_learns_without_an_account_whether_they_can_apply(client: Client, language: str) -> None:
    round_id = convened()
    designed(round_id)
    small(round_id, lot="L1")
    small(
        round_id,
        fact="place",
        op="within",
        value=["W06000002"],
        lot="L1",
        reason=Bilingual("Gwynedd.", "Gwynedd only."),
    )
    window(round_id, "window_opens", AT)
    address = f"/{language}/rounds/{SLUG}/apply/can-we/"
    states = lambda page: [str(each.verdict.state) for each in page.context["results"]]  # noqa: E731

    first = client.get(address)
    assert states(first) == ["cannot_say", "eligible"]
    assert set(first.context["form"].fields) == {"income_band", "place"}
    assert states(client.get(address, {"income_band": "1000000-"})) == ["not_eligible", "eligible"]
    both = client.get(address, {"income_band": "1000000-", "place": "W06000015"})
    assert len(both.context["results"][0].verdict.failing) == 2
    assert states(client.get(address, {"income_band": "0-10000", "place": "W06000002"})) == ["eligible", "eligible"]
    assert client.get(address, {"place": "nowhere\x00"}).status_code == 200
    assert "sessionid" not in client.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"), [("cy", "Munudau ar gyfer y ffurflen gyfan: 2"), ("en", "whole form: 2")]
)
def test_anybody_reads_every_question_with_its_minutes_and_criterion(client: Client, language: str, said: str) -> None:
    calling()

    text = client.get(f"/{language}/rounds/{SLUG}/apply/questions/").content.decode()

    assert said in text
    assert {"cy": "Pobl", "en": "People"}[language] in text


@pytest.mark.django_db
def test_a_lot_that_is_reserved_says_for_whom(client: Client) -> None:
    from cydradd_web.design.models import Lot

    calling()
    Lot.objects.filter(identifier="L1").update(reserved="vcse")

    page = client.get(f"/en/rounds/{SLUG}/apply/can-we/", {"kind": "private"})

    assert str(page.context["results"][0].verdict.state) == "not_eligible"
    assert "third sector alone" in page.content.decode()


def answer(round_id: int, application: str, who: str = "eli", **columns: object) -> None:
    known = {"eligible": True, "by": by(who), "at": AFTER + timedelta(hours=1)}
    decide_eligibility(round_id=round_id, application=application, **{**known, **columns})  # type: ignore[arg-type]


@pytest.mark.django_db
def test_every_application_is_answered_before_eligibility_is_published() -> None:
    round_id = calling()
    for name, who in (("Lunch Club", "vera"), ("Choir", "wil"), ("Left", "lee")):
        submitted(round_id, name, who)
    withdraw(round_id=round_id, application=f"{SLUG}-03", by=signer("lee"), at=LATER)
    with pytest.raises(NotNow):
        answer(round_id, FIRST, at=LATER)
    window(round_id, "window_closes", AFTER)

    answer(round_id, FIRST)
    assert unanswered(round_id) == (f"{SLUG}-02",)
    with pytest.raises(OneLanguage, match=f"{SLUG}-02"):
        publish(round_id=round_id, what="eligibility", by=by("olwen"), at=AFTER + timedelta(hours=2))
    with pytest.raises(NotPossible):
        answer(round_id, f"{SLUG}-02", eligible=False, reason=Bilingual("Dim ond Cymraeg."))
    answer(round_id, f"{SLUG}-02", eligible=False, rules=["R1"], reason=WHY)
    publish(round_id=round_id, what="eligibility", by=by("olwen"), at=AFTER + timedelta(hours=2))

    rows = {row.identifier: (row.status, row.reason) for row in Application.objects.all()}
    assert rows[FIRST] == (None, None)
    assert rows[f"{SLUG}-02"] == ("ineligible", f"{WHY.cy} / {WHY.en}")
    entry = Entry.objects.filter(type="apply.eligibility_decided").order_by("position").last()
    assert entry is not None
    assert "income" not in entry.entry
    with pytest.raises(NotNow):
        answer(round_id, FIRST, at=AFTER + timedelta(hours=3))


@pytest.mark.django_db
def test_only_the_eligibility_office_answers_and_whoever_has_an_interest_stands_aside(client: Client) -> None:
    round_id = calling()
    submitted(round_id, "Lunch Club", "vera")
    window(round_id, "window_closes", AFTER)
    with pytest.raises(NotYours):
        answer(round_id, FIRST, "olwen")
    with pytest.raises(NotPossible):
        answer(round_id, "nothing")
    applicant = Application.objects.get().organisation
    with acting(round_id, by=by("eli"), at=AFTER) as act:
        act.record("interest", links=(applicant,))

    with pytest.raises(NotYours, match="interest"):
        answer(round_id, FIRST)
    with pytest.raises(NotYours):
        application_to_read(round_id, FIRST, by("eli"), at=AFTER)
    client.force_login(Person.objects.get(email="eli@example.org"))
    assert client.get(f"/en/rounds/{SLUG}/apply/read/{FIRST}/").status_code == 403


@pytest.mark.django_db
def test_assessors_read_after_the_close_and_others_never(client: Client) -> None:
    round_id = calling()
    submitted(round_id, "Lunch Club", "vera")
    address = f"/en/rounds/{SLUG}/apply/read/{FIRST}/"
    client.force_login(Person.objects.get(email="ash@example.org"))
    assert client.get(address).status_code == 403

    window(round_id, "window_closes", AT + timedelta(hours=2))

    assert "We cook together." in client.get(address).content.decode()
    assert client.get(f"/cy/rounds/{SLUG}/apply/read/").status_code == 200
    assert client.get(f"/en/rounds/{SLUG}/apply/read/nothing/").status_code == 404
    client.force_login(Person.objects.get(email="ann@example.org"))
    assert client.get(address).status_code == 403


@pytest.mark.django_db
def test_the_office_answers_on_the_page(client: Client) -> None:
    round_id = calling()
    submitted(round_id, "Lunch Club", "vera")
    window(round_id, "window_closes", AT + timedelta(hours=2))
    client.force_login(Person.objects.get(email="eli@example.org"))
    address = f"/en/rounds/{SLUG}/apply/eligibility/{FIRST}/"

    assert "We cook together." in client.get(address).content.decode()
    refused = client.post(address, {"eligible": "no", "reason_en": "Only English."})
    assert refused.status_code == 409
    assert "Only English." in refused.content.decode()
    done = client.post(address, {"eligible": "yes"}, follow=True)
    assert "Answered: 1 of 1" in done.content.decode()
