"""The ballot as a voter sees it, and what is known of the voting while it is sealed: whether it is open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from cydradd.decide.ballots import ORDERS, order_for
from cydradd.vocabulary.money import Pence, format_money, minor_units
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.codes import hash_of
from cydradd_web.decide.models import Ballot, Project
from cydradd_web.design import selectors as design
from cydradd_web.record.selectors import body_of_last, named_by
from cydradd_web.rounds.selectors.evidence import acts_of, last_day, open_window
from cydradd_web.rounds.selectors.live import currency_of

CAST = "decide.ballot_cast"


@dataclass(frozen=True, slots=True)
class Voting:
    """Where the voting of a round stands.

    Attributes:
        state: ``before``, ``open``, ``closed`` (not counted yet) or ``counted``.
        closes: The last day that was announced; ``None``: none was.
        ballots, changed: How many were counted, and how many of them had been changed; ``None`` before the count.
    """

    state: str
    closes: date | None = None
    ballots: int | None = None
    changed: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether people can vote now."""
        return self.state == "open"


def voting(round_id: int, at: datetime) -> Voting:
    """Where the voting of a round stands at an instant. Five queries at most."""
    if open_window(round_id, "ballot", at=at) is not None:
        return Voting("open", last_day(round_id, "ballot"))
    acts = acts_of(round_id, at=at)
    if acts.published("ballots") is not None:
        body: dict[str, Any] = body_of_last(round_id, "decide.ballots_published") or {}
        return Voting("counted", None, body.get("ballots"), body.get("changed"))
    return Voting("before" if acts.opened("ballot") is None else "closed")


@dataclass(frozen=True, slots=True)
class Line:
    """One project on the ballot, in the language of the page. ``other``: its title is in this other language."""

    id: str
    title: str
    other: Language | None
    pence: Pence
    cost: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot in the order of one voter. ``order``: which of the published orders, from 1."""

    lines: tuple[Line, ...]
    order: int
    money: str
    total: str
    cast: bool

    @property
    def chosen(self) -> tuple[Line, ...]:
        """The projects that are chosen."""
        return tuple(line for line in self.lines if line.chosen)


def paper(
    round_id: int, code: str, language: Language, *, pseudonym: str | None, choices: Collection[str] | None = None
) -> Paper:
    """The ballot of whoever has a code. Five queries.

    Args:
        pseudonym: Of the ballot that was cast with it; ``None``: none was.
        choices: What is chosen on the page; ``None``: what was cast, to be changed.
    """
    cast = None if pseudonym is None else Ballot.objects.filter(round_id=round_id, voter=pseudonym, live=True).first()
    chosen = set(choices) if choices is not None else {project for project, _ in cast.support} if cast else set()
    order = int(hash_of(code)[:8], 16) % ORDERS
    found = {line.id: line for line in _lines(round_id, language, chosen)}
    currency, money, seed = _money(round_id)
    total = sum(line.pence for line in found.values() if line.chosen)
    lines = tuple(found[name] for name in order_for(seed, order, list(found)))
    return Paper(lines, order + 1, money, format_money(Pence(total), currency), cast is not None)


def titles(round_id: int, choices: Collection[str], language: Language) -> tuple[Line, ...]:
    """The projects that were chosen and not sent. One query."""
    if not choices:
        return ()
    return tuple(line for line in _lines(round_id, language, set(choices)) if line.chosen)


def _lines(round_id: int, language: Language, chosen: Collection[str]) -> list[Line]:
    rows = list(Project.objects.filter(round_id=round_id).select_related("round"))
    found = []
    for row in rows:
        title = Bilingual(row.title_cy, row.title_en).either(language) or (row.identifier, language)
        pence = minor_units(Fraction(row.cost), row.round.currency)
        shown = format_money(pence, row.round.currency)
        other = None if title[1] is language else title[1]
        found.append(Line(row.identifier, title[0], other, pence, shown, row.identifier in chosen))
    return found


def _money(round_id: int) -> tuple[str, str, str]:
    """Currency, money to be shared, and the seed of the orders."""
    row = Project.objects.select_related("round").filter(round_id=round_id).first()
    if row is None:
        return "GBP", "", ""
    return row.round.currency, _pots(round_id), seed_of(row.round.settings, row.round.reference)


def money(round_id: int) -> str:
    """The money of the pots, in words; empty: there are none."""
    return _pots(round_id)


def _pots(round_id: int) -> str:
    held = sum(pot.amount for pot in design.rows(round_id, "design/pots.csv"))  # type: ignore[attr-defined]
    return format_money(Pence(held), currency_of(round_id)) if held else ""


def seed_of(settings: dict[str, Any], reference: str) -> str:
    """What the published orders are drawn with: the seed of the round, or its id where it has none."""
    seed = (settings.get("decide") or {}).get("seed")
    return str(seed) if seed else reference


def orders(round_id: int) -> tuple[tuple[str, ...], ...]:
    """Every published order of the ballot; none before it opens. One query."""
    rows = list(Project.objects.filter(round_id=round_id).select_related("round"))
    if not rows:
        return ()
    seed = seed_of(rows[0].round.settings, rows[0].round.reference)
    return tuple(order_for(seed, number, [row.identifier for row in rows]) for number in range(ORDERS))


@dataclass(frozen=True, slots=True)
class Found:
    """A ballot in the record. ``state``: ``in_force`` or ``replaced``."""

    number: int
    leaf: str
    code: str
    state: str


def ballot_by_receipt(round_id: int, code: str) -> Found | None:
    """The ballot of a receipt code, such as ``23bf-9df0-79d6``; ``None``: there is none. Two queries."""
    start = "".join(each for each in code.lower() if each in "0123456789abcdef")
    if len(start) != 12:
        return None
    entry = named_by(round_id, CAST, start)
    if entry is None:
        return None
    number, leaf = entry
    in_force = Ballot.objects.filter(round_id=round_id, live=True, number=number).exists()
    return _found(number, leaf, in_force=in_force)


def ballot_by_pseudonym(round_id: int, pseudonym: str) -> Found | None:
    """The ballot that is in force under a pseudonym; ``None``: none was cast. One query."""
    row = Ballot.objects.filter(round_id=round_id, live=True, voter=pseudonym).first()
    return None if row is None or row.number is None else _found(row.number, row.leaf, in_force=True)


def _found(number: int, leaf: str, *, in_force: bool) -> Found:
    code = "-".join(leaf[start : start + 4] for start in (0, 4, 8))
    return Found(number, leaf, code, "in_force" if in_force else "replaced")
