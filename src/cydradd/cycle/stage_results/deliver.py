"""What the deliver stage calculates of a round folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.columns import TABLES
from cydradd.cycle.round import Tables
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stage_results.deliver_endings import ending_of
from cydradd.cycle.stages import Stage
from cydradd.cycle.tables import decode, read_table
from cydradd.deliver.agreement import Agreement
from cydradd.deliver.agreement_document import AgreementReport, report_of
from cydradd.deliver.checkin_plan import PlannedCheckIn, plan_for
from cydradd.deliver.months import every
from cydradd.deliver.payment_report import Paid, PaymentReport, report_on
from cydradd.deliver.payments import Payment
from cydradd.deliver.profile import SMALL_INCOME, ProfileLine, cash_strain, even_spend, share_up_front
from cydradd.deliver.terms import Terms
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.time import local_date

PAYMENTS = "deliver/payments.csv"


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:
    """``{"payments", "agreements", "endings"}``; ``None`` when the stage is not present."""
    if folder.stages[Stage.DELIVER] == "not_present":
        return None
    tables = folder.tables
    return {
        "payments": None if tables.payments is None else payments_of(folder).as_json(),
        "agreements": None
        if tables.agreements is None
        else {row.id: agreement_of(folder, calculated, row).as_json() for row in tables.agreements},
        "endings": None
        if tables.endings is None
        else {row.agreement: ending_of(folder, row).as_json() for row in tables.endings},
    }


def payments_of(folder: RoundFolder) -> PaymentReport:
    """The payments of a folder, beside what its agreements and organisations tell."""
    defects = [defect for defect in folder.defects if defect.file == PAYMENTS]
    return report_on(folder.tables.payments, paid_under(folder.tables), PAYMENTS, defects)


def paid_under(tables: Tables) -> dict[str, Paid]:
    """What is known of each agreement that matters to its payments."""
    income = {row.id: row.income for row in tables.organisations or ()}
    found = {}
    for row in tables.agreements or ():
        yearly = income.get(row.organisation)
        small = None if yearly is None else yearly < SMALL_INCOME
        found[row.id] = Paid(row.amount, row.start, row.signed_on, small, row.pots)
    return found


def payments_alone(path: Path) -> PaymentReport:
    """A file of payments without its round: of its agreements nothing is known."""
    defects: list[Defect] = []
    text = decode(path.name, path.read_bytes(), defects)
    if text is None:
        return report_on(None, None, path.name, defects)
    read = read_table(path.name, TABLES[PAYMENTS], text)
    unreadable = any(defect.code in {"missing-column", "empty-file", "repeated-column"} for defect in read.defects)
    return report_on(None if unreadable else read.rows, None, path.name, read.defects)


def agreement_of(folder: RoundFolder, calculated: Calculated, row: Agreement) -> AgreementReport:
    """One agreement, as far as the columns of the folder tell it.

    The profile is that of its payments, once they are whole and all have due dates. Cash is what was really paid,
    beside even spending, up to the day of the round.
    """
    terms = _terms(folder.tables, calculated, row)
    found = report_of(terms)
    shares = row.share_up_front
    if shares is None and found.profile is not None:
        shares = share_up_front(found.profile, row.start)
    ended = {each.agreement: each.ended_on for each in folder.tables.endings or ()}
    strain = _strain(terms, ended.get(row.id), local_date(folder.settings.as_of))
    return replace(found, share_up_front=shares, cash_strain=strain)


def _terms(tables: Tables, calculated: Calculated, row: Agreement) -> Terms:
    paid = tuple(each for each in tables.payments or () if each.agreement == row.id)
    members = {each.organisation: each.share for each in tables.members or () if each.application == row.application}
    yearly = {each.id: each.income for each in tables.organisations or ()}
    funded = None if calculated.count is None else calculated.count.winners
    pots = {pot.id: pot for pot in tables.pots or ()}
    chosen = [pots[name].consent for name in row.pots if name in pots and pots[name].mode == "individual"]
    return Terms(
        kind=row.kind,
        amount=row.amount,
        start=row.start,
        end=row.end,
        state="signed",
        id=row.id,
        organisation=row.organisation,
        award=row.application if funded is None or row.application in funded else None,
        choice_consent=all(chosen) if chosen and None not in chosen else None,
        members=members or None,
        pots=row.pots or None,
        profile=_profile(row, paid),
        checkins=_asked(tables, row) or None,
        notice_months=row.notice_months,
        signed_on=row.signed_on,
        income=yearly.get(row.organisation),
        paid=paid,
        partial=True,
    )


def _profile(row: Agreement, paid: tuple[Payment, ...]) -> tuple[ProfileLine, ...] | None:
    """Payments by due date; ``None`` while one has none, or they are not whole. Returns are no part of a profile."""
    lines = [
        ProfileLine(each.due, each.amount, "up_front" if each.due <= row.start else "on_date", pot=each.pot)
        for each in paid
        if each.amount > 0 and each.due is not None
    ]
    whole = len(lines) == sum(each.amount > 0 for each in paid) and sum(line.amount for line in lines) == row.amount
    return tuple(sorted(lines, key=lambda line: line.due)) if whole else None


def _strain(terms: Terms, ended_on: date | None, today: date) -> Pence | None:
    """Lowest point of what was paid less even spending, in the months that are over; ``None``: nothing to tell.

    An agreement that ended before its term spent what it was paid and did not return.
    """
    if not terms.paid or terms.end < terms.start:
        return None
    end, amount = terms.end, terms.amount
    if ended_on is not None and terms.start <= ended_on < end:
        end, amount = ended_on, Pence(max(0, sum(each.amount for each in terms.paid)))
    over = sum(1 for _ in every(terms.start, 1, today))
    spend = even_spend(amount, terms.start, end)[:over]
    return cash_strain([ProfileLine(each.paid_on, each.amount, "on_date") for each in terms.paid], spend, terms.start)


def _asked(tables: Tables, row: Agreement) -> tuple[PlannedCheckIn, ...]:
    """The check-ins that were asked, each with the most minutes that its money allows."""
    most = plan_for(row.amount, row.start, max(row.start, row.end))[-1].minutes
    return tuple(PlannedCheckIn(each.due, most) for each in tables.checkins or () if each.agreement == row.id)
