"""What is where: rounds, needs, organisations and money, by place; what has no known place is counted too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cydradd.follow.recipients import UNKNOWN
from cydradd.vocabulary.place import AUTHORITIES, WALES
from cydradd.vocabulary.text import Language
from cydradd_web.design import selectors as design
from cydradd_web.follow import words
from cydradd_web.follow.addresses import read, written
from cydradd_web.follow.selectors.bodies import Joined, joined
from cydradd_web.follow.selectors.gathering import Told, every_round
from cydradd_web.follow.selectors.organisations import Line, line
from cydradd_web.follow.words import Words

STEPS = 5
"""Steps of gold on the map, each a fifth of the largest amount."""


@dataclass(slots=True)
class There:
    """What there is at one place, or at no known place."""

    rounds: list[Told] = field(default_factory=list)
    needs: list[tuple[Told, Any]] = field(default_factory=list)
    organisations: list[Joined] = field(default_factory=list)
    got: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the table. ``name`` of ``None``: what has no known place. ``got``: an amount for each currency."""

    address: str
    name: str | None
    rounds: int
    needs: int
    organisations: int
    got: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One authority on the map.

    Attributes:
        row, column: Its square, from 1.
        value: Its money in few letters; ``None``: none is told.
        step: 1 to `STEPS`, by the largest amount on the map; 0: no money.
        there: Whether there is anything at all to read of it.
    """

    address: str
    name: str
    short: str
    row: int
    column: int
    value: str | None
    step: int
    there: bool


@dataclass(frozen=True, slots=True)
class Map:
    """Every place.

    Attributes:
        reached: Authorities that some money reached, of the 22.
        currency: Of the amounts on the tiles; other currencies stand in the table alone.
        steps: The most that each step of gold stands for.
        wales, unknown: Money of Wales as a whole, and of no known place, in the map's currency; ``None``: none.
    """

    tiles: tuple[Tile, ...]
    places: tuple[Place, ...]
    reached: int
    currency: str
    steps: tuple[str, ...]
    wales: str | None
    unknown: str | None


@dataclass(frozen=True, slots=True)
class RoundThere:
    """A round in the list of a place."""

    slug: str
    reference: str
    title: Words | None


@dataclass(frozen=True, slots=True)
class NeedThere:
    """A need stated at a place, with the round that states it."""

    title: Words | None
    id: str
    size: str
    round: RoundThere


@dataclass(frozen=True, slots=True)
class Page:
    """One place. ``name`` of ``None``: what has no known place. ``known``: whether we hold a name of it."""

    code: str
    name: str | None
    whole: bool
    rounds: tuple[RoundThere, ...]
    needs: tuple[NeedThere, ...]
    organisations: tuple[Line, ...]
    got: tuple[str, ...]


def everywhere() -> dict[str, There]:
    """What there is at each place by its code, ``unknown`` among them. Nine queries."""
    rounds, needs = every_round(), design.by_round("design/needs.csv")
    found = {code: There() for code in (WALES, *(each.code for each in AUTHORITIES), UNKNOWN)}

    def at(code: str | None) -> There:
        return found.setdefault(code or UNKNOWN, There())

    for told in rounds:
        at(told.round.place).rounds.append(told)
        for need in needs.get(told.round.id, ()):
            at(need.place).needs.append((told, need))
        for _body, award in told.given:
            got, currency = at(award.place).got, told.round.currency
            got[currency] = got.get(currency, 0) + award.amount
    for one in joined(rounds).values():
        at(one.place).organisations.append(one)
    return found


def _address(code: str) -> str:
    return written(code)


def places(language: Language) -> Map:
    """Every place with what there is, and the map of the authorities. Nine queries."""
    there = everywhere()
    currency = _currency(there.values())
    amounts = {each.code: there[each.code].got.get(currency, 0) for each in AUTHORITIES}
    most = max(amounts.values())
    tiles = tuple(
        Tile(
            address=_address(each.code),
            name=each.name.side(language) or each.code,
            short=each.short,
            row=each.row,
            column=each.column,
            value=words.short(amounts[each.code], currency) if there[each.code].got.get(currency) else None,
            step=-(-STEPS * amounts[each.code] // most) if most > 0 and amounts[each.code] > 0 else 0,
            there=there[each.code] != There(),
        )
        for each in sorted(AUTHORITIES, key=lambda each: (each.row, each.column))
    )
    return Map(
        tiles=tiles,
        places=tuple(_place(code, each, language) for code, each in _ordered(there, language)),
        reached=sum(any(there[each.code].got.values()) for each in AUTHORITIES),
        currency=currency,
        steps=tuple(words.short(most * step // STEPS, currency) for step in range(1, STEPS + 1)) if most > 0 else (),
        wales=_amount(there[WALES], currency),
        unknown=_amount(there[UNKNOWN], currency),
    )


def _currency(everywhere: Iterable[There]) -> str:
    """The currency of the map: pounds where any money is in pounds, else that of most places."""
    counted: dict[str, int] = {"GBP": 0}
    for each in everywhere:
        for currency in each.got:
            counted[currency] = counted.get(currency, 0) + 1
    return "GBP" if counted["GBP"] else max(sorted(counted), key=lambda currency: counted[currency])


def _amount(there: There, currency: str) -> str | None:
    return words.money(there.got[currency], currency) if there.got.get(currency) else None


def _ordered(there: Mapping[str, There], language: Language) -> list[tuple[str, There]]:
    """Wales, then places by name, then what is not known."""

    def key(code: str) -> tuple[int, str]:
        first = {WALES: 0, UNKNOWN: 2}.get(code, 1)
        return first, (words.place(code, language) or code).casefold()

    return [(code, there[code]) for code in sorted(there, key=key)]


def _place(code: str, there: There, language: Language) -> Place:
    return Place(
        address=_address(code),
        name=None if code == UNKNOWN else words.place(code, language),
        rounds=len(there.rounds),
        needs=len(there.needs),
        organisations=len(there.organisations),
        got=words.sums(there.got),
    )


def place(address: str, language: Language) -> Page | None:
    """One place; ``None``: nobody names a place so. Nine queries."""
    code = read(address)
    there = everywhere().get(code) if code else None
    if code is None or there is None:
        return None
    return Page(
        code=code,
        name=None if code == UNKNOWN else words.place(code, language),
        whole=code == WALES,
        rounds=tuple(_round(told, language) for told in there.rounds),
        needs=tuple(_need(told, need, language) for told, need in there.needs),
        organisations=_lines(there.organisations, language),
        got=words.sums(there.got),
    )


def _lines(found: Sequence[Joined], language: Language) -> tuple[Line, ...]:
    return tuple(line(one, language) for one in sorted(found, key=lambda one: (one.name.casefold(), one.body)))


def _round(told: Told, language: Language) -> RoundThere:
    return RoundThere(told.round.slug, told.round.reference, words.words(told.round.title, language))


def _need(told: Told, need: Any, language: Language) -> NeedThere:
    size = words.money(need.size, told.round.currency)
    return NeedThere(words.words(need.title, language), need.id, size, _round(told, language))
