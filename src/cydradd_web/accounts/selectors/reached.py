"""How somebody is reached by e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cydradd_web.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Reached:
    """Where messages to a person go, and in which language; ``None``: not told, so both."""

    person: int
    email: str
    language: str | None
    digest: bool


def reached(person: int) -> Reached | None:
    """How a person is reached; ``None``: there is no such account now. One query."""
    row = Person.objects.filter(pk=person, is_active=True).first()
    return None if row is None else Reached(row.pk, row.email, row.language, row.digest)


def who_want_the_digest() -> Sequence[int]:
    """Everybody who wants the weekly e-mail. One query."""
    return list(Person.objects.filter(is_active=True, digest=True).order_by("pk").values_list("pk", flat=True))


def operators() -> Sequence[int]:
    """Everybody who runs the site. One query."""
    return list(Person.objects.filter(is_active=True, operator=True).order_by("pk").values_list("pk", flat=True))
