"""Paper ballots: what became of a booklet, how readings of it are compared, and which are drawn to be read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

MOST_BOOKLETS = 500
"""So many in one batch: they are one page, to be printed there and then."""
SHARE, ALLOWED = Fraction(5, 100), Fraction(5, 1000)
"""How many of the ballots are typed in once more, and how many of those may be read differently (trust.md 4)."""


class State(StrEnum):
    """What became of a booklet. ``web``: a vote on the web was cast with its code."""

    PRINTED = "printed"
    ONCE = "once"
    DIFFERS = "differs"
    CAST = "cast"
    VOID = "void"
    WEB = "web"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person read in a booklet: projects with a cross, or that it cannot be counted."""

    crosses: frozenset[str] = frozenset()
    void: bool = False

    def differences(self, other: Reading) -> frozenset[str]:
        """The projects that the other reads differently."""
        return self.crosses ^ other.crosses

    def places(self, other: Reading) -> int:
        """On how many places the two differ; whether it can be counted is one of them."""
        return len(self.differences(other)) + (self.void is not other.void)

    def settled(self, other: Reading, decided: Reading) -> Reading:
        """What stands: where both agree, that; where they differ, what a third person decided."""
        if decided.void if self.void is not other.void else self.void:
            return Reading(void=True)
        return Reading((self.crosses & other.crosses) | (decided.crosses & self.differences(other)))


def sample_size(ballots: int) -> int:
    """How many ballots are typed in once more: 5 %, rounded up."""
    return -(-ballots * SHARE.numerator // SHARE.denominator)


def too_many(differed: int, of: int) -> bool:
    """Whether so many of the ballots were read differently that every one must be typed in again."""
    return of > 0 and Fraction(differed, of) > ALLOWED


def drawn(root: str, leaves: Iterable[str], many: int) -> frozenset[str]:
    """The ballots that a head of the record draws: those of the lowest SHA-256(root || 0x00 || leaf), in hexadecimal.

    Args:
        leaves: The leaf of each ballot that was cast on paper.
    """
    by_lot = sorted(leaves, key=lambda leaf: hashlib.sha256(f"{root}\0{leaf}".encode()).digest())
    return frozenset(by_lot[:many])
