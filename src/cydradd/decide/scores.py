"""Scores that seats give applications."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """One seat's score of one application on one criterion (decide/scores.csv)."""

    application: str
    seat: str
    criterion: str
    score: Fraction
    row: int | None = None
