"""What was measured of each outcome."""

from __future__ import annotations

from dataclasses import dataclass

from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class OutcomeResult:
    """One measurement of one outcome (evaluate/outcomes.csv). `group` is ``treated`` or ``control``."""

    outcome: str
    agreement: str | None = None
    group: str = "treated"
    n: int | None = None
    mean: float | None = None
    sd: float | None = None
    n_before: int | None = None
    mean_before: float | None = None
    sd_before: float | None = None
    r: float | None = None
    events: int | None = None
    of: int | None = None
    note: Bilingual | None = None
    row: int | None = None
