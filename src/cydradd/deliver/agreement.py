"""Agreements: the grant or contract that follows an award."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from cydradd.vocabulary.money import Pence


@dataclass(frozen=True, slots=True)
class Agreement:
    """One grant or contract (deliver/agreements.csv). `pots` is what each pot pays, in minor units."""

    id: str
    application: str
    organisation: str
    kind: str
    amount: Pence
    start: date
    end: date
    signed_on: date
    pots: Mapping[str, Pence] = field(default_factory=dict)
    notice_months: Fraction | None = None
    share_up_front: Fraction | None = None
    welsh: bool | None = None
    row: int | None = None
