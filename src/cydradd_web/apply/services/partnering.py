"""Applying together: who stands in an application with which exact share, and each one's consent to one version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction

from cydradd.apply.consortium import consent
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.apply.models import Draft, Partnership, Submission
from cydradd_web.apply.selectors.bodies import profiles
from cydradd_web.apply.selectors.forms import Written, consortium_of
from cydradd_web.apply.services.team import must_edit, must_sign
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import acting

MOST = 12
APPLICANT: dict[str, Any] = {"partner": None, "seat": None, "role": "applicant"}
"""Whoever acts for an applicant acts in no seat: the record tells of the application, not of the person."""


def set_partners(*, form: int, shares: Sequence[tuple[int, Fraction]], by: By, at: datetime) -> None:
    """Say who applies together and with which shares, in the order in which they joined. None: nobody else.

    Whoever leads is one of them. Any change leaves every consent behind, since it was given to another version.

    Raises:
        NotYours: Whoever acts does not act for the organisation that leads.
        NotPossible: One stands there twice, a share is none, or there are too many; or the application was sent.
    """
    del at
    with transaction.atomic():
        row = Draft.objects.select_for_update().get(pk=form)
        must_edit(row.body_id, by)
        bodies = [body for body, _ in shares]
        if len(set(bodies)) != len(bodies):
            raise NotPossible(Bilingual("Mae sefydliad yno ddwywaith.", "An organisation is there twice."))
        if len(bodies) > MOST or any(not 0 < share <= 1 for _, share in shares):
            raise NotPossible(
                Bilingual(
                    f"Rhowch gyfran dros 0 a hyd at 1 i bob un, a dim mwy na {MOST} o sefydliadau.",
                    f"Give each a share above 0 and at most 1, and no more than {MOST} organisations.",
                )
            )
        if Submission.objects.filter(draft=row, withdrawn_at__isnull=True).exists():
            raise NotPossible(Bilingual("Mae’r cais wedi’i gyflwyno eisoes.", "The application was sent already."))
        if bodies and row.body_id not in bodies:
            raise NotPossible(
                Bilingual("Rhaid i’r sefydliad sy’n arwain fod yno.", "The organisation that leads must be there.")
            )
        kept = {each.body_id: each for each in row.partners.all()}
        Partnership.objects.filter(draft=row).exclude(body_id__in=bodies).delete()
        for position, (body, share) in enumerate(shares):
            there = kept.get(body)
            columns = {"position": position, "share": share}
            if there is None:
                Partnership.objects.create(draft=row, body_id=body, **columns)
            else:
                Partnership.objects.filter(pk=there.pk).update(**columns)


def consent_as_member(
    *, round_id: int, form: int, body: int, version: str, by: By, at: datetime, key: str = ""
) -> Receipt:
    """One organisation of a consortium consents to the version that its signer has read.

    Raises:
        NotYours: Whoever acts does not sign for it.
        NotNow: The call is not open.
        NotPossible: It is no member, or the request has changed since it was read.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        person = must_sign(body, by)
        act.must_be_open("call")
        row = Draft.objects.select_for_update().get(pk=form, round_id=round_id)
        known = profiles([each.body_id for each in row.partners.all()] + [body])
        answers = {each.question: Written(each.text, each.version) for each in row.answers.all()}
        consent(consortium_of(row, answers, known), known[body].identifier, version)
        Partnership.objects.filter(draft=row, body_id=body).update(
            consented_to=version, consented_at=act.at, consented_by_id=person
        )
        return act.record_body(
            "apply.member_consented",
            {"id": row.code, "version": version},
            sealed={"organisation": known[body].identifier},
            **APPLICANT,
        )
