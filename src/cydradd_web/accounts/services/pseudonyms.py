"""Names under which rounds know the people who speak in them."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from cydradd_web.accounts.models import Pseudonym
from cydradd_web.accounts.selectors.pseudonyms import pseudonym_of

TALKING = "talking"


def pseudonym_for(person: int | None, round_id: int, at: datetime) -> str:  # noqa: ARG001  an act has its instant
    """The name under which a round knows somebody who speaks in it: random, and the same each time.

    A visitor without an account (``None``) gets a new one; only their own browser's session holds it.

    Returns:
        32 hexadecimal digits.
    """
    if person is not None and (known := pseudonym_of(person, round_id)) is not None:
        return known
    made = secrets.token_hex(16)
    try:
        with transaction.atomic():
            Pseudonym.objects.create(person_id=person, round_id=round_id, purpose=TALKING, pseudonym=made)
    except IntegrityError:  # two windows of one person at once
        if person is not None and (known := pseudonym_of(person, round_id)) is not None:
            return known
        raise
    return made
