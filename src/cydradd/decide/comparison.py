"""The comparison step: greedy takes the place of equal shares when more people prefer it (decide.md 3.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from cydradd.decide.electorate import Electorate

MODES = ("off", "satisfaction", "exclusion")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two results stand in the eyes of the voters.

    Attributes:
        mode: ``satisfaction``: a voter prefers the result with more projects they support; ``exclusion``: the only
            one that has any.
        for_main, for_greedy: Weight of the voters that prefer each.
    """

    mode: str
    for_main: Fraction
    for_greedy: Fraction

    @property
    def kept(self) -> str:
        """``main`` or ``greedy``: greedy must be preferred by strictly more weight."""
        return "greedy" if self.for_greedy > self.for_main else "main"


def compare(voters: Electorate, main: Collection[int], greedy: Collection[int], mode: str) -> Comparison:
    """Compare the winners of two results, given as indices of projects."""
    ours = _supported(voters, main)
    theirs = _supported(voters, greedy)
    if mode == "exclusion":
        ours, theirs = [min(n, 1) for n in ours], [min(n, 1) for n in theirs]
    weights = [many * weight for many, weight in zip(voters.many, voters.weight, strict=True)]
    held = list(zip(ours, theirs, weights, strict=True))
    return Comparison(
        mode,
        sum((weight for own, other, weight in held if own > other), Fraction(0)),
        sum((weight for own, other, weight in held if other > own), Fraction(0)),
    )


def _supported(voters: Electorate, winners: Collection[int]) -> list[int]:
    """How many of the winners each class of voters supports."""
    found = [0] * voters.size
    for project in winners:
        for member in voters.supporters[project].members.tolist():
            found[member] += 1
    return found
