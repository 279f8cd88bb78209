"""Equal weight of the partners: what one ballot of each weighs, and whether each has enough of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

LEAST_BALLOTS = 10
"""Ballots a partner needs, so that nobody's ballot can be guessed from a total (evaluate.md 3.11)."""


class PartnerTooSmall(CydraddError):
    """A partner has so few ballots that its totals would show how people voted."""

    code = "partner-too-small"


def weights(
    ballots: Mapping[Partner, int], shares: Mapping[Partner, Fraction] | None = None, minimum: int = LEAST_BALLOTS
) -> dict[Partner, Fraction]:
    """Weight of ONE ballot of each partner, so that each partner holds its share of all weight (rule A).

    The weights of all ballots add up to their number n: w = n/(K n_k), or n s_k/n_k with unequal shares. Ten
    citizens and two officers each hold half.

    Args:
        ballots: Number of ballots of each declared partner, empty ballots counted.
        shares: Share of each partner; equal when not given.
        minimum: Least number of ballots of a partner.

    Raises:
        PartnerTooSmall: A declared partner has fewer than ``minimum`` ballots, or none.
    """
    for partner, count in ballots.items():
        if count < max(minimum, 1):
            raise PartnerTooSmall(
                Bilingual(
                    cy=f"Mae gan bartner rhy ychydig o bapurau pleidleisio. Partner: {partner}. Papurau: {count}. "
                    f"Y lleiaf: {max(minimum, 1)}. Gall testun y rheol enwi ffordd arall (small_partner).",
                    en=f"The partner {partner} has {count} ballots; at least {max(minimum, 1)} are needed to count. "
                    "The rule text may name a fall-back (small_partner).",
                )
            )
    total = sum(ballots.values())
    share = shares or dict.fromkeys(ballots, Fraction(1, max(len(ballots), 1)))
    return {partner: total * share[partner] / count for partner, count in ballots.items()}


def stopped_by(
    approvals: Mapping[Partner, int], ballots: Mapping[Partner, int], thresholds: Mapping[Partner, Fraction]
) -> list[Partner]:
    """Partners in which a project has less than the agreed share of ballots (concurrent consent)."""
    return [
        partner
        for partner, least in thresholds.items()
        if Fraction(approvals.get(partner, 0), max(ballots.get(partner, 0), 1)) < least
    ]
