"""People of the demo, who are invented and have a password that everybody knows."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress

from cydradd_web.accounts.models import Person


def make_demo_person(*, email: str, name: str, language: str, convener: bool, password: str, at: datetime) -> int:
    """One person of the demo, whose address counts as proved; their key.

    Args:
        password: As `make_password` hashes it, which takes so long that all of them share one.
    """
    columns = {"name": name, "language": language, "convener": convener, "level": "list", "joined_at": at}
    person = Person.objects.create(email=email, password=password, **columns)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person.pk
