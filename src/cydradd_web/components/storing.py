"""Text as any database can keep it."""

from __future__ import annotations

import re

MOST_CHARACTERS = 2_000
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def storable(text: str | None, most: int = MOST_CHARACTERS) -> str | None:
    """Text that any database can keep: without control characters and halves of letters, at most ``most`` long."""
    return None if text is None else _UNSTORABLE.sub("\ufffd", text[:most])
