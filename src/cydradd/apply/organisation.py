"""Organisations and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cydradd.vocabulary.money import Pence


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that applies (apply/organisations.csv). `income` is its yearly income."""

    id: str
    name: str
    type: str | None = None
    income: Pence | None = None
    place: str | None = None
    registered_on: date | None = None
    row: int | None = None
