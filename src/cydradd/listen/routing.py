"""Which statement to show next (listen.md 3.1.9)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.votes import Counts

Floats = NDArray[np.float64]
META_PRIORITY = 49.0


def priorities(counts: Counts, extremity: Floats, meta: NDArray[np.bool_]) -> Floats:
    """Polis's priority of each statement: seldom passed, far out, agreed with, and little seen yet.

    Args:
        counts: Votes of grouped people.
        extremity: Distance of each statement from the middle of the map.
        meta: Statements that ask who the voter is; they have a fixed priority.
    """
    seen = counts.seen
    passed, agreed = (counts.passes + 1) / (seen + 2), (counts.agree + 1) / (seen + 2)
    value = ((1 - passed) * (extremity + 1) * agreed * (1 + 8 * 2.0 ** (-seen / 5))) ** 2
    return np.where(meta, META_PRIORITY, value)


def next_statement(priority: Floats, unseen: Sequence[int], rng: np.random.Generator) -> int | None:
    """Draw one unseen statement in proportion to its priority; ``None`` when all are seen."""
    if not unseen:
        return None
    weights = priority[list(unseen)]
    weights = np.where(weights > 0, weights, np.finfo(float).tiny)
    return int(rng.choice(list(unseen), p=weights / weights.sum()))
