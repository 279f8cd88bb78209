"""Editions of the site: a page that was made for one edition may be shown until the next begins."""

from __future__ import annotations

from time import monotonic
from uuid import uuid4

from django.db import transaction

from cydradd_web.components.models import Edition

ONE = 1
RECENT = 5.0
"""Seconds for which a process believes the mark it has read: it may show what another process has just replaced."""

_read: list[tuple[float, str | None]] = []


def mark() -> str | None:
    """The mark of the edition that is shown; ``None``: nothing has been read in yet. One query in five seconds."""
    known = _read[:1]
    if known and monotonic() - known[0][0] <= RECENT:
        return known[0][1]
    found = Edition.objects.filter(pk=ONE).values_list("mark", flat=True).first()
    _read[:] = [(monotonic(), found)]
    return found


def forget() -> None:
    """Ask the database again at the next page."""
    _read.clear()


def renew() -> None:
    """Begin a new edition, inside the transaction that changes what is shown."""
    Edition.objects.update_or_create(pk=ONE, defaults={"mark": uuid4().hex})
    forget()
    transaction.on_commit(forget)
