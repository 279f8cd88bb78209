"""Making and changing accounts."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.models import Person


def add_person(
    *, email: str, name: str = "", language: str | None = None, convener: bool = False, operator: bool = False
) -> int:
    """An account for an address; its number. The address is proved when a link to it is followed.

    Raises:
        NotPossible: The address is none, or has an account already.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
        with transaction.atomic():
            person = Person.objects.create_user(
                email, name=name.strip(), language=language, convener=convener, operator=operator
            )
            EmailAddress.objects.create(user=person, email=email, primary=True, verified=False)
    except ValidationError:
        raise NotPossible(
            Bilingual(
                "Nid yw hwn yn gyfeiriad e-bost. Ysgrifennwch ef fel enw@enghraifft.cymru.",
                "This is not an e-mail address. Write it like name@example.org.",
            )
        ) from None
    except IntegrityError:
        raise NotPossible(
            Bilingual("Mae gan y cyfeiriad hwn gyfrif yn barod.", "This address has an account already.")
        ) from None
    return person.pk


def change_settings(*, person: int, name: str, language: str | None, digest: bool) -> None:
    """What somebody is called, the language of their messages, and whether they want the weekly e-mail."""
    Person.objects.filter(pk=person).update(name=name, language=language, digest=digest)


def saw(*, session_key: str, at: datetime) -> None:
    """That a session was used."""
    from allauth.usersessions.models import UserSession

    UserSession.objects.filter(session_key=session_key).update(last_seen_at=at)


def end_session(*, person: int, session: int) -> bool:
    """Sign one browser out; whether there was one."""
    from allauth.usersessions.models import UserSession

    row = UserSession.objects.filter(user_id=person, pk=session).first()
    if row is not None:
        row.end()
    return row is not None
