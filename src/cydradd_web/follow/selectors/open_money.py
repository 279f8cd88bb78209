"""Where the money of the open data went, how far to few, who holds it, and what is in none of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from cydradd.cycle.report.formats import Segment, segments
from cydradd.follow import measured
from cydradd.follow.amounts import Sums
from cydradd.follow.concentration import Concentration, Spread
from cydradd.follow.concentration_report import ConcentrationReport
from cydradd.follow.flows import concentration, reach
from cydradd.follow.pictures.drawing import named
from cydradd.follow.reach import By, Left, Reach, Row
from cydradd.follow.reach_words import percent
from cydradd.follow.recipients import INDIVIDUAL
from cydradd.follow.warehouse.measures import Measured
from cydradd.follow.warehouse.offered import Holder, holders
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Language
from cydradd_web.follow import words
from cydradd_web.follow.addresses import written
from cydradd_web.follow.counts import Count
from cydradd_web.follow.selectors.open_flow import Places, places
from cydradd_web.follow.selectors.reached import Chart, Followed, Money, shown

if TYPE_CHECKING:
    from cydradd.follow.warehouse.questions import Filters
    from cydradd.follow.warehouse.store import Warehouse

BARS = 15
"""Parts that have a bar of their own; the others share one. The table has all of them."""
LARGEST = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``label`` of ``None``: not known; hatched. ``many``: so many parts together. ``href``: its grants."""

    label: str | None
    many: Count | int
    href: str | None
    money: str
    share: str
    bar: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A recipient with its money. ``address`` of ``None``: it has no page; ``person``: a person, who is not named."""

    name: str | None
    address: str | None
    person: bool
    grants: Count
    money: str
    share: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Grants, or amounts of contracts, that are in no number of the page."""

    what: str
    grants: Count
    money: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file that grants come from."""

    file: str
    sha256: str
    grants: Count


@dataclass(frozen=True, slots=True)
class OpenMoney:
    """The page.

    Attributes:
        most: The part with most money, and its share.
        places: The map of the authorities, where the money is shown by place and some is in one of them.
        beneficiary: Places are those of the people a grant is for. ``april``: years run from 1 April.
        contracts: What the same files of open data hold of contracts: ``measure`` that the command asks by, its name.
        negative: A recipient's total is below nothing.
    """

    grants: Count
    money: Money
    chart: Chart
    most: tuple[str, str] | None
    bars: tuple[Bar, ...]
    places: Places | None
    beneficiary: bool
    april: bool
    held: tuple[Held, ...]
    holders: Count
    others: tuple[Apart, ...]
    excluded: tuple[Apart, ...]
    contracts: tuple[tuple[str, Apart], ...]
    unreadable: Count
    sources: Sequence[Source]
    negative: bool


def open_money(warehouse: Warehouse, filters: Filters, by: By, query: str, language: Language) -> OpenMoney:
    """The page of some grants. No currency is converted or added to another."""
    asked = _in_time(measured.reach(warehouse, filters, by))
    others = tuple(_apart(code, left, code) for code, left in sorted(asked.other_currencies.items()))
    kinds = asked if by is By.TYPE else reach(warehouse, filters, By.TYPE)
    found, negative = _concentration(warehouse, filters, asked)
    money = shown(Followed(filters.currency, {by: asked, By.TYPE: kinds}, found, 0), language)
    chart = next(each for each in money.charts if each.by == by.value)
    who = holders(warehouse, filters)
    return OpenMoney(
        grants=Count(asked.grants),
        money=money,
        chart=chart,
        most=_most(asked, language),
        bars=_bars(asked, chart, query),
        places=places(asked, language) if by is By.PLACE else None,
        beneficiary=filters.beneficiary,
        april=filters.april,
        held=tuple(_held(each, asked) for each in who[:LARGEST]),
        holders=Count(len(who)),
        others=others,
        excluded=tuple(_apart(why, left, filters.currency) for why, left in sorted(asked.excluded.items())),
        contracts=tuple(
            (name, _apart(Measured(name).many.side(language) or name, left, filters.currency))
            for name, left in (asked.other_measures or {}).items()
        ),
        unreadable=Count(asked.not_summable),
        sources=[Source(str(one["file"]), str(one["sha256"]), _count(one["grants"])) for one in asked.sources],
        negative=negative,
    )


def _in_time(found: Reach) -> Reach:
    """Years in their order; other parts stay with the largest first."""
    return replace(found, rows=tuple(sorted(found.rows, key=lambda row: row.key))) if found.by is By.YEAR else found


def _concentration(warehouse: Warehouse, filters: Filters, asked: Reach) -> tuple[ConcentrationReport, bool]:
    """How far to few; where it cannot be measured nothing is measured, and why is told."""
    try:
        return concentration(warehouse, filters), False
    except NotPossible as error:
        none = Concentration(asked.recipients, asked.total, 0, None, None, None, None)
        report = ConcentrationReport("", None, filters.currency, none, Spread(), Sums(), {})
        return report, error.code == "negative-total"


def _most(found: Reach, language: Language) -> tuple[str, str] | None:
    """The part with most money, where one has more than nothing."""
    largest = max(found.rows, key=lambda row: row.total, default=None)
    if largest is None or largest.total <= 0:
        return None
    return named(found.label(largest.key), largest.key).side(language) or largest.key, percent(largest.share_money)


def _bars(found: Reach, chart: Chart, query: str) -> tuple[Bar, ...]:
    """Bars that add up to the total: the largest parts, the others together, and what is not known."""
    shown, rest = _parted(found.rows)
    parts = dict(zip((row.key for row in found.rows), chart.parts, strict=False))
    bars = [
        Bar(parts[row.key].label, 0, _narrower(found.by, row.key, query), part.money, part.share, part.bar)
        for row in shown
        if (part := parts[row.key])
    ]
    if rest:
        total = sum(row.total for row in rest)
        share = percent(Fraction(total, found.total) if found.total else None)
        money = words.money(total, found.currency)
        bars.append(Bar("", Count(len(rest)), None, money, share, segments([("f-2", total)], found.total)))
    unknown = chart.parts[-1]
    return (*bars, Bar(None, 0, None, unknown.money, unknown.share, unknown.bar))


def _parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Those with a bar of their own, in their order, and the others."""
    if len(rows) <= BARS + 1:
        return list(rows), []
    largest = {row.key for row in sorted(rows, key=lambda row: -row.total)[:BARS]}
    return [row for row in rows if row.key in largest], [row for row in rows if row.key not in largest]


def _narrower(by: By, key: str, query: str) -> str | None:
    """The query of one part alone, for a place and for a year; ``None``: nothing narrower can be asked for."""
    asked = dict(parse_qsl(query))
    if by is By.PLACE and key != "joint":
        return urlencode(asked | {"place": key, "by": By.TYPE.value})
    if by is By.YEAR and (found := _days(key)):
        first, last = asked.get("from", ""), asked.get("to", "")
        year = {"from": max(first, found[0]), "to": min(last or "9999", found[1])}
        return urlencode(asked | year | {"by": By.TYPE.value})
    return None


def _days(key: str) -> tuple[str, str] | None:
    """The first and the last day of a year: ``2019``, or ``2019-20`` from 1 April; ``None``: it is no year."""
    year, _, after = key.partition("-")
    if not year.isdigit():
        return None
    return (f"{year:0>4}-04-01", f"{int(year) + 1:04}-03-31") if after else (f"{year:0>4}-01-01", f"{year:0>4}-12-31")


def _count(value: object) -> Count:
    return Count(value if isinstance(value, int) else 0)


def _held(one: Holder, of: Reach) -> Held:
    person = one.group == INDIVIDUAL
    named = one.key is not None and not person
    return Held(
        name=(one.name or one.key) if named else None,
        address=written(one.key) if named and one.key else None,
        person=person,
        grants=Count(one.grants),
        money=words.money(one.total, of.currency),
        share=percent(Fraction(one.total, of.total) if of.total else None),
    )


def _apart(what: str, left: Left, currency: str) -> Apart:
    return Apart(what, Count(left.grants), words.money(left.total, currency))
