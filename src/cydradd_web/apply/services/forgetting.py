"""Forms whose application was withdrawn go after ninety days (apply.md 7): the words, not the act."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from cydradd_web.apply.models import Answer, Draft, Partnership, Submission

KEPT = timedelta(days=90)
"""How long a form stays after its application was withdrawn, so that it can be changed and sent again."""


def forget_withdrawn(at: datetime) -> int:
    """Erase what was written in forms of which every application was withdrawn long enough ago; how many.

    A form that is written in again, or that stands, stays. The application keeps its reference, its cost and the day
    it was withdrawn: its row is public, and its entry is in the record.
    """
    with transaction.atomic():
        own = Submission.objects.filter(draft=OuterRef("pk"))
        recent = Answer.objects.filter(draft=OuterRef("pk"), written_at__gt=at - KEPT)
        rows = Draft.objects.filter(Exists(own), ~Exists(own.exclude(withdrawn_at__lte=at - KEPT)), ~Exists(recent))
        over = list(rows.values_list("pk", flat=True))
        gone, _ = Answer.objects.filter(draft__in=over).delete()
        Partnership.objects.filter(draft__in=over).delete()
        of_forms = Submission.objects.filter(draft__in=over)
        of_forms.exclude(answers={}, facts=[], withdrawn_why="").update(answers={}, facts=[], withdrawn_why="")
    return gone
