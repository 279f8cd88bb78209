"""Rounds that take applications now: until their call has closed nobody is told who applies."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from cydradd_web.rounds.models import Act, Round


def calling_rounds() -> QuerySet[Round, int]:
    """Keys of the rounds carried here whose call has opened and not closed, as part of another query."""
    acts = Act.objects.filter(round_id=OuterRef("pk"), object="call", kind__in=("window_opens", "window_closes"))
    last = Subquery(acts.order_by("-at", "-position").values("kind")[:1])
    return Round.objects.filter(live=True).annotate(last=last).filter(last="window_opens").values_list("pk", flat=True)


def is_calling(round_id: int) -> bool:
    """Whether one round takes applications. One query."""
    return calling_rounds().filter(pk=round_id).exists()
