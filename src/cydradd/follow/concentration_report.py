"""What `cydradd follow concentration` says of one file of grants (follow.md section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from cydradd.follow.amounts import Sums
from cydradd.follow.concentration import Concentration, Spread, concentration, lorenz
from cydradd.follow.holdings import of_grants
from cydradd.follow.reading.reading import Reading
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class ConcentrationReport:
    """Concentration of one file, of one round or of a warehouse, in one currency.

    Attributes:
        file, sha256: What was read, and the hash of its bytes.
        others: Grants left out, by their currency.
        filters, excluded: Of a warehouse: what was asked for, and what that leaves out, as in `reach.Reach`.
    """

    file: str
    sha256: str | None
    currency: str
    found: Concentration
    held: Spread
    sums: Sums
    others: Mapping[str, int]
    filters: Mapping[str, JsonValue] = field(default_factory=dict)
    excluded: Mapping[str, JsonValue] = field(default_factory=dict)

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of follow.md section 5; shares from 0 to 1, ``null`` when the sum is 0."""
        as_one, all_different = self.held.bounds()
        return {
            "file": self.file,
            "sha256": self.sha256,
            "filters": dict(self.filters),
            "currency": self.currency,
            **_measures(self.found),
            "zero_totals": self.found.zero_totals,
            "unidentified": {
                "grants": self.held.unidentified.total(),
                "sum_pence": self.held.unidentified_total,
                "bounds": {"as_one": _measures(as_one), "all_different": _measures(all_different)},
            },
            "not_summable": self.sums.not_summable,
            "other_currencies": dict(sorted(self.others.items())),
            "excluded": dict(self.excluded),
            "lorenz": [[float(people), float(money)] for people, money in lorenz(self.held.totals)],
        }


def report(reading: Reading, currency: str = "GBP") -> ConcentrationReport:
    """Concentration of the grants of a file in one currency.

    Raises:
        UnreadableFile: The file is broken.
        NotPossible: No grant is in this currency, or a recipient's total is below 0.
    """
    file = reading.path.name
    held, sums, others = of_grants(reading.rows(), currency)
    if not held.totals and not held.unidentified:
        there = ", ".join(sorted(others)) or "-"
        raise NotPossible(
            Bilingual(
                cy=f"{file}: nid oes grant yn {currency}. Arian y grantiau: {there}.",
                en=f"{file}: no grant is in {currency}. Currencies of its grants: {there}.",
            ),
            code="no-grants",
        )
    found = concentration(held.totals.values())
    return ConcentrationReport(file, reading.sha256, currency, found, held.spread(), sums, others)


def _measures(found: Concentration) -> dict[str, JsonValue]:
    return {
        "recipients": found.recipients,
        "sum_pence": found.total,
        "top10_share": _float(found.top10_share),
        "lower_half_share": _float(found.lower_half_share),
        "hhi": _float(found.hhi),
        "gini": _float(found.gini),
    }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
