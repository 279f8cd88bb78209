"""One indicator of a level playing field: its value, from how much, and why not where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of design.md section 7.

    Attributes:
        id: ``L1`` to ``L20``.
        value: Days, share, ratio or index, as its function says; ``None``: it could not be computed.
        n: Of how many notices, calls or awards it is made.
        coverage: ``n`` as a share of those that could have told, or the share of money that is known.
        threshold: Past which it is flagged; ``None``: there is none.
        flag: Whether at least one is past the threshold; ``None``: no threshold, or no value.
        reason_not_computed: ``None`` where there is a value.
        details: What stands behind it, by name.
    """

    id: str
    value: Fraction | None
    n: int
    coverage: Fraction
    threshold: Fraction | None = None
    flag: bool | None = None
    reason_not_computed: Bilingual | None = None
    details: Mapping[str, JsonValue] = field(default_factory=dict)

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of design.md section 7, and ``details``."""
        why = self.reason_not_computed
        return {
            "id": self.id,
            "value": number(self.value),
            "n": self.n,
            "coverage": number(self.coverage),
            "threshold": number(self.threshold),
            "flag": self.flag,
            "reason_not_computed": None if why is None else why.as_json(),
            "details": dict(self.details),
        }


def cannot(
    id: str,
    reason: Bilingual,
    threshold: Fraction | None = None,
    details: Mapping[str, JsonValue] = MappingProxyType({}),
) -> Indicator:
    """An indicator that nothing tells: no value, and never 0."""
    return Indicator(id, None, 0, Fraction(0), threshold, None, reason, details)


def number(value: Fraction | None) -> int | float | None:
    """A whole number where it is one, else the nearest a JSON number can be."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def share(part: int, whole: int) -> Fraction:
    """A part of a whole; of nothing, 0."""
    return Fraction(part, whole) if whole else Fraction(0)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle of values, or the mean of the two in the middle.

    Raises:
        IndexError: There is no value.
    """
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
