"""What every round tells of money, joined: its organisations, requests, agreements, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cydradd.apply.application import Application
from cydradd.cycle.events import Event
from cydradd.cycle.evidence import Allocation, Evidence
from cydradd.cycle.fates import Fate, fates
from cydradd.cycle.publication import published_round
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.stage_results.follow import awards_of
from cydradd.follow.published_round import DIRECT_PAYMENT, INDIVIDUAL, PublishedRound
from cydradd.follow.reach import Award
from cydradd.follow.recipients import Recipient, classify
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.money import Pence, UnreadableAmount, minor_units
from cydradd.vocabulary.time import local_date
from cydradd_web.apply import selectors as apply
from cydradd_web.decide import selectors as decide
from cydradd_web.decide.selectors import OnBallot
from cydradd_web.deliver import selectors as deliver
from cydradd_web.design import selectors as design
from cydradd_web.follow.addresses import Body, body
from cydradd_web.rounds.selectors.known import Known, known, publications

Rows = Mapping[int, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Told:
    """One round and what it tells of money.

    Attributes:
        tables: Its rows; of applications, ``status`` is what became of each, ``None`` where that is not decided, and
            ``cost`` what stood on the ballot.
        published: The round as its open data is made: nothing after its ``as_of`` has happened.
        given: What each organisation got, a consortium's money divided by its shares. ``None``: no name is told.
        direct: Ids of requests and agreements of direct payments, of which nothing but their total is published.
        personal: Ids of people who hold money themselves. They have no page and stand in no list.
    """

    round: Known
    tables: Tables
    published: PublishedRound
    given: tuple[tuple[Body | None, Award], ...]
    direct: frozenset[str]
    personal: frozenset[str]

    def body(self, id: str) -> Body:
        """The organisation that this round calls ``id``."""
        return body(id, self.round.slug)


def every_round() -> tuple[Told, ...]:
    """Every round, newest first. Eight queries."""
    return gathered(
        known(),
        organisations=apply.by_round("apply/organisations.csv"),
        applications=apply.by_round("apply/applications.csv"),
        members=apply.by_round("apply/members.csv"),
        agreements=deliver.by_round("deliver/agreements.csv"),
        lots=design.by_round("design/lots.csv"),
        ballots=decide.on_ballots(),
        events=publications(),
    )


def gathered(
    rounds: Iterable[Known],
    *,
    organisations: Rows,
    applications: Rows,
    members: Rows,
    agreements: Rows,
    lots: Rows,
    ballots: Mapping[int, Sequence[OnBallot]],
    events: Mapping[int, tuple[Event, ...]] | None = None,
) -> tuple[Told, ...]:
    """Rounds with their rows, each by the round's key."""
    found = []
    for each in rounds:
        tables = Tables(
            organisations=tuple(organisations.get(each.id, ())),
            applications=tuple(applications.get(each.id, ())),
            members=tuple(members.get(each.id, ())),
            agreements=tuple(agreements.get(each.id, ())),
            lots=tuple(lots.get(each.id, ())),
        )
        found.append(_told(each, tables, ballots.get(each.id, ()), (events or {}).get(each.id, ())))
    return tuple(found)


def _told(round: Known, tables: Tables, ballot: Sequence[OnBallot], events: tuple[Event, ...]) -> Told:
    settings = Settings(round.reference, round.title, round.place, round.currency, round.as_of)
    decided = _decided(settings, tables, round, ballot)
    tables = replace(tables, applications=decided)
    published = published_round(settings, tables, events, None)
    listed = {row.id: row for row in tables.organisations or ()}
    try:
        awards = tuple(awards_of(published, listed))
    except CydraddError:  # amounts that cannot be divided, which the round itself lists
        awards = ()
    direct = _direct(tables)
    people = _personal(tables, direct)
    given = tuple(_given(award, round.slug, people) for award in awards)
    return Told(round, tables, published, given, direct, people)


def _given(award: Award, slug: str, people: frozenset[str]) -> tuple[Body | None, Award]:
    """An award with its organisation; an id of one round alone is told apart from the same id in another.

    Of a person nothing is kept but that it is one: neither name nor place nor income.
    """
    if award.recipient is None or award.recipient.id is None:
        return None, award
    whose = body(award.recipient.id, slug)
    if award.recipient.id in people:
        nobody = Recipient(whose.address, is_individual=True)
        return whose, Award(nobody, award.amount, awarded_on=award.awarded_on)
    named = award.recipient if whose.round is None else replace(award.recipient, id=whose.address)
    return whose, replace(award, recipient=named)


def _decided(settings: Settings, tables: Tables, round: Known, ballot: Sequence[OnBallot]) -> tuple[Application, ...]:
    """Applications with what became of each; the projects of the ballot stand in where there are none.

    Where nothing is counted, an agreement that is signed says that its application was funded.
    """
    costs = _costs(ballot, round.currency)
    rows = tables.applications or tuple(
        Application(each.id, costs[each.id], title=each.title) for each in ballot if each.id in costs
    )
    result = None
    if round.winners is not None:
        lost = [each.id for each in ballot if each.id not in {*round.winners, *round.set_aside}]
        result = Allocation(round.winners, tuple(lost), round.set_aside)
    became: dict[str, str | None] = {
        row.application: Fate.FUNDED for row in tables.agreements or () if row.signed_on <= local_date(round.as_of)
    }
    for id, several in fates(Evidence(settings, replace(tables, applications=rows), allocation=result)).items():
        became[id] = next(iter(several), became.get(id))
    return tuple(
        replace(row, status=row.status or became.get(row.id), cost=costs.get(row.id, row.cost)) for row in rows
    )


def _costs(ballot: Sequence[OnBallot], currency: str) -> dict[str, Pence]:
    """What each project costs in minor units; one with more decimals than its currency has is left out."""
    found = {}
    for each in ballot:
        try:
            found[each.id] = minor_units(each.cost, currency)
        except UnreadableAmount:
            continue
    return found


def _direct(tables: Tables) -> frozenset[str]:
    """Ids of requests and agreements of direct payments."""
    lots = {lot.id for lot in tables.lots or () if lot.offer_type == DIRECT_PAYMENT}
    asked = {row.id for row in tables.applications or () if row.lot in lots}
    agreed = {row.id for row in tables.agreements or () if row.kind == DIRECT_PAYMENT or row.application in asked}
    paid = {row.application for row in tables.agreements or () if row.kind == DIRECT_PAYMENT}
    return frozenset(asked | agreed | paid)


def _personal(tables: Tables, direct: frozenset[str]) -> frozenset[str]:
    """Ids of people: said to be individuals, or holders of a direct payment that no register knows as a body."""
    said = {row.id for row in tables.organisations or () if row.type == INDIVIDUAL}
    holds = {row.organisation for row in tables.applications or () if row.id in direct}
    holds |= {row.organisation for row in tables.members or () if row.application in direct}
    holds |= {row.organisation for row in tables.agreements or () if row.id in direct}
    return frozenset(said | {id for id in holds if id and classify(Recipient(id)).level != "strong"})


def personal(rounds: Iterable[Told]) -> frozenset[Body]:
    """People over several rounds: who is one in any of them is one in all."""
    return frozenset(each.body(id) for each in rounds for id in each.personal)


def people_of(tables: Tables) -> frozenset[str]:
    """Ids of people in one round: they have no page, and stand in no list and in no search."""
    return _personal(tables, _direct(tables))
