"""Messages that have not arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cydradd_web.mail.models import Message


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that could not be delivered so far. ``for_good``: it is not tried again by itself."""

    message: int
    kind: str
    subject_cy: str
    subject_en: str
    created_at: datetime
    tries: int
    next_at: datetime | None
    for_good: bool


def _typed(rows: QuerySet[Message]) -> tuple[Undelivered, ...]:
    return tuple(
        Undelivered(
            message=row.pk,
            kind=row.kind,
            subject_cy=row.subject_cy or row.subject_en,
            subject_en=row.subject_en or row.subject_cy,
            created_at=row.created_at,
            tries=row.tries,
            next_at=None if row.state == "failed" else row.next_at,
            for_good=row.state == "failed",
        )
        for row in rows.filter(state__in=("waiting", "sending", "failed"), tries__gt=0).exclude(error="")[:50]
    )


def undelivered_to(person: int) -> tuple[Undelivered, ...]:
    """What did not reach a person, newest first. One query."""
    return _typed(Message.objects.filter(person_id=person))


def undelivered_of(round_id: int) -> tuple[Undelivered, ...]:
    """What did not arrive of the messages of a round, newest first. One query."""
    return _typed(Message.objects.filter(round_id=round_id))
