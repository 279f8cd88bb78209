"""Every unsuccessful applicant is told why, in both languages, or nobody is promised money."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.acting import AT, SLUG, by
from tests.web.applying import AFTER, LATER, calling, signer, submitted, window

from cydradd.apply.feedback import unanswered
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.apply import selectors
from cydradd_web.apply.models import Feedback, Reasons
from cydradd_web.apply.selectors.became import became
from cydradd_web.apply.selectors.telling import queue
from cydradd_web.apply.services.answering import decide_eligibility
from cydradd_web.apply.services.explaining import IncompleteFeedback, give_feedback
from cydradd_web.apply.services.submitting import withdraw
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.services.acting import NotNow, acting

ONE, TWO, THREE = (f"{SLUG}-0{number}" for number in (1, 2, 3))
TEXT = Bilingual("Nid oedd y cynllun yn dweud pwy fyddai yno.", "The plan did not say who would be there.")
THEN = AFTER + timedelta(days=1)


def decided(*, public: bool = True) -> int:
    """Two applications: the first is funded, the second is not."""
    round_id = calling()
    submitted(round_id, "Lunch Club", "vera")
    submitted(round_id, "Choir", "wil")
    window(round_id, "window_closes", AT + timedelta(hours=2))
    found = {"winners": [ONE], "not_funded": [TWO], "set_aside": {}, "costs": {ONE: 1, TWO: 1}, "explained": []}
    Round.objects.filter(pk=round_id).update(found={"allocation": found})
    if public:
        with acting(round_id, by=by("olwen"), at=AFTER) as act:
            act.record("publish", object="result", code="cy")
    return round_id


def tell(round_id: int, application: str = TWO, **columns: object) -> None:
    known = {"codes": ["plan_unclear"], "text": TEXT, "by": by("olwen"), "at": THEN}
    give_feedback(round_id=round_id, application=application, **{**known, **columns})  # type: ignore[arg-type]


@pytest.mark.django_db
def test_reasons_are_given_once_and_the_gate_reads_them() -> None:
    round_id = decided()
    assert [each.reference for each in queue(round_id, at=THEN).owed] == [TWO]

    tell(round_id, codes=["plan_unclear", "money_ran_out", "plan_unclear"])

    rows = selectors.rows(round_id, "apply/feedback.csv")
    assert unanswered([TWO], rows) == ()  # type: ignore[arg-type]
    assert list(Feedback.objects.values_list("code", flat=True)) == ["plan_unclear", "money_ran_out"]
    assert queue(round_id, at=THEN).whole
    with pytest.raises(NotPossible, match="already"):
        tell(round_id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"codes": []}, "reason"),
        ({"codes": ["because"]}, "reason"),
        ({"text": Bilingual("Cymraeg yn unig.")}, "English"),
        ({"text": Bilingual(None, "English alone.")}, "Welsh"),
        ({"codes": ["money_ran_out"]}, "line"),
    ],
)
def test_what_is_not_complete_is_refused(columns: dict[str, object], said: str) -> None:
    round_id = decided()

    with pytest.raises(IncompleteFeedback, match=said):
        tell(round_id, **columns)

    assert not Feedback.objects.exists()


@pytest.mark.django_db
def test_money_ran_out_alone_is_enough_where_the_count_explains_it() -> None:
    round_id = decided()
    found = Round.objects.get(pk=round_id).found
    found["allocation"]["explained"] = [TWO]
    Round.objects.filter(pk=round_id).update(found=found)

    tell(round_id, codes=["money_ran_out"])

    assert Reasons.objects.get().codes == ["money_ran_out"]


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"text_cy": ""}, {"text_en": ""}, {"codes": []}])
def test_the_database_itself_refuses_reasons_that_are_not_complete(wrong: dict[str, object]) -> None:
    round_id = decided()
    whole = {"codes": ["incomplete"], "text_cy": "x", "text_en": "x", "given_at": THEN}

    with pytest.raises(IntegrityError), transaction.atomic():
        Reasons.objects.create(round_id=round_id, application=TWO, **{**whole, **wrong})
    with pytest.raises(IntegrityError), transaction.atomic():
        Reasons.objects.bulk_create(Reasons(round_id=round_id, application=TWO, **whole) for _ in range(2))


@pytest.mark.django_db
def test_who_was_funded_is_owed_nothing_and_nobody_is_told_before_the_result() -> None:
    round_id = decided(public=False)

    with pytest.raises(NotNow):
        tell(round_id)
    with pytest.raises(NotPossible):
        tell(round_id, ONE)
    with pytest.raises(NotYours):
        tell(round_id, by=by("ann"))


@pytest.mark.django_db
def test_who_is_not_eligible_is_told_once_eligibility_is_public_and_who_withdrew_never() -> None:
    round_id = calling()
    for name, who in (("Lunch Club", "vera"), ("Choir", "wil")):
        submitted(round_id, name, who)
    withdraw(round_id=round_id, application=TWO, by=signer("wil"), at=LATER)
    window(round_id, "window_closes", AT + timedelta(hours=2))
    why = {"eligible": False, "reason": TEXT, "by": by("eli"), "at": AFTER}
    decide_eligibility(round_id=round_id, application=ONE, **why)  # type: ignore[arg-type]

    assert [each.reference for each in queue(round_id, at=THEN).owed] == [ONE]
    with pytest.raises(NotNow):
        tell(round_id, ONE, codes=["not_eligible"])
    with acting(round_id, by=by("olwen"), at=AFTER) as act:
        act.record("publish", object="eligibility", code="cy")
    tell(round_id, ONE, codes=["not_eligible"])
    assert queue(round_id, at=THEN).whole


@pytest.mark.django_db(transaction=True)
def test_the_officer_tells_on_the_page_and_the_applicant_reads_it(home: object, client: Client) -> None:
    round_id = decided()
    Round.objects.filter(pk=round_id).update(found=_found())
    client.force_login(Person.objects.get(email="olwen@example.org"))
    pages = f"/en/rounds/{SLUG}/apply/feedback/"
    assert "Told why: 0 of 1" in client.get(pages).content.decode()
    given = {"codes": ["plan_unclear"], "text_en": TEXT.en}
    short = client.post(f"{pages}{TWO}/", given)
    assert short.status_code == 409
    assert str(TEXT.en) in short.content.decode()

    client.post(f"{pages}{TWO}/", {**given, "text_cy": TEXT.cy})

    assert Reasons.objects.get(round_id=round_id).application == TWO
    client.force_login(Person.objects.get(email="wil@example.org"))
    for language in ("cy", "en"):
        page = client.get(f"/{language}/rounds/{SLUG}/apply/sent/{TWO}/").content.decode()
        assert str(TEXT.cy) in page
        assert str(TEXT.en) in page
    assert any(TWO in each.subject and str(TEXT.cy) in " ".join(each.body.split()) for each in mail.outbox)
    assert became(signer("wil").person or 0, at=THEN)[0].what
    assert client.get(f"{pages}{TWO}/").status_code == 403


def _found() -> dict[str, object]:
    """The result again: making the pages anew has counted nothing, since no ballot was cast."""
    found = {"winners": [ONE], "not_funded": [TWO], "set_aside": {}, "costs": {ONE: 1, TWO: 1}, "explained": []}
    return {"allocation": found}
