"""Payments: never above the agreement, never outside its pots, never before it was signed (D3)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, Sum

from cydradd.deliver.payments import Payment as PaymentRow
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.rows import add_row
from cydradd_web.deliver.models import Agreement, Payment
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import Acting, acting

PAYMENTS = "deliver/payments.csv"


def record_payment(
    *,
    round_id: int,
    agreement: str,
    amount: Pence,
    pot: str,
    paid_on: date,
    due: date | None = None,
    invoiced_on: date | None = None,
    by: By,
    at: datetime,
    key: str = "",
) -> Receipt:
    """Record a payment that was made; below 0 it is a return.

    Raises:
        NotYours: Whoever acts is neither the round's officer nor its payer.
        NotPossible: No such agreement or pot, more than is left, or a day that does not fit.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER, Duty.PAYER)
        row = Agreement.objects.select_for_update().filter(round_id=round_id, identifier=agreement).first()
        if row is None:
            raise NotPossible(
                Bilingual("Nid oes cytundeb o’r fath yn y rownd hon.", "There is no such agreement in this round.")
            )
        _must_fit(act, row, amount, pot, paid_on)
        add_row(Payment, PAYMENTS, round_id, PaymentRow(agreement, amount, paid_on, due, invoiced_on, pot))
        Agreement.objects.filter(pk=row.pk).update(paid=F("paid") + int(amount))
        body: dict[str, JsonValue] = {"agreement": agreement, "pence": int(amount), "pot": pot}
        return act.record_body("deliver.payment_made", {**body, "paid_on": paid_on.isoformat()})


def _must_fit(act: Acting, row: Agreement, amount: Pence, pot: str, paid_on: date) -> None:
    if amount == 0:
        raise NotPossible(Bilingual("Rhowch swm.", "Give a sum."))
    if paid_on < row.signed_on or paid_on > local_date(act.at):
        raise NotPossible(
            Bilingual(
                "Rhaid i’r taliad fod ar ddiwrnod y llofnodi neu wedyn, a heb fod yn y dyfodol.",
                "A payment is made on the day of signing or later, and not in the future.",
            )
        )
    if pot not in row.pots:
        raise NotPossible(
            Bilingual("Nid yw’r gronfa hon yn talu am y cytundeb hwn.", "This pot does not pay for this agreement.")
        )
    given = Payment.objects.filter(round_id=act.round_id, agreement=row.identifier, pot=pot)
    before = int(given.aggregate(sum=Sum("amount"))["sum"] or 0)
    left = int(row.pots[pot]) - before
    if amount > left:
        shown = format_money(Pence(left), act.round.currency)
        raise NotPossible(
            Bilingual(
                f"Mae’r swm yn fwy na’r hyn sydd ar ôl i’w dalu o’r gronfa hon. Ar ôl: {shown}.",
                f"The sum is more than what is left to pay from this pot. Left: {shown}.",
            ),
            code="D3",
        )
    if before + amount < 0:
        shown = format_money(Pence(before), act.round.currency)
        raise NotPossible(
            Bilingual(
                f"Ni ellir dychwelyd mwy nag a dalwyd o’r gronfa hon. Wedi’i dalu: {shown}.",
                f"No more can be returned than was paid from this pot. Paid: {shown}.",
            )
        )
