"""What a stage makes ready when a window opens, inside the act that opens it.

A stage says so when the site starts (`ready` of its app)::

    before("ballot", prepare_ballot)

What cannot be made ready is refused by raising one of our errors, and the window stays shut.
"""

from __future__ import annotations

from collections.abc import Callable

Prepare = Callable[[int], None]
"""Called with the key of the round, inside the transaction that opens the window."""

_BEFORE: dict[str, list[Prepare]] = {}


def before(window: str, prepare: Prepare) -> None:
    """Have something made ready before a window opens: ``listen``, ``design``, ``call`` or ``ballot``. Said once."""
    listed = _BEFORE.setdefault(window, [])
    if prepare not in listed:
        listed.append(prepare)


def prepare(window: str, round_id: int) -> None:
    """Make everything ready for a window that is about to open, inside the caller's transaction."""
    for each in _BEFORE.get(window, []):
        each(round_id)
