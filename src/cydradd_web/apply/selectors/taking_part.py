"""In which rounds somebody applies for an organisation, and which of their forms were begun and not sent."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Exists, OuterRef

from cydradd_web.apply.models import BodyMember, Draft, Submission


def forms_of(person: int) -> Mapping[int, int]:
    """Rounds in which somebody writes or has written for an organisation, with their forms that wait. One query.

    A form that was sent and withdrawn waits no more: what becomes of it is for the organisation to say.
    """
    bodies = BodyMember.objects.filter(person_id=person, left_at__isnull=True).values("body_id")
    sent = Exists(Submission.objects.filter(draft=OuterRef("pk")))
    found: dict[int, int] = {}
    for round_id, was_sent in Draft.objects.filter(body_id__in=bodies).annotate(s=sent).values_list("round_id", "s"):
        found[round_id] = found.get(round_id, 0) + (not was_sent)
    return found
