"""Whether the three partners agree (listen.md 3.5): partners are declared, so that all votes may test them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.findings.common_ground import Divide, Ground, common_ground, divides
from cydradd.listen.votes import Counts
from cydradd.vocabulary.people import Partner

Mask = NDArray[np.bool_]

LEAST_PEOPLE = 5
"""People behind a published count of statements by partner (evaluate.md 3.11)."""
PARTNERS = tuple(str(partner) for partner in Partner)


@dataclass(frozen=True, slots=True)
class ByPartner:
    """How the partners answered.

    Attributes:
        partners: The partners that took part, in the order that ``more``, ``less``, ``chosen`` and ``seen`` below
            count them.
        all_three: Statements with which most of every one of the three agrees, or disagrees; empty unless all three
            took part.
        differ: Statements on which two partners differ beyond chance.
        untold: By partner, and for those whose partner is not known: C; whose counts are too few to show, or could be
            had by subtraction.
    """

    partners: tuple[str, ...]
    all_three: tuple[Ground, ...]
    differ: tuple[Divide, ...]
    untold: Mapping[str, Mask]


def too_few(seen: Mapping[str, int], least: int = LEAST_PEOPLE) -> frozenset[str]:
    """Which counts of one statement cannot be shown.

    Those of 1 to ``least`` - 1 people, and further ones, the smallest first, until those hidden together are at least
    ``least`` people: else they could be had from the count of everybody.

    Args:
        seen: People who answered, by partner, with those whose partner is not known.
    """
    hidden = {name for name, many in seen.items() if 0 < many < least}
    others = sorted((name for name, many in seen.items() if many >= least), key=lambda name: (seen[name], name))
    while others and 0 < sum(seen[name] for name in hidden) < least:
        hidden.add(others.pop(0))
    return frozenset(hidden)


def untold(counts: Mapping[str, Counts], least: int = LEAST_PEOPLE) -> dict[str, Mask]:
    """`too_few` for every statement: by partner, C."""
    size = max((len(each.agree) for each in counts.values()), default=0)
    seen = {name: each.seen.tolist() for name, each in counts.items()}
    hidden = [too_few({name: many[j] for name, many in seen.items()}, least) for j in range(size)]
    return {name: np.array([name in each for each in hidden], dtype=bool) for name in counts}


def by_partner(
    counts: Mapping[str, Counts], *, q: float = 0.05, out: Mask | None = None, least: int = LEAST_PEOPLE
) -> ByPartner:
    """What all three partners agree on, and where two of them differ.

    Args:
        counts: Votes by partner (`citizens`, `third_sector`, `public`), and of those whose partner is not known under
            any other name; these take no side, but their number decides what must be hidden.
        q: Share of the differences that may be chance (Fisher's test, Benjamini and Hochberg).
        out: C; statements that take no part. ``least``: people behind a count that is shown.
    """
    hidden = untold(counts, least)
    present = tuple(partner for partner in PARTNERS if partner in counts)
    groups, masks = [counts[name] for name in present], [hidden[name] for name in present]
    all_three: tuple[Ground, ...] = ()
    if len(present) == len(PARTNERS):
        kept_out = np.logical_or.reduce(masks) if out is None else np.logical_or.reduce([*masks, out])
        all_three = common_ground(groups, kept_out)
    return ByPartner(present, all_three, divides([groups], q=q, out=out, untold=masks), hidden)
