"""Who funds groups like ours: each funder with what it gave to recipients of the same place, kind and income."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from cydradd.follow.recipients import UNKNOWN
from cydradd.follow.warehouse.asking import Tables, ask
from cydradd.follow.warehouse.likeness import LIKE, OTHER, Ours, amounts, recipients
from cydradd.vocabulary.money import exponent

__all__ = ["Alike", "Giver", "Ours", "alike"]


@dataclass(frozen=True, slots=True)
class Giver:
    """One funder, and its grants to groups like ours.

    Attributes:
        median, least, most: Minor units of one grant; the median lies between the two in the middle of an even number.
        last: The last day of award that can be read; ``None``: of no grant.
        like, other, unknown: Its recipients: like ours, known to be otherwise, and not known to be either.
    """

    key: str | None
    name: str | None
    grants: int
    median: Fraction
    least: int
    most: int
    last: date | None
    like: int
    other: int
    unknown: int

    @property
    def share(self) -> Fraction:
        """Groups like ours among its recipients."""
        return Fraction(self.like, self.like + self.other + self.unknown)

    @property
    def share_unknown(self) -> Fraction:
        """Recipients of which it is not known, among all of its."""
        return Fraction(self.unknown, self.like + self.other + self.unknown)


@dataclass(frozen=True, slots=True)
class Alike:
    """The answer.

    Attributes:
        givers: Most groups like ours first.
        others: Funders that gave to none that is known to be like ours, though to some of whom it is not known.
        grants: How many grants there are to recipients like ours, to others, and to those not known to be either.
    """

    givers: tuple[Giver, ...]
    others: int
    grants: dict[str, int]


@dataclass(slots=True)
class _Given:
    amounts: Counter[int] = field(default_factory=Counter)
    name: str | None = None
    last: date | None = None


def alike(tables: Tables, ours: Ours) -> Alike:
    """Who funds groups like ours, among all grants of one currency whose amount can be read.

    Raises:
        UnreadableAmount: The currency is none.
    """
    exponent(ours.currency)
    counts: dict[str | None, dict[str, int]] = {}
    grants = dict.fromkeys((LIKE, OTHER, UNKNOWN), 0)
    for key, state, many, bodies in ask(tables, recipients, ours):
        grants[str(state)] += _int(many)
        counts.setdefault(_text(key), {})[str(state)] = _int(bodies)
    found: dict[str | None, _Given] = {}
    for key, amount, name, many, last in ask(tables, amounts, ours):
        given = found.setdefault(_text(key), _Given())
        given.amounts[_int(amount)] += _int(many)
        given.name = max(filter(None, (given.name, _text(name))), default=None)
        given.last = max(filter(None, (given.last, last if isinstance(last, date) else None)), default=None)
    givers = [_giver(key, given, counts[key]) for key, given in found.items()]
    others = sum(1 for key, states in counts.items() if key not in found and UNKNOWN in states)
    order = sorted(givers, key=lambda each: (-each.like, -each.grants, each.name or "", each.key or ""))
    return Alike(tuple(order), others, grants)


def _giver(key: str | None, given: _Given, states: dict[str, int]) -> Giver:
    return Giver(
        key,
        given.name,
        given.amounts.total(),
        median(given.amounts),
        min(given.amounts),
        max(given.amounts),
        given.last,
        states.get(LIKE, 0),
        states.get(OTHER, 0),
        states.get(UNKNOWN, 0),
    )


def median(amounts: Counter[int]) -> Fraction:
    """The amount in the middle; of an even number, half way between the two."""
    listed = sorted(amounts.elements())
    middle = len(listed) // 2
    return Fraction(listed[middle] + listed[middle - 1 + len(listed) % 2], 2)


def _int(value: object) -> int:
    return int(value) if isinstance(value, int) else 0


def _text(value: object) -> str | None:
    return None if value is None else str(value)
