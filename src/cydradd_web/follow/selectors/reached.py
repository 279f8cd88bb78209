"""Where the money of all rounds went, and how far to few; each currency by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.cycle.report import formats
from cydradd.cycle.report.formats import Segment, segments
from cydradd.cycle.report.words import say
from cydradd.follow.amounts import Sums
from cydradd.follow.concentration import concentration
from cydradd.follow.concentration import lorenz as curve
from cydradd.follow.concentration_report import ConcentrationReport
from cydradd.follow.pictures.drawing import named
from cydradd.follow.reach import Award, By, Reach, Row, holdings, reach
from cydradd.follow.reach_words import LEVELS, because, percent
from cydradd.vocabulary.text import Language
from cydradd_web.follow import words
from cydradd_web.follow.addresses import written
from cydradd_web.follow.charts import Lorenz, lorenz
from cydradd_web.follow.counts import Count
from cydradd_web.follow.selectors.gathering import every_round

HOW = {By.TYPE: ("how_type", "how_unknown"), By.SIZE: ("how_size", "how_unknown")}
"""Sentences of the report that say how a figure is made."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The money of one currency as the library follows it."""

    currency: str
    by: Mapping[By, Reach]
    concentration: ConcentrationReport
    rounds: int


@dataclass(frozen=True, slots=True)
class Part:
    """One bar with its row of the table. ``label`` of ``None``: not known; hatched, and in the total.

    ``link``: the part of an address where its organisations are; ``None``: there is no such page.
    """

    label: str | None
    link: str | None
    grants: Count
    recipients: Count
    money: str
    share: str
    evidence: str
    bar: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The money by one thing. The parts add up to the total.

    Attributes:
        how: What the figures are made from. ``why``: why some of it is not known.
    """

    by: str
    sentence: str
    how: tuple[str, ...]
    why: str | None
    parts: tuple[Part, ...]
    grants: Count
    total: str


@dataclass(frozen=True, slots=True)
class Money:
    """What is shown of one currency.

    Attributes:
        few: Whether there are no more than ten recipients, who are then the ten largest too.
        unidentified: Money that names no recipient, and is in no measure of how far it went to few.
        alone, apart: The Gini index if all of that went to one more recipient, or each award to another.
    """

    currency: str
    rounds: Count
    recipients: Count
    total: str
    top10: str
    lower_half: str
    unknown: str
    few: bool
    charts: tuple[Chart, ...]
    lorenz: Lorenz | None
    gini: str | None
    hhi: str | None
    unidentified: str | None
    alone: str | None
    apart: str | None
    how: str


def followed() -> tuple[Followed, ...]:
    """The money of every currency in which something was awarded, pounds first. Eight queries."""
    awards: dict[str, list[Award]] = {}
    rounds: dict[str, int] = {}
    for told in every_round():
        if told.given:
            currency = told.round.currency
            awards.setdefault(currency, []).extend(award for _, award in told.given)
            rounds[currency] = rounds.get(currency, 0) + 1
    order = sorted(awards, key=lambda currency: (currency != "GBP", currency))
    return tuple(_followed(currency, awards[currency], rounds[currency]) for currency in order)


def _followed(currency: str, awards: Sequence[Award], rounds: int) -> Followed:
    held = holdings(awards)
    found = concentration(held.totals.values())
    report = ConcentrationReport("", None, currency, found, held.spread(), Sums(), {})
    return Followed(currency, {by: reach(awards, by, currency) for by in By}, report, rounds)


def money(language: Language) -> tuple[Money, ...]:
    """What is shown of every currency. Eight queries."""
    return tuple(shown(each, language) for each in followed())


def shown(each: Followed, language: Language) -> Money:
    """What is shown of one currency."""
    found, held = each.concentration.found, each.concentration.held
    whole = each.by[By.TYPE]
    alone, apart = held.bounds()
    lost = held.unidentified_total
    return Money(
        currency=each.currency,
        rounds=Count(each.rounds),
        recipients=Count(whole.recipients),
        total=words.money(whole.total, each.currency),
        top10=percent(found.top10_share),
        lower_half=percent(found.lower_half_share),
        unknown=percent(whole.unknown.share_money),
        few=found.recipients <= 10,
        charts=tuple(_chart(one, language) for one in each.by.values()),
        lorenz=lorenz(curve(held.totals), found.recipients, found.lower_half_share, found.top10_share),
        gini=_number(found.gini),
        hhi=_number(found.hhi),
        unidentified=words.money(lost, each.currency) if lost else None,
        alone=_number(alone.gini),
        apart=_number(apart.gini),
        how=str(say(language, "follow.how_spread")),
    )


def _number(value: Fraction | None) -> str | None:
    return None if value is None else formats.number(value)


def _chart(one: Reach, language: Language) -> Chart:
    sentence = one.as_json()["sentence"]
    said = sentence.get(str(language)) if isinstance(sentence, dict) else None
    rows, why = (*one.rows, one.unknown), because(one.unknown.reasons)
    return Chart(
        by=one.by.value,
        sentence=said if isinstance(said, str) else "",
        how=tuple(str(say(language, f"follow.{name}")) for name in HOW.get(one.by, ("how_unknown",))),
        why=None if why is None else why.side(language),
        parts=tuple(_part(row, one, language) for row in rows),
        grants=Count(one.grants),
        total=words.money(one.total, one.currency),
    )


def _part(row: Row, one: Reach, language: Language) -> Part:
    unknown = row is one.unknown
    return Part(
        label=None if unknown else named(one.label(row.key), row.key).side(language),
        link=written(row.key) if one.by in (By.TYPE, By.PLACE) else None,
        grants=Count(row.grants),
        recipients=Count(row.recipients),
        money=words.money(row.total, one.currency),
        share=percent(row.share_money),
        evidence=", ".join(f"{row.evidence.get(level, 0):,}" for level in LEVELS) if not unknown else "",
        bar=segments([("f-hb" if unknown else "f-2", row.total)], one.total),
    )
