"""Ballots of the five kinds that Pabulib knows, and how much each gives a project.

Kinds: pabulib.org/format. A ballot *supports* a project when it gives it more than 0 points.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from cydradd.vocabulary.people import Partner

Points: TypeAlias = int | Fraction
"""Points that a ballot gives a project, exact; whole ones as integers."""

Support: TypeAlias = tuple[tuple[str, Points], ...]
"""Each supported project with its points, sorted by project; approvals carry 1."""


class VoteType(StrEnum):
    """What a voter is asked for."""

    APPROVAL = "approval"
    CHOOSE_1 = "choose-1"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"
    ORDINAL = "ordinal"

    @property
    def has_points(self) -> bool:
        """Whether choices carry points other than 1."""
        return self not in (VoteType.APPROVAL, VoteType.CHOOSE_1)

    @property
    def is_pointed(self) -> bool:
        """Whether the voter writes the points."""
        return self in (VoteType.CUMULATIVE, VoteType.SCORING)


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's choices in one round.

    Attributes:
        voter: Pseudonym of the file.
        support: What it gives to which project.
        partner: For whom it counts; ``None`` = not stated, or a word that names no partner.
        cells: The row as it stood in the file, by column.
    """

    voter: str
    support: Support
    partner: Partner | None = None
    cells: Mapping[str, str] = field(default_factory=dict)


def approvals(choices: Sequence[str]) -> Support:
    """Support of a ballot that approves ``choices``; one named twice counts once."""
    return tuple((choice, 1) for choice in sorted(set(choices)))


def points(choices: Sequence[str], given: Sequence[Fraction]) -> Support:
    """Support of a ballot that gives each choice its points; 0 or less is no support, the first of two counts."""
    first: dict[str, Points] = {}
    for choice, value in zip(choices, given, strict=True):
        first.setdefault(choice, value.numerator if value.denominator == 1 else value)
    return tuple(sorted((choice, value) for choice, value in first.items() if value > 0))


def ranking(choices: Sequence[str], length: int | None) -> Support:
    """Support of a ranking: L points for the first place, one less for each further place.

    ``length`` is the greatest number of places a ballot may have; ``None`` = the ballot's own.
    """
    places = length or len(choices)
    first: dict[str, Points] = {}
    for position, choice in enumerate(choices):
        first.setdefault(choice, places - position)
    return tuple(sorted((choice, value) for choice, value in first.items() if value > 0))


ORDERS = 64
"""Orders in which a ballot is printed and shown, so that no project stands first on every paper."""


def order_for(seed: str, j: int, ids: Sequence[str]) -> tuple[str, ...]:
    """Projects in the j-th published order: ascending SHA-256(seed || 0x01 || ASCII j || 0x00 || id).

    Args:
        j: From 0 to `ORDERS` - 1.
    """
    start = seed.encode() + b"\x01" + str(j).encode() + b"\x00"
    return tuple(sorted(ids, key=lambda name: (hashlib.sha256(start + name.encode()).digest(), name)))
