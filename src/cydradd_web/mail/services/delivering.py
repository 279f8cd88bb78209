"""Delivering: one message at a time, tried again when it fails, and kept when it fails for good."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q

from cydradd_web.accounts.selectors.reached import reached
from cydradd_web.mail.models import Message
from cydradd_web.mail.services.stopping import has_stopped, stop_address

log = structlog.get_logger("cydradd_web.mail")

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
"""How long to wait after each failure; after the last there is none."""
LOST = timedelta(minutes=15)
"""How long one delivery may take before we believe that its process ended in the middle of it."""
LATE = timedelta(minutes=2)
"""How long a message may wait for the worker before a tick takes it up."""
BETWEEN = "\n\n" + "=" * 72 + "\n\n"


def deliver(message_id: int, *, at: datetime) -> bool:
    """Send a message that waits. A failure keeps it, and says when it is tried again. Whether it left.

    The words of what has left are kept no longer: some hold a link that is a key. The row stays, and is why nobody is
    told twice.
    """
    due = Q(tries=0) | Q(next_at__lte=at)
    taken = Message.objects.filter(due, pk=message_id, state="waiting")
    if not taken.update(state="sending", tries=F("tries") + 1, next_at=at + LOST):
        return False
    message = Message.objects.get(pk=message_id)
    if message.list and has_stopped(message.person_id, message.address, message.list):
        Message.objects.filter(pk=message_id).update(state="stopped")
        return False
    try:
        email_of(message).send()
    except Exception as error:  # noqa: BLE001  whatever went wrong, the message is kept and tried again
        _failed(message, type(error).__name__, at)
        return False
    emptied = dict.fromkeys(("subject_cy", "body_cy", "subject_en", "body_en"), "")
    Message.objects.filter(pk=message_id).update(state="sent", sent_at=at, error="", **emptied)
    log.info("message sent", message=message_id, kind=message.kind)
    return True


def _failed(message: Message, error: str, at: datetime) -> None:
    """Keep what failed: to be tried again, or for good."""
    last = message.tries > len(WAITS)
    kept: dict[str, Any] = (
        {"state": "failed"} if last else {"state": "waiting", "next_at": at + WAITS[message.tries - 1]}
    )
    Message.objects.filter(pk=message.pk).update(**kept, error=error)
    log.warning("message not sent", message=message.pk, kind=message.kind, error=error, tries=message.tries)


def email_of(message: Message) -> EmailMessage:
    """The e-mail of a message: plain text, in one language or in both, Welsh first.

    Its id is made of the message, so that a second copy, if a process ends in the middle, is known as the same.
    """
    address = message.address
    if message.person_id is not None:
        person = reached(message.person_id)
        address = person.email if person else ""
    languages = [message.language] if message.language else ["cy", "en"]
    stop = stop_address(message) if message.list else ""
    name = hashlib.sha256(f"{message.pk}:{message.kind}:{message.key}".encode()).hexdigest()[:32]
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": ", ".join(languages)}
    headers["Message-ID"] = f"<{name}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('<> ')}>"
    if stop:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(
        subject=" / ".join(getattr(message, f"subject_{each}") for each in languages),
        body=BETWEEN.join(getattr(message, f"body_{each}") + _foot(message, each) for each in languages) + "\n",
        to=[address],
        headers=headers,
    )


def _foot(message: Message, language: str) -> str:
    """How to stop messages of this kind, where that can be done."""
    if not message.list:
        return ""
    words = {"cy": "I beidio â chael y negeseuon hyn:", "en": "To stop these messages:"}
    return f"\n\n--\n{words[language]}\n{stop_address(message, language)}"


def deliver_late(*, at: datetime, most: int = 200) -> int:
    """Deliver what is due and was not taken up. How many left."""
    Message.objects.filter(state="sending", next_at__lt=at).update(state="waiting", next_at=at)
    due = Message.objects.filter(state="waiting", next_at__lte=at - LATE) | Message.objects.filter(
        state="waiting", next_at__lte=at, tries__gt=0
    )
    keys = list(due.order_by("next_at").values_list("pk", flat=True)[:most])
    return sum(deliver(key, at=at) for key in keys)


def send_again(*, message_id: int, at: datetime, round_id: int) -> bool:
    """Try once more what has failed, of one round. Whether it left."""
    mine = Message.objects.filter(pk=message_id, round_id=round_id)
    if not mine.filter(Q(state="failed") | Q(state="waiting", tries__gt=0)).update(
        state="waiting", next_at=at, tries=0
    ):
        return False
    return deliver(message_id, at=at)
