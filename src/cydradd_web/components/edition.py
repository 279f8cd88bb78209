"""Editions of the site: a page that was made for one edition may be shown until the next begins."""

from __future__ import annotations

from uuid import uuid4

from cydradd_web.components.models import Edition

ONE = 1


def mark() -> str | None:
    """The mark of the edition that is shown; ``None``: nothing has been read in yet. One query."""
    return Edition.objects.filter(pk=ONE).values_list("mark", flat=True).first()


def renew() -> None:
    """Begin a new edition, inside the transaction that changes what is shown."""
    Edition.objects.update_or_create(pk=ONE, defaults={"mark": uuid4().hex})
