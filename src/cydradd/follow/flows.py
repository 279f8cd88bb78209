"""Where the money of a warehouse went, from whom, and how far to few (follow.md 3.3 to 3.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cydradd.follow.amounts import Sums
from cydradd.follow.concentration import Spread
from cydradd.follow.concentration import concentration as measure
from cydradd.follow.concentration_report import ConcentrationReport
from cydradd.follow.reach import By, Left, Part, Reach, of_parts
from cydradd.follow.recipients import UNKNOWN
from cydradd.follow.warehouse import questions
from cydradd.follow.warehouse.asking import Tables, ask
from cydradd.follow.warehouse.questions import Filters
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import exponent
from cydradd.vocabulary.text import Bilingual

TRANSFERS, DUPLICATES = "transfers", "duplicates"


def reach(tables: Tables, filters: Filters, by: By) -> Reach:
    """Where the money of one currency went: rows and unknown add up to all of it, in grants and in money.

    Raises:
        UnreadableAmount: The currency is none.
    """
    exponent(filters.currency)
    named = _april if by is By.YEAR and filters.april else str
    counted, recipients, everyone = [], {}, 0
    for counts, key, why, grants, total, many in ask(tables, questions.reached, filters, by):
        if counts == "evidence":
            counted.append(Part(named(key), str(why), _int(grants), _int(total)))
        elif counts == "part":
            recipients[named(key)] = _int(many)
        else:
            everyone = _int(many)
    made = of_parts(counted, recipients, everyone, by, filters.currency)
    others, not_summable = _other_money(tables, filters)
    return replace(
        made,
        filters=asked(filters),
        not_summable=not_summable,
        other_currencies=others,
        excluded=_excluded(tables, filters),
        sources=[
            {"file": str(file), "sha256": str(sha256), "grants": _int(grants)}
            for file, sha256, grants in ask(tables, questions.sources, filters)
        ],
        names=place_names(tables, [row.key for row in made.rows]) if by is By.PLACE else {},
    )


def concentration(tables: Tables, filters: Filters) -> ConcentrationReport:
    """How far the money of one currency went to few recipients, by canonical id, else published id, else exact name.

    Money that several recipients got together is among the money without identity: who holds what of it is not known.

    Raises:
        UnreadableAmount: The currency is none.
        NotPossible: No grant is in this currency, or the total of one recipient is below 0.
    """
    exponent(filters.currency)
    totals = Counter({_int(total): _int(many) for total, many in ask(tables, questions.totals, filters)})
    lost = Counter({_int(amount): _int(many) for amount, many in ask(tables, questions.unidentified, filters)})
    others, not_summable = _other_money(tables, filters)
    if not totals and not lost:
        there = ", ".join(sorted(others)) or "-"
        raise NotPossible(
            Bilingual(
                f"{tables.name}: nid oes grant o’r fath yn {filters.currency}. Arian eraill: {there}.",
                f"{tables.name}: no such grant is in {filters.currency}. Other currencies: {there}.",
            ),
            code="no-grants",
        )
    return ConcentrationReport(
        tables.name,
        None,
        filters.currency,
        measure(totals),
        Spread(totals, lost),
        Sums(not_summable=not_summable),
        {currency: left.grants for currency, left in others.items()},
        asked(filters),
        {why: left.as_json() for why, left in _excluded(tables, filters).items()},
    )


@dataclass(frozen=True, slots=True)
class Stream:
    """Money from one funder to one part; ``funder`` of ``None``: no funder is named. ``key``: as in `Reach`."""

    funder: str | None
    name: str | None
    key: str
    grants: int
    total: int


def flow(tables: Tables, filters: Filters, by: By) -> tuple[Stream, ...]:
    """Money from each funder to each part, the unknown among them, largest first: it adds up to the whole."""
    exponent(filters.currency)
    named = _april if by is By.YEAR and filters.april else str
    found = [
        Stream(_text(funder), _text(name), named(key), _int(grants), _int(total))
        for funder, key, name, grants, total in ask(tables, questions.flow, filters, by)
    ]
    return tuple(sorted(found, key=lambda each: (-each.total, each.funder or "", each.key)))


def asked(filters: Filters) -> dict[str, JsonValue]:
    """What filters ask for, by the names of the command line; what they do not ask is not there."""
    told: dict[str, JsonValue] = {
        "funder": filters.funder,
        "recipient": filters.recipient,
        "place": filters.place,
        "from": filters.since.isoformat() if filters.since else None,
        "to": filters.until.isoformat() if filters.until else None,
        "beneficiary": filters.beneficiary or None,
        "april": filters.april or None,
        "exclude_transfers": filters.without_transfers or None,
        "exclude_duplicates": filters.once or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def place_names(tables: Tables, codes: Iterable[str]) -> Mapping[str, Bilingual]:
    """Names of places from the registers that the warehouse holds, by their codes of today."""
    asked_for = list(codes)
    if not asked_for:
        return {}
    marks = ", ".join("?" * len(asked_for))
    rows = tables.ask(
        f"SELECT code, name_cy, name_en FROM places WHERE code IN ({marks}) AND name_en IS NOT NULL",  # noqa: S608
        asked_for,
    )
    return {str(code): Bilingual(_text(cy), _text(en)) for code, cy, en in rows}


def _other_money(tables: Tables, filters: Filters) -> tuple[dict[str, Left], int]:
    """What is in other currencies; and how many grants of this one, or of none, have no amount that can be read."""
    others: dict[str, Left] = {}
    not_summable = 0
    for currency, readable, grants, total in ask(tables, questions.currencies, filters):
        if not readable and currency in (filters.currency, None):
            not_summable += _int(grants)
        elif readable and currency != filters.currency:
            others[str(currency)] = Left(_int(grants), _int(total))
    return others, not_summable


def _excluded(tables: Tables, filters: Filters) -> dict[str, Left]:
    """What the filters leave out; a repeated transfer is counted as a transfer."""
    made: dict[str, Left] = {}
    if filters.without_transfers:
        made[TRANSFERS] = Left(0, 0)
    if filters.once:
        made[DUPLICATES] = Left(0, 0)
    for is_transfer, is_repeat, grants, total in ask(tables, questions.left_out, filters) if made else ():
        why = TRANSFERS if is_transfer and filters.without_transfers else DUPLICATES if is_repeat else None
        if why in made:
            made[why] = Left(made[why].grants + _int(grants), made[why].total + _int(total))
    return made


def _april(key: object) -> str:
    """``2019-20``, for a year that begins on 1 April."""
    year = str(key)
    return year if year == UNKNOWN else f"{year}-{(int(year) + 1) % 100:02}"


def _int(value: object) -> int:
    return int(value) if isinstance(value, int) else 0


def _text(value: object) -> str | None:
    return None if value is None else str(value)
