"""Forms that were begun and never sent; what was withdrawn was withdrawn on purpose."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from cydradd_web.apply.models import BodyMember, Draft, Submission


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One form that was never sent, and somebody who acts for its organisation."""

    person: int
    slug: str
    draft: str


def unfinished(round_id: int) -> tuple[Unfinished, ...]:
    """Every such form of a round, with each person who acts for the organisation that leads it. Two queries."""
    sent = Submission.objects.filter(draft=OuterRef("pk"))
    drafts = list(Draft.objects.filter(~Exists(sent), round_id=round_id).select_related("round"))
    bodies = {draft.body_id for draft in drafts}
    members = BodyMember.objects.filter(body_id__in=bodies, left_at__isnull=True).values_list("person_id", "body_id")
    return tuple(
        Unfinished(person, draft.round.slug, draft.code)
        for person, body in members
        for draft in drafts
        if draft.body_id == body
    )
