"""Sending an application, and withdrawing it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import IntegrityError, transaction

from cydradd.apply.application import Application as ApplicationRow
from cydradd.apply.consortium import Member as MemberRow
from cydradd.apply.double_applications import DoubleApplication, refuse_double
from cydradd.apply.double_applications import Standing as Stands
from cydradd.apply.organisation import Organisation as OrganisationRow
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import parse_date
from cydradd_web.accounts.duties import By
from cydradd_web.apply.models import Application, Member, Organisation, Standing, Submission
from cydradd_web.apply.selectors.bodies import Profile
from cydradd_web.apply.selectors.call import lots_of
from cydradd_web.apply.selectors.forms import MINUTES, Writing, lacks, writing
from cydradd_web.apply.services.partnering import APPLICANT
from cydradd_web.apply.services.team import must_sign
from cydradd_web.apply.services.telling import address, tell_bodies
from cydradd_web.apply.words import OTHER
from cydradd_web.components.rows import add_row, change_row, given_row
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.services.acting import Acting, acting

ORGANISATIONS, APPLICATIONS, MEMBERS = "apply/organisations.csv", "apply/applications.csv", "apply/members.csv"


class Incomplete(NotPossible):
    """Something is missing before an application can be sent."""

    code = "incomplete"


class NoSuchForm(NotPossible):
    """There is no such form, or it is another organisation's."""

    code = "no-such-form"

    def __init__(self) -> None:
        super().__init__(Bilingual("Nid yw’r ffurflen hon yma.", "This form is not here."))


def submit(*, round_id: int, code: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Send an application. Its reference can be read over a telephone: ``eithin-26-007-14``.

    Who applies, for what and for how much becomes public when the call has closed; the answers never do.

    Raises:
        NotYours: Whoever acts does not sign for the organisation that leads.
        NotNow: The call is not open. What was written stays.
        Incomplete: Something is missing; the sentence lists all of it.
        DoubleApplication: A body would stand twice for the lot; both applications are named.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        form = writing(by.person, round_id, code)
        if form is None:
            raise NoSuchForm
        must_sign(form.body.id, by)
        act.must_be_open("call")
        _must_be_whole(form)
        reference = _reference(act)
        bodies = _bodies(form)
        _refuse_double(act, form, bodies, reference)
        sent = _keep(act, form, bodies, reference)
        receipt = act.record_body(
            "apply.submitted",
            {"id": reference, "lot": form.lot} if form.lot else {"id": reference},
            sealed={
                "organisation": form.body.identifier,
                "amount": form.cost,
                "answers": {question: each.text for question, each in form.answers.items() if each.text},
            },
            **APPLICANT,
        )
        Submission.objects.filter(pk=sent.pk).update(entry=receipt.number, code=receipt.code)
        _tell(act, form, bodies, reference, receipt)
        return receipt


def _must_be_whole(form: Writing) -> None:
    lot = next((each for each in lots_of(form.round_id) if each.id == form.lot), None)
    if lot is None:
        raise NotPossible(Bilingual("Nid yw’r lot hon yno mwyach.", "This lot is not there any more."))
    if form.sent:
        raise NotPossible(
            Bilingual(f"Cyflwynwyd y cais hwn eisoes: {form.sent}.", f"This application was sent already: {form.sent}.")
        )
    if found := lacks(form, lot):
        cy, en = (" ".join(getattr(each.sentence, side) or "" for each in found) for side in ("cy", "en"))
        raise Incomplete(
            Bilingual(f"Nid yw’r cais wedi’i gyflwyno eto. {cy}", f"The application has not been sent yet. {en}")
        )


def _reference(act: Acting) -> str:
    """The next reference of the round; it is locked, so that none is given twice."""
    number = Application.objects.filter(round_id=act.round_id).count() + 1
    while Application.objects.filter(round_id=act.round_id, identifier=f"{act.round.reference}-{number:02d}").exists():
        number += 1
    return f"{act.round.reference}-{number:02d}"


def _bodies(form: Writing) -> list[Profile]:
    """Every organisation that stands in an application, the one that leads first."""
    return [form.body, *(each.profile for each in form.partners if each.profile.id != form.body.id)]


def _refuse_double(act: Acting, form: Writing, bodies: list[Profile], reference: str) -> None:
    names = {each.id: each.either for each in bodies}
    rows = Standing.objects.filter(round_id=act.round_id, lot=form.lot, stands=True, body_id__in=names)
    there = [
        Stands(row.submission.reference, form.lot, (names[row.body_id],)) for row in rows.select_related("submission")
    ]
    refuse_double([*there, Stands(reference, form.lot, tuple(names.values()))])


def _keep(act: Acting, form: Writing, bodies: list[Profile], reference: str) -> Submission:
    """The rows of an application, and what was sent as it was sent."""
    for each in bodies:
        _organisation(act.round_id, each)
    minutes = form.text(MINUTES)
    row = ApplicationRow(
        id=reference,
        cost=form.cost or Pence(0),
        lot=form.lot or None,
        organisation=form.body.identifier,
        title=form.title,
        minutes_spent=Fraction(minutes) if minutes.isdigit() else None,
    )
    add_row(Application, APPLICATIONS, act.round_id, row)
    for part in form.partners:
        add_row(Member, MEMBERS, act.round_id, MemberRow(reference, part.profile.identifier, part.share))
    try:
        with transaction.atomic():
            sent = Submission.objects.create(
                round_id=act.round_id,
                draft_id=form.id,
                body_id=form.body.id,
                lot=form.lot,
                reference=reference,
                cost=form.cost or 0,
                answers={question: each.text for question, each in form.answers.items()},
                facts=facts_of(form.body),
                sent_at=act.at,
                sent_by_id=act.by.person,
            )
            Standing.objects.bulk_create(
                Standing(submission=sent, round_id=act.round_id, body_id=each.id, lot=form.lot) for each in bodies
            )
    except IntegrityError:
        raise DoubleApplication(
            Bilingual(
                "Mae un o’r cyrff hyn yn sefyll mewn cais arall am yr un lot.",
                "One of these bodies stands in another application for the same lot.",
            )
        ) from None
    return sent


def facts_of(body: Profile) -> list[dict[str, Any]]:
    """What is known of an organisation, each with its source and day, as an application keeps it."""
    return [
        {key: str(value) for key, value in asdict(each).items() if key in ("key", "value", "as_of")}
        | {"source": {"cy": each.source.cy, "en": each.source.en}}
        for each in body.listed
    ]


def _organisation(round_id: int, body: Profile) -> None:
    """The organisation as this round knows it; what was known when it first applied stays."""
    if Organisation.objects.filter(round_id=round_id, identifier=body.identifier).exists():
        return
    income, began, place = body.value("income"), body.value("registered_on"), body.value("place")
    cy, en = body.name.cy, body.name.en
    row = OrganisationRow(
        id=body.identifier,
        name=f"{cy} / {en}" if cy and en and cy != en else body.either,
        type=body.value("kind") or None,
        income=Pence(int(income)) if income.isdigit() else None,
        place=place if place and place != OTHER else None,
        registered_on=_day(began),
    )
    add_row(Organisation, ORGANISATIONS, round_id, row)


def _day(text: str) -> date | None:
    return parse_date(text) if text else None


def _tell(act: Acting, form: Writing, bodies: list[Profile], reference: str, receipt: Receipt) -> None:
    page = address("application-sent", act.round.slug, reference)
    title = form.title
    subject = Bilingual(f"Cais wedi’i gyflwyno: {reference}", f"Application sent: {reference}")
    body = Bilingual(
        f"Mae eich cais wedi dod i law.\n\nTeitl: {title.cy}\n\nCyfeirnod: {reference}\n\n"
        f"Rhif yn y Cofnod: {receipt.number}\n\nCod prawf (nid oes angen ichi ei gadw): {receipt.code}\n\n"
        f"Gallwch ei ddarllen, neu ei dynnu’n ôl cyn y penderfyniad, yma: {page.cy}\n\n"
        "Pan fydd yr alwad yn cau, daw’r ymgeisydd, y teitl a’r swm yn gyhoeddus. Ni fydd yr atebion yn gyhoeddus.",
        f"Your application has come in.\n\nTitle: {title.en}\n\nReference: {reference}\n\n"
        f"Number in the record: {receipt.number}\n\nProof code (you need not keep it): {receipt.code}\n\n"
        f"You can read it, or withdraw it before the decision, here: {page.en}\n\n"
        "When the call closes, who applies, the title and the sum become public. The answers do not.",
    )
    ids = [each.id for each in bodies]
    tell_bodies(ids, "receipt", subject, body, at=act.at, key=f"sent-{reference}", round_id=act.round_id)


def withdraw(*, round_id: int, application: str, why: str = "", by: By, at: datetime, key: str = "") -> Receipt:
    """Withdraw an application, any time before the decision. What was written stays in its form.

    Args:
        why: Optional; the round's people read it, nobody else does.

    Raises:
        NotYours: Whoever acts does not sign for the organisation that leads.
        NotPossible: There is no such application that stands, or it is decided.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        sent = Submission.objects.select_for_update().filter(round_id=round_id, reference=application).first()
        if sent is None:
            raise NoSuchForm
        must_sign(sent.body_id, by)
        if sent.withdrawn_at is not None:
            raise NotPossible(Bilingual("Tynnwyd y cais yn ôl eisoes.", "The application was withdrawn already."))
        if acts_of(round_id, at=act.at).of("publish", "result"):
            raise NotPossible(
                Bilingual(
                    "Mae’r canlyniad wedi’i gyhoeddi, felly ni ellir tynnu’r cais yn ôl nawr.",
                    "The result is published, so the application cannot be withdrawn now.",
                )
            )
        Submission.objects.filter(pk=sent.pk).update(withdrawn_at=act.at, withdrawn_why=why)
        Standing.objects.filter(submission=sent).update(stands=False)
        made = Application.objects.get(round_id=round_id, identifier=application)
        row = replace(given_row(made, ApplicationRow), status="withdrawn", reason=None)
        change_row(made, APPLICATIONS, row)
        sealed = {"why": why} if why else None
        return act.record_body("apply.withdrawn", {"id": application}, sealed=sealed, **APPLICANT)
