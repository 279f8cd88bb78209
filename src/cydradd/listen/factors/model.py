"""The factor model of votes, fitted on observed cells alone (method ``cydradd``, listen.md 3.2).

A vote is μ + b_i + c_j + f_i·g_j and an error. Alternating least squares with ridges: Koren, Bell and Volinsky 2009,
doi:10.1109/MC.2009.263; intercepts of people and statements: Wojcik et al. 2022, arXiv:2210.15723. One sweep is one
pass over the votes: the people of a block are solved and at once added to the sums of the statements, so that beside
the votes only tables of people x rank and statements x rank² are held.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.canonical import canonical
from cydradd.listen.factors.cells import Block, Cells
from cydradd.listen.factors.small_systems import (
    cholesky,
    inverse_diagonal,
    places,
    products,
    quadratic,
    solve,
    with_ridge,
)
from cydradd.listen.factors.start import start_factors

Floats = NDArray[np.float64]

FALL, SWEEPS = 1e-6, 50
"""Sweeps end when the loss falls by less than this part of itself, or after so many."""
REFIT_FALL = 1e-4
"""The same part for a fit on some of the cells."""


@dataclass(frozen=True, slots=True)
class Ridges:
    """Penalties: ``factor`` on |f|² and |g|², ``person`` on b², ``statement`` on c²."""

    factor: float = 4.0
    person: float = 5.0
    statement: float = 0.5

    def of_people(self, side: int) -> Floats:
        """The diagonal added to each person's system."""
        return np.array([self.person] + [self.factor] * (side - 1))

    def of_statements(self, side: int) -> Floats:
        """The diagonal added to each statement's system."""
        return np.array([self.statement] + [self.factor] * (side - 1))


@dataclass(frozen=True, slots=True)
class Factors:
    """What is known of statements between two passes: μ, c (C) and g (C x r)."""

    mean: float
    statement: Floats
    g: Floats


@dataclass(frozen=True, slots=True)
class FactorModel:
    """A fitted model. N people, C statements, rank r; canonical: FᵀF and GᵀG are equal, diagonal and falling.

    Attributes:
        mean: μ. ``person``: b, N. ``statement``: c, C. ``f``: N x r. ``g``: C x r.
        variance: σ², the mean square error on the degrees of freedom that are left.
        effective: Parameters in use: the traces of the hat matrices of people and of statements, and one for μ.
        f_variance: N x r; variance of each f given the statements: σ² times the diagonal of H⁻¹.
        news: C; mean posterior variance of (c, g) of each statement given the people.
        sweeps: Passes it took. ``loss``: what was minimised.
    """

    rank: int
    ridges: Ridges
    mean: float
    person: Floats
    statement: Floats
    f: Floats
    g: Floats
    variance: float
    effective: float
    f_variance: Floats
    news: Floats
    sweeps: int
    loss: float

    def predict(self, rows: NDArray[np.integer], columns: NDArray[np.integer], *, factors: bool = True) -> Floats:
        """The model's vote for cells, not clipped; without f·g when ``factors`` is false."""
        predicted = self.mean + self.person[rows] + self.statement[columns]
        if factors:
            for axis in range(self.rank):
                predicted += self.f[rows, axis] * self.g[columns, axis]
        return np.asarray(predicted)


@dataclass(slots=True)
class _Sums:
    """What a pass collects for the statements: Σzzᵀ (C x triangle), Σz(x - b) (C x q), Σ(x - b)², FᵀF."""

    squares: Floats
    right: Floats
    total: float
    gram: Floats

    @staticmethod
    def empty(width: int, side: int) -> _Sums:
        triangle = side * (side + 1) // 2
        return _Sums(np.zeros((width, triangle)), np.zeros((width, side)), 0.0, np.zeros((side - 1, side - 1)))


def _with_one(factors: Floats) -> Floats:
    """z = (1, factors): n x r to q x n."""
    return np.vstack((np.ones((1, len(factors))), factors.T))


@dataclass(frozen=True, slots=True)
class _Tables:
    """What a pass looks up for each statement: z (C x q), zzᵀ (C x triangle) and μ + c (C)."""

    z: Floats
    squares: Floats
    level: Floats

    @staticmethod
    def of(now: Factors) -> _Tables:
        z = _with_one(now.g)
        return _Tables(z.T.copy(), products(z).T.copy(), now.mean + now.statement)


def _solve_block(block: Block, tables: _Tables, ridge: Floats) -> tuple[Floats, Floats]:
    """b and f of the people of a block, q x n, and the factors of their systems."""
    target = block.values - tables.level[block.columns]
    squares = np.ascontiguousarray((block.ones @ tables.squares).T)
    right = np.ascontiguousarray((block.matrix(target) @ tables.z).T)
    factor = cholesky(with_ridge(squares, ridge), len(ridge))
    return solve(factor, right), factor


def _add_block(sums: _Sums, block: Block, solved: Floats) -> None:
    """Add the people of a block to the sums of the statements."""
    left = block.values - np.repeat(solved[0], block.counts)
    z = np.vstack((np.ones((1, solved.shape[1])), solved[1:]))
    sums.squares += block.ones.T @ products(z).T.copy()
    sums.right += block.matrix(left).T @ z.T.copy()
    sums.total += float(left @ left)
    sums.gram += solved[1:] @ solved[1:].T


def _solve_statements(sums: _Sums, mean: float, ridges: Ridges, votes: int) -> tuple[Factors, float, Floats]:
    """μ, c and g from the sums; the sum of squared errors; the factors of the systems."""
    side = sums.right.shape[1]
    # The first column of Σzzᵀ is Σz.
    z = sums.squares[:, [row[0] for row in places(side)]]
    factor = cholesky(with_ridge(np.ascontiguousarray(sums.squares.T), ridges.of_statements(side)), side)
    w = solve(factor, np.ascontiguousarray((sums.right - mean * z).T)).T
    first = float(sums.right[:, 0].sum())
    mean = (first - float((w * z).sum())) / votes
    fitted = float((w * (sums.right - mean * z)).sum())
    errors = sums.total - 2 * mean * first + votes * mean**2 - 2 * fitted + quadratic(w, sums.squares)
    return Factors(mean, w[:, 0].copy(), w[:, 1:].copy()), errors, factor


def _pass(cells: Cells, now: Factors, ridges: Ridges) -> tuple[_Sums, float]:
    """Solve all people and sum for the statements; also the penalty of the people."""
    side = now.g.shape[1] + 1
    tables, ridge, sums = _Tables.of(now), ridges.of_people(side), _Sums.empty(cells.width, side)
    penalty = 0.0
    for block in cells.blocks():
        solved, _ = _solve_block(block, tables, ridge)
        _add_block(sums, block, solved)
        penalty += float(ridge @ (solved**2).sum(axis=1))
    return sums, penalty


def first_factors(cells: Cells, rank: int) -> Factors:
    """Where the sweeps start: the mean, the statements' own means, the singular vectors of what is left."""
    votes = max(len(cells.values), 1)
    mean = float(cells.values.sum(dtype=np.int64)) / votes
    seen = np.bincount(cells.columns, minlength=cells.width)
    means = np.bincount(cells.columns, cells.values, minlength=cells.width) / np.maximum(seen, 1)
    return Factors(mean, means - mean, start_factors(cells, means, rank))


def fit_factors(
    cells: Cells,
    rank: int,
    ridges: Ridges,
    *,
    start: Factors | None = None,
    fall: float = FALL,
    sweeps: int = SWEEPS,
) -> FactorModel:
    """Fit the model.

    Args:
        rank: r; 0 leaves the intercepts.
        start: Where to start instead of the singular vectors of the residual.
        fall, sweeps: When to stop.
    """
    now = first_factors(cells, rank) if start is None else start
    before, loss, taken = np.inf, 0.0, 0
    while taken < sweeps:
        taken += 1
        sums, penalty = _pass(cells, now, ridges)
        now, errors, _ = _solve_statements(sums, now.mean, ridges, max(len(cells.values), 1))
        loss = errors + penalty + float((now.g**2).sum() * ridges.factor + (now.statement**2).sum() * ridges.statement)
        if rank:
            now = Factors(now.mean, now.statement, canonical(sums.gram, now.g))
        if before - loss < fall * max(loss, 1e-300):
            break
        before = loss
    return _finish(cells, now, ridges, taken, loss)


def _finish(cells: Cells, now: Factors, ridges: Ridges, sweeps: int, loss: float) -> FactorModel:
    """The people for the last statements, with the uncertainty of both."""
    side = now.g.shape[1] + 1
    tables, ridge, sums = _Tables.of(now), ridges.of_people(side), _Sums.empty(cells.width, side)
    people, spread, used = np.empty((cells.people, side)), np.empty((cells.people, side)), 0.0
    for block in cells.blocks():
        solved, factor = _solve_block(block, tables, ridge)
        inverse = inverse_diagonal(factor, side)
        # tr(H⁻¹ Σzzᵀ) = q - tr(H⁻¹ ridge).
        used += side * (block.last - block.first) - float(ridge @ inverse.sum(axis=1))
        people[block.first : block.last], spread[block.first : block.last] = solved.T, inverse.T
        _add_block(sums, block, solved)
    votes = len(cells.values)
    _, _, factor = _solve_statements(sums, now.mean, ridges, max(votes, 1))
    inverse = inverse_diagonal(factor, side)
    used += side * cells.width - float(ridges.of_statements(side) @ inverse.sum(axis=1)) + 1
    variance = _errors(sums, now) / max(votes - used, 1.0)
    return FactorModel(
        rank=side - 1,
        ridges=ridges,
        mean=now.mean,
        person=people[:, 0].copy(),
        statement=now.statement,
        f=people[:, 1:].copy(),
        g=now.g,
        variance=variance,
        effective=used,
        f_variance=variance * spread[:, 1:],
        news=variance * inverse.mean(axis=0),
        sweeps=sweeps,
        loss=loss,
    )


def _errors(sums: _Sums, now: Factors) -> float:
    """Σ(x - x̂)² of the people in the sums with the statements given."""
    w = np.column_stack((now.mean + now.statement, now.g))
    return max(sums.total - 2 * float((w * sums.right).sum()) + quadratic(w, sums.squares), 0.0)
