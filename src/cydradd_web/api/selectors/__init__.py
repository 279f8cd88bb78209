"""What pages read of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cydradd_web.api.models import Token


@dataclass(frozen=True, slots=True)
class Held:
    """One token in force, without what it is. ``used_on``: the last day of use; ``None``: never used."""

    id: int
    name: str
    made_at: datetime
    used_on: date | None


def tokens_of(person: int) -> tuple[Held, ...]:
    """A person's tokens in force, newest first. One query."""
    rows = Token.objects.filter(person_id=person, revoked_at__isnull=True)
    return tuple(Held(row.pk, row.name, row.made_at, row.used_on) for row in rows)
