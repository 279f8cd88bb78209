"""The flags of a conversation with their effect on each list, and every list without the weakest identities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.brigades.aside import Effect, Lists, effect, weakest
from cydradd.listen.brigading import Flag, Traces, flags
from cydradd.listen.consensus import bridging, common_ground, polis_consensus
from cydradd.listen.polis_export import PolisExport
from cydradd.listen.quick_groups import two_groups
from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

TOP = 10


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What there is to look at.

    Attributes:
        flags: Each with its effect on every list.
        compared: Pairs that were compared.
        weakest: The weakest strength, how many people are known by it, and the effect of leaving them out; ``None``
            where strengths are not known or all alike.
    """

    flags: tuple[tuple[Flag, tuple[Effect, ...]], ...]
    compared: int
    weakest: tuple[str, int, tuple[Effect, ...]] | None


def looked_at(export: PolisExport, arrived: Floats | None, pace: Floats | None, *, seed: int = 0) -> LookedAt:
    """Look for people who answer to order.

    Two groups explain votes here, whatever the map shows: a bloc must not explain itself by being a third.

    Args:
        arrived, pace: As in `brigading.Traces`.
    """
    votes = export.votes
    out = export.out
    found = flags(votes, two_groups(votes, out), Traces(arrived, pace), seed=seed)
    lists = lists_of(out)
    size = len(votes.participants)
    made = []
    for flag in found.flags:
        mask = np.zeros(size, dtype=bool)
        mask[list(flag.rows)] = True
        made.append((flag, effect(votes, mask, lists)))
    least = weakest(votes, {person.voter: person.strength for person in export.participants or ()})
    told = None if least is None else (str(least[0]), int(least[1].sum()), effect(votes, least[1], lists))
    return LookedAt(tuple(made), found.compared, told)


def lists_of(out: Mask) -> Lists:
    """The lists of a conversation: common ground of two groups, what all agree and disagree with, what bridges."""

    def lists(votes: Votes) -> dict[str, list[str]]:
        member = two_groups(votes, out)
        groups = [votes.counts(member == group) for group in range(int(member.max(initial=-1)) + 1)]
        agree, disagree = polis_consensus(votes.counts(), out)
        columns = {
            "common_ground": [each.statement for each in common_ground(groups, out)[:TOP]],
            "agree": [each.statement for each in agree],
            "disagree": [each.statement for each in disagree],
            "bridging": bridging(votes, out).listed[:TOP],
        }
        return {name: [votes.statements[j] for j in listed] for name, listed in columns.items()}

    return lists
