"""What is asked in proportion to the money, and what applications are worth, as the section of the design shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cydradd.cycle import proportion
from cydradd.cycle.report.contexts.names import titles as titles_of
from cydradd.cycle.report.formats import percent
from cydradd.cycle.report.story import Story
from cydradd.cycle.stage_results.design import weighing
from cydradd.design.lots import Lot, Requirement
from cydradd.design.proportionality import Report
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

RANKED = 30
"""So many applications stand in the ranking; results.json holds them all."""
FEW_DRAWS = 1
"""Enough for what is exact, and to hear why nothing can be weighed."""


@dataclass(frozen=True, slots=True)
class LotAsked:
    """One lot: what may be asked for its money and what is, and the exceptions the partners consented to."""

    lot: Lot
    report: Report
    exceptions: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One application in the order of worth. `first_*`: share of the draws in which it comes first."""

    place: int
    title: Bilingual | None
    plain: str
    worth: str
    first_partners: str | None
    first_any: str | None
    better: str | None


@dataclass(frozen=True, slots=True)
class Value:
    """The ranking by value, with how sure it is. ``ids``: all that are ranked.

    ``moved`` is ``None`` where no weights would change the winner."""

    rows: tuple[Ranked, ...]
    ids: frozenset[str]
    left_out: int
    weights: Mapping[str, Fraction]
    first_by: tuple[tuple[Partner, Bilingual | None, str], ...]
    moved: str | None
    polarisation: Fraction
    too_close: bool


def lots_asked(story: Story) -> tuple[LotAsked, ...] | None:
    """Each lot against its money. ``None``: not known (no row of the law, or no authority it binds)."""
    tables, settings = story.tables, story.settings
    found = proportion.reports(tables, settings)
    if found is None:
        return None
    excused = [row for row in tables.requirements or () if proportion.exception_consented(tables, settings, row)]
    return tuple(
        LotAsked(lot, found[lot.id], tuple(row for row in excused if row.lot == lot.id)) for lot in tables.lots or ()
    )


def value(story: Story) -> Value | Bilingual | None:
    """The ranking by value; the sentence why there is none; or ``None``: nobody scored any application.

    What is exact is worked out here again; what was drawn is read from what stands in results.json.
    """
    try:
        exact = weighing(story.tables, draws=FEW_DRAWS)
    except NotPossible as error:
        return error.sentence
    drawn = (story.results.design or {}).get("weigh")
    if exact is None or not isinstance(drawn, Mapping):
        return None
    titles = titles_of(story)
    better = dict(exact.dominated)
    rows = tuple(
        Ranked(
            place=place,
            title=titles.get(id),
            plain=id,
            worth=f"{float(exact.utility[id]):.3f}",
            first_partners=_first(drawn, "partners", id),
            first_any=_first(drawn, "simplex", id),
            better=better.get(id),
        )
        for place, id in enumerate(exact.ranking[:RANKED], 1)
    )
    winners = exact.winner_by_partner
    return Value(
        rows=rows,
        ids=frozenset(exact.ranking),
        left_out=len(exact.ranking) - len(rows),
        weights=exact.round_weights,
        first_by=tuple((partner, titles.get(winners[partner]), winners[partner]) for partner in Partner),
        moved=None if exact.weight_moved is None else percent(exact.weight_moved, 1),
        polarisation=exact.polarisation,
        too_close=drawn.get("too_close") is True,
    )


def _first(drawn: Mapping[str, JsonValue], sampler: str, id: str) -> str | None:
    """Share of the draws in which an application comes first, as people read it."""
    found: JsonValue = drawn
    for key in ("acceptability", sampler, id):
        found = found.get(key) if isinstance(found, Mapping) else None
    first = found[0] if isinstance(found, list) and found else None
    return percent(Fraction(first), 1) if isinstance(first, int | float) else None
