"""Links that are sent to an address: half an hour, one use, and only their hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.models import Person, SignInLink

MINUTES = 30
"""How long a link is good for (trust.md 3.1)."""
DAY = timedelta(days=1)
SIGN_IN, ERASE = "sign_in", "erase"


def hashed(token: str) -> str:
    """What is kept of what a link holds."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(*, person: int | None, purpose: str = SIGN_IN, back: str = "", at: datetime) -> str:
    """What a new link holds. ``back`` is the page to which it leads; links that ended a day ago go.

    ``person`` ``None``: nobody has the address. A row is written all the same.
    """
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        SignInLink.objects.filter(expires_at__lt=at - DAY).delete()
        SignInLink.objects.create(
            token_hash=hashed(token),
            person_id=person,
            purpose=purpose,
            next=back[:2000],
            asked_at=at,
            expires_at=at + timedelta(minutes=MINUTES),
        )
    return token


def use_link(*, token: str, purpose: str = SIGN_IN, at: datetime) -> tuple[int, str]:
    """The person and the page to which a link leads; from now on it leads nowhere.

    Raises:
        NotPossible: It was used already, is older than half an hour, or is none of ours.
    """
    with transaction.atomic():
        found = SignInLink.objects.filter(token_hash=hashed(token), purpose=purpose, person__is_active=True)
        if not found.filter(used_at=None, expires_at__gt=at).update(used_at=at):
            raise NotPossible(
                Bilingual(
                    "Nid yw’r ddolen hon yn gweithio mwyach: mae wedi’i defnyddio, neu mae dros 30 munud oed. "
                    "Gofynnwch am un newydd.",
                    "This link no longer works: it has been used, or it is more than 30 minutes old. "
                    "Ask for a new one.",
                )
            )
        row = found.get()
    return row.person_id or 0, row.next


def address_is_theirs(*, person: int) -> None:
    """A link that came to their address has been followed: the address is proved."""
    email = Person.objects.values_list("email", flat=True).get(pk=person).lower()
    with transaction.atomic():
        EmailAddress.objects.filter(user_id=person).exclude(email=email).update(primary=False)
        EmailAddress.objects.update_or_create(user_id=person, email=email, defaults={"verified": True, "primary": True})
