"""An organisation that applied in rounds which were taken up from folders goes on here: who signs for it, what is
known of it, and what it asked for. What it had answered is in no folder, and stays unknown."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from cydradd_web.accounts.duties import By
from cydradd_web.apply.models import Application, Draft, Organisation, Standing, Submission
from cydradd_web.apply.selectors.bodies import Profile, profiles
from cydradd_web.apply.services.bodies import create_body
from cydradd_web.apply.services.submitting import facts_of
from cydradd_web.record.selectors.applications import of_applications
from cydradd_web.record.services import code_of

SENT, WITHDRAWN = "apply.submitted", "apply.withdrawn"


@transaction.atomic
def take_up_organisation(*, identifier: str, by: By, at: datetime) -> int:
    """Let somebody sign for an organisation as rounds that were taken up know it; its key.

    Args:
        identifier: Its org-id. Applications in which it stood under another's lead are not among its own.

    Raises:
        LookupError: No round knows it.
        NotPossible: Somebody signs for it here already, or its id is no org-id.
    """
    known = Organisation.objects.filter(identifier=identifier).order_by("-round_id").first()
    if known is None:
        raise LookupError(identifier)
    facts = {"name_cy": known.name, "kind": known.type, "place": known.place}
    facts["income"] = None if known.income is None else str(known.income)
    facts["registered_on"] = known.registered_on.isoformat() if known.registered_on else None
    rows = list(Application.objects.filter(organisation=identifier).order_by("round_id", "position"))
    days = {row.pk: of_applications(row.round_id, SENT).get(row.identifier) for row in rows}
    first = min((day[2] for day in days.values() if day), default=at)
    told = {key: value for key, value in facts.items() if value}
    body = create_body(facts=told, number=identifier, by=by, at=first)
    profile = profiles([body])[body]
    for row in rows:
        if day := days[row.pk]:
            _keep(row, profile, day, by)
    return body


def _keep(row: Application, profile: Profile, day: tuple[int, str, datetime], by: By) -> None:
    """One application as it was sent: its title, its sum, and the minutes it took."""
    entry, leaf, sent_at = day
    gone = of_applications(row.round_id, WITHDRAWN).get(row.identifier)
    told = {"title_cy": row.title_cy, "title_en": row.title_en, "minutes": row.minutes_spent}
    one = {"round_id": row.round_id, "body_id": profile.id, "lot": row.lot or ""}
    draft = Draft.objects.create(**one, code=secrets.token_hex(6), begun_at=sent_at, begun_by_id=by.person)
    sent = Submission.objects.create(
        **one,
        draft=draft,
        reference=row.identifier,
        cost=row.cost,
        answers={question: str(text) for question, text in told.items() if text is not None},
        facts=facts_of(profile),
        sent_at=sent_at,
        sent_by_id=by.person,
        entry=entry,
        code=code_of(leaf),
        withdrawn_at=gone[2] if gone else None,
    )
    Standing.objects.create(submission=sent, **one, stands=gone is None)
