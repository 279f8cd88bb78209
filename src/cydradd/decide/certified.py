"""The fairness certificate of a count that was just made."""

from __future__ import annotations

from cydradd.decide.count import Count
from cydradd.decide.fairness import Certificate, audit


def certified(count: Count) -> Certificate:
    """Audit the winners of a count under its own weights and eligibility (decide.md 3.7)."""
    voters = count.voters
    weights = None
    if count.options.weights is not None:
        held = zip(voters.partner, voters.weight, strict=True)
        weights = {partner: weight for partner, weight in held if partner is not None} or None
    aside = {entry.project: entry.kind for entry in count.set_aside}
    return audit(count.election, count.winners, weights=weights, aside=aside)
