"""Awards: what each funded project gets, and from which pots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from cydradd.cycle.evidence import Evidence, PotPays
from cydradd.cycle.gates import Fact, State, state
from cydradd.cycle.gates.rules import FactState, Reading
from cydradd.cycle.invariants.money import within_restrictions
from cydradd.cycle.invariants.verdict import State as InvariantState
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.decide.models import Award
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import evidence
from cydradd_web.rounds.services.acting import GateClosed, acting

STANDSTILL = "short-standstill"
"""The only fact of the gate that an award cannot show: nothing is signed before it."""


def make_award(
    *, round_id: int, project: str, pots: Mapping[str, Pence], by: By, at: datetime, key: str = ""
) -> Receipt:
    """Award a funded project its cost, and say which pots pay it.

    Args:
        pots: What each pot pays, in minor units.

    Raises:
        NotYours: Whoever acts is neither the round's officer nor its payer.
        GateClosed: Consents, the result or feedback are not there yet.
        NotPossible: It was not funded, or is awarded already, or the pots do not pay exactly its cost.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER, Duty.PAYER)
        found = evidence(round_id, at=act.at)
        _must_be_ready(found)
        cost = _cost(found, project)
        if Award.objects.filter(round_id=round_id, project=project).exists():
            raise NotPossible(
                Bilingual("Mae’r dyfarniad hwn wedi’i wneud yn barod.", "This award has been made already.")
            )
        paid = {pot: amount for pot, amount in pots.items() if amount}
        _must_be_allowed(found, project, paid)
        _must_pay(found, cost, paid, Award.objects.filter(round_id=round_id).values_list("pots", flat=True))
        Award.objects.create(round_id=round_id, project=project, amount=cost, pots=paid)
        return act.record_body("decide.award_made", {"id": project, "pence": int(cost), "pots": dict(paid)})


def _must_be_ready(found: Evidence) -> None:
    """Everything of the gate to Deliver holds, but for the standstill, which runs after the result."""
    gate = state(Gate.OPEN_DELIVER, found)
    lacking = [fact for fact in gate.facts if fact.state is not FactState.HOLDS and not _waits(fact)]
    if lacking and gate.state is not State.OVERRIDDEN:
        raise GateClosed(Gate.OPEN_DELIVER, lacking)


def _waits(fact: Fact) -> bool:
    return fact.codes == (STANDSTILL,) and fact.state is FactState.NOT_EVIDENCED


def _cost(found: Evidence, project: str) -> Pence:
    if found.allocation is None or project not in found.allocation.winners:
        raise NotPossible(
            Bilingual(
                "Ni chafodd y prosiect hwn arian yn y cyfrif, felly ni ellir ei ddyfarnu.",
                "The count did not fund this project, so it cannot be awarded.",
            )
        )
    return found.allocation.costs[project]


def _must_be_allowed(found: Evidence, project: str, pots: Mapping[str, Pence]) -> None:
    """No pot pays for what its restriction rules out (I2). What cannot be told is left to its owner."""
    tables = replace(found.tables, agreements=None)
    pays = tuple(PotPays(pot, project, amount) for pot, amount in pots.items())
    if within_restrictions(Reading(replace(found, tables=tables, who_pays=pays))).state is InvariantState.BROKEN:
        raise NotPossible(
            Bilingual(
                "Ni all un o’r cronfeydd hyn dalu am y prosiect hwn: mae ei hamodau’n ei gau allan. Dewiswch gronfa "
                "arall.",
                "One of these pots may not pay for this project: its conditions rule it out. Choose another pot.",
            )
        )


def _must_pay(found: Evidence, cost: Pence, pots: Mapping[str, Pence], earlier: Iterable[Mapping[str, int]]) -> None:
    """The pots pay exactly the cost, each within what it holds."""
    currency = found.settings.currency
    held = {pot.id: int(pot.amount) for pot in found.tables.pots or ()}
    for given in earlier:
        for pot, amount in given.items():
            held[pot] = held.get(pot, 0) - amount
    if any(amount < 0 for amount in pots.values()) or sum(pots.values()) != cost:
        need, have = format_money(cost, currency), format_money(Pence(sum(pots.values())), currency)
        raise NotPossible(
            Bilingual(
                f"Rhaid i’r cronfeydd dalu’r union gost gyda’i gilydd. Cost: {need}. Wedi’i roi: {have}.",
                f"The pots must together pay exactly the cost. Cost: {need}. Given: {have}.",
            )
        )
    for pot, amount in pots.items():
        if amount > held.get(pot, 0):
            left = format_money(Pence(max(0, held.get(pot, 0))), currency)
            raise NotPossible(
                Bilingual(
                    f"Nid oes digon yn y gronfa hon. Cronfa: {pot}. Ar ôl ynddi: {left}.",
                    f"There is not enough in this pot. Pot: {pot}. Left in it: {left}.",
                )
            )
