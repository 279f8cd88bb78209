"""Agreements: what follows an award, signed once the gate is open, the standstill over and the measuring planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from cydradd.cycle.evidence import Evidence
from cydradd.cycle.gates import state
from cydradd.cycle.stages import Gate
from cydradd.deliver.agreement import Agreement as AgreementRow
from cydradd.deliver.checkin_plan import plan_for
from cydradd.deliver.profile import profile_for, share_up_front
from cydradd.deliver.terms import KINDS
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.rows import add_row
from cydradd_web.decide.selectors.counted import Awarded, awards
from cydradd_web.deliver.models import Agreement
from cydradd_web.evaluate.services.planning import outcomes_of, planned
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import evidence
from cydradd_web.rounds.services.acting import Acting, acting

AGREEMENTS = "deliver/agreements.csv"
SHORT_DAYS, LEAST_NOTICE = 183, Fraction(3)
"""An agreement of six months or more gives three months' notice at least (D5)."""


def sign_agreement(
    *,
    round_id: int,
    project: str,
    kind: str,
    start: date,
    end: date,
    signed_on: date,
    notice_months: int | None,
    welsh: bool | None,
    by: By,
    at: datetime,
    key: str = "",
) -> Receipt:
    """Record that the agreement of an award was signed. Its money, by pot, is that of the award.

    Args:
        kind: A word of `KINDS`.
        signed_on: Local day; no later than today.
        notice_months: ``None``: not agreed, allowed under six months only.
        welsh: Whether the work is offered in Welsh; ``None``: not told.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        GateClosed: Consents, feedback or the standstill are lacking.
        NotPossible: No award, a second agreement, days out of order, or no plan to measure by.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        award = _award(round_id, project)
        _days_in_order(act, start, end, signed_on)
        _notice(start, end, notice_months)
        _planned_before(act, signed_on)
        found = evidence(round_id, at=act.at)
        organisation = _organisation(found, project)
        row = AgreementRow(
            id=f"{project}-1",
            application=project,
            organisation=organisation,
            kind=_kind(kind, award),
            amount=award.amount,
            start=start,
            end=end,
            signed_on=signed_on,
            pots={pot: Pence(amount) for pot, amount in award.pots.items()},
            notice_months=None if notice_months is None else Fraction(notice_months),
            share_up_front=_up_front(kind, award.amount, start, end, _income(found, organisation)),
            welsh=welsh,
        )
        tables = replace(found.tables, agreements=(*(found.tables.agreements or ()), row))
        act.must_stand_open(state(Gate.OPEN_DELIVER, replace(found, tables=tables)))
        add_row(Agreement, AGREEMENTS, round_id, row)
        body: dict[str, JsonValue] = {
            "id": row.id,
            "project": project,
            "kind": kind,
            "pence": int(row.amount),
            "pots": dict(award.pots),
        }
        return act.record_body("deliver.agreement_signed", {**body, "signed_on": signed_on.isoformat()})


def _award(round_id: int, project: str) -> Awarded:
    found = {each.project: each for each in awards(round_id)}.get(project)
    if found is None:
        raise NotPossible(
            Bilingual(
                "Nid oes dyfarniad i’r prosiect hwn, felly nid oes cytundeb i’w lofnodi.",
                "This project has no award, so there is no agreement to sign.",
            )
        )
    if Agreement.objects.filter(round_id=round_id, application=project).exists():
        raise NotPossible(
            Bilingual("Mae cytundeb i’r prosiect hwn yn barod.", "This project has its agreement already.")
        )
    return found


def _kind(kind: str, award: Awarded) -> str:
    if kind not in KINDS:
        raise NotPossible(Bilingual("Nid oes cytundeb o’r math hwn.", "There is no agreement of this kind."))
    if kind == "micro_grant" and award.amount > 1_000_00:
        raise NotPossible(Bilingual("Mae grant bychan yn £1,000 ar y mwyaf.", "A micro-grant is £1,000 at the most."))
    return kind


def _organisation(found: Evidence, project: str) -> str:
    row = next((row for row in found.tables.applications or () if row.id == project), None)
    return (row.organisation or "") if row else ""


def _income(found: Evidence, organisation: str) -> Pence | None:
    """Yearly income of an organisation; ``None``: not known, which makes none small."""
    return next((row.income for row in found.tables.organisations or () if row.id == organisation), None)


def _up_front(kind: str, amount: Pence, start: date, end: date, income: Pence | None) -> Fraction | None:
    """Share that the default profile pays by the first day; ``None``: the parties agree one."""
    lines = profile_for(kind, amount, start, end, income)
    return None if lines is None else share_up_front(lines, start)


def _days_in_order(act: Acting, start: date, end: date, signed_on: date) -> None:
    if end < start:
        raise NotPossible(
            Bilingual("Ni all y diwedd ddod cyn y dechrau. Gwiriwch y dyddiadau.", "It cannot end before it starts.")
        )
    if signed_on > local_date(act.at):
        raise NotPossible(
            Bilingual(
                "Nid yw’r dyddiad llofnodi wedi cyrraedd. Cofnodwch y cytundeb ar ôl ei lofnodi.",
                "The day of signing has not come. Record the agreement once it is signed.",
            )
        )


def _notice(start: date, end: date, months: int | None) -> None:
    """D5."""
    if (end - start).days >= SHORT_DAYS and (months is None or months < LEAST_NOTICE):
        raise NotPossible(
            Bilingual(
                "Mae angen tri mis o rybudd neu fwy mewn cytundeb o chwe mis neu fwy.",
                "An agreement of six months or more needs three months’ notice or more.",
            ),
            code="D5",
        )


def _planned_before(act: Acting, signed_on: date) -> None:
    """Each outcome had its plan on an earlier day: a day of signing has no hour."""
    plans = planned(act.round_id, at=act.at)
    late = [name for name in outcomes_of(act.round_id) if name not in plans or local_date(plans[name]) >= signed_on]
    if late or not plans:
        listed = ", ".join(late)
        raise NotPossible(
            Bilingual(
                f"Rhaid cynllunio beth fydd yn cael ei fesur ar ddiwrnod cyn llofnodi. Heb gynllun mewn pryd: {listed}",
                f"What will be measured must be planned on a day before signing. Without a plan in time: {listed}",
            ),
            code="no-plan",
        )


def checkins_due(row: AgreementRow) -> tuple[tuple[date, int | None], ...]:
    """The check-ins of an agreement, in proportion to its money: each day, and the most minutes."""
    return tuple((each.due, each.minutes) for each in plan_for(row.amount, row.start, row.end))
