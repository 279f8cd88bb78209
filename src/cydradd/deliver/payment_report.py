"""Payments as `cydradd deliver payments` prints them: how long they took, how much came before the work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from cydradd.deliver.days_to_pay import DaysToPay, summary_of_days
from cydradd.deliver.payments import Payment
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

NO_LIMIT = frozenset({2_147_483_647, 214_748_364_700})
"""The largest 32-bit number, by which some systems write "no limit", as minor and as major units: no amount."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What is known of one agreement beside its payments; ``None``: not known.

    Attributes:
        small: Whether its organisation is small.
        pots: What each pot pays; empty: not told.
    """

    amount: Pence | None = None
    start: date | None = None
    signed_on: date | None = None
    small: bool | None = None
    pots: Mapping[str, Pence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaymentReport:
    """What the payments say. Everything but ``n`` and the days' counts is ``None`` where it cannot be told.

    Attributes:
        n: Payments; returns are in the total alone.
        returns: Negative payments.
        share_up_front: Paid before or on the start, as a part of the amounts of agreements whose start is known.
        total: Paid less returned; ``None``: nothing is said of payments.
    """

    n: int
    returns: int
    days: DaysToPay
    share_up_front: Fraction | None
    total: Pence | None
    defects: tuple[Defect, ...]

    def as_json(self) -> dict[str, JsonValue]:
        """The keys that the command promises."""
        return {
            "n": self.n,
            "unknown": self.days.unknown,
            "median_days": _number(self.days.median),
            "p90_days": self.days.p90,
            "within_30": _number(self.days.within_30),
            "small_within_10": _number(self.days.small_within_10),
            "share_up_front": _number(self.share_up_front),
            "total_p": self.total,
            "defects": [each.as_json() for each in self.defects],
        }


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def report_on(
    payments: Sequence[Payment] | None,
    agreements: Mapping[str, Paid] | None = None,
    file: str | None = None,
    defects: Iterable[Defect] = (),
) -> PaymentReport:
    """What the payments say, in any order.

    Args:
        payments: ``None``: nothing is said of payments.
        agreements: What is known of each agreement; ``None``: of none.
        file: Name of the file of payments, for defects.
        defects: What was wrong when they were read.
    """
    known = agreements or {}
    listed = [*defects]
    kept = []
    for payment in payments or ():
        listed += _defects(payment, known.get(payment.agreement), file)
        if abs(payment.amount) not in NO_LIMIT:
            kept.append(payment)
    listed += _above(kept, known, file)
    small = frozenset(id for id, each in known.items() if each.small)
    return PaymentReport(
        n=sum(payment.amount >= 0 for payment in kept),
        returns=sum(payment.amount < 0 for payment in kept),
        days=summary_of_days(kept, small),
        share_up_front=None if payments is None else _up_front(kept, known),
        total=None if payments is None else Pence(sum(payment.amount for payment in kept)),
        defects=tuple(listed),
    )


def _up_front(payments: Iterable[Payment], agreements: Mapping[str, Paid]) -> Fraction | None:
    asked = {
        id: (each.start, each.amount)
        for id, each in agreements.items()
        if each.start is not None and each.amount is not None
    }
    whole = sum(amount for _, amount in asked.values())
    early = sum(
        payment.amount
        for payment in payments
        if payment.agreement in asked and payment.paid_on <= asked[payment.agreement][0]
    )
    return Fraction(early, whole) if whole > 0 else None


def _defects(payment: Payment, agreement: Paid | None, file: str | None) -> list[Defect]:
    """What is wrong with one payment. All but one without a real amount are kept."""
    found = []

    def add(code: str, column: str, cy: str, en: str, value: str) -> None:
        found.append(Defect(code, Bilingual(cy, en), file, payment.row, column, value[:200]))

    if abs(payment.amount) in NO_LIMIT:
        cy, en = (
            "Ffordd o ddweud “dim terfyn” yw’r rhif, nid swm.",
            "The number is a way to say “no limit”, not an amount.",
        )
        add(
            "no-limit",
            "amount_p",
            f"{cy} Nid yw mewn unrhyw gyfanswm.",
            f"{en} It is in no total.",
            str(payment.amount),
        )
    if agreement is None and any(mark in payment.agreement for mark in ";,|"):
        cy, en = (
            "Mae mwy nag un cytundeb mewn un rhes. Rhowch res i bob un.",
            "Several agreements are in one row. Give each its own.",
        )
        add("several-agreements", "agreement", cy, en, payment.agreement)
    if agreement and agreement.signed_on and payment.amount > 0 and payment.paid_on < agreement.signed_on:
        cy, en = (
            "Talwyd cyn llofnodi’r cytundeb. Cedwir y taliad.",
            "It was paid before the agreement was signed. It is kept.",
        )
        add("paid-before-signature", "paid_on", cy, en, str(payment.paid_on))
    if agreement and agreement.pots and payment.pot is not None and payment.pot not in agreement.pots:
        cy, en = (
            "Nid yw’r gronfa yn y cytundeb. Cedwir y taliad.",
            "The pot is not in the agreement. The payment is kept.",
        )
        add("outside-pots", "pot", cy, en, payment.pot)
    return found


def _above(payments: Iterable[Payment], agreements: Mapping[str, Paid], file: str | None) -> list[Defect]:
    """Agreements under which more was paid than they are worth."""
    paid: dict[str, int] = {}
    for payment in payments:
        paid[payment.agreement] = paid.get(payment.agreement, 0) + payment.amount
    message = Bilingual("Talwyd mwy na swm y cytundeb.", "More was paid than the agreement is worth.")
    return [
        Defect("above-agreement", message, file, None, "amount_p", f"{id}: {amount}")
        for id, amount in paid.items()
        if id in agreements and (most := agreements[id].amount) is not None and amount > most
    ]
