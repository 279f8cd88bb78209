"""How a contradiction is said: what differs, and both of the places, so that either can be mended."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cydradd.cycle.columns import TABLES
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

BALLOTS, EVENTS = "decide/ballots.pb", "cycle/events.jsonl"
_PATHS = {table.name: path for path, table in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """One side of a contradiction: a file, a line of it, a column. ``None``: no one line, or no one column."""

    file: str
    row: int | None = None
    column: str | None = None

    @property
    def said(self) -> Bilingual:
        """``deliver/payments.csv, line 3 (paid_on)``."""
        column = f" ({self.column})" if self.column else ""
        if self.row is None:
            return Bilingual(self.file + column, self.file + column)
        return Bilingual(f"{self.file}, llinell {self.row}{column}", f"{self.file}, line {self.row}{column}")


def place(table: str, row: Any, column: str | None = None) -> Place:
    """Where a row of a table stands; ``table`` is its name in `cydradd.cycle.round.Tables`."""
    return Place(_PATHS[table], row.row, column)


def number(value: Fraction) -> str:
    """A number for people: exact, unless its fraction has grown too long to read."""
    short = max(abs(value.numerator), value.denominator) < 10**15
    return str(value) if short else f"≈ {float(value):.6f}"


def against(code: str, cy: str, en: str, here: Place, there: Place, value: object = "") -> Defect:
    """A defect at ``here`` that names ``there`` as well, with what to do."""
    one, other = here.said, there.said
    message = Bilingual(
        f"{cy} Cywirwch yr un sy’n anghywir: {one.cy}; {other.cy}.",
        f"{en} Correct whichever is wrong: {one.en}; {other.en}.",
    )
    return Defect(code, message, here.file, here.row, here.column, str(value)[:200])
