"""One thing that is out of proportion, with its number, its limit and its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

BREACH, WARN = "breach", "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is out of proportion.

    Attributes:
        code: ``turnover insurance insurance_early accounts questions words documents suitability_stage no_reason
            one_lot``.
        id: Of the requirement; ``None``: the form as a whole.
        level, limit: In the unit of what was asked: pence, years, questions, words; ``None``: there is no number.
        severity: ``breach`` stops publication, ``warn`` does not.
    """

    code: str
    id: str | None
    level: Fraction | None
    limit: Fraction | None
    severity: str
    source: str
    sentence: Bilingual

    @property
    def ratio(self) -> Fraction | None:
        """Level over limit; ``None`` where there is no number, or nothing may be asked."""
        return self.level / self.limit if self.level is not None and self.limit else None

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of a finding."""
        return {
            "code": self.code,
            "id": self.id,
            "level": number(self.level),
            "limit": number(self.limit),
            "ratio": number(self.ratio),
            "severity": self.severity,
            "source": self.source,
            "sentence": self.sentence.as_json(),
        }


def number(value: Fraction | None) -> int | float | None:
    """A whole number where it is one, else the nearest a JSON number can be."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
