"""What the money is worth after the time it took, and the reasons that were given: of results.json, to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.apply.feedback import REASONS, by_application
from cydradd.cycle.report.story import Story
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

LEAST_CELL = 5
"""Applications with one reason below which their number is not shown (evaluate.md 3.11)."""

Object = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Award:
    """One award and its hours."""

    title: Bilingual | None
    plain: str
    award: Pence | None
    apply_hours: Fraction | None
    report_hours: Fraction | None
    net: Pence | None


@dataclass(frozen=True, slots=True)
class Worth:
    """What the awards are worth after everybody's hours; ``None`` means not known.

    Attributes:
        interval: Least and most that is left, when hours are missing.
        report_missing: Awards of which the hours of reporting are not known.
    """

    awards: Pence
    cost: Pence | None
    net: Pence | None
    interval: tuple[Pence | None, Pence] | None
    rate: Pence | None
    source: Bilingual | None
    report_hours: Fraction | None
    report_missing: int
    per_award: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the list, and how many applications were given it; ``None``: too few to show."""

    sentence: Bilingual
    applications: int | None


def _object(value: JsonValue) -> Object:
    return value if isinstance(value, Mapping) else {}


def _list(value: JsonValue) -> Sequence[JsonValue]:
    return value if isinstance(value, list | tuple) else ()


def _pence(value: JsonValue) -> Pence | None:
    return Pence(value) if isinstance(value, int) else None


def _exact(value: JsonValue) -> Fraction | None:
    return Fraction(value) if isinstance(value, int | float) else None


def worth(story: Story) -> Worth | None:
    """What ``apply net`` says of the round; ``None``: nothing was calculated, or nothing is decided yet."""
    net = _object((story.results.apply or {}).get("net"))
    awards = _pence(net.get("awards_pence"))
    if awards is None:
        return None
    ends = _list(net.get("interval_pence"))
    most = _pence(ends[1]) if len(ends) == 2 else None
    source = _object(net.get("rate_source"))
    return Worth(
        awards=awards,
        cost=_pence(net.get("cost_pence")),
        net=_pence(net.get("net_funding_pence")),
        interval=None if most is None else (_pence(ends[0]), most),
        rate=_pence(net.get("rate_pence")),
        source=Bilingual(*(str(source[side]) if source.get(side) else None for side in ("cy", "en")))
        if source
        else None,
        report_hours=_exact(net.get("report_hours")),
        report_missing=len(_list(_object(net.get("missing_hours")).get("report"))),
        per_award=tuple(_award(story, _object(each)) for each in _list(net.get("per_award"))),
    )


def _award(story: Story, each: Object) -> Award:
    id = str(each.get("application"))
    titles = {row.id: row.title for row in story.tables.applications or ()}
    return Award(
        titles.get(id),
        id,
        _pence(each.get("award_pence")),
        _exact(each.get("apply_hours")),
        _exact(each.get("report_hours")),
        _pence(each.get("net_grant_pence")),
    )


def reasons_of(story: Story) -> dict[str, tuple[Bilingual, ...]]:
    """The reasons of the list that each unsuccessful application was given; never the words written to it.

    A project and its result are public by name, and a project is an organisation's, not a person.
    """
    owed = {id for id, fate in story.fates.items() if fate in ("not_funded", "ineligible")}
    told = by_application(story.tables.feedback or ())
    return {
        id: tuple(sentence for code, sentence in REASONS.items() if code in {row.code for row in told[id]})
        for id in owed & told.keys()
    }


def reasons(story: Story) -> tuple[Reason, ...]:
    """Every reason that was given to somebody unsuccessful, in the order of the list, few ones uncounted."""
    counts = Counter(sentence for given in reasons_of(story).values() for sentence in given)
    return tuple(
        Reason(sentence, counts[sentence] if counts[sentence] >= LEAST_CELL else None)
        for sentence in REASONS.values()
        if counts[sentence]
    )
