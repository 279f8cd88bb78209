"""Making and revoking tokens."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.api.models import Token

PREFIX = "cydradd_"
MOST = 10
"""Tokens in force that one person may have."""


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_token(*, person: int, name: str, at: datetime) -> str:
    """A new token, which is told this once.

    Raises:
        NotPossible: The person has as many as anyone may have.
    """
    if Token.objects.filter(person_id=person, revoked_at__isnull=True).count() >= MOST:
        raise NotPossible(
            Bilingual(
                "Mae gennych y nifer mwyaf o docynnau. Dirymwch un nad ydych yn ei ddefnyddio.",
                "You have as many tokens as anyone may have. Revoke one that you do not use.",
            )
        )
    token = PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(person_id=person, name=name, token_hash=hash_of(token), made_at=at)
    return token


def revoke_token(*, person: int, token_id: int, at: datetime) -> bool:
    """End one of a person's tokens; whether there was one to end."""
    found = Token.objects.filter(pk=token_id, person_id=person, revoked_at__isnull=True)
    return bool(found.update(revoked_at=at))


def person_of(token: str, *, at: datetime) -> int | None:
    """Whose token it is, noting the day of use; ``None``: nobody's, or revoked. One query, two on a new day."""
    row = Token.objects.filter(token_hash=hash_of(token), revoked_at__isnull=True).only("person_id", "used_on").first()
    if row is None:
        return None
    if row.used_on != local_date(at):
        Token.objects.filter(pk=row.pk).update(used_on=local_date(at))
    return row.person_id
