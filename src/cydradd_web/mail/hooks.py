"""What other apps tell of people whom only they know: who has an unfinished draft, who asked to be told.

An app says so in its module ``reminding``, which is read when the site starts::

    before_closing("call", unfinished_drafts)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cydradd.vocabulary.text import Language


@dataclass(frozen=True, slots=True)
class Reader:
    """One person, or an address without an account, to be told.

    Attributes:
        to: Key of the person, or the address.
        template: The two templates to use in place of the usual ones, such as ``draft-unsent``; empty: the usual.
        href: Where to go on, in the language it is asked for; ``None``: the page of the round.
        language: Of an address without an account.
        name: Tells two messages to the same person apart: the reference of a draft.
    """

    to: int | str
    template: str = ""
    href: Callable[[Language], str] | None = None
    language: Language | None = None
    name: str = ""


Readers = Callable[[int, datetime], list[Reader]]
"""Called with the key of a round and the instant."""

_CLOSING: dict[str, list[Readers]] = {}
_OPENING: dict[str, list[Readers]] = {}


def before_closing(window: str, readers: Readers) -> None:
    """Have people reminded before a window closes: ``listen``, ``design``, ``call`` or ``ballot``. Said once."""
    if readers not in _CLOSING.setdefault(window, []):
        _CLOSING[window].append(readers)


def at_opening(window: str, readers: Readers) -> None:
    """Have people told that a window has opened. Said once."""
    if readers not in _OPENING.setdefault(window, []):
        _OPENING[window].append(readers)


def to_remind(window: str, round_id: int, at: datetime) -> list[Reader]:
    """Whom apps want reminded."""
    return [reader for readers in _CLOSING.get(window, []) for reader in readers(round_id, at)]


def to_tell(window: str, round_id: int, at: datetime) -> list[Reader]:
    """Whom apps want told."""
    return [reader for readers in _OPENING.get(window, []) for reader in readers(round_id, at)]
