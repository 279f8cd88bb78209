"""Consortia: who applies together, and their shares."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation's exact share of one application (apply/members.csv)."""

    application: str
    organisation: str
    share: Fraction
    row: int | None = None
