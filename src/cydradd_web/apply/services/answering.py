"""The eligibility office answers every application; a no names the rules and says why, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cydradd.apply.application import Application as ApplicationRow
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty, NotYours
from cydradd_web.apply.models import Application, EligibilityAnswer
from cydradd_web.apply.services.submitting import APPLICATIONS
from cydradd_web.components.rows import change_row, given_row
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.selectors.seating import stands_aside
from cydradd_web.rounds.services.acting import Acting, NotNow, acting


def decide_eligibility(
    *,
    round_id: int,
    application: str,
    eligible: bool,
    rules: Sequence[str] = (),
    reason: Bilingual | None = None,
    by: By,
    at: datetime,
    key: str = "",
) -> Receipt:
    """Say whether an application is eligible. It can be said again until eligibility is published.

    Args:
        rules: Ids of the rules that are not met.
        reason: Needed for a no, in both languages.

    Raises:
        NotYours: Whoever acts is not of the eligibility office, or stands aside from this application.
        NotNow: The call has not closed, or eligibility is published.
        NotPossible: There is no such application that stands, or a no lacks its reason in a language.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.ELIGIBILITY)
        _must_be_time(act)
        made = Application.objects.filter(round_id=round_id, identifier=application).first()
        if made is None or made.status == "withdrawn":
            raise NotPossible(Bilingual("Nid yw’r cais hwn yn sefyll.", "This application does not stand."))
        _must_not_stand_aside(act, application)
        why = reason or Bilingual()
        if not eligible and not (why.cy and why.en):
            raise NotPossible(
                Bilingual(
                    "Rhowch y rheswm yn Gymraeg ac yn Saesneg: bydd yr ymgeisydd yn ei ddarllen.",
                    "Give the reason in Welsh and in English: the applicant will read it.",
                )
            )
        told = Bilingual() if eligible else why
        EligibilityAnswer.objects.update_or_create(
            round_id=round_id,
            application=application,
            defaults={
                "eligible": eligible,
                "rules": [] if eligible else list(rules),
                "reason_cy": told.cy or "",
                "reason_en": told.en or "",
                "answered_at": act.at,
            },
        )
        status, words = (None, None) if eligible else ("ineligible", f"{told.cy} / {told.en}")
        change_row(made, APPLICATIONS, replace(given_row(made, ApplicationRow), status=status, reason=words))
        body: dict[str, JsonValue] = {"id": application, "eligible": eligible, "rules": [] if eligible else list(rules)}
        sealed = None if eligible else {"reason": told.as_json()}
        return act.record_body("apply.eligibility_decided", body, sealed=sealed)


def _must_be_time(act: Acting) -> None:
    acts = acts_of(act.round_id, at=act.at)
    if acts.closed("call") is None or acts.is_open("call"):
        raise NotNow(
            Bilingual(
                "Nid yw’r alwad wedi cau eto. Atebir pob cais ar ôl iddi gau.",
                "The call has not closed yet. Every application is answered once it has.",
            )
        )
    if acts.of("publish", "eligibility"):
        raise NotNow(
            Bilingual(
                "Mae’r atebion ar gymhwyster wedi’u cyhoeddi, felly ni allant newid nawr.",
                "The answers on eligibility are published, so they cannot change now.",
            )
        )


def _must_not_stand_aside(act: Acting, application: str) -> None:
    if act.by.seat is not None and stands_aside(act.round_id, act.by.seat, application):
        raise NotYours(
            Bilingual(
                "Mae gennych fuddiant yn y cais hwn neu yn un arall am yr un lot, felly rydych yn camu o’r neilltu.",
                "You have an interest in this application or in another for the same lot, so you stand aside.",
            )
        )
