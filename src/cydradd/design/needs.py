"""Needs, assets and outcomes: what is missing, what people already have, what should change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is missing, where and for whom (design/needs.csv)."""

    id: str
    title: Bilingual
    kind: str
    place: str
    size: Pence
    group: str | None = None
    age_from: int | None = None
    age_to: int | None = None
    weight: Fraction = Fraction(1)
    min_useful: Pence = Pence(1)
    owner: str | None = None
    offer_type: str | None = None
    revenue_or_capital: str | None = None
    spend_from: date | None = None
    statements: tuple[str, ...] = ()
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Asset:
    """Something people already have (design/assets.csv)."""

    id: str
    kind: str
    title: Bilingual | None = None
    holder: str | None = None
    place: str | None = None
    shareable: bool | None = None
    statements: tuple[str, ...] = ()
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What should change (design/outcomes.csv)."""

    id: str
    title: Bilingual
    goals: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    measure: str | None = None
    baseline: str | None = None
    target: str | None = None
    needs: tuple[str, ...] = ()
    row: int | None = None
