"""Why each project lost, worked out once for each count: it takes many counts, and most acts of a round change none."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from cydradd.decide.count import Count
from cydradd.decide.election import election_sha256
from cydradd.decide.explain import Explained, Loss
from cydradd.decide.explain_over_pots import losses_over_pots
from cydradd.decide.fund import Funded
from cydradd.decide.pots_count import follows_pots
from cydradd.decide.standing import standing

KEPT = 8
"""Counts whose explanations are kept; of more, those asked for last."""
MOST_WORK = 1_000_000
"""Ballots times projects times runs of the rule; above, a round's report explains nothing: it would take minutes."""


class Asked:
    """What a count is made of. Two are equal when they have the same result, and the same explanations."""

    def __init__(self, count: Count, funded: Funded | None) -> None:
        self.count, self.funded = count, funded
        self.ineligible = {entry.project: entry.reason for entry in count.set_aside if entry.kind == "decision"}
        self.objections = {entry.project: entry.partners for entry in count.set_aside if entry.kind == "objection"}
        pots = [(pot.id, pot.amount, pot.projects and sorted(pot.projects)) for pot in funded.pots] if funded else []
        gone = (sorted(self.ineligible), sorted(self.objections))
        told = (election_sha256(count.election), count.options, *gone, pots)
        self.digest = sha256(repr(told).encode()).digest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and self.digest == other.digest


def explanations(count: Count, funded: Funded | None = None) -> tuple[Loss, ...] | None:
    """Every loser explained (`cydradd.decide.explain`), most votes first; ``None``: it would take minutes.

    Args:
        funded: The same count with its pots, where it has any.
    """
    asked = asked_of(count, funded)
    return None if asked is None else _made(asked)


def asked_of(count: Count, funded: Funded | None) -> Asked | None:
    """What is asked of a count whose changed elections may be counted; ``None``: that would take minutes."""
    if len(count.election.ballots) * len(count.election.projects) * _runs(count) > MOST_WORK:
        return None
    return Asked(count, funded if funded is not None and follows_pots(funded) else None)


def _runs(count: Count) -> int:
    """How often the rule was run: once for every purse of the grid."""
    if count.purse_start is None or count.purse_final is None:
        return 1
    return int((count.purse_final - count.purse_start) / count.options.increment) + 1


@lru_cache(maxsize=KEPT)
def _made(asked: Asked) -> tuple[Loss, ...]:
    if asked.funded is not None:
        return tuple(losses_over_pots(asked.funded))
    given = standing(asked.count.election, asked.count.options, asked.ineligible, asked.objections)
    return tuple(Explained(given).losses())
