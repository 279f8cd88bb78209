"""Payment profiles: when the money comes, and how much a provider lends to its funder meanwhile.

Money is whole minor units. The defaults are our own (deliver.md 3.2): money before the work, where there are
no reserves to work on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain, repeat

from cydradd.deliver.months import every, months_of_term
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

SMALL_INCOME = 10_000_000
"""Yearly income, in minor units, below which an organisation is small."""

WHOLE_UP_FRONT = 1_000_000
"""Amount, in minor units, up to which all of it is paid before the work."""

QUARTER = 3

LINE_KINDS = ("up_front", "on_date", "on_milestone", "in_arrears")


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One payment that is planned.

    Attributes:
        kind: One of `LINE_KINDS`.
        reason: Why a small organisation is paid in arrears.
        pot: Which pot pays; ``None``: not told.
    """

    due: date
    amount: Pence
    kind: str
    reason: Bilingual | None = None
    pot: str | None = None


def profile_for(
    kind: str, amount: Pence, start: date, end: date, income: Pence | None = None
) -> tuple[ProfileLine, ...] | None:
    """The default profile; its lines always sum to ``amount``.

    Args:
        kind: Kind of the agreement.
        amount: The whole of the money, above 0.
        start, end: First and last day of the agreement.
        income: Yearly income of the organisation; ``None`` is unknown, and makes no organisation small.

    Returns:
        The lines by date, or ``None`` where there is no default: the parties agree one.

    Raises:
        NotPossible: An amount of 0 or less, or an end before the start.
    """
    if amount <= 0 or end < start:
        raise NotPossible(
            Bilingual(
                cy="Rhaid i’r swm fod yn fwy na 0, a’r diwedd ddim cyn y dechrau.",
                en="The amount must be above 0, and the end not before the start.",
            )
        )
    small = income is not None and income < SMALL_INCOME
    if kind not in {"grant", "micro_grant"} and not small:
        return None
    quarters = list(every(start, QUARTER, end))
    if amount <= WHOLE_UP_FRONT or kind == "micro_grant" or not quarters:
        return (ProfileLine(start, amount, "up_front"),)
    rest = amount // 2
    each, odd = divmod(rest, len(quarters))
    return (
        ProfileLine(start, Pence(amount - rest), "up_front"),
        *(ProfileLine(due, Pence(each + (number < odd)), "on_date") for number, due in enumerate(quarters)),
    )


def share_up_front(lines: Sequence[ProfileLine], start: date) -> Fraction | None:
    """What is paid before or on the start, as a part of the whole; ``None`` when the lines sum to nothing."""
    whole = sum(line.amount for line in lines)
    return Fraction(sum(line.amount for line in lines if line.due <= start), whole) if whole else None


def cash_strain(lines: Sequence[ProfileLine], spend: Sequence[Pence], start: date) -> Pence:
    """The lowest point of what was received less what was spent: below 0 it is what the provider lends.

    Args:
        lines: What is paid, and when. What falls due at the end of a month comes after its spending.
        spend: Planned spending of each month from ``start``.
        start: First day of the first month.
    """
    lines = sorted(lines, key=lambda line: line.due)
    lowest = spent = received = taken = 0
    months = chain(every(start, 1, date.max), repeat(None))
    for amount, closes in zip(spend, months, strict=False):
        spent += amount
        while taken < len(lines) and (closes is None or lines[taken].due < closes):
            received += lines[taken].amount
            taken += 1
        lowest = min(lowest, received - spent)
    return Pence(lowest)


def even_spend(amount: Pence, start: date, end: date) -> tuple[Pence, ...]:
    """``amount`` spent evenly over the months of a term, to the minor unit; the odd ones go first."""
    months = months_of_term(start, end)
    each, odd = divmod(amount, months)
    return tuple(Pence(each + (number < odd)) for number in range(months))
