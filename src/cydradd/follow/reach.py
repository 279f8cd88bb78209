"""Where money went: by kind of recipient, size, place and year, always with what is not known (follow.md 3.3, 3.4).

Every award is in one row or in ``unknown``; both are in the total, so that rows and unknown add up to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.follow.concentration import Holdings
from cydradd.follow.holdings import identity
from cydradd.follow.reach_result import By as By
from cydradd.follow.reach_result import Left as Left
from cydradd.follow.reach_result import Reach as Reach
from cydradd.follow.reach_result import Row as Row
from cydradd.follow.recipients import BANDS, GROUPS, UNKNOWN, Recipient, classify, size_band
from cydradd.vocabulary.money import Pence


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
