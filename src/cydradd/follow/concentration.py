"""How far money went to few recipients (follow.md 3.5).

Sources: O. C. Herfindahl and A. O. Hirschman (index of squared shares, here 0 to 10,000 as competition
authorities print it); C. Gini, "Variabilità e mutabilità", 1912, in the form of sums over the ordered totals,
without the factor for small samples. All numbers are exact fractions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

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
class Spread:
    """Money in one currency as far as its concentration goes: who holds it is not told.

    Attributes:
        totals: Recipients by the minor units each holds.
        unidentified: Grants by their minor units that name no one recipient who can be told apart.
    """

    totals: Counter[int] = field(default_factory=Counter)
    unidentified: Counter[int] = field(default_factory=Counter)

    @property
    def unidentified_total(self) -> int:
        """Minor units of grants that name no one recipient."""
        return sum(amount * count for amount, count in self.unidentified.items())

    def bounds(self) -> tuple[Concentration, Concentration]:
        """All unidentified money as one more recipient, and each such grant as a recipient of its own."""
        one = Counter([self.unidentified_total]) if self.unidentified else Counter[int]()
        return concentration(self.totals + one), concentration(self.totals + self.unidentified)


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

    def spread(self) -> Spread:
        """The same without who holds what."""
        return Spread(Counter(self.totals.values()), Counter(self.unidentified))


def concentration(totals: Iterable[int]) -> Concentration:
    """Concentration of the totals of all recipients.

    Args:
        totals: Minor units of one currency, one number per recipient, none negative; or a `Counter`: recipients by
            what each holds.

    Raises:
        NotPossible: A total is negative: more was returned than given, and shares of it have no meaning.
    """
    held = sorted(_counted(totals).items())
    if held and held[0][0] < 0:
        raise NotPossible(
            Bilingual(
                cy="Mae cyfanswm un derbynnydd yn is na 0: nid oes ystyr i gyfrannau. Edrychwch ar y symiau negyddol.",
                en="The total of one recipient is below 0: shares of it mean nothing. Look at the negative amounts.",
            ),
            code="negative-total",
        )
    n, whole = sum(many for _, many in held), sum(total * many for total, many in held)
    zeros = sum(many for total, many in held if total == 0)
    if not whole:
        return Concentration(n, 0, zeros, None, None, None, None)
    weighted = before = 0
    for total, many in held:
        # places before + 1 to before + many: the sum of (2 place - n - 1) over them
        weighted += total * many * (2 * before + many - n)
        before += many
    return Concentration(
        recipients=n,
        total=whole,
        zero_totals=zeros,
        top10_share=Fraction(_of_first(reversed(held), TOP), whole),
        lower_half_share=Fraction(_of_first(held, n // 2), whole),
        hhi=Fraction(100**2 * sum(total * total * many for total, many in held), whole * whole),
        gini=Fraction(weighted, n * whole),
    )


def _counted(totals: Iterable[int]) -> Counter[int]:
    return totals if isinstance(totals, Counter) else Counter(totals)


def _of_first(held: Iterable[tuple[int, int]], most: int) -> int:
    """What the first ``most`` recipients hold."""
    found = 0
    for total, many in held:
        taken = min(many, most)
        found += total * taken
        most -= taken
        if not most:
            break
    return found


def lorenz(totals: Iterable[int]) -> tuple[tuple[Fraction, Fraction], ...]:
    """Share of recipients, smallest first, against the share of money they hold, from (0, 0) to (1, 1).

    At most `POINTS` points lie between; with more recipients they are evenly spaced. Empty when the sum is 0.
    ``totals`` as for `concentration`.
    """
    held = sorted(_counted(totals).items())
    n, whole = sum(many for _, many in held), sum(total * many for total, many in held)
    if not whole:
        return ()
    steps = min(n, POINTS + 1)
    points, at, before, money = [], 0, 0, 0
    for place in (n * step // steps for step in range(steps + 1)):
        while at < len(held) and before + held[at][1] <= place:
            before, money = before + held[at][1], money + held[at][0] * held[at][1]
            at += 1
        inside = (place - before) * held[at][0] if at < len(held) else 0
        points.append((Fraction(place, n), Fraction(money + inside, whole)))
    return tuple(points)
