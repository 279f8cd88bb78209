"""Sending: a message is written down with what it tells of, and leaves once that is safe."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from cydradd.vocabulary.text import Language
from cydradd_web.accounts.selectors.reached import reached
from cydradd_web.components.storing import storable
from cydradd_web.mail.models import Message
from cydradd_web.mail.services.stopping import has_stopped
from cydradd_web.mail.words import Writer, letter, template

LONGEST = 100_000


def send(
    *,
    kind: str,
    to: int | str,
    words: Writer | str,
    at: datetime,
    key: str,
    round_id: int | None = None,
    language: Language | None = None,
    stops: str = "",
) -> int | None:
    """Write a message down inside the caller's transaction; it leaves when that is committed, or never.

    Args:
        kind: ``receipt``, ``consent-needed`` ... It is shown to whoever looks after the site.
        to: Key of a person, or an address without an account.
        words: Writes it in a language (`cydradd_web.mail.words`), or the name of its two templates.
        key: Names what happened. Asked for twice with the same key, each is told once.
        round_id: The round it is about; its officer sees when it cannot be delivered.
        language: Of an address without an account; a person's own is in their account. ``None``: both are sent.
        stops: The list it belongs to, ``digest`` or ``reminders``, when it can be stopped.

    Returns:
        Its key; ``None`` when nothing new was written: told before, stopped, or nobody is there any more.
    """
    whom = _whom(to)
    if whom is None:
        return None
    if stops and has_stopped(whom["person_id"], whom["address"], stops):
        return None
    spoken = Language(whom["language"]) if whom["language"] else language
    write = template(words) if isinstance(words, str) else words
    row: dict[str, Any] = {"round_id": round_id, "list": stops, "language": spoken, "created_at": at, "next_at": at}
    for each in (spoken,) if spoken else tuple(Language):
        written = write(each)
        row[f"subject_{each}"] = re.sub(r"\s+", " ", storable(written.subject) or "").strip()
        row[f"body_{each}"] = letter(storable(written.body, LONGEST) or "")
    message, new = Message.objects.get_or_create(
        kind=kind, key=key, person_id=whom["person_id"], address=whom["address"], defaults=row
    )
    if not new:
        return None
    transaction.on_commit(lambda: _enqueue(message.pk))
    return message.pk


def _whom(to: int | str) -> dict[str, Any] | None:
    """To whom: the columns; ``None``: no such person."""
    if isinstance(to, str):
        return {"person_id": None, "address": to.strip(), "language": None}
    person = reached(to)
    return None if person is None else {"person_id": to, "address": "", "language": person.language}


def _enqueue(message_id: int) -> None:
    from cydradd_web.mail.tasks import deliver_message

    deliver_message.enqueue(message_id)
