"""Ballots of the four kinds that Pabulib knows, and how much each gives a project.

Kinds: pabulib.org/format. A ballot *supports* a project when it gives it more than 0 points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from cydradd.vocabulary.people import Partner


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


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's choices in one round.

    Attributes:
        voter: Pseudonym of the file.
        support: Each supported project with its points, sorted by project; approvals carry 1.
        partner: For whom it counts; ``None`` = not stated, or a word that names no partner.
        cells: The row as it stood in the file, by column.
    """

    voter: str
    support: tuple[tuple[str, Fraction], ...]
    partner: Partner | None = None
    cells: Mapping[str, str] = field(default_factory=dict)


def approvals(choices: Sequence[str]) -> tuple[tuple[str, Fraction], ...]:
    """Support of a ballot that approves ``choices``; one named twice counts once."""
    return tuple((choice, Fraction(1)) for choice in sorted(set(choices)))


def points(choices: Sequence[str], given: Sequence[Fraction]) -> tuple[tuple[str, Fraction], ...]:
    """Support of a ballot that gives each choice its points; 0 or less is no support."""
    best: dict[str, Fraction] = {}
    for choice, value in zip(choices, given, strict=True):
        best.setdefault(choice, value)
    return tuple(sorted((choice, value) for choice, value in best.items() if value > 0))


def ranking(choices: Sequence[str], length: int | None) -> tuple[tuple[str, Fraction], ...]:
    """Support of a ranking: L points for the first place, one less for each further place.

    ``length`` is the greatest number of places a ballot may have; ``None`` = the ballot's own.
    """
    places = length or len(choices)
    first: dict[str, Fraction] = {}
    for position, choice in enumerate(choices):
        first.setdefault(choice, Fraction(places - position))
    return tuple(sorted((choice, value) for choice, value in first.items() if value > 0))
