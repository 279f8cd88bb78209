"""Whether half of everybody's answers makes the groups that all of them make, so that the other half can test them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import Cells
from cydradd.listen.factors.grouping import enough, grouped
from cydradd.listen.factors.model import REFIT_FALL, FactorModel, fit_factors
from cydradd.listen.groups import ari
from cydradd.listen.halves import first_half
from cydradd.listen.placing import OF_A_HALF

Ints = NDArray[np.int64]

HALVINGS = 3


def back_from_halves(
    cells: Cells, model: FactorModel, shown: Mapping[int, Ints], rng: np.random.Generator
) -> dict[int, float]:
    """By number of groups, the median adjusted Rand index of groups made from half of the cells to those shown.

    Args:
        model: Its rank and ridges are kept.
        shown: Group of each row by number of groups, -1 where there is none.
    """
    found: dict[int, list[float]] = {k: [] for k in shown}
    for _ in range(HALVINGS):
        first = first_half(cells.starts, rng)
        for kept in (first, ~first):
            half = cells.at(kept)
            again, placed = fit_factors(half, model.rank, model.ridges, fall=REFIT_FALL), enough(half, OF_A_HALF)
            for k, labels in shown.items():
                anew = grouped(again, placed, k)
                both = (labels >= 0) & (anew >= 0)
                found[k].append(ari(anew[both], labels[both]) if both.any() else 0.0)
    return {k: float(np.median(each)) for k, each in found.items()}
