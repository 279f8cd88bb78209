"""Addresses of organisations and places, whose ids may hold any character.

A letter, a digit, ``-`` and ``_`` stand for themselves; each byte (UTF-8) of anything else is written ``~`` and two
hexadecimal digits: ``GB-CHC-1234567`` is its own address, and ``a/b`` is ``a~2Fb``. Percent signs would not do:
servers and browsers undo them on the way, and take ``/`` and ``..`` apart. The writing can be undone, so that no two
ids share an address.

An id that is no org-id (``ORG-1``) means something only inside its round: its address has the round before it,
``valley~~ORG-1``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cydradd.follow.recipients import is_org_id

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_WRITTEN = re.compile(r"(?:[A-Za-z0-9_-]|~[0-9A-F]{2})+")


@dataclass(frozen=True, slots=True, order=True)
class Body:
    """One organisation over all rounds: its id, and the round that the id is of; ``None``: the id holds everywhere."""

    id: str
    round: str | None = None

    @property
    def address(self) -> str:
        """Its part of an address."""
        return written(self.id) if self.round is None else f"{self.round}~~{written(self.id)}"


def body(id: str, slug: str) -> Body:
    """The organisation that a round (by its slug) calls ``id``."""
    return Body(id) if is_org_id(id) else Body(id, slug)


def written(text: str) -> str:
    """Any text as a part of an address."""
    return "".join(chr(byte) if byte in _PLAIN else f"~{byte:02X}" for byte in text.encode("utf-8", "replace"))


def read(part: str) -> str | None:
    """The text of a part of an address; ``None``: `written` never writes it."""
    if not _WRITTEN.fullmatch(part):
        return None
    try:
        text = re.sub(rb"~(..)", lambda found: bytes([int(found[1], 16)]), part.encode()).decode()
    except UnicodeDecodeError:
        return None
    return text if written(text) == part else None


def body_at(address: str) -> Body | None:
    """The organisation of an address; ``None``: no organisation has such an address."""
    slug, apart, rest = address.partition("~~")
    id = read(rest if apart else address)
    if id is None or "\0" in id:
        return None
    return body(id, slug) if bool(apart) != is_org_id(id) else None
