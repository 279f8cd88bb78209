"""Keeping what was typed and could not be taken."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cydradd_web.accounts.models import Held

LONGEST = 100_000
DAY = timedelta(days=1)


def keep_held(*, token_hash: str, path: str, body: str, at: datetime) -> None:
    """Keep what was sent for a day; what is older goes."""
    with transaction.atomic():
        Held.objects.filter(held_at__lt=at - DAY).delete()
        Held.objects.create(token_hash=token_hash, path=path[:1000], body=body[:LONGEST], held_at=at)


def forget_held(*, token_hash: str) -> None:
    """It has been taken."""
    Held.objects.filter(token_hash=token_hash).delete()


def forget_old(*, at: datetime) -> None:
    """What was kept for its day goes."""
    Held.objects.filter(held_at__lt=at - DAY).delete()
