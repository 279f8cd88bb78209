"""Which pot pays for what a count funded, as the report tells it. Money is in major units, exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cydradd.decide.fund import Funded
from cydradd.decide.funders import Cut
from cydradd.decide.pots_count import follows_pots


@dataclass(frozen=True, slots=True)
class PotPays:
    """One pot. `pays`: by project, in the order of the count. `may`: how many that stood it may pay for."""

    id: str
    funder: str
    holds: Fraction
    pays: Mapping[str, Fraction]
    may: int

    @property
    def used(self) -> Fraction:
        """All that it pays."""
        return sum(self.pays.values(), Fraction(0))

    @property
    def left(self) -> Fraction:
        """What it keeps."""
        return self.holds - self.used


@dataclass(frozen=True, slots=True)
class OverPots:
    """A count over pots.

    Attributes:
        refused: By project, in the order in which they were refused.
        follows: Whether a pot may not pay for something that stood, so that the count had to follow the money.
        stood: How many projects stood.
        payments: How many payments there are; `bound`: how many there must be at least.
    """

    pots: tuple[PotPays, ...]
    refused: Mapping[str, Cut]
    follows: bool
    stood: int
    payments: int
    bound: int

    @property
    def told(self) -> bool:
        """Whether there is anything to tell: one pot that may pay for everything pays for everything."""
        return len(self.pots) > 1 or self.follows

    @property
    def holds(self) -> Fraction:
        """Money of all pots."""
        return sum((pot.holds for pot in self.pots), Fraction(0))

    @property
    def used(self) -> Fraction:
        """What all pots pay."""
        return sum((pot.used for pot in self.pots), Fraction(0))


def over_pots_of(funded: Funded) -> OverPots:
    """What the report tells of a count over pots."""
    pays, aside = funded.shares.pays, {entry.project for entry in funded.result.set_aside}
    stood = [name for name in funded.result.election.costs if name not in aside]
    pots = tuple(
        PotPays(
            pot.id,
            pot.funder,
            pot.amount,
            {name: pays[name, pot.id] for name in funded.result.winners if (name, pot.id) in pays},
            sum(pot.permits(name) for name in stood),
        )
        for pot in funded.pots
    )
    refused = {cut.project: cut for cut in funded.refused}
    return OverPots(pots, refused, follows_pots(funded), len(stood), len(pays), funded.shares.lower_bound)
