"""How far money went to few recipients (follow.md 3.5).

Sources: O. C. Herfindahl and A. O. Hirschman (index of squared shares, here 0 to 10,000 as competition
authorities print it); C. Gini, "Variabilità e mutabilità", 1912, in the form of sums over the ordered totals,
without the factor for small samples. All numbers are exact fractions.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

TOP = 10
POINTS = 100
"""Most points of a Lorenz curve that a document carries, its two ends not counted."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration of the totals of n recipients; shares and indices are ``None`` when the sum is 0.

    Attributes:
        recipients: n, those with a total of 0 included.
        total: Sum, in minor units of one currency.
        zero_totals: Recipients with a total of 0.
        top10_share: What the ten largest hold of the sum, 0 to 1.
        lower_half_share: What the ``n // 2`` smallest hold of the sum, 0 to 1.
        hhi: Sum of squared percentages, 0 to 10,000.
        gini: 0 (all alike) to 1 - 1/n (one holds all).
    """

    recipients: int
    total: int
    zero_totals: int
    top10_share: Fraction | None
    lower_half_share: Fraction | None
    hhi: Fraction | None
    gini: Fraction | None


@dataclass(frozen=True, slots=True)
class Holdings:
    """Money by recipient, in one currency, and the money of no known recipient.

    Attributes:
        totals: Minor units of each known recipient.
        unidentified: Minor units of each grant that names no recipient at all.
    """

    totals: dict[Hashable, int] = field(default_factory=dict)
    unidentified: list[int] = field(default_factory=list)

    def add(self, recipient: Hashable | None, amount: int) -> None:
        """Count one grant; ``None`` = it names no recipient."""
        if recipient is None:
            self.unidentified.append(amount)
        else:
            self.totals[recipient] = self.totals.get(recipient, 0) + amount

    def bounds(self) -> tuple[Concentration, Concentration]:
        """All unidentified money as one more recipient, and each such grant as a recipient of its own."""
        known = list(self.totals.values())
        one = [sum(self.unidentified)] if self.unidentified else []
        return concentration([*known, *one]), concentration([*known, *self.unidentified])


def concentration(totals: Iterable[int]) -> Concentration:
    """Concentration of the totals of all recipients.

    Args:
        totals: Minor units of one currency, one number per recipient, none negative.

    Raises:
        NotPossible: A total is negative: more was returned than given, and shares of it have no meaning.
    """
    held = sorted(totals)
    if held and held[0] < 0:
        raise NotPossible(
            Bilingual(
                cy="Mae cyfanswm un derbynnydd yn is na 0: nid oes ystyr i gyfrannau. Edrychwch ar y symiau negyddol.",
                en="The total of one recipient is below 0: shares of it mean nothing. Look at the negative amounts.",
            ),
            code="negative-total",
        )
    n, whole = len(held), sum(held)
    zeros = sum(total == 0 for total in held)
    if not whole:
        return Concentration(n, 0, zeros, None, None, None, None)
    weighted = sum((2 * place - n - 1) * total for place, total in enumerate(held, start=1))
    return Concentration(
        recipients=n,
        total=whole,
        zero_totals=zeros,
        top10_share=Fraction(sum(held[-TOP:]), whole),
        lower_half_share=Fraction(sum(held[: n // 2]), whole),
        hhi=Fraction(100**2 * sum(total * total for total in held), whole * whole),
        gini=Fraction(weighted, n * whole),
    )


def lorenz(totals: Sequence[int]) -> tuple[tuple[Fraction, Fraction], ...]:
    """Share of recipients, smallest first, against the share of money they hold, from (0, 0) to (1, 1).

    At most `POINTS` points lie between; with more recipients they are evenly spaced. Empty when the sum is 0.
    """
    held = sorted(totals)
    whole, n = sum(held), len(held)
    if not whole:
        return ()
    upto = [0, *accumulate(held)]
    steps = min(n, POINTS + 1)
    places = [n * step // steps for step in range(steps + 1)]
    return tuple((Fraction(place, n), Fraction(upto[place], whole)) for place in places)
