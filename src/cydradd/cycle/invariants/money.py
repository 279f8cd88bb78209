"""I1, I2, I3 and I15: no penny without a pot, none outside its purpose, none against its owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from cydradd.cycle.consent import owner_consents
from cydradd.cycle.evidence import PotPays
from cydradd.cycle.gates.rules import Reading
from cydradd.cycle.invariants.verdict import NOT_EVIDENCED, Verdict, broken_by
from cydradd.cycle.may_pay import MayPay
from cydradd.design.pots import Pot
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.time import local_date


def who_pays(reading: Reading) -> tuple[PotPays, ...] | None:
    """Which pot pays what to which project: as counted; with one pot, that pot pays everything."""
    if reading.evidence.who_pays is not None:
        return reading.evidence.who_pays
    pots, allocation = reading.tables.pots, reading.evidence.allocation
    if pots is None or len(pots) != 1 or allocation is None:
        return None
    return tuple(PotPays(pots[0].id, id, allocation.costs[id]) for id in allocation.winners)


def promised(reading: Reading) -> tuple[PotPays, ...]:
    """What agreements say each pot pays to each project."""
    return tuple(
        PotPays(pot, row.application, amount)
        for row in reading.tables.agreements or ()
        for pot, amount in row.pots.items()
    )


def pots_not_overspent(reading: Reading) -> Verdict:
    """I1: each pot gives at most what it holds; by lot and by provider one sum; no penny without a pot."""
    pots, counted, agreed = reading.tables.pots, who_pays(reading), promised(reading)
    if pots is None:
        return NOT_EVIDENCED
    amounts = {pot.id: pot.amount for pot in pots}
    ids = {*_overspent(amounts, counted or ()), *_overspent(amounts, agreed), *_agreements_astray(reading)}
    allocation = reading.evidence.allocation
    if allocation is not None and counted is None:
        awarded = sum(allocation.costs[id] for id in allocation.winners)
        ids |= set(amounts) if awarded > sum(amounts.values()) else set()
    if counted is not None and allocation is not None:
        paid = _given(counted, "project")
        ids |= {id for id in allocation.winners if paid.get(id, 0) != allocation.costs[id]}
    return broken_by(ids, judged=counted is not None or bool(agreed))


def _overspent(amounts: Mapping[str, Pence], flows: tuple[PotPays, ...]) -> set[str]:
    """Pots that give more than they hold, or that do not exist."""
    return {pot for pot, sum_ in _given(flows, "pot").items() if sum_ > amounts.get(pot, 0)}


def _given(flows: tuple[PotPays, ...], by: Literal["pot", "project"]) -> dict[str, int]:
    given: dict[str, int] = {}
    for flow in flows:
        name = flow.pot if by == "pot" else flow.project
        given[name] = given.get(name, 0) + flow.amount
    return given


def _agreements_astray(reading: Reading) -> Iterator[str]:
    """Agreements whose pots do not add up to their amount, or that follow no application."""
    known = {row.id for row in reading.tables.applications or ()}
    for row in reading.tables.agreements or ():
        without_pot = bool(row.pots) and sum(row.pots.values()) != row.amount
        if without_pot or (known and row.application not in known):
            yield row.id


def within_restrictions(reading: Reading) -> Verdict:
    """I2: no pot pays for what it may not pay for (`cydradd.cycle.may_pay`).

    A lot is paid rightly when the pot may pay for one of the needs it meets. What cannot be told is not judged.
    """
    pots = reading.tables.pots
    flows = (*(who_pays(reading) or ()), *promised(reading))
    if pots is None:
        return NOT_EVIDENCED
    restricted, may_pay = {pot.id: pot for pot in pots if pot.restriction}, MayPay(reading.tables)
    answers = [
        (flow.project, may_pay.project(restricted[flow.pot], flow.project)) for flow in flows if flow.pot in restricted
    ]
    ids = {project for project, allowed in answers if allowed is False}
    return broken_by(ids, judged=bool(flows) and all(allowed is not None for _, allowed in answers))


def individual_budgets(reading: Reading) -> Verdict:
    """I3: on every day on which money of a person's own budget moved, that person's consent was live."""
    pots = reading.tables.pots
    if pots is None:
        return NOT_EVIDENCED
    own = [pot for pot in pots if pot.mode == "individual"]
    if not own:
        return broken_by(())
    moves = tuple(_moves(reading))
    ids = {pot.id for pot in own for name, day in moves if name == pot.id and not _consented(reading, pot, day)}
    return broken_by(ids, judged=bool(moves) and reading.tables.events is not None)


def _moves(reading: Reading) -> Iterator[tuple[str, date]]:
    """Pots from which money was promised or paid, and on which day."""
    agreements = {row.id: row for row in reading.tables.agreements or ()}
    for row in agreements.values():
        yield from ((pot, row.signed_on) for pot in row.pots)
    for payment in reading.tables.payments or ():
        agreement = agreements.get(payment.agreement)
        named = [payment.pot] if payment.pot else list(agreement.pots if agreement else ())
        yield from ((pot, payment.paid_on) for pot in named)


def _consented(reading: Reading, pot: Pot, day: date) -> bool:
    """Whether consent was live on a day. Without any acts to read, nothing is held against it."""
    earlier = [act for act in reading.acts.of("consent", pot.id) if local_date(act.at) <= day]
    consent = owner_consents(earlier, pot)
    return bool(consent) or (consent is None and reading.tables.events is None)


def consortia(reading: Reading) -> Verdict:
    """I15: the shares of a consortium sum to 1, and no member also applies alone for the same lot."""
    members, applications = reading.tables.members, reading.tables.applications
    if members is None:
        return NOT_EVIDENCED
    shares: dict[str, Fraction] = {}
    for member in members:
        shares[member.application] = shares.get(member.application, Fraction(0)) + member.share
    uneven = {id for id, sum_ in shares.items() if sum_ != 1}
    uneven |= {row.application for row in members if row.share <= 0}
    standing = {row.id: row for row in applications or () if row.status != "withdrawn"}
    together = {(row.organisation, standing[row.application].lot) for row in members if row.application in standing}
    alone = {row.id for row in standing.values() if row.id not in shares and (row.organisation, row.lot) in together}
    return broken_by(uneven | alone, judged=applications is not None)
