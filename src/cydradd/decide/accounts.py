"""Who paid what in a run of equal shares, exactly: whole numbers over one common denominator."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from cydradd.decide.electorate import Electorate, Ints
from cydradd.decide.equal_shares import Run
from cydradd.vocabulary.people import Partner


@dataclass(frozen=True, eq=False)
class Accounts:
    """Purses and payments of a run.

    Attributes:
        units: Parts into which one unit of money, per unit of weight, is divided so that every amount is whole.
        payments: By project, in order of purchase: what each of its supporters paid per unit of weight, in units.
        purses: By class: what is left per unit of weight, in units.
    """

    voters: Electorate
    units: int
    payments: Mapping[int, Ints]
    purses: Ints

    @cached_property
    def paid(self) -> dict[int, dict[int, Fraction]]:
        """By project, then class: what ONE ballot of the class paid; those that paid nothing are not named."""
        return {
            project: {
                member: Fraction(amount, self.units) * self.voters.weight[member]
                for member, amount in zip(self.voters.supporters[project].members.tolist(), amounts, strict=True)
                if amount
            }
            for project, amounts in self.payments.items()
        }

    @cached_property
    def left(self) -> tuple[Fraction, ...]:
        """By class: what ONE ballot of the class still has."""
        return tuple(
            Fraction(purse, self.units) * weight for purse, weight in zip(self.purses, self.voters.weight, strict=True)
        )

    def held(self, project: int) -> Fraction:
        """What the supporters of a project still have together."""
        support = self.voters.supporters[project]
        return int(sum(self.purses[support.members] * support.weights)) / (self.units * self.voters.scale)

    def spent_by(self, project: int) -> dict[int, Fraction]:
        """By winner, in order of purchase: what the supporters of a project paid for it, where they paid anything."""
        mark = np.zeros(self.voters.size, dtype=bool)
        mark[self.voters.supporters[project].members] = True
        found = {}
        for winner, amounts in self.payments.items():
            support = self.voters.supporters[winner]
            shared = mark[support.members]
            if total := int((amounts[shared] * support.weights[shared]).sum()):
                found[winner] = total / (self.units * self.voters.scale)
        return found

    def paid_by_partner(self, project: int) -> dict[Partner | None, Fraction]:
        """What a project's supporters paid for it, by partner; ``None``: ballots that count for no partner."""
        support = self.voters.supporters[project]
        shares: dict[Partner | None, int] = {}
        for member, amount in zip(
            support.members.tolist(), (self.payments[project] * support.weights).tolist(), strict=True
        ):
            partner = self.voters.partner[member]
            shares[partner] = shares.get(partner, 0) + amount
        return {partner: amount / (self.units * self.voters.scale) for partner, amount in shares.items() if amount}


def accounts(voters: Electorate, result: Run) -> Accounts:
    """Replay the purchases of a run, class by class."""
    rates = [purchase.rate for purchase in result.purchases]
    units = math.lcm(result.purse.denominator, *(rate.denominator for rate in rates))
    purses = np.array([int(result.purse * units)] * voters.size, dtype=object)
    payments: dict[int, Ints] = {}
    for purchase in result.purchases:
        support = voters.supporters[purchase.project]
        before = purses[support.members]
        payments[purchase.project] = np.minimum(before, support.points.astype(object) * int(purchase.rate * units))
        purses[support.members] = before - payments[purchase.project]
    return Accounts(voters, units, payments, purses)
