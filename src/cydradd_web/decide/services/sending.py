"""Sending codes by e-mail. A message with a code is never kept: it leaves at once, or its code is taken back."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from smtplib import SMTPException

import structlog
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.components.codes import hash_of
from cydradd_web.decide.models import Code, Roll, Sent
from cydradd_web.decide.services.roll import codes_for_addresses

log = structlog.get_logger("cydradd_web.decide")


def mail_codes(
    *,
    round_id: int,
    addresses: Mapping[str, Partner],
    words: Bilingual,
    subject: str,
    by: By,
    at: datetime,
    key: str = "",
) -> tuple[int, tuple[str, ...]]:
    """Send a code of their own to people who have had none: how many left, and the addresses that could not be sent to.

    Args:
        words: The message; ``{code}`` stands for the code. Both languages are sent.

    Raises:
        NotYours, NotPossible: As `codes_for_addresses`.
    """
    made = codes_for_addresses(round_id=round_id, addresses=addresses, by=by, at=at, key=key)
    failed = []
    connection = get_connection()
    for address, code in made:
        body = "\n\n---\n\n".join((side or "").replace("{code}", code) for side in (words.cy, words.en))
        try:
            EmailMessage(subject, body, None, [address], connection=connection).send()
        except (OSError, SMTPException, ValueError) as error:
            log.warning("code not sent", round=round_id, error=type(error).__name__)
            failed.append((address, code))
    _take_back(round_id, failed)
    return len(made) - len(failed), tuple(address for address, _ in failed)


def _take_back(round_id: int, failed: Iterable[tuple[str, str]]) -> None:
    """Cancel codes that did not leave, and let their addresses be sent others."""
    with transaction.atomic():
        roll = Roll.objects.select_for_update().get(round_id=round_id)
        secret = bytes(roll.secret or b"")
        for address, code in failed:
            Code.objects.filter(round_id=round_id, code_hash=hash_of(code), pseudonym__isnull=True).update(
                cancelled=True
            )
            hashed = hmac.new(secret, address.strip().casefold().encode(), hashlib.sha256).hexdigest()
            Sent.objects.filter(round_id=round_id, address_hash=hashed).delete()
