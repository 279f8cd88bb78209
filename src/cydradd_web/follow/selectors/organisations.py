"""The list of organisations, with what can be asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cydradd.follow.reach_words import label
from cydradd.follow.recipients import GROUPS, UNKNOWN
from cydradd.vocabulary.place import AUTHORITIES, WALES
from cydradd.vocabulary.text import Language
from cydradd_web.follow import words
from cydradd_web.follow.selectors.bodies import Joined, joined
from cydradd_web.follow.selectors.gathering import every_round


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks for: words in a name or id, a place by its code (``unknown``: none is known), a group."""

    words: str = ""
    place: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation in a list. ``place`` of ``None``: not known. ``got``: one amount for each currency."""

    address: str
    name: str
    id: str
    kind: str
    place: str | None
    rounds: int
    asked: int
    funded: int
    got: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The organisations that were asked for.

    Attributes:
        of: How many there are in all. ``funded``: how many of those asked for were funded at least once.
        got: What those asked for got, one amount for each currency.
    """

    lines: tuple[Line, ...]
    of: int
    funded: int
    got: tuple[str, ...]
    places: tuple[Choice, ...]
    types: tuple[Choice, ...]


def line(one: Joined, language: Language) -> Line:
    """One organisation as a list shows it."""
    return Line(
        address=one.body.address,
        name=one.name,
        id=one.body.id,
        kind=label("type", one.kind.group).side(language) or "",
        place=words.place(one.place, language),
        rounds=len(one.rounds),
        asked=one.asked,
        funded=one.funded,
        got=words.sums(one.got),
    )


def organisations(asked: Asked, language: Language) -> Listed:
    """Organisations by name, those alone that were asked for. Eight queries."""
    every = list(joined(every_round()).values())
    found = sorted((one for one in every if _is(one, asked)), key=lambda one: (one.name.casefold(), one.body))
    totals: dict[str, int] = {}
    for one in found:
        for currency, amount in one.got.items():
            totals[currency] = totals.get(currency, 0) + amount
    return Listed(
        lines=tuple(line(one, language) for one in found),
        of=len(every),
        funded=sum(one.funded > 0 for one in found),
        got=words.sums(totals),
        places=_places(every, asked.place, language),
        types=tuple(
            Choice(group, label("type", group).side(language) or group, group == asked.type)
            for group in dict.fromkeys(GROUPS.values())
            if group != "individual"
        ),
    )


def _is(one: Joined, asked: Asked) -> bool:
    """Whether every word is in a name or the id, and place and type are those asked for."""
    texts = " ".join([one.body.id, *(row.name for _, row in one.rows)]).casefold()
    return (
        all(word in texts for word in asked.words.casefold().split())
        and (not asked.place or asked.place == (one.place or UNKNOWN))
        and (not asked.type or asked.type == one.kind.group)
    )


def _places(every: Sequence[Joined], chosen: str, language: Language) -> tuple[Choice, ...]:
    """Wales, its authorities, what else is told, and unknown."""
    told = sorted({one.place for one in every if one.place})
    codes = dict.fromkeys([WALES, *(each.code for each in AUTHORITIES), *told])
    named = [Choice(code, words.place(code, language) or code, code == chosen) for code in codes]
    unknown = label("type", UNKNOWN).side(language) or UNKNOWN
    return (*named, Choice(UNKNOWN, unknown, chosen == UNKNOWN))
