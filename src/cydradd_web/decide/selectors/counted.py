"""What officers and assessors choose from: applications to score, projects to award, pots to pay from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from cydradd.cycle.evidence import Evidence
from cydradd.cycle.interests import recusals
from cydradd.cycle.pots_of_round import proposals
from cydradd.design.criteria import Criterion
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Language
from cydradd_web.decide.models import Award, Score
from cydradd_web.rounds.selectors.evidence import evidence


@dataclass(frozen=True, slots=True)
class ToScore:
    """One application for an assessor. ``done``: how many of the criteria are scored by this seat."""

    id: str
    title: str
    recused: bool
    done: int
    of: int


def titles_of(found: Evidence, language: Language) -> Mapping[str, str]:
    """Titles of the applications in the language of the page, or in the other."""
    titles = {}
    for row in found.tables.applications or ():
        either = row.title.either(language) if row.title else None
        titles[row.id] = either[0] if either else row.id
    return titles


def to_score(round_id: int, seat: str, at: datetime, language: Language) -> tuple[ToScore, ...]:
    """Every application that is assessed, with how far this seat is."""
    found = evidence(round_id, at=at)
    titles, of = titles_of(found, language), len(found.tables.criteria or ())
    barred = recusals(found.tables, found.tables.events or ()).get(seat, frozenset())
    scored = list(Score.objects.filter(round_id=round_id, seat=seat).values_list("application", flat=True))
    return tuple(
        ToScore(row.id, titles[row.id], row.lot in barred, scored.count(row.id), of)
        for row in found.tables.applications or ()
        if row.status is None
    )


def criteria_of(round_id: int, at: datetime) -> tuple[Criterion, ...]:
    """The criteria of a round."""
    return evidence(round_id, at=at).tables.criteria or ()


def scores_of(round_id: int, seat: str, application: str) -> Mapping[str, Fraction]:
    """What a seat gave an application. One query."""
    rows = Score.objects.filter(round_id=round_id, seat=seat, application=application)
    return {row.criterion: row.score for row in rows}


@dataclass(frozen=True, slots=True)
class ToAward:
    """Projects that wait for their award, each with its cost, and what is left in each pot.

    `proposed`: by project what each pot pays as the count has it; nothing where the count told nothing of pots.
    """

    currency: str
    projects: tuple[tuple[str, str], ...]
    pots: Mapping[str, str]
    proposed: Mapping[str, Mapping[str, Pence]]

    def filled(self, project: str | None) -> Mapping[str, object]:
        """The form of `AwardForm` as it is proposed for a project, else for the first of which anything is."""
        names = [name for name, _ in self.projects if name in self.proposed]
        name = project if project in names else next(iter(names), None)
        if name is None:
            return {}
        places = {pot: f"pot-{number}" for number, pot in enumerate(self.pots)}
        return {"project": name, **{places[pot]: int(amount) for pot, amount in self.proposed[name].items()}}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the count proposes for one project, as it is shown. `chosen`: the form below is filled with it."""

    project: str
    title: str
    pays: tuple[tuple[str, str], ...]
    chosen: bool


def to_award(round_id: int, at: datetime, language: Language) -> ToAward:
    """What an award can be made of."""
    found = evidence(round_id, at=at)
    titles, currency = titles_of(found, language), found.settings.currency
    held = {pot.id: int(pot.amount) for pot in found.tables.pots or ()}
    made = dict(Award.objects.filter(round_id=round_id).values_list("project", "pots"))
    for pots in made.values():
        for pot, amount in pots.items():
            held[pot] = held.get(pot, 0) - amount
    won = found.allocation.winners if found.allocation else ()
    costs = found.allocation.costs if found.allocation else {}
    proposed = proposals(found.tables, currency, found.who_pays or (), costs, made)
    return ToAward(
        currency,
        tuple(
            (name, f"{titles.get(name, name)} ({format_money(costs[name], currency)})")
            for name in won
            if name not in made
        ),
        {pot: format_money(Pence(left), currency) for pot, left in held.items()},
        proposed,
    )


def shown_proposals(waiting: ToAward, chosen: object) -> tuple[Proposal, ...]:
    """What the count proposes for every project that waits, in the order of the count."""
    return tuple(
        Proposal(
            name,
            title,
            tuple((pot, format_money(amount, waiting.currency)) for pot, amount in waiting.proposed[name].items()),
            name == chosen,
        )
        for name, title in waiting.projects
        if name in waiting.proposed
    )


@dataclass(frozen=True, slots=True)
class Awarded:
    """An award that was made."""

    project: str
    amount: Pence
    pots: Mapping[str, int]


def awards(round_id: int) -> tuple[Awarded, ...]:
    """Every award of a round. One query."""
    return tuple(
        Awarded(row.project, Pence(row.amount), dict(row.pots)) for row in Award.objects.filter(round_id=round_id)
    )
