"""What people agree on across groups, by Polis (listen.md 3.1.8) and beyond chance (3.4, 3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.findings.bridging import Bridging
from cydradd.listen.findings.bridging import bridging as bridging
from cydradd.listen.findings.by_partner import ByPartner
from cydradd.listen.findings.by_partner import by_partner as by_partner
from cydradd.listen.findings.common_ground import Divide, Ground
from cydradd.listen.findings.common_ground import common_ground as common_ground
from cydradd.listen.findings.common_ground import divides as divides
from cydradd.listen.findings.cross_fit import Finding, FitGroups, findings_of, folds
from cydradd.listen.representative import MOST, Z_90
from cydradd.listen.votes import Counts, Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

HEARD = 30
"""Views by a group from which a statement counts as put to it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One statement that most of all voters agree, or disagree, with. ``statement`` is a column."""

    statement: int
    direction: str
    chosen: int
    seen: int
    p: float
    z_p: float


def polis_consensus(counts: Counts, out: NDArray[np.bool_]) -> tuple[list[Shared], list[Shared]]:
    """At most five statements agreed with, and five disagreed with, over all votes."""
    return _shared(counts.agree, counts, out, "agree"), _shared(counts.disagree, counts, out, "disagree")


def _shared(chosen: NDArray[np.int64], counts: Counts, out: NDArray[np.bool_], direction: str) -> list[Shared]:
    seen = counts.seen
    p = (chosen + 1) / (seen + 2)
    z_p = 2 * np.sqrt(seen + 1) * ((chosen + 1) / (seen + 1) - 0.5)
    listed = [int(j) for j in np.flatnonzero((p > 0.5) & (z_p > Z_90) & ~out)]
    listed.sort(key=lambda j: -(p[j] * z_p[j]))
    return [Shared(j, direction, int(chosen[j]), int(seen[j]), float(p[j]), float(z_p[j])) for j in listed[:MOST]]


def group_aware(groups: Sequence[Counts], size: int) -> Floats:
    """Product over groups of the share that agrees, with a pseudo-count: high only where every group agrees."""
    product = np.ones(size)
    for counts in groups:
        product *= (counts.agree + 1) / (counts.seen + 2)
    return product


@dataclass(frozen=True, slots=True)
class Findings:
    """What a conversation says, every part of it tested. Empty parts: nothing beyond chance.

    Attributes:
        set_apart: What sets each group apart (`cross_fit`).
        common_ground: What most of every group agrees or disagrees with.
        divides: Where two groups differ.
        partners: The same between partners; ``None`` when nobody's partner is known.
        bridging: How far each statement is agreed with across what divides people most.
        not_heard: (group, column, views): statements that fewer than `HEARD` people of a group have seen.
    """

    set_apart: tuple[Finding, ...]
    common_ground: tuple[Ground, ...]
    divides: tuple[Divide, ...]
    partners: ByPartner | None
    bridging: Bridging
    not_heard: tuple[tuple[int, int, int], ...]


def findings(
    votes: Votes,
    membership: Ints,
    fit_groups: FitGroups,
    *,
    seed: int,
    partners: Mapping[str, Counts] | None = None,
    q: float = 0.05,
    out: Mask | None = None,
) -> Findings:
    """Everything section 3.4 and 3.5 of listen.md ask of one conversation.

    Args:
        membership: N; the groups that are shown, -1 for people in none. ``fit_groups``: makes groups from half of the
            votes, for tests on the other half.
        partners: Votes by partner, and of those whose partner is not known under any other name.
        q: Share of the findings of each list that may be chance.
        out: C; statements that take no part.
    """
    groups = int(membership.max(initial=-1)) + 1
    by_group = [votes.counts(membership == group) for group in range(groups)]
    both = folds(votes, fit_groups, membership, seed) if groups > 1 else ()
    usable = [each.counts[:groups] for each in both if each.usable]
    return Findings(
        set_apart=findings_of(both, groups, q=q, out=out),
        common_ground=common_ground(by_group, out),
        divides=divides(usable, q=q, out=out, halves=2),
        partners=by_partner(partners, q=q, out=out) if partners else None,
        bridging=bridging(votes, out),
        not_heard=not_heard(by_group, out),
    )


def not_heard(groups: Sequence[Counts], out: Mask | None = None) -> tuple[tuple[int, int, int], ...]:
    """(group, column, views) of the statements that fewer than `HEARD` people of a group have seen."""
    return tuple(
        (group, int(j), int(counts.seen[j]))
        for group, counts in enumerate(groups)
        for j in np.flatnonzero((counts.seen < HEARD) if out is None else (counts.seen < HEARD) & ~out)
    )
