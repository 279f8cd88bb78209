"""How commissioning models fit together: who could meet which need."""

from __future__ import annotations

from dataclasses import dataclass

from cydradd.vocabulary.money import Pence


@dataclass(frozen=True, slots=True)
class Provider:
    """A body that could meet needs (design/providers.csv). `needs` may be ``("*",)``: any need."""

    id: str
    size: str
    capacity: Pence
    needs: tuple[str, ...] = ()
    name: str | None = None
    kind: str | None = None
    keep_alive: Pence | None = None
    row: int | None = None


SMALL, MEDIUM = Pence(100_000_00), Pence(1_000_000_00)
"""Yearly incomes below which a provider is small, or medium (cycle.md section 2)."""


def size_of(income: Pence) -> str:
    """Size of a body by its yearly income: ``small``, ``medium`` or ``large``."""
    return "small" if income < SMALL else "medium" if income < MEDIUM else "large"
