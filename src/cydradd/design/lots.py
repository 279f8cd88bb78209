"""Lots, and what must be shown to be given one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Lot:
    """The smallest thing that can be applied for (design/lots.csv)."""

    id: str
    offer_type: str
    value: Pence
    needs: tuple[str, ...] = ()
    title: Bilingual | None = None
    years: Fraction | None = None
    reserved: str | None = None
    one_lot_reason: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be shown (design/requirements.csv)."""

    id: str
    lot: str
    kind: str
    level: str | None = None
    unit: str | None = None
    when: str | None = None
    reason: Bilingual | None = None
    exception_gate: str | None = None
    row: int | None = None
