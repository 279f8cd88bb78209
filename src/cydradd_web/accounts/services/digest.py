"""Whether somebody wants the weekly e-mail."""

from __future__ import annotations

from cydradd_web.accounts.models import Person


def set_digest(*, person: int, wanted: bool) -> None:
    """Keep what they want."""
    Person.objects.filter(pk=person).update(digest=wanted)
