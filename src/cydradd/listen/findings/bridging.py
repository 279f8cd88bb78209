"""Statements liked on both sides of what divides people most (listen.md 3.5).

A fit of its own, of one factor, with intercepts held five times harder than the factor: agreement along the factor
goes to the factor, and what is left in the intercept is agreement across it. Wojcik et al. 2022, arXiv:2210.15723.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import take
from cydradd.listen.factors.model import FactorModel, Ridges, fit_factors
from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

RIDGE = 3.0
HARDER = 5
"""How much harder intercepts are held than the factor."""
LEAST_LOW = 0.3
LEAST_A_SIDE = 5
"""Votes on either side of the factor."""


@dataclass(frozen=True, slots=True)
class Bridging:
    """How far each statement is agreed with across the factor. C each; NaN: not in the map, or nobody voted.

    Attributes:
        value: B = μ + c: the vote of somebody in the middle, -1 to 1.
        low: The least B after one more vote, agree or disagree, by somebody in the middle or one standard deviation
            to either side.
        both_sides: Whether more agree than disagree, of at least `LEAST_A_SIDE` votes, on both sides.
    """

    value: Floats
    low: Floats
    both_sides: Mask

    @property
    def listed(self) -> list[int]:
        """Columns that bridge, the surest first."""
        columns = np.flatnonzero(self.both_sides & (np.nan_to_num(self.low, nan=-1.0) > LEAST_LOW))
        return sorted(columns.tolist(), key=lambda j: (-float(self.low[j]), j))


def bridging(votes: Votes, out: Mask | None = None, *, ridge: float = RIDGE) -> Bridging:
    """How far each statement is agreed with on both sides of what divides people most.

    Args:
        out: C; statements that take no part.
        ridge: On the factor; the intercepts have `HARDER` times it.
    """
    size = len(votes.statements)
    taken = take(votes, np.zeros(size, dtype=bool) if out is None else out)
    value, low, both = np.full(size, np.nan), np.full(size, np.nan), np.zeros(size, dtype=bool)
    if len(taken.cells.values):
        cells = taken.cells
        model = fit_factors(cells, 1, Ridges(ridge, HARDER * ridge, HARDER * ridge))
        value[taken.statements] = model.mean + model.statement
        low[taken.statements] = _low(cells.rows, cells.columns, cells.values, model, ridge)
        both[taken.statements] = _both_sides(cells.columns, cells.values, model.f[cells.rows, 0], cells.width)
    return Bridging(value, low, both)


def _low(
    rows: NDArray[np.integer], columns: NDArray[np.integer], values: NDArray[np.int8], model: FactorModel, ridge: float
) -> Floats:
    """The least μ + c of each statement when it is solved again with one further vote, people as they are."""
    size, f = len(model.statement), model.f[:, 0]
    at = f[rows]
    target = values - model.mean - model.person[rows]
    many = np.bincount(columns, minlength=size) + HARDER * ridge
    cross, square = np.bincount(columns, at, minlength=size), np.bincount(columns, at * at, minlength=size) + ridge
    right, right_f = np.bincount(columns, target, minlength=size), np.bincount(columns, target * at, minlength=size)
    least = np.full(size, np.inf)
    for place in (-float(f.std()), 0.0, float(f.std())):
        for vote in (-1.0, 1.0):
            more = vote - model.mean
            a, b, d = many + 1, cross + place, square + place**2
            c = (d * (right + more) - b * (right_f + place * more)) / (a * d - b * b)
            least = np.minimum(least, model.mean + c)
    return least


def _both_sides(columns: NDArray[np.integer], values: NDArray[np.int8], f: Floats, size: int) -> Mask:
    """Whether more agree than disagree with each statement on both sides of the factor, of enough votes."""
    fine = np.ones(size, dtype=bool)
    for side in (f < 0, f > 0):
        balance = np.bincount(columns[side], values[side], minlength=size)
        fine &= (balance > 0) & (np.bincount(columns[side], minlength=size) >= LEAST_A_SIDE)
    return fine
