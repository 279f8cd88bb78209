"""The lists over all rounds as files: organisations, places, and the tables of the money, as the pages show them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from cydradd.cycle.report.formats import decimal
from cydradd.follow.concentration import lorenz
from cydradd.follow.reach import By, Reach, Row
from cydradd.follow.reach_words import label
from cydradd.vocabulary.money import Pence, major_units
from cydradd.vocabulary.place import place_name
from cydradd.vocabulary.text import Bilingual
from cydradd_web.downloads.lists import Column, Listing
from cydradd_web.follow.selectors.bodies import joined
from cydradd_web.follow.selectors.gathering import every_round
from cydradd_web.follow.selectors.places import everywhere
from cydradd_web.follow.selectors.reached import Followed, followed

Line = list[str | None]


def _columns(text: str = "", whole: str = "", numbers: str = "") -> tuple[Column, ...]:
    """Columns by kind: text, whole numbers, and values that JSON holds as they are."""
    kinds = (("text", text), ("whole", whole), ("json", numbers))
    return tuple(Column(name, kind) for kind, names in kinds for name in names.split())


_REACH = _columns(
    "currency by key label_cy label_en",
    "grants recipients sum_pence evidence_strong evidence_medium evidence_weak",
    "share_grants share_money",
)
_CONCENTRATION = _columns(
    "currency",
    "recipients sum_pence zero_totals unidentified_grants unidentified_sum_pence",
    "top10_share lower_half_share hhi gini",
)
_LORENZ = _columns("currency", "", "share_recipients share_money")
_ORGANISATIONS = _columns("id round name class group rule level place", "rounds applications funded")
_PLACES = _columns("code name_cy name_en", "rounds needs organisations")


def _number(value: Fraction | None) -> str | None:
    return None if value is None else json.dumps(float(value))


def _reach(by: By) -> Callable[[Followed], Iterator[Line]]:
    return lambda each: _parts(each.by[by])


def _parts(found: Reach) -> Iterator[Line]:
    for row in (*found.rows, found.unknown):
        yield _part(found, row)


def _part(found: Reach, row: Row) -> Line:
    """One row; what is not known has the key ``unknown``, and is always there."""
    named = label("type", row.key) if row.key == "unknown" else found.label(row.key)
    levels = (row.evidence.get(level, 0) for level in ("strong", "medium", "weak"))
    counts = (str(value) for value in (row.grants, row.recipients, row.total, *levels))
    shares = (_number(row.share_grants), _number(row.share_money))
    return [found.currency, found.by.value, row.key, named.cy, named.en, *counts, *shares]


def _concentration(each: Followed) -> Iterator[Line]:
    found, held = each.concentration.found, each.concentration.held
    counts = (found.recipients, found.total, found.zero_totals, held.unidentified.total(), held.unidentified_total)
    measures = (found.top10_share, found.lower_half_share, found.hhi, found.gini)
    yield [each.currency, *map(str, counts), *map(_number, measures)]


def _lorenz(each: Followed) -> Iterator[Line]:
    for people, money in lorenz(each.concentration.held.totals):
        yield [each.currency, _number(people), _number(money)]


_MONEY: Mapping[str, tuple[tuple[Column, ...], Callable[[Followed], Iterator[Line]]]] = {
    **{f"money-by-{by.value}": (_REACH, _reach(by)) for by in By},
    "money-concentration": (_CONCENTRATION, _concentration),
    "money-lorenz": (_LORENZ, _lorenz),
}


def _awarded(gots: Iterable[Mapping[str, int]]) -> tuple[str, ...]:
    """Every currency in which somebody was awarded money, in order."""
    return tuple(sorted({currency for got in gots for currency in got}))


def _amounts(got: Mapping[str, int], currencies: Iterable[str]) -> Line:
    """What was awarded in each currency, as a decimal of its major units; blank where nothing was."""
    return [decimal(major_units(Pence(got[each]), each), each) if each in got else None for each in currencies]


def _with_awards(name: str, columns: tuple[Column, ...], lines: Iterable[tuple[Line, Mapping[str, int]]]) -> Listing:
    """A list whose last columns are what was awarded, one for each currency: ``awarded_GBP``."""
    told = list(lines)
    currencies = _awarded(got for _, got in told)
    amounts = tuple(Column(f"awarded_{currency}", "amount") for currency in currencies)
    return Listing(name, columns + amounts, [[*line, *_amounts(got, currencies)] for line, got in told])


def _organisations() -> Iterator[tuple[Line, Mapping[str, int]]]:
    """Every organisation by its id, with its awards; people are in no list."""
    found = joined(every_round())
    for body in sorted(found, key=lambda body: (body.id, body.round or "")):
        one = found[body]
        kind, counts = one.kind, (len(one.rounds), one.asked, one.funded)
        told = [body.id, body.round, one.name, kind.code, kind.group, kind.rule, kind.level, one.place]
        yield [*told, *map(str, counts)], one.got


def _places() -> Iterator[tuple[Line, Mapping[str, int]]]:
    """Every place by its code, with its awards; the last is what has no known place."""
    there = everywhere()
    for code in sorted(there, key=lambda code: (code == "unknown", code)):
        each, named = there[code], place_name(code) or Bilingual()
        counts = (len(each.rounds), len(each.needs), len(each.organisations))
        yield [code, named.cy, named.en, *map(str, counts)], each.got


def reach_listing(name: str, found: Reach) -> Listing:
    """One answer as a list: its parts, and what is not known."""
    return Listing(name, _REACH, list(_parts(found)))


def money_listing(name: str, each: Followed) -> Listing:
    """One table of the money of one currency. Raises `KeyError` where there is no such table."""
    columns, lines = _MONEY[name]
    return Listing(name, columns, list(lines(each)))


NAMES = ("organisations", "places", *_MONEY)
"""Every list over all rounds, by the name that its address has."""


def listing(name: str) -> Listing:
    """One list over all rounds. Nine queries at most. Raises `KeyError` where there is no such list."""
    if name == "organisations":
        return _with_awards(name, _ORGANISATIONS, _organisations())
    if name == "places":
        return _with_awards(name, _PLACES, _places())
    columns, lines = _MONEY[name]
    return Listing(name, columns, [line for each in followed() for line in lines(each)])
