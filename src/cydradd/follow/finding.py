"""Organisations and funders of a warehouse: found by words, and each with what it got and gave, grant by grant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cydradd.follow.recipients import GROUPS
from cydradd.follow.warehouse import questions
from cydradd.follow.warehouse.asking import Tables, ask, sql
from cydradd.follow.warehouse.bodies import fold
from cydradd.follow.warehouse.questions import Filters

MOST = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One body that was found.

    Attributes:
        key: What tells it apart: its id, else ``name:`` and its exact name.
        in_name: Whether its name holds every word; else title or description of a grant holds the rest.
        grants: Of every currency, among those that hold the words; ``total`` of one currency.
    """

    key: str
    name: str | None
    in_name: bool
    grants: int
    total: int


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant with its place. ``minor_units`` of ``None``: ``amount_text`` cannot be read.

    Attributes:
        row_no: Its number in the warehouse (`tracing.trace_row`).
        kind: ``exact`` or ``conflict`` where another grant has the same id; ``None``: none has.
    """

    row_no: int
    id: str | None
    title: str | None
    description: str | None
    programme: str | None
    currency: str | None
    minor_units: int | None
    amount_text: str | None
    awarded_on: date | None
    from_key: str | None
    from_name: str | None
    to_key: str | None
    to_name: str | None
    to_group: str | None
    is_joint: bool
    kind: str | None
    file: str
    sha256: str
    sheet: str | None
    row: int | None
    pointer: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """Money of one currency with one other body. ``key`` of ``None``: it is not named, or there are several."""

    key: str | None
    name: str | None
    currency: str
    grants: int
    total: int


@dataclass(frozen=True, slots=True)
class Body:
    """One body, as all files tell of it.

    Attributes:
        names, ids: Every name and id under which it stands; the first is the one used most.
        code, rule, level, why: Its class, the rule and the evidence, of the best known of what is told of it.
        said, reason: The class that a person gave it; ``None``: nobody did.
        got, gave: Money by currency, under ``key`` of ``None``.
        funders, recipients: Who gave to it, and whom it gave to, largest first.
        years: Year, currency, grants and money of what it got; a year of ``None``: no day can be read.
        repeats: Grants to it that share an id with another: ``exact`` and ``conflict``.
    """

    key: str
    names: tuple[str, ...]
    ids: tuple[str, ...]
    code: str
    group: str
    rule: str | None
    level: str | None
    why: str | None
    said: str | None
    reason: str | None
    place: str | None
    got: tuple[Side, ...]
    gave: tuple[Side, ...]
    funders: tuple[Side, ...]
    recipients: tuple[Side, ...]
    years: tuple[tuple[int | None, str, int, int], ...]
    repeats: dict[str, int]


def search(tables: Tables, text: str, *, gave: bool = False, currency: str = "GBP", most: int = MOST) -> list[Found]:
    """Who got money, or with ``gave`` who gave it: every word is in the name, or in title or description of one grant.

    Names are found without their accents; those by name come first, then those with most money.
    """
    words = tuple(fold(text).split())
    if not words:
        return []
    found = [
        Found(str(key), None if name is None else str(name), bool(in_name), _int(grants), _int(total))
        for key, name, in_name, grants, total in ask(tables, questions.found, words, gave, currency)
    ]
    return sorted(found, key=lambda each: (not each.in_name, -each.total, each.name or "", each.key))[:most]


def grants(tables: Tables, filters: Filters, *, most: int = MOST, skip: int = 0) -> list[Grant]:
    """Grants of every currency, newest first, each with its place in its file."""
    rows = tables.ask(f"{sql(questions.listing, filters, dialect=tables.dialect)}\nLIMIT ? OFFSET ?", [most, skip])
    return [Grant(*row) for row in rows]  # type: ignore[arg-type]


def body(tables: Tables, key: str) -> Body | None:
    """One body by its key (as `search` gives it) or one of its ids; ``None``: the warehouse does not know it."""
    rows = tables.ask(
        "SELECT p.key, p.name, p.id, p.class, p.rule, p.level, p.why, p.said_class, p.said_reason, p.place "
        "FROM parties p "
        "LEFT JOIN (SELECT recipient, count(*) AS n FROM grants GROUP BY recipient) g ON p.party = g.recipient "
        "WHERE p.key = ? OR p.key IN (SELECT key FROM parties WHERE id = ?) ORDER BY coalesce(g.n, 0) DESC, p.party",
        [key, key],
    )
    if not rows:
        return None
    own = str(rows[0][0])
    strength = {"strong": 0, "medium": 1, "weak": 2}
    best = min(rows, key=lambda row: (row[7] is None, strength.get(str(row[5]), 3)))
    said = _text(best[7])
    got, gave = Filters(recipient=own), Filters(funder=own)
    funders, recipients = _sides(tables, got, gave=True), _sides(tables, gave, gave=False)
    return Body(
        own,
        _distinct([row[1] for row in rows]),
        _distinct([row[2] for row in rows]),
        str(best[3]),
        GROUPS[said or str(best[3])],
        _text(best[4]),
        _text(best[5]),
        _text(best[6]),
        said,
        _text(best[8]),
        next((str(row[9]) for row in rows if row[9]), None),
        _summed(funders),
        _summed(recipients),
        funders,
        recipients,
        tuple(
            sorted(
                (
                    (_year(year), str(currency), _int(n), _int(total))
                    for year, currency, n, total in ask(tables, questions.years, got)
                ),
                key=lambda each: (each[1], each[0] or 0),
            )
        ),
        _repeats(tables, got),
    )


def _repeats(tables: Tables, filters: Filters) -> dict[str, int]:
    rows = tables.ask(
        f"SELECT kind, count(*) FROM ({sql(questions.listing, filters, dialect=tables.dialect)}) "  # noqa: S608
        "WHERE kind IS NOT NULL GROUP BY kind ORDER BY kind"
    )
    return {str(kind): _int(count) for kind, count in rows}


def _sides(tables: Tables, filters: Filters, *, gave: bool) -> tuple[Side, ...]:
    found = [
        Side(_text(key), _text(name), str(currency), _int(count), _int(total))
        for key, currency, name, count, total in ask(tables, questions.partners, filters, gave)
    ]
    return tuple(sorted(found, key=lambda each: (each.currency, -each.total, each.key or "")))


def _summed(sides: Sequence[Side]) -> tuple[Side, ...]:
    """The same by currency alone."""
    made: dict[str, Side] = {}
    for each in sides:
        before = made.get(each.currency, Side(None, None, each.currency, 0, 0))
        made[each.currency] = replace(before, grants=before.grants + each.grants, total=before.total + each.total)
    return tuple(made[currency] for currency in sorted(made))


def _distinct(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values if value is not None))


def _int(value: object) -> int:
    return int(value) if isinstance(value, int) else 0


def _year(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
