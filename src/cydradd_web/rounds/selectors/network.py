"""What the home of the network tells over all rounds: what is open, what changed, what came of it, who was paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q

from cydradd.cycle.report import formats
from cydradd.follow.reach_words import label, percent, sentence
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Language
from cydradd_web.record.selectors.lately import Change, lately
from cydradd_web.rounds.models import Round, Tally
from cydradd_web.rounds.selectors.lines import LAST, Line, line, lines
from cydradd_web.rounds.tallies import UNKNOWN

OPEN_SHOWN = 6
CHANGES_SHOWN = 7
FILLS = {"third_sector": "f-t", "statutory": "f-p", UNKNOWN: "f-h"}
"""Colour of a type in the bar: a partner's own, the hatch of what is not known, grey for the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """One change and the round it belongs to."""

    line: Line
    change: Change
    day: str


@dataclass(frozen=True, slots=True)
class Paid:
    """Money of one currency. ``agreed``: what was promised. ``unknown``: rounds with agreements and no payments."""

    paid: str
    agreed: str
    rounds: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the money. ``x`` and ``width`` are per cent of the bar, as SVG writes them."""

    key: str
    name: str
    grants: int
    money: str
    share: str
    fill: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Reached:
    """Who the money reached, in one currency, over all rounds that know it. The unknown part is the last."""

    currency: str
    sentence: str
    parts: tuple[Share, ...]
    grants: int
    total: str
    rounds: int
    third: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Achieved:
    """What came of all rounds together. Each ``..._unknown`` belongs to the figure before it.

    Attributes:
        people: Everybody who answered; a person who answered in two rounds counts twice.
        people_unknown: Those of them whose partner is not known.
        unheard: Rounds of which nothing of the listening is in the files.
        measured: Outcomes with a measurement, of ``outcomes``.
        findings: Studies; ``unclear`` of them show no clear difference.
    """

    paid: tuple[Paid, ...]
    people: int
    people_unknown: int
    unheard: int
    outcomes: int
    measured: int
    findings: int
    unclear: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything the home page tells. ``open_of``, ``of``: how many rounds are under way, and how many there are."""

    open: tuple[Line, ...]
    open_of: int
    of: int
    listening: bool
    applying: bool
    changes: tuple[Told, ...]
    achieved: Achieved
    reached: tuple[Reached, ...]


def under_way() -> Q:
    """Rounds that are not finished."""
    return ~Q(**{f"stages__{LAST}": "done"})


def home(language: Language, today: date | None = None) -> Home:
    """What the home page tells; `today` as of `lines`. Seven queries, however many rounds."""
    rows = list(Round.objects.filter(under_way())[:OPEN_SHOWN])
    shown = sorted(lines(rows, language, today), key=lambda each: each.window is None)
    tallies = list(Tally.objects.values())
    currencies = dict(Round.objects.values_list("pk", "currency"))
    return Home(
        open=tuple(shown),
        open_of=Round.objects.filter(under_way()).count(),
        of=len(currencies),
        listening=any(each.window == "listen" for each in shown),
        applying=any(each.window == "call" for each in shown),
        changes=_changes(language),
        achieved=_achieved(tallies, currencies),
        reached=_reached(tallies, currencies, language),
    )


def _changes(language: Language) -> tuple[Told, ...]:
    found = lately(language, CHANGES_SHOWN)
    rows = Round.objects.in_bulk({change.round_id for change in found})
    return tuple(
        Told(line(rows[change.round_id], language), change, formats.day(change.at, language))
        for change in found
        if change.round_id in rows
    )


Row = Mapping[str, Any]
Rows = Sequence[Row]


def _total(tallies: Rows, name: str) -> int:
    """The sum of what is known."""
    return sum(value for each in tallies if isinstance(value := each[name], int))


def _by_currency(tallies: Rows, currencies: dict[int, str]) -> Mapping[str, Rows]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for each in tallies:
        if (currency := currencies.get(each["round_id"])) is not None:
            found[currency].append(each)
    return dict(sorted(found.items()))


def _achieved(tallies: Rows, currencies: dict[int, str]) -> Achieved:
    return Achieved(
        paid=tuple(
            _paid(rows, currency)
            for currency, rows in _by_currency(tallies, currencies).items()
            if any(each["agreed"] is not None or each["paid"] is not None for each in rows)
        ),
        people=_total(tallies, "people"),
        people_unknown=_total(tallies, "people_unknown"),
        unheard=len(currencies) - sum(each["people"] is not None for each in tallies),
        outcomes=_total(tallies, "outcomes"),
        measured=_total(tallies, "measured"),
        findings=_total(tallies, "findings"),
        unclear=_total(tallies, "unclear"),
    )


def _paid(rows: Rows, currency: str) -> Paid:
    return Paid(
        paid=format_money(Pence(_total(rows, "paid")), currency),
        agreed=format_money(Pence(_total(rows, "agreed")), currency),
        rounds=sum(each["paid"] is not None for each in rows),
        unknown=sum(each["paid"] is None and each["agreed"] is not None for each in rows),
    )


def _reached(tallies: Rows, currencies: dict[int, str], language: Language) -> tuple[Reached, ...]:
    told = (
        reached_in(currency, [each for each in rows if each["reach"]], language)
        for currency, rows in _by_currency(tallies, currencies).items()
    )
    return tuple(each for each in told if each is not None)


def reached_in(currency: str, rows: Rows, language: Language) -> Reached | None:
    """The parts of all rounds added up, the largest first and what is not known last; ``None``: no money is told."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for each in rows:
        for key, grants, money in each["reach"]:
            sums[key][0] += grants
            sums[key][1] += money
    total, grants = sum(money for _, money in sums.values()), sum(count for count, _ in sums.values())
    if total <= 0 or any(money < 0 for _, money in sums.values()):
        return None
    order = sorted(sums, key=lambda key: (key == UNKNOWN, -sums[key][1], key))
    parts, before = [], 0
    for key in order:
        parts.append(_share(key, sums[key], before, total, currency, language))
        before += sums[key][1]
    third, unknown = (
        Fraction(sums[key][1], total) if key in sums else Fraction(0) for key in ("third_sector", UNKNOWN)
    )
    told = sentence(_total(rows, "recipients"), Pence(total), currency, third, unknown)[0].side(language)
    return Reached(
        currency=currency,
        sentence=str(told),
        parts=tuple(parts),
        grants=grants,
        total=format_money(Pence(total), currency),
        rounds=len(rows),
        third=percent(third),
        unknown=percent(unknown),
    )


def _share(key: str, found: list[int], before: int, total: int, currency: str, language: Language) -> Share:
    grants, money = found
    return Share(
        key=key,
        name=str(label("type", key).side(language)),
        grants=grants,
        money=format_money(Pence(money), currency),
        share=percent(Fraction(money, total)),
        fill=FILLS.get(key, "f-l"),
        x=f"{100 * before / total:.4f}%",
        width=f"{100 * money / total:.4f}%",
    )
