"""What people agree on across groups (listen.md 3.1.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.representative import MOST, Z_90
from cydradd.listen.votes import Counts

Floats = NDArray[np.float64]


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
