"""Applications: one organisation's or consortium's request to one round."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Application:
    """One request (apply/applications.csv).

    `status` is ``withdrawn``, ``ineligible`` or ``None``; funded follows from the allocation.
    """

    id: str
    cost: Pence
    lot: str | None = None
    organisation: str | None = None
    title: Bilingual | None = None
    minutes_spent: Fraction | None = None
    status: str | None = None
    reason: str | None = None
    row: int | None = None
