"""Criteria, and the points each seat gives them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged, on a scale fixed beforehand (design/criteria.csv)."""

    id: str
    low: Fraction
    high: Fraction
    title: Bilingual | None = None
    direction: str = "up"
    statements: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """What one seat gives one criterion (design/weights.csv); normalised per seat."""

    seat: str
    partner: Partner
    criterion: str
    points: Fraction
    row: int | None = None
