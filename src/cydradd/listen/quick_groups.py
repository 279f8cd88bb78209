"""Two groups by the factor model at a rank and ridges that are not chosen: enough to say who is alike, and quick."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cydradd.listen import groups as grouping
from cydradd.listen.factors.cells import take
from cydradd.listen.factors.model import Ridges, fit_factors
from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

RANK, LEAST_VOTES = 2, 7


def split_in_two(points: Floats) -> tuple[Ints, Floats]:
    """Two groups of points and their centres, from those furthest apart on the first axis."""
    start = points[[int(points[:, 0].argmin()), int(points[:, 0].argmax())]]
    return grouping.kmeans(points, start, most=50)


def two_groups(votes: Votes, out: Mask | None = None) -> Ints:
    """Group of each participant, 0 or 1; -1 with fewer than `LEAST_VOTES` votes that count.

    Args:
        out: C; statements that take no part.
    """
    taken = take(votes, np.zeros(len(votes.statements), dtype=bool) if out is None else out)
    member = np.full(len(votes.participants), -1, dtype=np.int64)
    if len(taken.people):
        labels, _ = split_in_two(fit_factors(taken.cells, RANK, Ridges()).f)
        member[taken.people] = np.where(taken.cells.per_person >= LEAST_VOTES, labels, -1)
    return member
