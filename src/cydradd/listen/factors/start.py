"""Leading singular vectors of the votes less the statements' means, from which the factor model starts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import Cells

Floats = NDArray[np.float64]

DENSE_UP_TO = 400
"""Side of the Gram matrix up to which it is solved as a dense one."""
ROWS = 256
"""People whose votes are laid out densely at a time."""


def _dense(cells: Cells, means: Floats, rank: int) -> tuple[Floats, Floats]:
    """Squared strengths and right vectors, C x rank, from the C x C products of the columns."""
    gram = np.zeros((cells.width, cells.width))
    for first in range(0, cells.people, ROWS):
        last = min(first + ROWS, cells.people)
        start, end = cells.starts[first], cells.starts[last]
        columns = cells.columns[start:end]
        block = np.zeros((last - first, cells.width))
        block[cells.rows[start:end] - first, columns] = cells.values[start:end] - means[columns]
        gram += block.T @ block
    values, vectors = np.linalg.eigh(gram)
    return values[::-1][:rank], vectors[:, ::-1][:, :rank]


def _by_iteration(cells: Cells, means: Floats, rank: int) -> tuple[Floats, Floats]:
    """The same by Lanczos on the products, a block of votes at a time, from a fixed start."""
    from scipy.sparse.linalg import LinearOperator, eigsh

    def multiply(vector: Floats) -> Floats:
        result, flat = np.zeros(cells.width), vector.ravel()
        for block in cells.blocks():
            residual = block.matrix(block.values - means[block.columns])
            result += residual.T @ (residual @ flat)
        return result

    operator = LinearOperator((cells.width, cells.width), matvec=multiply, dtype=np.float64)
    first = np.random.default_rng(0).standard_normal(cells.width)
    values, vectors = eigsh(operator, k=rank, v0=first, tol=1e-6)
    order = np.argsort(-values)
    return values[order], vectors[:, order]


def start_factors(cells: Cells, means: Floats, rank: int) -> Floats:
    """C x rank: right singular vectors, each as long as the strength it would have if nobody had left a cell out.

    Args:
        means: Of the statements.
    """
    found = np.zeros((cells.width, rank))
    possible = min(rank, cells.width, cells.people)
    if not possible:
        return found
    small = cells.width <= DENSE_UP_TO or possible >= min(cells.width, cells.people) - 1
    values, vectors = (_dense if small else _by_iteration)(cells, means, possible)
    peak = vectors[np.abs(vectors).argmax(axis=0), np.arange(possible)]
    density = len(cells.values) / (cells.people * cells.width)
    length = np.sqrt(np.sqrt(np.maximum(values, 0)) / density)
    found[:, :possible] = vectors * np.where(peak < 0, -1.0, 1.0) * length
    return found
