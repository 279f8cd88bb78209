"""Where money went: by kind of recipient, size, place and year, always with what is not known (follow.md 3.3, 3.4).

Every award is in one row or in ``unknown``; both are in the total, so that rows and unknown add up to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from cydradd.follow.concentration import Holdings
from cydradd.follow.holdings import identity
from cydradd.follow.reach_words import LEVELS, label, sentence
from cydradd.follow.recipients import BANDS, GROUPS, UNKNOWN, Recipient, classify, size_band
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence


class By(StrEnum):
    """What money is told apart by."""

    TYPE = "type"
    SIZE = "size"
    PLACE = "place"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Award:
    """Money that one recipient got.

    Attributes:
        recipient: ``None``: the award names nobody.
        amount: Minor units of the currency of all awards.
        kind: What the recipient was said to be where it was registered; weak evidence, used where no rule fires.
        income: Yearly income in pence; ``None`` is not known, never 0.
        place: GSS code of the recipient.
    """

    recipient: Recipient | None
    amount: Pence
    kind: str | None = None
    income: Pence | None = None
    place: str | None = None
    awarded_on: date | None = None


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
class Reach:
    """Where the money of some awards went. ``unknown`` is always there, also when it is 0."""

    by: By
    currency: str
    grants: int
    recipients: int
    total: int
    rows: tuple[Row, ...]
    unknown: Row

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
            "filters": {},
            "currency": self.currency,
            "grants": self.grants,
            "recipients": self.recipients,
            "sum_pence": self.total,
            "rows": [
                {
                    "key": row.key,
                    "label": label(self.by, row.key).as_json(),
                    "grants": row.grants,
                    "recipients": row.recipients,
                    "sum_pence": row.total,
                    "share_grants": _float(row.share_grants),
                    "share_money": _float(row.share_money),
                    "evidence": {level: row.evidence.get(level, 0) for level in LEVELS},
                }
                for row in self.rows
            ],
            "unknown": {
                "grants": self.unknown.grants,
                "sum_pence": self.unknown.total,
                "share_grants": _float(self.unknown.share_grants),
                "share_money": _float(self.unknown.share_money),
                "reasons": dict(sorted(self.unknown.reasons.items())),
            },
            "other_currencies": {},
            "excluded": {},
            "sentence": (said[0] if self.by is By.TYPE else said[1]).as_json(),
            "sources": [],
        }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


Placed = tuple[str, str]
"""The row an award is in and how strong its evidence is; for `UNKNOWN`, why it is not known."""


def _by_type(award: Award) -> Placed:
    if award.recipient is None:
        return UNKNOWN, "no-recipient"
    found = classify(award.recipient)
    if found.code != UNKNOWN:
        return found.group, found.level or "weak"
    said = GROUPS.get(award.kind or "", UNKNOWN)
    return (UNKNOWN, "no-evidence") if said == UNKNOWN else (said, "weak")


def _by_size(award: Award) -> Placed:
    """Income as the recipient told it: no register was asked, so that it is medium evidence at best."""
    band = size_band(award.income)
    return (band, "medium") if band != UNKNOWN else (UNKNOWN, "no-income")


def _by_place(award: Award) -> Placed:
    return (award.place, "strong") if award.place else (UNKNOWN, "no-place")


def _by_year(award: Award) -> Placed:
    return (str(award.awarded_on.year), "strong") if award.awarded_on else (UNKNOWN, "no-date")


_PLACERS: Mapping[By, Callable[[Award], Placed]] = {
    By.TYPE: _by_type,
    By.SIZE: _by_size,
    By.PLACE: _by_place,
    By.YEAR: _by_year,
}
_ORDER: Mapping[By, Sequence[str]] = {
    By.TYPE: tuple(dict.fromkeys(GROUPS.values())),
    By.SIZE: tuple(band for band, _ in BANDS),
}


def reach(awards: Iterable[Award], by: By, currency: str = "GBP") -> Reach:
    """Where money of one currency went.

    Rows stand in the order of the groups or bands; places and years by their code. A row without awards is left out.
    """
    listed = list(awards)
    parts: dict[str, list[tuple[Award, str]]] = {UNKNOWN: []}
    for award in listed:
        key, why = _PLACERS[by](award)
        parts.setdefault(key, []).append((award, why))
    total = sum(award.amount for award in listed)
    made = {key: _row(key, part, len(listed), total) for key, part in parts.items()}
    unknown = made.pop(UNKNOWN)
    order = _ORDER.get(by, sorted(made))
    rows = tuple(made[key] for key in order if key in made)
    return Reach(by, currency, len(listed), _recipients(listed), total, rows, unknown)


def _row(key: str, part: Sequence[tuple[Award, str]], grants: int, whole: int) -> Row:
    total, why = sum(award.amount for award, _ in part), Counter(why for _, why in part)
    return Row(
        key,
        len(part),
        _recipients([award for award, _ in part]),
        total,
        Fraction(len(part), grants) if grants else None,
        Fraction(total, whole) if whole else None,
        {} if key == UNKNOWN else why,
        why if key == UNKNOWN else {},
    )


def _recipients(awards: Iterable[Award]) -> int:
    """Recipients that are told apart by their id, else their exact name."""
    return len({identity(award.recipient) for award in awards} - {None})


def holdings(awards: Iterable[Award]) -> Holdings:
    """What each recipient holds, as `concentration` measures it."""
    held = Holdings()
    for award in awards:
        held.add(identity(award.recipient), award.amount)
    return held
