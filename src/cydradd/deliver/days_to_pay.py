"""Days to pay: how long the money took, once it was due and asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.deliver.payments import Payment

LIMIT = 30
"""Days within which a payment is on time."""

SMALL_LIMIT = 10
"""Days within which we ask that a small organisation is paid."""


@dataclass(frozen=True, slots=True)
class DaysToPay:
    """How long payments took, in days. Everything is ``None`` when no payment can be told.

    Attributes:
        n: Payments of which the days are known.
        unknown: Payments with neither invoice nor due date.
        p90: The 90th percentile by nearest rank.
        within_30: Part paid within 30 days.
        small_within_10: Part of those to small organisations paid within 10 days.
    """

    n: int
    unknown: int
    median: Fraction | None
    p90: int | None
    within_30: Fraction | None
    small_within_10: Fraction | None


def days_to_pay(paid_on: date, invoiced_on: date | None, due: date | None) -> int | None:
    """Days from the later of invoice and due date, 0 when early; ``None`` when neither is known."""
    known = [day for day in (invoiced_on, due) if day is not None]
    return max(0, (paid_on - max(known)).days) if known else None


def summary_of_days(payments: Iterable[Payment], small: frozenset[str] = frozenset()) -> DaysToPay:
    """How long the payments took; returns are left out.

    Args:
        payments: Payments in any order.
        small: Agreements whose organisation is small.
    """
    told: list[int] = []
    told_small: list[int] = []
    unknown = 0
    for payment in payments:
        if payment.amount < 0:
            continue
        days = days_to_pay(payment.paid_on, payment.invoiced_on, payment.due)
        if days is None:
            unknown += 1
            continue
        told.append(days)
        if payment.agreement in small:
            told_small.append(days)
    told.sort()
    n = len(told)
    return DaysToPay(
        n=n,
        unknown=unknown,
        median=Fraction(told[(n - 1) // 2] + told[n // 2], 2) if n else None,
        p90=told[-(-9 * n // 10) - 1] if n else None,
        within_30=_part_within(told, LIMIT),
        small_within_10=_part_within(told_small, SMALL_LIMIT),
    )


def _part_within(days: list[int], limit: int) -> Fraction | None:
    return Fraction(sum(each <= limit for each in days), len(days)) if days else None
