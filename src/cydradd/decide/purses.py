"""The purses of a run of equal shares: floats to sort by, and the history from which they are exact."""

from __future__ import annotations

import math
from fractions import Fraction
from operator import mul

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.electorate import Electorate, Ints

Members = NDArray[np.int64]
_PAYMENTS = 16
"""Payments that there is room for at first."""
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
        self.paid = np.zeros((_PAYMENTS, voters.size), dtype=np.int8)
        self.near = np.full(voters.size, self.first)
        self.empty = np.zeros(voters.size, dtype=bool)

    @property
    def error(self) -> float:
        """Bound of the error of every float purse: each payment rounds a product and a difference."""
        return 4 * UNIT_ROUNDOFF * (len(self.rates) + 1) * self.first

    def total(self, members: Members, weights: Ints) -> Fraction:
        """Exact money that ``members``, none of them emptied, hold together."""
        whole = self.start * int(weights.sum())
        if self.rates:
            heads = self.paid[: len(self.rates)].take(members, axis=1) @ weights
            whole -= sum(map(mul, self.rates, heads.tolist()))
        return Fraction(whole, self.parts)

    def exact(self, members: Members) -> list[Fraction]:
        """Exact purse per unit of weight of each of ``members``, none of them emptied."""
        if not self.rates:
            return [Fraction(self.start, self.parts)] * len(members)
        histories = list(map(tuple, self.paid[: len(self.rates)].take(members, axis=1).T.tolist()))
        worth = {
            history: Fraction(self.start - sum(map(mul, self.rates, history)), self.parts) for history in set(histories)
        }
        return [worth[history] for history in histories]

    def pay(self, rate: Fraction, members: Members, points: Ints, emptied: Members) -> None:
        """Take ``rate`` per point from ``members``; those ``emptied`` pay what they have."""
        self.near[members] -= float(rate) * points.astype(float)
        self.near[emptied] = 0.0
        self.empty[emptied] = True
        finer = rate.denominator // math.gcd(self.parts, rate.denominator)
        if finer > 1:
            self.parts *= finer
            self.start *= finer
            self.rates = [each * finer for each in self.rates]
        self._room(points)
        self.paid[len(self.rates), members] = points
        self.rates.append(int(rate * self.parts))

    def _room(self, points: Ints) -> None:
        """Room for one payment more, and for points so large."""
        most = points.max() if len(points) else 0
        if self.paid.dtype != object and most > np.iinfo(self.paid.dtype).max:
            self.paid = self.paid.astype(points.dtype)
        if len(self.rates) == len(self.paid):
            self.paid = np.concatenate((self.paid, np.zeros_like(self.paid)))
