"""From the result to the money: awards, plans, agreements, payments, check-ins, and publication."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override
from tests.web.acting import SLUG, by
from tests.web.voting import CLOSED, PROJECTS, closed

from cydradd.apply.feedback import Feedback as FeedbackRow
from cydradd.apply.organisation import Organisation as OrganisationRow
from cydradd.cycle.stages import Gate
from cydradd.design.needs import Outcome as OutcomeRow
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.apply.models import Feedback, Organisation
from cydradd_web.components.rows import add_row
from cydradd_web.decide.models import Award
from cydradd_web.decide.services.awarding import make_award
from cydradd_web.decide.services.counting import count_ballots
from cydradd_web.deliver.models import Agreement, CheckIn, Payment, Published
from cydradd_web.deliver.services.agreeing import sign_agreement
from cydradd_web.deliver.services.paying import record_payment
from cydradd_web.deliver.services.publishing import publish_awards
from cydradd_web.deliver.services.telling import receive_checkin
from cydradd_web.design.models import Outcome
from cydradd_web.evaluate.services.planning import plan_evaluation
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Opened, Round
from cydradd_web.rounds.services.acting import GateClosed
from cydradd_web.rounds.services.consenting import give_consent
from cydradd_web.rounds.services.publishing import publish

pytestmark = pytest.mark.django_db(transaction=True)
RESULT = CLOSED + timedelta(hours=2)
LATER = datetime(2026, 12, 14, 10, tzinfo=UTC)
PLAN = Bilingual("Gofynnwn i bawb ym mis Mai.", "We ask everybody in May.")
TERMS = {
    "kind": "grant",
    "start": date(2026, 12, 14),
    "end": date(2027, 3, 31),
    "signed_on": date(2026, 12, 11),
    "notice_months": None,
    "welsh": True,
}


def counted() -> tuple[int, tuple[str, ...]]:
    """A round whose result is public, with reasons for everybody else; its winners."""
    round_id, _codes = closed()
    title = Bilingual("Llai o unigrwydd", "Less loneliness")
    add_row(Outcome, "design/outcomes.csv", round_id, OutcomeRow("o1", title))
    count_ballots(round_id=round_id, by=by("olwen"), at=CLOSED + timedelta(hours=1))
    publish(round_id=round_id, what="result", by=by("olwen"), at=RESULT)
    found = Round.objects.get(pk=round_id).found["allocation"]
    for name in sorted(set(PROJECTS) - set(found["winners"])):
        text = Bilingual("Daeth yr arian i ben.", "The money ran out.")
        row = FeedbackRow(name, "cost_too_high", RESULT, text)
        add_row(Feedback, "apply/feedback.csv", round_id, row)
    return round_id, tuple(found["winners"])


def consented(round_id: int) -> None:
    """All three partners consent to the result."""
    for name in ("ann", "tom", "olwen"):
        give_consent(round_id=round_id, gate=Gate.OPEN_DELIVER, how=PLAN, by=by(name), at=RESULT)


def cost_of(round_id: int, project: str) -> Pence:
    """What a project costs."""
    return Pence(Round.objects.get(pk=round_id).found["allocation"]["costs"][project])


def awarded() -> tuple[int, str]:
    """A round in which one award is made and its measuring planned; the project."""
    round_id, winners = counted()
    consented(round_id)
    project = winners[0]
    pots = {"cronfa": cost_of(round_id, project)}
    make_award(round_id=round_id, project=project, pots=pots, by=by("olwen"), at=RESULT)
    plan_evaluation(round_id=round_id, outcome="o1", plan=PLAN, by=by("olwen"), at=RESULT)
    return round_id, project


def signed() -> tuple[int, str]:
    """A round with one agreement; its id."""
    round_id, project = awarded()
    sign_agreement(round_id=round_id, project=project, by=by("olwen"), at=LATER, **TERMS)
    return round_id, f"{project}-1"


def test_an_award_waits_for_consent_and_is_made_once_from_pots_that_hold_it(home: Path) -> None:
    round_id, winners = counted()
    cost = cost_of(round_id, winners[0])
    keys = {"round_id": round_id, "project": winners[0], "at": RESULT}
    with pytest.raises(GateClosed) as shut:
        make_award(**keys, pots={"cronfa": cost}, by=by("olwen"))
    assert len(shut.value.facts) == 3
    consented(round_id)

    for pots in ({}, {"cronfa": Pence(cost - 1)}, {"other": cost}, {"cronfa": Pence(cost + 1), "other": Pence(-1)}):
        with pytest.raises(NotPossible):
            make_award(**keys, pots=pots, by=by("olwen"))
    with pytest.raises(NotYours):
        make_award(**keys, pots={"cronfa": cost}, by=by("ann"))
    with pytest.raises(NotPossible):
        make_award(**{**keys, "project": "gardd"}, pots={"cronfa": cost}, by=by("olwen"))
    make_award(**keys, pots={"cronfa": cost}, by=by("petra"))
    with pytest.raises(NotPossible):
        make_award(**keys, pots={"cronfa": cost}, by=by("olwen"))

    assert Award.objects.get(round_id=round_id).pots == {"cronfa": cost}
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.create(round_id=round_id, project=winners[0], amount=1)


def test_an_agreement_is_signed_after_the_standstill_and_the_plan(home: Path) -> None:
    round_id, project = awarded()
    keys = {"round_id": round_id, "project": project, "by": by("olwen"), "at": LATER}
    early = {"signed_on": RESULT.date(), "start": RESULT.date()}
    with pytest.raises(NotPossible, match="planned on a day before"):
        sign_agreement(**keys, **{**TERMS, **early})
    with pytest.raises(GateClosed) as shut:
        sign_agreement(**keys, **{**TERMS, "signed_on": RESULT.date() + timedelta(days=3)})
    assert [fact.codes for fact in shut.value.facts] == [("short-standstill",)]
    wrong: list[dict[str, object]] = [
        {"end": date(2026, 12, 1)},
        {"signed_on": date(2027, 1, 1)},
        {"end": date(2027, 12, 31)},
        {"kind": "gift"},
    ]
    for each in wrong:
        with pytest.raises(NotPossible):
            sign_agreement(**keys, **{**TERMS, **each})
    with pytest.raises(NotYours):
        sign_agreement(**{**keys, "by": by("petra")}, **TERMS)

    sign_agreement(**keys, **TERMS)

    row = Agreement.objects.get(round_id=round_id)
    assert (row.amount, row.pots) == (cost_of(round_id, project), {"cronfa": row.amount})
    assert Opened.objects.filter(round_id=round_id, gate="open-deliver").exists()
    with pytest.raises(NotPossible):
        sign_agreement(**keys, **TERMS)


@pytest.mark.parametrize(("income", "share"), [(Pence(99_999_99), 1), (Pence(100_000_00), None), (None, None)])
def test_a_small_organisation_is_paid_before_the_work_by_contract_too(
    home: Path, income: Pence | None, share: int | None
) -> None:
    round_id, project = awarded()
    row = OrganisationRow(f"GB-CHC-{project}", "Clwb y Cwm", income=income)
    add_row(Organisation, "apply/organisations.csv", round_id, row)

    terms = {**TERMS, "kind": "contract_lot"}
    sign_agreement(round_id=round_id, project=project, by=by("olwen"), at=LATER, **terms)

    assert Agreement.objects.get(round_id=round_id).share_up_front == share


def test_no_payment_is_above_the_agreement_outside_its_pots_or_before_it(home: Path) -> None:
    round_id, agreement = signed()
    whole = Agreement.objects.get(round_id=round_id).amount
    paid = {"round_id": round_id, "agreement": agreement, "pot": "cronfa", "paid_on": date(2026, 12, 14), "at": LATER}

    record_payment(**paid, amount=Pence(whole - 100), by=by("petra"))
    for wrong in (
        {"amount": Pence(101)},
        {"amount": Pence(0)},
        {"amount": Pence(-whole)},
        {"amount": Pence(1), "pot": "other"},
        {"amount": Pence(1), "paid_on": date(2026, 12, 1)},
        {"amount": Pence(1), "paid_on": date(2027, 1, 1)},
        {"amount": Pence(1), "agreement": "none"},
    ):
        with pytest.raises(NotPossible):
            record_payment(**{**paid, **wrong}, by=by("petra"))
    with pytest.raises(NotYours):
        record_payment(**paid, amount=Pence(1), by=by("ann"))
    record_payment(**paid, amount=Pence(-50), by=by("petra"))
    record_payment(**paid, amount=Pence(150), by=by("petra"))

    assert sum(Payment.objects.filter(round_id=round_id).values_list("amount", flat=True)) == whole
    assert Agreement.objects.get(round_id=round_id).paid == whole
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(round_id=round_id).update(paid=whole + 1)


def test_a_check_in_is_told_once_in_one_language_by_those_whose_it_is(home: Path) -> None:
    round_id, agreement = signed()
    told = {"round_id": round_id, "agreement": agreement, "due": TERMS["end"], "minutes": 5, "at": LATER}
    said = Bilingual("Daeth deuddeg bob wythnos.")

    for stranger in (by("ann"), By()):
        with pytest.raises(NotYours):
            receive_checkin(**told, text=said, by=stranger)
    with pytest.raises(NotPossible):
        receive_checkin(**told, text=Bilingual(), by=by("olwen"))
    receive_checkin(**told, text=said, by=by("olwen"))
    with pytest.raises(NotPossible):
        receive_checkin(**told, text=said, by=by("olwen"))

    assert CheckIn.objects.get(round_id=round_id).text_cy == said.cy
    assert "deuddeg" not in Entry.objects.get(round_id=round_id, type="deliver.checkin_received").entry


def test_a_plan_is_in_both_languages_and_once_an_outcome(home: Path) -> None:
    round_id, _winners = counted()
    keys = {"round_id": round_id, "at": RESULT, "by": by("olwen")}

    for outcome, plan in (("o1", Bilingual("Cymraeg")), ("o9", PLAN)):
        with pytest.raises(NotPossible):
            plan_evaluation(**keys, outcome=outcome, plan=plan)
    plan_evaluation(**keys, outcome="o1", plan=PLAN)
    with pytest.raises(NotPossible):
        plan_evaluation(**keys, outcome="o1", plan=PLAN)

    entry = Entry.objects.get(round_id=round_id, type="evaluate.planned")
    assert entry.openings["text"]["text"]["en"] == PLAN.en


def test_awards_and_files_are_published_with_hashes_that_stay_true(home: Path) -> None:
    round_id, agreement = signed()
    project = agreement.removesuffix("-1")
    keys = {"round_id": round_id, "by": by("olwen"), "at": LATER + timedelta(hours=1)}
    files = {"360giving.json": b"{}"}

    for refused in ({"files": files, "valid": False}, {"files": {}, "valid": True}):
        with pytest.raises(NotPossible):
            publish_awards(**keys, **refused)
    publish_awards(**keys, files=files, valid=True)
    with pytest.raises(NotPossible):
        publish_awards(**keys, files=files, valid=True)

    body = json.loads(Entry.objects.get(round_id=round_id, type="follow.file_published").entry)["body"]
    assert body["sha256"] == hashlib.sha256(b"{}").hexdigest() == Published.objects.get(round_id=round_id).sha256
    entries = Entry.objects.filter(round_id=round_id, type="round.published").values_list("entry", flat=True)
    lines = [json.loads(entry)["body"] for entry in entries]
    assert sorted(line["code"] for line in lines if line["object"] == project) == ["cy", "en"]


def test_the_officer_does_all_of_it_on_the_pages_in_either_language(
    home: Path, client: Client, settings: object
) -> None:
    round_id, winners = counted()
    consented(round_id)
    officer, project = Person.objects.get(email="olwen@example.org"), winners[0]
    clock = home.parent / "clock"
    settings.CLOCK = str(clock)  # type: ignore[attr-defined]

    def send(language: str, page: str, when: datetime, **form: str) -> str:
        clock.write_text(when.isoformat().replace("+00:00", "Z"))
        client.logout()  # weeks lie between: the session of an officer has ended
        client.force_login(officer)
        address = f"/{language}/rounds/{SLUG}/{page}/"
        with override(language):
            shown = client.get(address)
            assert shown.status_code == 200, page
            form["key"] = shown.context["form"]["key"].value()
            answer = client.post(address, form, follow=True)
        assert answer.redirect_chain, answer.content.decode()[answer.content.decode().find("govuk-error-summary") :][
            :900
        ]
        return answer.content.decode()

    pounds = str(cost_of(round_id, project) // 100)
    assert "Award recorded." in send("en", "decide/award", RESULT, **{"project": project, "pot-0": pounds})
    plan = {"outcome": "o1", "plan_cy": PLAN.cy or "", "plan_en": PLAN.en or ""}
    assert "Cynllun wedi’i gofnodi." in send("cy", "deliver/plan", RESULT, **plan)
    terms = {name: str(value) for name, value in TERMS.items() if value is not None} | {"welsh": "yes"}
    assert "Agreement recorded." in send("en", "deliver/sign", LATER, project=project, **terms)
    pay = {"agreement": f"{project}-1", "pot": "cronfa", "amount": "10", "paid_on": "2026-12-14"}
    assert "Taliad wedi’i gofnodi." in send("cy", "deliver/pay", LATER, **pay)
    tell = {"which": f"{project}-1|{TERMS['end']}", "told_en": "Twelve came."}
    assert "Received, with thanks." in send("en", "deliver/check-in", LATER, **tell)

    for language in ("cy", "en"):
        assert client.get(f"/{language}/rounds/{SLUG}/deliver/publish/").status_code == 200
        assert client.get(f"/{language}/rounds/{SLUG}/deliver/").status_code == 200
    client.force_login(Person.objects.get(email="ann@example.org"))
    for page in ("plan", "sign", "pay", "publish"):
        assert client.get(f"/en/rounds/{SLUG}/deliver/{page}/").status_code == 403
    assert Payment.objects.get(round_id=round_id).amount == 1000
