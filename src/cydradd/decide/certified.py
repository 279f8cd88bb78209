"""The fairness certificate of a count that was just made."""

from __future__ import annotations

from collections.abc import Collection

from cydradd.decide.count import Count
from cydradd.decide.fairness import Certificate, audit


def certified(count: Count, refused: Collection[str] = ()) -> Certificate:
    """Audit the winners of a count under its own weights and eligibility (decide.md 3.7).

    Args:
        refused: Projects that the pots could not pay when their turn came; they are not checked, for nothing that the
            rule could do would have paid them.
    """
    voters = count.voters
    weights = None
    if count.options.weights is not None:
        held = zip(voters.partner, voters.weight, strict=True)
        weights = {partner: weight for partner, weight in held if partner is not None} or None
    aside = dict.fromkeys(refused, "pots") | {entry.project: entry.kind for entry in count.set_aside}
    return audit(count.election, count.winners, weights=weights, aside=aside)
