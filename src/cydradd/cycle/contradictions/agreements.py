"""Agreements against what was awarded, and payments and check-ins against their agreement (deliver.md, D1-D4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cydradd.cycle.contradictions.finding import BALLOTS, Place, against, place
from cydradd.cycle.fates import Fate, fates
from cydradd.cycle.gates.rules import Reading
from cydradd.deliver.agreement import Agreement
from cydradd.deliver.payments import Payment
from cydradd.vocabulary.facts import Defect

CHOSEN_BY_ITS_HOLDER = frozenset({"isf", "direct_payment"})
"""Kinds that may follow a person's own choice of a project that the ballot did not fund (D4)."""

_WHY = {
    Fate.WITHDRAWN: ("ond cafodd y cais ei dynnu’n ôl", "its application was withdrawn"),
    Fate.INELIGIBLE: ("ond nid oedd y cais yn gymwys", "its application was not eligible"),
    Fate.NOT_FUNDED: ("ond ni chafodd y cais arian", "its application was not funded"),
}


def without_award(reading: Reading) -> Iterator[Defect]:
    """D4: an agreement follows an application that was funded."""
    rows = {row.id: row for row in reading.tables.applications or ()}
    ends = fates(reading.evidence)
    for agreement in reading.tables.agreements or ():
        ended = ends.get(agreement.application, frozenset())
        if not ended or Fate.FUNDED in ended:
            continue
        why = next(fate for fate in _WHY if fate in ended)
        row = rows.get(agreement.application)
        if why is Fate.NOT_FUNDED and agreement.kind in CHOSEN_BY_ITS_HOLDER:
            continue
        there = place("applications", row, "status") if row is not None and row.status else Place(BALLOTS)
        here = place("agreements", agreement, "application")
        cy, en = f"Mae cytundeb, {_WHY[why][0]}.", f"There is an agreement, but {_WHY[why][1]}."
        yield against("agreement-without-award", cy, en, here, there, agreement.application)


def amount_differs(reading: Reading) -> Iterator[Defect]:
    """The agreements of an application come to what it was awarded: its cost, and that of the ballot if it differs."""
    costs = reading.evidence.allocation.costs if reading.evidence.allocation else {}
    by_application: defaultdict[str, list[Agreement]] = defaultdict(list)
    for agreement in reading.tables.agreements or ():
        by_application[agreement.application].append(agreement)
    for row in reading.tables.applications or ():
        agreed = by_application.get(row.id, [])
        sum_, cost = sum(each.amount for each in agreed), costs.get(row.id, row.cost)
        if agreed and sum_ != cost:
            there = place("applications", row, "cost_p") if cost == row.cost else Place(BALLOTS, None, "cost")
            yield against(
                "agreement-amount-differs",
                f"Nid cost y cais yw swm y cytundeb. Cytundeb: {sum_}. Cais: {cost}.",
                f"The agreement is for another amount than the application’s cost. Agreement: {sum_}. Cost: {cost}.",
                place("agreements", agreed[0], "amount_p"),
                there,
                sum_,
            )


def pots_differ(reading: Reading) -> Iterator[Defect]:
    """D1: what the pots pay comes to the amount. An agreement that names no pot says nothing of them."""
    for row in reading.tables.agreements or ():
        sum_ = sum(row.pots.values())
        if row.pots and sum_ != row.amount:
            yield against(
                "agreement-pots-differ",
                f"Nid yw’r cronfeydd yn gwneud swm y cytundeb. Cronfeydd: {sum_}. Cytundeb: {row.amount}.",
                f"The pots do not come to the amount of the agreement. Pots: {sum_}. Agreement: {row.amount}.",
                place("agreements", row, "pots"),
                place("agreements", row, "amount_p"),
                sum_,
            )


def organisation_differs(reading: Reading) -> Iterator[Defect]:
    """An agreement is with the applicant or a member of its consortium; an applicant not given is not judged."""
    members: defaultdict[str, set[str]] = defaultdict(set)
    for member in reading.tables.members or ():
        members[member.application].add(member.organisation)
    rows = {row.id: row for row in reading.tables.applications or ()}
    for agreement in reading.tables.agreements or ():
        row = rows.get(agreement.application)
        if row is None or row.organisation is None:
            continue
        if agreement.organisation not in {row.organisation, *members[row.id]}:
            yield against(
                "agreement-organisation-differs",
                "Mae’r cytundeb gyda sefydliad nad oedd yn rhan o’r cais.",
                "The agreement is with an organisation that is neither the applicant nor a member.",
                place("agreements", agreement, "organisation"),
                place("applications", row, "organisation"),
                agreement.organisation,
            )


def dates_reversed(reading: Reading) -> Iterator[Defect]:
    """An agreement ends on or after the day it starts."""
    for row in reading.tables.agreements or ():
        if row.end < row.start:
            yield against(
                "agreement-dates-reversed",
                f"Mae’r cytundeb yn dod i ben cyn dechrau. Dechrau: {row.start}. Diwedd: {row.end}.",
                f"The agreement ends before it starts. Start: {row.start}. End: {row.end}.",
                place("agreements", row, "end"),
                place("agreements", row, "start"),
                row.end,
            )


def _payments(reading: Reading) -> Iterator[tuple[Payment, Agreement]]:
    """Each payment with its agreement, by the day it was paid; returns before what was paid on the same day."""
    agreements = {row.id: row for row in reading.tables.agreements or ()}
    for payment in sorted(reading.tables.payments or (), key=lambda row: (row.paid_on, row.amount)):
        if payment.agreement in agreements:
            yield payment, agreements[payment.agreement]


def paid_before_signature(reading: Reading) -> Iterator[Defect]:
    """D3: nothing is paid before the agreement is signed."""
    for payment, agreement in _payments(reading):
        if payment.paid_on < agreement.signed_on:
            yield against(
                "payment-before-signature",
                f"Talwyd cyn llofnodi’r cytundeb. Talu: {payment.paid_on}. Llofnodi: {agreement.signed_on}.",
                f"Paid before the agreement was signed. Paid: {payment.paid_on}. Signed: {agreement.signed_on}.",
                place("payments", payment, "paid_on"),
                place("agreements", agreement, "signed_on"),
                payment.paid_on,
            )


def paid_above_agreement(reading: Reading) -> Iterator[Defect]:
    """D3: no more is paid than was agreed, returns taken off; said once, of the payment that passes the amount."""
    paid: defaultdict[str, int] = defaultdict(int)
    passed: set[str] = set()
    for payment, agreement in _payments(reading):
        paid[agreement.id] += payment.amount
        sum_ = paid[agreement.id]
        if sum_ > agreement.amount and agreement.id not in passed:
            passed.add(agreement.id)
            yield against(
                "payments-above-agreement",
                f"Talwyd mwy na swm y cytundeb. Talwyd: {sum_}. Cytundeb: {agreement.amount}.",
                f"More was paid than was agreed. Paid: {sum_}. Agreement: {agreement.amount}.",
                place("payments", payment, "amount_p"),
                place("agreements", agreement, "amount_p"),
                sum_,
            )


def paid_outside_pots(reading: Reading) -> Iterator[Defect]:
    """D3: a payment comes from a pot that the agreement names, where both name pots."""
    for payment, agreement in _payments(reading):
        if payment.pot is not None and agreement.pots and payment.pot not in agreement.pots:
            yield against(
                "payment-outside-pots",
                "Daw’r taliad o gronfa nad yw’r cytundeb yn ei henwi.",
                "The payment comes from a pot that the agreement does not name.",
                place("payments", payment, "pot"),
                place("agreements", agreement, "pots"),
                payment.pot,
            )


def checked_outside_agreement(reading: Reading) -> Iterator[Defect]:
    """A check-in falls due while the agreement runs, and is not answered before it starts; it may be answered late."""
    agreements = {row.id: row for row in reading.tables.agreements or ()}
    for row in reading.tables.checkins or ():
        agreement = agreements.get(row.agreement)
        if agreement is None:
            continue
        early = row.received_on is not None and row.received_on < agreement.start
        if early or not agreement.start <= row.due <= agreement.end:
            day = row.received_on if early else row.due
            yield against(
                "checkin-outside-agreement",
                f"Nid yw’r cytundeb yn rhedeg ar y dyddiad hwn: {day}.",
                f"The agreement does not run on this date: {day}.",
                place("checkins", row, "received_on" if early else "due"),
                place("agreements", agreement, "start" if early or row.due < agreement.start else "end"),
                day,
            )
