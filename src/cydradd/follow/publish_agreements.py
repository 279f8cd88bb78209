"""What was agreed, paid and ended under the contracts of a round, as releases of OCDS (`publish_contracts.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from cydradd.follow.contract_writing import Json, Writing
from cydradd.follow.publish_parts import slug, value
from cydradd.follow.published_round import PublishedAgreement
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.time import format_instant, local_date


def midnight(day: date) -> str:
    """The beginning of a day in UTC, as the standard writes it."""
    return format_instant(datetime.combine(day, time(), UTC))


def _finance(writing: Writing, agreement: PublishedAgreement) -> list[JsonValue]:
    """What each pot pays of one agreement."""
    return [
        {
            "id": id,
            "value": value(amount, writing.round.currency),
            "financingParty": writing.reference(writing.pots[id].funder),
        }
        for id, amount in agreement.pots.items()
        if id in writing.pots
    ]


def _contract(writing: Writing, agreement: PublishedAgreement) -> Json:
    finance = _finance(writing, agreement)
    return {
        **_same_contract(writing, agreement),
        "status": "active" if agreement.start <= agreement.signed_on else "pending",
        "period": {"startDate": midnight(agreement.start), "endDate": midnight(agreement.end)},
        "value": value(agreement.amount, writing.round.currency),
        "dateSigned": midnight(agreement.signed_on),
    } | ({"finance": finance} if finance else {})


def _same_contract(writing: Writing, agreement: PublishedAgreement) -> Json:
    """The keys by which a contract is known again."""
    award = f"{writing.ocid}-award-{slug(agreement.application)}"
    return {"id": f"{writing.ocid}-contract-{slug(agreement.id)}", "awardID": award}


def contracts(writing: Writing) -> Iterator[Json]:
    """One release for each day on which agreements were signed."""
    days = sorted({each.signed_on for each in writing.agreements})
    for number, day in enumerate(days, 1):
        signed = [each for each in writing.agreements if each.signed_on == day]
        roles = [(each.body, "supplier") for each in signed]
        roles += [(writing.pots[id].funder, "funder") for each in signed for id in each.pots if id in writing.pots]
        release = writing.release("contract", midnight(day), roles, number)
        yield release | {"contracts": [_contract(writing, each) for each in signed]}


def payments(writing: Writing) -> Iterator[Json]:
    """One release with all that was paid until the round's own date."""
    told: list[JsonValue] = []
    days: list[date] = []
    for agreement in writing.agreements:
        paid = [each for each in writing.round.payments if each.agreement == agreement.id]
        days += [each.paid_on for each in paid]
        entries: list[JsonValue] = [
            {
                "id": f"{slug(agreement.id)}-{number}",
                "date": midnight(each.paid_on),
                "value": value(each.amount, writing.round.currency),
                "payer": writing.reference(writing.buyer),
                "payee": writing.reference(agreement.body),
            }
            for number, each in enumerate(paid, 1)
        ]
        if entries:
            told.append({**_same_contract(writing, agreement), "implementation": {"transactions": entries}})
    if told:
        roles = [(each.body, "supplier") for each in writing.agreements]
        roles = [(writing.buyer, "payer"), *roles]
        yield writing.release("implementation", midnight(max(days)), roles) | {"contracts": told}


def ended(writing: Writing) -> Iterator[Json]:
    """One release for each day on which agreements came to their close."""
    today = local_date(writing.round.as_of)
    closed = [(each.ended_on or each.end, each) for each in writing.agreements]
    days = sorted({day for day, _ in closed if day <= today})
    for number, day in enumerate(days, 1):
        told = [{**_same_contract(writing, each), "status": "terminated"} for last, each in closed if last == day]
        yield writing.release("contractTermination", midnight(day), [], number) | {"contracts": told}
