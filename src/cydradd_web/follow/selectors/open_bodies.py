"""Organisations and funders of the open data: found by words, and each with its grants. People have no page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from cydradd.follow import finding
from cydradd.follow.finding import Body, Grant, Side
from cydradd.follow.reach import By
from cydradd.follow.recipients import INDIVIDUAL
from cydradd.follow.warehouse import questions
from cydradd.follow.warehouse.asking import ask
from cydradd.follow.warehouse.offered import Offered, count_grants, holders
from cydradd.follow.warehouse.questions import Filters
from cydradd.vocabulary.text import Language
from cydradd_web.components.paging import Paging
from cydradd_web.follow import words
from cydradd_web.follow.addresses import written
from cydradd_web.follow.counts import Count
from cydradd_web.follow.open_filters import place_label, usual_currency

if TYPE_CHECKING:
    from cydradd.follow.warehouse.store import Warehouse

MOST = 1_000
"""Found bodies, at most: whoever meets more writes another word."""
PARTNERS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One body in a list. ``in_grant``: its name does not hold every word; title or description of a grant does."""

    name: str
    key: str
    address: str
    in_grant: bool
    grants: Count
    money: str


@dataclass(frozen=True, slots=True)
class With:
    """Money with another body. ``address`` of ``None``: it has no page; ``person``: a person."""

    name: str | None
    address: str | None
    person: bool
    grants: Count
    money: str


@dataclass(frozen=True, slots=True)
class Year:
    """Money of one year; ``None``: no day of award can be read."""

    year: int | None
    grants: Count
    money: str


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One grant in a list; of a person neither name nor title."""

    row_no: int
    title: str | None
    id: str | None
    on: str | None
    money: str | None
    written: str | None
    other: With
    programme: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class BodyPage:
    """One body: as a recipient, or with ``gave`` as a funder.

    Attributes:
        partners: The others, of whom ``more`` are not listed.
        flow: The query of its flow, in the currency of most of its grants.
    """

    body: Body
    name: str
    gave: bool
    address: str
    other_names: tuple[str, ...]
    kind: object
    rule: object
    level: object
    place: str | None
    sums: tuple[tuple[Count, str], ...]
    partners: tuple[With, ...]
    more: Count
    years: tuple[Year, ...]
    also: bool
    count: Count
    exact: Count
    conflict: Count
    flow: str | None


def search(warehouse: Warehouse, offered: Offered, text: str, gave: bool) -> list[Line]:
    """Bodies by words, by name first; without words those with most money in the usual currency."""
    currency = usual_currency(offered)
    if text.split():
        found = finding.search(warehouse, text, gave=gave, currency=currency, most=MOST)
        listed = [(each.key, each.name, not each.in_name, each.grants, each.total) for each in found]
    elif gave:
        sides = ask(warehouse, questions.partners, Filters(), True)
        money = {str(key): _int(total) for key, code, _, _, total in sides if code == currency}
        listed = [
            (each.key, each.name, False, each.grants, money.get(each.key, 0)) for each in offered.funders.values()
        ]
        listed.sort(key=lambda each: (-each[4], each[1] or ""))
    else:
        listed = [
            (each.key, each.name, False, each.grants, each.total)
            for each in holders(warehouse, Filters(currency=currency))[:MOST]
            if each.key is not None
        ]
    return [
        Line(_named(offered, key, name, gave), key, written(key), odd, Count(grants), words.money(total, currency))
        for key, name, odd, grants, total in listed
        if key not in offered.people
    ]


def _named(offered: Offered, key: str, name: str | None, gave: bool) -> str:
    """A funder by the name under which it gave most."""
    return offered.funders[key].name if gave and key in offered.funders else name or key


def body_page(
    warehouse: Warehouse, offered: Offered, key: str, gave: bool, language: Language
) -> tuple[BodyPage, Filters] | None:
    """One body; ``None``: there is none, it is a person, or it got (``gave``: gave) nothing."""
    found = finding.body(warehouse, key)
    if found is None or found.group == INDIVIDUAL or found.key in offered.people:
        return None
    filters = Filters(funder=found.key) if gave else Filters(recipient=found.key)
    count = count_grants(warehouse, filters)
    if not count:
        return None
    sides = found.recipients if gave else found.funders
    others = count_grants(warehouse, Filters(recipient=found.key) if gave else Filters(funder=found.key))
    name = _named(offered, found.key, found.names[0] if found.names else None, gave)
    sums = sorted(found.gave if gave else found.got, key=lambda side: (-side.grants, side.currency))
    page = BodyPage(
        body=found,
        name=name,
        gave=gave,
        address=written(found.key),
        other_names=tuple(each for each in found.names if each != name),
        kind=words.CLASSES.get(found.said or found.code, found.code),
        rule=words.RULES.get(found.rule or ""),
        level=words.LEVELS.get(found.level or ""),
        place=place_label(found.place, offered, language) if found.place else None,
        sums=tuple((Count(each.grants), words.money(each.total, each.currency)) for each in sums),
        partners=tuple(_with(each, offered) for each in sides[:PARTNERS]),
        more=Count(max(0, len(sides) - PARTNERS)),
        years=_years(warehouse, filters),
        also=others > 0,
        count=Count(count),
        exact=Count(found.repeats.get("exact", 0)),
        conflict=Count(found.repeats.get("conflict", 0)),
        flow=_flow(found.key, sums[0].currency, gave) if sums else None,
    )
    return page, filters


def _flow(key: str, currency: str, gave: bool) -> str:
    """What a funder gave, by kind of recipient; what an organisation got, by year."""
    by = By.TYPE if gave else By.YEAR
    return urlencode({"funder" if gave else "recipient": key, "currency": currency, "by": by.value})


def _years(warehouse: Warehouse, filters: Filters) -> tuple[Year, ...]:
    """Years in their order, each currency by itself; what has no day is last."""
    found = [
        (year if isinstance(year, int) else None, str(currency), _int(grants), _int(total))
        for year, currency, grants, total in ask(warehouse, questions.years, filters)
    ]
    found.sort(key=lambda each: (each[0] is None, each[0] or 0, each[1]))
    return tuple(Year(year, Count(grants), words.money(total, currency)) for year, currency, grants, total in found)


def _with(side: Side, offered: Offered) -> With:
    person = side.key in offered.people
    named = side.key is not None and not person
    return With(
        name=(side.name or side.key) if named else None,
        address=written(side.key) if named and side.key else None,
        person=person,
        grants=Count(side.grants),
        money=words.money(side.total, side.currency),
    )


def listed(
    warehouse: Warehouse, filters: Filters, paging: Paging, offered: Offered, *, gave: bool = True
) -> list[GrantLine]:
    """One page of the grants. ``gave``: the other side that is shown is who got them, else who gave them."""
    found = finding.grants(warehouse, filters, most=paging.size, skip=paging.start)
    return list(grant_lines(found, offered, gave))


def grant_lines(found: Iterable[Grant], offered: Offered, gave: bool) -> Iterable[GrantLine]:
    """Grants as a list shows them."""
    for each in found:
        person = each.to_group == INDIVIDUAL
        key, name = (each.to_key, each.to_name) if gave else (each.from_key, each.from_name)
        hidden = (person and gave) or key in offered.people
        readable = each.minor_units is not None and each.currency is not None
        yield GrantLine(
            row_no=each.row_no,
            title=None if person else each.title,
            id=each.id,
            on=each.awarded_on.isoformat() if each.awarded_on else None,
            money=words.money(each.minor_units or 0, each.currency or "") if readable else None,
            written=None if readable else each.amount_text,
            other=With(
                name=None if hidden else name or key,
                address=written(key) if key and not hidden else None,
                person=hidden,
                grants=Count(1),
                money="",
            ),
            programme=each.programme,
            kind=each.kind,
        )


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
