"""An application is written, sent once, withdrawn, and private until the call has closed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.acting import AT, SLUG
from tests.web.applying import (
    AFTER,
    LATER,
    TEXT,
    body,
    calling,
    form,
    form_id,
    signer,
    submitted,
    typed,
    window,
)

from cydradd.apply.double_applications import DoubleApplication
from cydradd.vocabulary.errors import NotPossible
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.apply import selectors
from cydradd_web.apply.models import Answer, Application, Organisation, Standing, Submission
from cydradd_web.apply.selectors.became import became
from cydradd_web.apply.selectors.teams import applicant_role
from cydradd_web.apply.services.bodies import change_facts, invite, join, leave
from cydradd_web.apply.services.drafting import Typed, begin, save_answers
from cydradd_web.apply.services.submitting import Incomplete, submit, withdraw
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act
from cydradd_web.rounds.selectors.live import live_files
from cydradd_web.rounds.services.acting import AlreadyRecorded, NotNow

FIRST = f"{SLUG}-01"


@pytest.mark.django_db
def test_an_application_is_sent_once_with_a_reference_and_nothing_of_it_is_public() -> None:
    round_id = calling()
    made = body("Lunch Club", "vera")
    code = form(round_id, made, "vera")

    receipt = submit(round_id=round_id, code=code, by=signer("vera"), at=LATER, key="k")

    with pytest.raises(AlreadyRecorded) as again:
        submit(round_id=round_id, code=code, by=signer("vera"), at=LATER, key="k")
    assert again.value.receipt == receipt
    with pytest.raises(NotPossible, match=FIRST):
        submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)
    assert Application.objects.get(round_id=round_id).identifier == FIRST
    entry = Entry.objects.get(round_id=round_id, type="apply.submitted")
    assert "Lunch" not in entry.entry
    assert entry.openings == {}
    line = Act.objects.get(round_id=round_id, kind="apply.submitted").line
    assert (line["body"], line.get("sealed"), line["role"]) == ({"id": FIRST, "lot": "L1"}, None, "applicant")
    sent = Submission.objects.get()
    assert (sent.answers["Q2"], sent.cost, sent.code) == (TEXT["Q2"], 1_000_00, receipt.code)


@pytest.mark.django_db
def test_who_applies_is_in_no_file_and_no_list_until_the_call_has_closed() -> None:
    round_id = calling()
    submitted(round_id, "Lunch Club", "vera")
    id = Organisation.objects.get().identifier

    assert [path for path in live_files(round_id, as_of=LATER, sealed=True) if path.startswith("apply/")] == []
    assert selectors.rounds_of(id) == set()
    assert selectors.by_round("apply/applications.csv") == {}
    assert selectors.cells(round_id, "apply/applications.csv") == []

    window(round_id, "window_closes", AFTER)

    files = live_files(round_id, as_of=AFTER, sealed=True)
    assert b"Lunch" in files["apply/applications.csv"]
    assert TEXT["Q2"].encode() not in b"".join(files.values())
    assert selectors.rounds_of(id) == {round_id}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"title_cy": ""}, "title in Welsh"),
        ({"title_en": ""}, "title in English"),
        ({"title_en": "x" * 201}, "too long"),
        ({"cost": ""}, "sum in pounds"),
        ({"cost": "lots"}, "sum in pounds"),
        ({"cost": "5,000.01"}, "more than the lot holds: £5,000"),
        ({"Q2": ""}, "Question 1 is not answered"),
        ({"Q2": "word " * 41}, "41 words, at most 40"),
    ],
)
def test_what_is_missing_is_said_and_what_was_written_stays(texts: dict[str, str], said: str) -> None:
    round_id = calling()
    code = form(round_id, body("Lunch Club", "vera"), "vera", **texts)

    with pytest.raises(Incomplete, match=said):
        submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)

    assert not Application.objects.exists()
    assert Answer.objects.filter(question="minutes", text="90").exists()


@pytest.mark.django_db
def test_twice_the_guide_is_not_too_long() -> None:
    round_id = calling()
    code = form(round_id, body("Lunch Club", "vera"), "vera", Q2="word " * 40, cost="£5,000")

    assert submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)


@pytest.mark.django_db
def test_a_second_after_the_call_has_closed_nothing_is_sent_and_the_text_is_kept() -> None:
    round_id = calling()
    code = form(round_id, body("Lunch Club", "vera"), "vera")
    window(round_id, "window_closes", AFTER)
    late = AFTER + timedelta(seconds=1)

    with pytest.raises(NotNow):
        submit(round_id=round_id, code=code, by=signer("vera"), at=late)

    save_answers(form=form_id(code), typed={"Q2": Typed("Later.", 1)}, by=signer("vera"), at=late)
    assert Answer.objects.filter(text=TEXT["Q2"]).exists()
    with pytest.raises(NotNow):
        begin(round_id=round_id, body=body("Other", "wil"), lot="L2", by=signer("wil"), at=late)


@pytest.mark.django_db
def test_only_a_signer_of_the_organisation_sends_and_withdraws() -> None:
    round_id = calling()
    made = body("Lunch Club", "vera")
    code = form(round_id, made, "vera")
    token = invite(body=made, email="edi@example.org", role="editor", by=signer("vera"), at=AT)
    join(token=token, by=signer("edi"), at=LATER)

    with pytest.raises(NotYours):
        submit(round_id=round_id, code=code, by=signer("edi"), at=LATER)
    with pytest.raises(NotPossible):
        submit(round_id=round_id, code=code, by=signer("stranger"), at=LATER)
    submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)
    with pytest.raises(NotYours):
        withdraw(round_id=round_id, application=FIRST, by=signer("edi"), at=LATER)
    assert applicant_role(signer("edi").person or 0, SLUG, FIRST) == "applicant-editor"
    assert applicant_role(signer("vera").person or 0, SLUG, code) == "applicant-signer"
    assert applicant_role(signer("stranger").person or 0, SLUG, FIRST) is None


@pytest.mark.django_db
def test_what_is_withdrawn_frees_the_lot_and_can_be_sent_again() -> None:
    round_id = calling()
    submitted(round_id, "Lunch Club", "vera")
    code = Submission.objects.get().draft.code
    with pytest.raises(NotPossible, match="withdraw it"):
        save_answers(form=form_id(code), typed=typed({"Q2": "New."}, 1), by=signer("vera"), at=LATER)

    withdraw(round_id=round_id, application=FIRST, why="We found other money.", by=signer("vera"), at=LATER)
    save_answers(form=form_id(code), typed=typed({"Q2": "New."}, 1), by=signer("vera"), at=LATER)
    submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)

    rows = dict(Application.objects.filter(round_id=round_id).values_list("identifier", "status"))
    assert rows == {FIRST: "withdrawn", f"{SLUG}-02": None}
    assert "other money" not in str(Act.objects.get(kind="apply.withdrawn").line)
    with pytest.raises(NotPossible):
        withdraw(round_id=round_id, application=FIRST, by=signer("vera"), at=LATER)


@pytest.mark.django_db
def test_two_windows_lose_nothing_and_both_texts_are_shown(client: Client) -> None:
    round_id = calling()
    code = form(round_id, body("Lunch Club", "vera"), "vera")
    client.force_login(Person.objects.get(email="vera@example.org"))
    address = f"/en/rounds/{SLUG}/apply/forms/{code}/2/"
    client.post(address, {"answer_1": "From the first window.", "over_answer_1": "1"})

    second = client.post(address, {"answer_1": "From the second window.", "over_answer_1": "1"})

    text = second.content.decode()
    assert second.status_code == 409
    assert "From the first window." in text
    assert "From the second window." in text
    over = second.context["form"]["over_answer_1"].value()
    client.post(address, {"answer_1": "From the second window.", "over_answer_1": over})
    kept = list(Answer.objects.filter(question="Q2").values_list("text", flat=True))
    assert kept == [TEXT["Q2"], "From the first window.", "From the second window."]


@pytest.mark.django_db
def test_the_database_itself_refuses_a_body_that_stands_twice_for_one_lot() -> None:
    round_id = calling()
    made, _ = submitted(round_id, "Lunch Club", "vera")
    row = Submission.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            round_id=round_id, draft=row.draft, body_id=made, lot="L1", reference="x-02", cost=1, sent_at=LATER
        )
    with pytest.raises(DoubleApplication, match=FIRST):
        Standing.objects.update(body_id=body("Other", "wil"))
        submit(round_id=round_id, code=form(round_id, _body_of("wil"), "wil"), by=signer("wil"), at=LATER)


def _body_of(who: str) -> int:
    from cydradd_web.apply.selectors.bodies import mine

    return mine(signer(who).person)[0].profile.id


@pytest.mark.django_db
def test_facts_keep_their_history_and_the_last_signer_does_not_leave_editors_alone() -> None:
    made = body("Lunch Club", "vera", income_band="0-10000")
    change_facts(body=made, facts={"income_band": "", "income": "2300000"}, by=signer("vera"), at=LATER)
    join(
        token=invite(body=made, email="e@example.org", role="editor", by=signer("vera"), at=AT), by=signer("edi"), at=AT
    )

    from cydradd_web.apply.selectors.bodies import profiles

    profile = profiles([made])[made]
    assert (profile.value("income"), profile.value("income_band")) == ("2300000", "")
    assert profile.judged["income"] == 23_000_00
    with pytest.raises(NotPossible):
        leave(body=made, by=signer("vera"), at=LATER)
    leave(body=made, by=signer("edi"), at=LATER)
    leave(body=made, by=signer("vera"), at=LATER)
    with pytest.raises(NotYours):
        change_facts(body=made, facts={"kind": "cic"}, by=signer("vera"), at=LATER)


@pytest.mark.django_db
def test_an_invitation_is_used_once_and_ends() -> None:
    made = body("Lunch Club", "vera")
    first = invite(body=made, email="e@example.org", role="editor", by=signer("vera"), at=AT)
    second = invite(body=made, email="E@example.org", role="signer", by=signer("vera"), at=AT)

    for token, at in ((first, LATER), (second, AT + timedelta(days=14)), ("nothing", LATER)):
        with pytest.raises(NotPossible):
            join(token=token, by=signer("edi"), at=at)
    assert join(token=second, by=signer("edi"), at=LATER) == made
    with pytest.raises(NotPossible):
        join(token=second, by=signer("wil"), at=LATER)


@pytest.mark.django_db(transaction=True)
def test_a_volunteer_applies_on_the_pages_from_beginning_to_receipt(home: Path, client: Client) -> None:
    calling()
    signer("vera")
    client.force_login(Person.objects.get(email="vera@example.org"))
    new = "/en/my-organisation/new/"
    facts = {"name_en": "Lunch Club", "kind": "charity", "place": "W06000002", "income_band": "0-10000"}
    made = client.post(f"{new}?round={SLUG}", facts, follow=True)
    assert "Which organisation applies?" in made.content.decode()
    chosen = {"body": made.context["ours"][0].profile.id, "lot": "L1"}

    page = client.post(f"/en/rounds/{SLUG}/apply/start/", chosen, follow=True)
    code = page.context["writing"].code
    forms = f"/en/rounds/{SLUG}/apply/forms/{code}"
    assert "Questions to write: 1. Words, at most: 40. Minutes, about: 2. The award, at most: £5,000." in " ".join(
        page.content.decode().split()
    )
    assert "Questions to write" not in client.get(f"{forms}/2/").content.decode()
    wrong = client.post(f"{forms}/1/", {"title_cy": "Cinio", "title_en": "Lunch", "cost": "lots"})
    assert wrong.status_code == 422
    assert Answer.objects.filter(text="lots").exists()
    over = wrong.context["form"]["over_cost"].value()
    client.post(f"{forms}/1/", {"title_cy": "Cinio", "title_en": "Lunch", "cost": "900", "over_cost": over,
                                "over_title_cy": 1, "over_title_en": 1})  # fmt: skip
    long = client.post(f"{forms}/2/", {"answer_1": "word " * 4_000})
    assert long.status_code == 422
    assert "too long to send" in long.content.decode()
    client.post(f"{forms}/2/", {"answer_1": "We cook\u202e\x00 together.", "over_answer_1": 1})
    assert Answer.objects.get(question="Q2", version=2).text == "We cook together."
    check = client.post(f"{forms}/3/", {"minutes": "30"}, follow=True)
    assert "Check your answers" in check.content.decode()
    assert "£900" in check.content.decode(), "a sum is read with its currency"
    done = client.post(f"{forms}/check/", {"key": check.context["form"]["key"].value()}, follow=True)

    assert FIRST in done.content.decode()
    assert "It proves what you sent and when; you need not keep it." in done.content.decode()
    call_page = " ".join(Client().get(f"/cy/rounds/{SLUG}/apply/questions/").content.decode().split())
    first = call_page.index("Cwestiynau i’w hysgrifennu: 1. Geiriau, ar y mwyaf: 40. Munudau, tua: 2.")
    assert first < call_page.index('id="lot-1"'), "what it costs stands before the questions"
    assert client.get(f"/cy/rounds/{SLUG}/apply/sent/{FIRST}/").status_code == 200
    (told,) = [each.body for each in mail.outbox if FIRST in each.subject]
    made = Submission.objects.get()
    for number, code in (
        ("Rhif yn y Cofnod", "Cod prawf (nid oes angen ichi ei gadw)"),
        ("Number in the record", "Proof code (you need not keep it)"),
    ):
        assert f"{number}: {made.entry}\n\n{code}: {made.code}\n" in told, "the words of the page"
    assert "Lunch" not in Client().get(f"/en/rounds/{SLUG}/apply/").content.decode()
    assert became(signer("vera").person or 0, at=LATER)[0].said in ("Lunch", "Cinio")
    profile = client.get(f"/cy/fy-sefydliad/{chosen['body']}/").content.decode()
    assert "heb ei wirio yn erbyn cofrestr eto" in profile


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["forms/{code}/1/", "forms/{code}/check/", "forms/{code}/together/", "sent/{ref}/"])
def test_what_is_anothers_is_not_there_and_a_visitor_signs_in_first(client: Client, page: str) -> None:
    round_id = calling()
    submitted(round_id, "Lunch Club", "vera")
    address = f"/en/rounds/{SLUG}/apply/" + page.format(code=Submission.objects.get().draft.code, ref=FIRST)

    assert client.get(address).status_code == 302
    signer("stranger")
    client.force_login(Person.objects.get(email="stranger@example.org"))
    assert client.get(address).status_code == 404
    other = body("Other", "vera")
    assert client.get(f"/en/my-organisation/{other}/").status_code == 404


@pytest.mark.django_db
def test_what_was_typed_before_the_session_ended_is_back_after_signing_in(client: Client) -> None:
    round_id = calling()
    code = form(round_id, body("Lunch Club", "vera"), "vera")
    address = f"/en/rounds/{SLUG}/apply/forms/{code}/2/"

    sent = client.post(address, {"answer_1": "Typed on the bus.", "over_answer_1": "1"})
    client.force_login(Person.objects.get(email="vera@example.org"))
    back = client.get(address)

    assert sent.status_code == 302
    assert "Typed on the bus." in back.content.decode()
