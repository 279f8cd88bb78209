"""Check-ins: what a provider tells while delivering, and the time it took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in (deliver/checkins.csv)."""

    agreement: str
    due: date
    received_on: date | None = None
    minutes: Fraction | None = None
    text: Bilingual | None = None
    row: int | None = None
