"""What is said of where money went: its rows, what is not known, and what is in none of the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from cydradd.follow.reach_words import LEVELS, label, sentence
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual


class By(StrEnum):
    """What money is told apart by."""

    TYPE = "type"
    SIZE = "size"
    PLACE = "place"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the money.

    Attributes:
        recipients: Recipients that are told apart; in ``unknown`` those that name nobody are in none.
        share_grants, share_money: Of the whole, exact; ``None`` where the whole is 0.
        evidence: Awards by how strong their evidence is: ``strong``, ``medium``, ``weak``.
        reasons: Awards of ``unknown`` by why they are in it; empty elsewhere.
    """

    key: str
    grants: int
    recipients: int
    total: int
    share_grants: Fraction | None
    share_money: Fraction | None
    evidence: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Left:
    """Money that is in none of the numbers, and of how many grants."""

    grants: int
    total: int

    def as_json(self) -> dict[str, JsonValue]:
        """``{"grants", "sum_pence"}``."""
        return {"grants": self.grants, "sum_pence": self.total}


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the money of some awards went. ``unknown`` is always there, also when it is 0.

    Attributes:
        filters: What was asked for, by its name; what was not asked is not there.
        not_summable: Grants of this currency whose amount cannot be read, which are in no other number.
        other_currencies: Grants and minor units of each other currency, which are in no other number.
        excluded: Grants and minor units that the filters leave out, by why.
        sources: The files that the grants come from: ``file``, ``sha256``, ``grants``.
        names: Names of rows that the library has no name for, such as places of a register.
        measure: What is counted: ``grants``, or of contracts ``awards``, ``contracts`` or ``paid``.
        other_measures: How many, and minor units, of each other measure for the same filters: never added to these.
            ``None``: nobody asked, as of a round, and neither key is in its JSON.
    """

    by: By
    currency: str
    grants: int
    recipients: int
    total: int
    rows: tuple[Row, ...]
    unknown: Row
    filters: Mapping[str, JsonValue] = field(default_factory=dict)
    not_summable: int = 0
    other_currencies: Mapping[str, Left] = field(default_factory=dict)
    excluded: Mapping[str, Left] = field(default_factory=dict)
    sources: Sequence[Mapping[str, JsonValue]] = ()
    names: Mapping[str, Bilingual] = field(default_factory=dict)
    measure: str = "grants"
    other_measures: Mapping[str, Left] | None = None

    def label(self, key: str) -> Bilingual:
        """The name of a row."""
        return self.names.get(key) or label(self.by, key)

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of ``follow reach`` (follow.md section 5); shares from 0 to 1, ``null`` where the whole is 0."""
        shares = [row.share_money for row in self.rows if row.key == "third_sector"]
        said = sentence(
            self.recipients,
            Pence(self.total),
            self.currency,
            shares[0] if shares else Fraction(0),
            self.unknown.share_money,
        )
        return {
            "by": self.by.value,
            "filters": dict(self.filters),
            "currency": self.currency,
            "grants": self.grants,
            "recipients": self.recipients,
            "sum_pence": self.total,
            "rows": [
                {
                    "key": row.key,
                    "label": self.label(row.key).as_json(),
                    "grants": row.grants,
                    "recipients": row.recipients,
                    "sum_pence": row.total,
                    "share_grants": as_float(row.share_grants),
                    "share_money": as_float(row.share_money),
                    "evidence": {level: row.evidence.get(level, 0) for level in LEVELS},
                }
                for row in self.rows
            ],
            "unknown": {
                "grants": self.unknown.grants,
                "sum_pence": self.unknown.total,
                "share_grants": as_float(self.unknown.share_grants),
                "share_money": as_float(self.unknown.share_money),
                "reasons": dict(sorted(self.unknown.reasons.items())),
            },
            "not_summable": self.not_summable,
            "other_currencies": {code: left.as_json() for code, left in sorted(self.other_currencies.items())},
            "excluded": {why: left.as_json() for why, left in sorted(self.excluded.items())},
            "sentence": (said[0] if self.by is By.TYPE else said[1]).as_json(),
            "sources": list(self.sources),
            **self._measures(),
        }

    def _measures(self) -> dict[str, JsonValue]:
        if self.other_measures is None:
            return {}
        others: JsonValue = {name: left.as_json() for name, left in self.other_measures.items()}
        return {"measure": self.measure, "other_measures": others}


def as_float(value: Fraction | None) -> float | None:
    """A share as JSON has it; ``None`` where the whole is 0."""
    return None if value is None else float(value)
