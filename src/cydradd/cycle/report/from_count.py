"""What the report tells of a count: who paid, what the supporters of the others had left, what was set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import TypedDict

from cydradd.apply.application import Application
from cydradd.cycle.report.over_pots import OverPots
from cydradd.cycle.report.result import (
    ByPartner,
    Claim,
    Funded,
    NotFunded,
    PartnerMoney,
    Result,
    SetAside,
    Step,
    Tie,
)
from cydradd.decide.certified import certified
from cydradd.decide.count import Count, Round
from cydradd.decide.election import Election, Project
from cydradd.decide.explain import Loss
from cydradd.decide.explain_sentences import lost
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


class Named(TypedDict):
    """How a project is named on the page."""

    id: str
    title: Bilingual | None
    plain: str | None


def _names(election: Election, applications: Iterable[Application]) -> Mapping[str, Named]:
    """The title of the application; else that of the ballot, whose language nobody tells unless it has both."""
    applied = {row.id: row.title for row in applications if row.title and (row.title.cy or row.title.en)}

    def named(project: Project) -> Named:
        if project.id in applied:
            return {"id": project.id, "title": applied[project.id], "plain": None}
        if project.title.cy:
            return {"id": project.id, "title": project.title, "plain": None}
        return {"id": project.id, "title": None, "plain": project.title.en}

    return {project.id: named(project) for project in election.projects}


def _supporters(count: Count) -> Mapping[str, int]:
    """Ballots that support each project, counted one by one, whatever each weighs."""
    return {project.id: 0 for project in count.election.projects} | count.election.classes.votes()


def _tie(step: Round) -> Tie:
    return Tie(step.number, (step.project, *step.tied_with), step.project, step.resolved_by or "id")


def _without_winner(count: Count) -> int:
    winners = set(count.winners)
    classes = count.election.classes
    return sum(
        many
        for support, many in zip(classes.supports, classes.many, strict=True)
        if not any(project in winners for project, _ in support)
    )


def _funded(count: Count, names: Mapping[str, Named], supporters: Mapping[str, int]) -> tuple[Funded, ...]:
    return tuple(
        Funded(
            **names[step.project],
            cost=step.cost,
            supporters=supporters[step.project],
            paid=None if step.part == "fill" else count.paid_by_partner(step.project) or None,
            filled=step.part == "fill",
        )
        for step in count.rounds
    )


def _set_aside(
    count: Count, names: Mapping[str, Named], applications: Mapping[str, Application]
) -> tuple[SetAside, ...]:
    """A decision made before the count is told in the words of the application: withdrawn or not eligible, and why."""
    costs = count.election.costs
    made = []
    for entry in count.set_aside:
        row = applications.get(entry.project) if entry.kind == "decision" else None
        kind, reason = (row.status or entry.kind, row.reason) if row else (entry.kind, entry.reason)
        cost = costs[entry.project]
        made.append(SetAside(**names[entry.project], cost=cost, kind=kind, reason_plain=reason, by=entry.partners))
    return tuple(made)


def _not_funded(
    count: Count, names: Mapping[str, Named], supporters: Mapping[str, int], changes: Mapping[str, Bilingual]
) -> tuple[NotFunded, ...]:
    return tuple(
        NotFunded(
            **names[loser.project],
            cost=loser.cost,
            supporters=supporters[loser.project],
            had=loser.held,
            change=changes.get(loser.project),
        )
        for loser in count.losers
    )


def _claims(count: Count, names: Mapping[str, Named], refused: Collection[str]) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            **names[group.project],
            cost=group.cost,
            voters=group.voters,
            share=group.share,
            best_off=group.best_off,
            part=group.ratio,
        )
        for group in certified(count, refused).by_claim
    )


def _shares(count: Count) -> dict[Partner | None, Fraction]:
    """What the ballots start the counted run with, by partner; under ``None`` where none is named."""
    if count.partners:
        return {row.name: row.endowment for row in count.partners}
    return {None: (count.purse_final or Fraction(0)) * sum(count.voters.many)}


def _steps(count: Count, names: Mapping[str, Named], supporters: Mapping[str, int]) -> tuple[Step, ...]:
    """The purchases of equal shares, each with what is left after it; none for another rule."""
    if count.accounts is None:
        return ()
    weights: ByPartner = {row.name: row.weight for row in count.partners} or {None: Fraction(1)}
    left, made = _shares(count), []
    for entry in count.rounds:
        if entry.part == "fill":
            continue
        paid = count.paid_by_partner(entry.project)
        spent = paid if count.partners else {None: sum(paid.values(), Fraction(0))}
        left = {partner: held - spent.get(partner, Fraction(0)) for partner, held in left.items()}
        theta = entry.theta
        most = {} if theta is None else {partner: theta * weight for partner, weight in weights.items()}
        made.append(
            Step(
                **names[entry.project],
                cost=entry.cost,
                supporters=supporters[entry.project],
                most=most,
                emptied=entry.paid_all or 0,
                left=left,
            )
        )
    return tuple(made)


def result_of(
    count: Count,
    applications: Iterable[Application] = (),
    losses: Iterable[Loss] = (),
    currency: str | None = None,
    pots: OverPots | None = None,
) -> Result:
    """The result of a count as the report tells it.

    Args:
        losses: Of the losers that are explained, what would have made them win.
        currency: Of the round; that of the ballots when not given.
        pots: Who pays what; ``None``: the round has no pots.
    """
    changes = {loss.loser.project: lost(loss, currency or count.election.currency) for loss in losses}
    applied = {row.id: row for row in applications}
    names, supporters = _names(count.election, applied.values()), _supporters(count)
    classes = count.election.classes
    purse = None
    if count.purse_start is not None and count.purse_final is not None:
        purse = (count.purse_start, count.purse_final)
    shares = count.options.shares
    return Result(
        budget=count.election.budget,
        spent=count.spent,
        left=count.left,
        voters=len(count.election.ballots),
        empty_ballots=classes.empty,
        funded=_funded(count, names, supporters),
        not_funded=_not_funded(count, names, supporters, changes),
        set_aside=_set_aside(count, names, applied),
        rule=count.options.rule,
        utility=str(count.utility) if count.options.rule == "equal-shares" else None,
        completion=count.options.completion if count.options.rule == "equal-shares" else None,
        partners=tuple(PartnerMoney(row.name, row.ballots, row.endowment, row.spent) for row in count.partners),
        unknown_partner=classes.by_partner.get(None, 0),
        equal=not shares or len(set(shares.values())) == 1,
        ties=tuple(_tie(step) for step in count.rounds if step.tied_with),
        without_winner=_without_winner(count),
        purse=purse,
        claims=_claims(count, names, pots.refused if pots else ()),
        pots=pots,
        steps=_steps(count, names, supporters),
    )
