"""Two halves of everybody's answers, drawn at random."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


def first_half(starts: Ints, rng: np.random.Generator) -> Mask:
    """Which cells are in the first half: of each row every second, in an order drawn at random; the odd one in either.

    Args:
        starts: Where each row begins, with the number of cells at the end.
    """
    many = np.diff(starts)
    rows = np.repeat(np.arange(len(many)), many)
    order = np.lexsort((rng.random(len(rows)), rows))
    odd = rng.integers(0, 2, len(many))
    first = np.zeros(len(rows), dtype=bool)
    first[order] = (np.arange(len(rows)) - starts[rows] + odd[rows]) % 2 == 0
    return first
