"""What was typed and could not be taken."""

from __future__ import annotations

from datetime import datetime

from cydradd_web.accounts.models import Held


def held_body(*, token_hash: str, path: str, since: datetime) -> str | None:
    """What was typed at an address, as it was sent; ``None``: nothing is kept. One query."""
    found = Held.objects.filter(token_hash=token_hash, path=path, held_at__gte=since)
    return found.values_list("body", flat=True).first()
