"""Stopping a list of messages by the link that each of them carries, without signing in (RFC 8058)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.urls import reverse

from cydradd.vocabulary.text import Language
from cydradd_web.accounts.selectors.reached import reached
from cydradd_web.accounts.services.digest import set_digest
from cydradd_web.mail.models import Message, Stop
from cydradd_web.mail.words import LISTS, link

SALT = "cydradd.mail.stop"


@dataclass(frozen=True, slots=True)
class Stopping:
    """What a link stops: one list of one person or address. The address is never in the link."""

    list: str
    person: int | None
    address: str


def stop_address(message: Message, language: str | None = None) -> str:
    """The address at which the list of a message is stopped."""
    token = signing.dumps([message.pk, message.person_id, message.list], salt=SALT, compress=True)
    asked = Language(language or message.language or "cy")
    return link(lambda: reverse("stop-messages", args=[token]))(asked)


def stopping(token: str) -> Stopping | None:
    """What a link stops; ``None``: it is not one of ours, or whom it was for has gone."""
    try:
        message_id, person, name = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if name not in LISTS:
        return None
    if person is not None:
        return Stopping(name, person, "") if reached(person) else None
    address = Message.objects.filter(pk=message_id).values_list("address", flat=True).first()
    return Stopping(name, None, address) if address else None


def has_stopped(person: int | None, address: str, name: str) -> bool:
    """Whether somebody wants no more of a list."""
    if person is not None and name == "digest":
        found = reached(person)
        return found is None or not found.digest
    stops = Stop.objects.filter(list=name)
    return (stops.filter(address=address) if person is None else stops.filter(person_id=person)).exists()


def stop(*, asked: Stopping, at: datetime) -> None:
    """Send no more of a list; what waits of it does not leave."""
    with transaction.atomic():
        if asked.person is not None and asked.list == "digest":
            set_digest(person=asked.person, wanted=False)
        else:
            Stop.objects.get_or_create(
                person_id=asked.person, address=asked.address, list=asked.list, defaults={"at": at}
            )


def resume(*, person: int, name: str) -> None:
    """Send a list again to a person who asks for it."""
    if name == "digest":
        set_digest(person=person, wanted=True)
    else:
        Stop.objects.filter(person_id=person, list=name).delete()
