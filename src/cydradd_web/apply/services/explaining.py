"""Telling every unsuccessful applicant why, in both languages: money is not promised to anybody before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from cydradd.apply.feedback import CODES, REASONS, lacks
from cydradd.apply.feedback import Feedback as FeedbackRow
from cydradd.apply.results import Told
from cydradd.cycle.fates import Fate, fates, unsuccessful
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.apply.models import Feedback, Reasons, Standing
from cydradd_web.apply.services.telling import address, tell_bodies
from cydradd_web.components.rows import add_row
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of, evidence
from cydradd_web.rounds.services.acting import Acting, NotNow, acting

FEEDBACK = "apply/feedback.csv"
LACKING = {
    "code": Bilingual("o leiaf un rheswm", "at least one reason"),
    "text_cy": Bilingual("y testun yn Gymraeg", "the text in Welsh"),
    "text_en": Bilingual("y testun yn Saesneg", "the text in English"),
    "line": Bilingual("ble’r oedd y llinell (cyhoeddwch y cyfrif)", "where the line was (publish the count)"),
    "distance": Bilingual("pa mor bell oedd y cais o’r llinell", "how far from the line the application stood"),
}
"""What feedback can lack, in words."""


class IncompleteFeedback(NotPossible):
    """What an applicant would be told lacks something they need."""

    code = "no-feedback"


def give_feedback(
    *, round_id: int, application: str, codes: Sequence[str], text: Bilingual, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Tell one unsuccessful applicant why.

    Args:
        codes: Words of `cydradd.apply.feedback.CODES`; each has its own sentence in both languages.
        text: In words of people's own; each side must be there.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotNow: The result is not public yet, or for who is not eligible, eligibility.
        IncompleteFeedback: A reason or a language is missing.
        NotPossible: The applicant is owed no reasons, or was told already.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        explained = _must_be_owed(act, application)
        given = tuple(dict.fromkeys(code for code in codes if code in CODES))
        short = lacks(Told(given, text, line=explained, distance=explained))
        if short:
            cy, en = (", ".join(getattr(LACKING[each], side) or "" for each in short) for side in ("cy", "en"))
            raise IncompleteFeedback(
                Bilingual(
                    f"Nid yw’r adborth yn gyflawn. Ar goll: {cy}.", f"The feedback is not complete. Missing: {en}."
                )
            )
        _keep(act, application, given, text)
        _tell(act, application, given, text)
        body = {"id": application, "codes": list(given)}
        return act.record_body("apply.feedback_given", body, sealed={"feedback": text.as_json()})


def _must_be_owed(act: Acting, application: str) -> bool:
    """Whether the count explains the application's place; refuses who is owed nothing, and what is too early."""
    known = evidence(act.round_id, at=act.at)
    if application not in unsuccessful(known):
        raise NotPossible(
            Bilingual(
                "Nid oes angen rhesymau ar y cais hwn: nid yw wedi’i wrthod.",
                "This application is owed no reasons: it has not been refused.",
            )
        )
    acts = acts_of(act.round_id, at=act.at)
    public = acts.of("publish", "result")
    if Fate.INELIGIBLE in fates(known)[application]:
        public = (*public, *acts.of("publish", "eligibility"))
    if not public:
        raise NotNow(
            Bilingual(
                "Nid yw’r canlyniad yn gyhoeddus eto. Cyhoeddwch ef yn gyntaf.",
                "The result is not public yet. Publish it first.",
            )
        )
    return known.allocation is not None and application in known.allocation.explained


def _keep(act: Acting, application: str, codes: Sequence[str], text: Bilingual) -> None:
    try:
        with transaction.atomic():
            Reasons.objects.create(
                round_id=act.round_id,
                application=application,
                codes=list(codes),
                text_cy=text.cy or "",
                text_en=text.en or "",
                given_at=act.at,
            )
    except IntegrityError:
        raise NotPossible(
            Bilingual(
                "Mae’r ymgeisydd hwn wedi cael rhesymau eisoes.", "This applicant has been given reasons already."
            )
        ) from None
    for number, code in enumerate(codes):
        add_row(Feedback, FEEDBACK, act.round_id, FeedbackRow(application, code, act.at, None if number else text))


def _tell(act: Acting, application: str, codes: Sequence[str], text: Bilingual) -> None:
    page = address("application-sent", act.round.slug, application)
    reasons = [REASONS[code] for code in codes]
    cy, en = ("\n".join(getattr(each, side) or "" for each in reasons) for side in ("cy", "en"))
    subject = Bilingual(
        f"Y penderfyniad ar eich cais: {application}", f"The decision on your application: {application}"
    )
    body = Bilingual(
        f"Ni chafodd eich cais ei ariannu. Dyma pam.\n\n{cy}\n\n{text.cy}\n\nY cyfan: {page.cy}",
        f"Your application was not funded. This is why.\n\n{en}\n\n{text.en}\n\nAll of it: {page.en}",
    )
    rows = Standing.objects.filter(submission__round_id=act.round_id, submission__reference=application)
    bodies = list(rows.values_list("body_id", flat=True))
    tell_bodies(bodies, "feedback", subject, body, at=act.at, key=f"told-{application}", round_id=act.round_id)
