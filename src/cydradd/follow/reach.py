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
from cydradd.vocabulary.text import Bilingual


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
            "not_summable": self.not_summable,
            "other_currencies": {code: left.as_json() for code, left in sorted(self.other_currencies.items())},
            "excluded": {why: left.as_json() for why, left in sorted(self.excluded.items())},
            "sentence": (said[0] if self.by is By.TYPE else said[1]).as_json(),
            "sources": list(self.sources),
        }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


JOINT = "joint"
"""Row of money that went to several recipients together: it is neither multiplied nor divided."""

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
_BANDS = (*(band for band, _ in BANDS), JOINT)


@dataclass(frozen=True, slots=True)
class Part:
    """Awards that share a row and how strong their evidence is; in `UNKNOWN`, why it is not known."""

    key: str
    why: str
    grants: int
    total: int


def reach(awards: Iterable[Award], by: By, currency: str = "GBP") -> Reach:
    """Where money of one currency went.

    Rows stand in the order of the bands, else by money, ties by key. A row without awards is left out.
    """
    listed = list(awards)
    placed: dict[Placed, list[Award]] = {}
    for award in listed:
        placed.setdefault(_PLACERS[by](award), []).append(award)
    parts = [Part(key, why, len(some), sum(award.amount for award in some)) for (key, why), some in placed.items()]
    by_key: dict[str, list[Award]] = {}
    for (key, _), some in placed.items():
        by_key.setdefault(key, []).extend(some)
    recipients = {key: _recipients(some) for key, some in by_key.items()}
    return of_parts(parts, recipients, _recipients(listed), by, currency)


def of_parts(
    parts: Iterable[Part], recipients: Mapping[str, int], every_recipient: int, by: By, currency: str = "GBP"
) -> Reach:
    """The answer from awards that are counted already.

    Args:
        recipients: Recipients that can be told apart in each row; of all rows ``every_recipient``, since one may be in
            several.
    """
    by_key: dict[str, list[Part]] = {UNKNOWN: []}
    for part in parts:
        by_key.setdefault(part.key, []).append(part)
    grants = sum(part.grants for some in by_key.values() for part in some)
    total = sum(part.total for some in by_key.values() for part in some)
    made = {key: _row(key, some, recipients.get(key, 0), grants, total) for key, some in by_key.items()}
    unknown = made.pop(UNKNOWN)
    order = _BANDS if by is By.SIZE else sorted(made, key=lambda key: (-made[key].total, key))
    rows = tuple(made[key] for key in order if key in made)
    return Reach(by, currency, grants, every_recipient, total, rows, unknown)


def _row(key: str, parts: Sequence[Part], recipients: int, grants: int, whole: int) -> Row:
    total, count = sum(part.total for part in parts), sum(part.grants for part in parts)
    why = Counter[str]()
    for part in parts:
        why[part.why] += part.grants
    return Row(
        key,
        count,
        recipients,
        total,
        Fraction(count, grants) if grants else None,
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
