"""The purses of a run of equal shares: floats to sort by, and the history from which they are exact."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.electorate import Electorate, Ints

Members = NDArray[np.int64]
UNIT_ROUNDOFF = 2.0**-53


class Purses:
    """Purses of all classes per unit of weight.

    A voter who has never been emptied holds the first purse less a sum of whole payments, so any total is an integer
    combination of the payments so far, each a whole number of parts of the unit of money.
    """

    def __init__(self, voters: Electorate, purse: Fraction) -> None:
        self.first = float(purse)
        self.parts = purse.denominator
        self.start = purse.numerator
        self.rates: list[int] = []
        self.paid: list[Ints] = []
        self.near = np.full(voters.size, self.first)
        self.empty = np.zeros(voters.size, dtype=bool)

    @property
    def error(self) -> float:
        """Bound of the error of every float purse: each payment rounds a product and a difference."""
        return 4 * UNIT_ROUNDOFF * (len(self.rates) + 1) * self.first

    def total(self, members: Members, weights: Ints) -> Fraction:
        """Exact money that ``members``, none of them emptied, hold together."""
        whole = self.start * int(weights.sum())
        for rate, paid in zip(self.rates, self.paid, strict=True):
            if heads := int(weights @ paid[members]):
                whole -= rate * heads
        return Fraction(whole, self.parts)

    def exact(self, members: Members) -> list[Fraction]:
        """Exact purse per unit of weight of each of ``members``, none of them emptied."""
        if not self.paid:
            return [Fraction(self.start, self.parts)] * len(members)
        histories = list(zip(*(paid[members].tolist() for paid in self.paid), strict=True))
        worth = {
            history: Fraction(
                self.start - sum(rate * paid for rate, paid in zip(self.rates, history, strict=True)), self.parts
            )
            for history in set(histories)
        }
        return [worth[history] for history in histories]

    def pay(self, rate: Fraction, members: Members, points: Ints, emptied: Members) -> None:
        """Take ``rate`` per point from ``members``; those ``emptied`` pay what they have."""
        paid = np.zeros(len(self.near), dtype=points.dtype)
        paid[members] = points
        self.near[members] -= float(rate) * points.astype(float)
        self.near[emptied] = 0.0
        self.empty[emptied] = True
        finer = rate.denominator // math.gcd(self.parts, rate.denominator)
        if finer > 1:
            self.parts *= finer
            self.start *= finer
            self.rates = [each * finer for each in self.rates]
        self.rates.append(int(rate * self.parts))
        self.paid.append(paid)
