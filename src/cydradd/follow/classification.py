"""The class of every recipient of a warehouse with the rule that gave it, and how much is classified."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from cydradd.follow.recipients import GROUPS, UNKNOWN
from cydradd.follow.warehouse.asking import Tables
from cydradd.vocabulary.facts import JsonValue


@dataclass(frozen=True, slots=True)
class Classified:
    """One recipient as one or more grants tell of it.

    Attributes:
        said, reason: The class that a person gave, with the reason: kept beside the computed one, and counted.
        grants: Grants that tell of it so.
    """

    id: str | None
    name: str | None
    code: str
    rule: str | None
    level: str | None
    said: str | None
    reason: str | None
    grants: int

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of a row of ``follow classify`` (follow.md section 5)."""
        return {
            "id": self.id,
            "name": self.name,
            "class": self.code,
            "group": GROUPS[self.code],
            "rule": self.rule,
            "level": self.level,
            "said_class": self.said,
            "said_reason": self.reason,
            "grants": self.grants,
        }


def _order(rule: str) -> tuple[int, str]:
    """Rules by number, then letter; after them `individual`, whom no rule is for."""
    number = rule.rstrip("abcdefgh")
    return (int(number), rule) if number.isdigit() else (99, rule)


@dataclass(frozen=True, slots=True)
class Classification:
    """Every recipient, and of the grants that name one the share whose recipient has a class."""

    rows: tuple[Classified, ...]

    @property
    def by_rule(self) -> dict[str, int]:
        """Grants by the rule that classified their recipient; individuals, whom no rule is for, by their class."""
        counted: Counter[str] = Counter()
        for row in self.rows:
            counted[row.rule or row.code] += row.grants
        return dict(sorted(counted.items(), key=lambda each: _order(each[0])))

    @property
    def classified_share(self) -> Fraction | None:
        """Of grants, not of recipients; ``None`` where there is none."""
        whole = sum(row.grants for row in self.rows)
        known = sum(row.grants for row in self.rows if (row.said or row.code) != UNKNOWN)
        return Fraction(known, whole) if whole else None

    def as_json(self, limit: int | None = None) -> dict[str, JsonValue]:
        """The keys of ``follow classify``; ``limit`` shortens the rows, never the counts."""
        share = self.classified_share
        return {
            "rows": [row.as_json() for row in self.rows[:limit]],
            "by_rule": dict(self.by_rule),
            "classified_share": None if share is None else float(share),
        }


def classification(tables: Tables) -> Classification:
    """Every recipient of a warehouse, those that got most grants first."""
    rows = tables.ask(
        "SELECT p.id, p.name, p.class, p.rule, p.level, p.said_class, p.said_reason, g.grants FROM parties p JOIN "
        "(SELECT recipient, count(*) AS grants FROM grants WHERE recipient IS NOT NULL GROUP BY recipient) g "
        "ON p.party = g.recipient ORDER BY g.grants DESC, p.id NULLS LAST, p.name NULLS LAST, p.party"
    )
    return Classification(tuple(Classified(*row) for row in rows))  # type: ignore[arg-type]
