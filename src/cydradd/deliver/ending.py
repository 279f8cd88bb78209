"""Endings: how an agreement ends without losing what was built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Ending:
    """One ending with its dates in order (deliver/endings.csv)."""

    agreement: str
    kind: str
    proposed_on: date
    report_on: date | None = None
    decided_on: date | None = None
    notice_on: date | None = None
    transfer_on: date | None = None
    ended_on: date | None = None
    reviewed_on: date | None = None
    replacement: str | None = None
    gap_months: Fraction | None = None
    capacity: str | None = None
    capacity_lost: str | None = None
    row: int | None = None
