"""Many small symmetric systems at once: Cholesky written out over a whole array of them.

A batch of n systems of side q is an array of q (q + 1)/2 x n: the lower triangles, row after row, one row of the
array for each entry, so that every step is one operation on n numbers.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


Places = tuple[tuple[int, ...], ...]


@cache
def places(side: int) -> Places:
    """Place of each entry (i, j), j <= i, of a packed triangle."""
    return tuple(tuple(i * (i + 1) // 2 + j for j in range(i + 1)) for i in range(side))


def pairs(side: int) -> list[tuple[int, int]]:
    """Every entry of a lower triangle in its packed order."""
    return [(i, j) for i in range(side) for j in range(i + 1)]


def products(vectors: Floats) -> Floats:
    """Packed z zᵀ of each column z: q x n to q (q + 1)/2 x n."""
    packed = np.empty((len(vectors) * (len(vectors) + 1) // 2, vectors.shape[1]))
    for place, (i, j) in enumerate(pairs(len(vectors))):
        np.multiply(vectors[i], vectors[j], out=packed[place])
    return packed


def cholesky(packed: Floats, side: int) -> Floats:
    """Packed lower factors of positive definite systems."""
    at, factor = places(side), np.empty_like(packed)
    for j in range(side):
        for i in range(j, side):
            total = packed[at[i][j]].copy()
            for k in range(j):
                total -= factor[at[i][k]] * factor[at[j][k]]
            factor[at[i][j]] = np.sqrt(total) if i == j else total / factor[at[j][j]]
    return factor


def solve(factor: Floats, right: Floats) -> Floats:
    """Solutions, q x n, of systems given by their factors for right hand sides q x n."""
    side = len(right)
    at = places(side)
    answer = np.empty_like(right)
    for i in range(side):
        total = right[i].copy()
        for k in range(i):
            total -= factor[at[i][k]] * answer[k]
        answer[i] = total / factor[at[i][i]]
    for i in reversed(range(side)):
        total = answer[i]
        for k in range(i + 1, side):
            total -= factor[at[k][i]] * answer[k]
        answer[i] = total / factor[at[i][i]]
    return answer


def inverse_diagonal(factor: Floats, side: int) -> Floats:
    """Diagonals, q x n, of the inverses of systems given by their factors."""
    at, inverse = places(side), np.empty_like(factor)
    for j in range(side):
        inverse[at[j][j]] = 1 / factor[at[j][j]]
        for i in range(j + 1, side):
            total = sum(factor[at[i][k]] * inverse[at[k][j]] for k in range(j, i))
            inverse[at[i][j]] = -total / factor[at[i][i]]
    return np.array([sum(inverse[at[i][j]] ** 2 for i in range(j, side)) for j in range(side)])


def with_ridge(squares: Floats, ridge: Floats) -> Floats:
    """Σzzᵀ and the ridge, triangle x n."""
    system = squares.copy()
    for i, row in enumerate(places(len(ridge))):
        system[row[i]] += ridge[i]
    return system


def quadratic(w: Floats, squares: Floats) -> float:
    """Σ over statements of wᵀ (Σzzᵀ) w."""
    return float(
        sum(
            (1 if i == j else 2) * (w[:, i] * w[:, j] * squares[:, place]).sum()
            for place, (i, j) in enumerate(pairs(w.shape[1]))
        )
    )
