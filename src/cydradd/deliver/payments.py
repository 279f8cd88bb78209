"""Payments made under agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cydradd.vocabulary.money import Pence


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment (deliver/payments.csv). A negative amount is a return."""

    agreement: str
    amount: Pence
    paid_on: date
    due: date | None = None
    invoiced_on: date | None = None
    pot: str | None = None
    row: int | None = None
