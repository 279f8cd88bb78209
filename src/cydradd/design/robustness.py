"""How sure a place is: the share of weights under which each application takes each place (SMAA).

Lahdelma, Hokkanen and Salminen 1998, doi:10.1016/S0377-2217(97)00163-X. Two samplers, both reported: `simplex`
knows nothing of the weights, `partners` takes every mixture of the three partners' weights as equally likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

Shares: TypeAlias = "list[list[float]]"
Floats: TypeAlias = "NDArray[np.float64]"

DRAWS = 100_000
MOST_DRAWS = 10_000_000
SAME = 1e-12
"""Worth nearer than this is the same worth: it differs by rounding alone."""
_CELLS = 2_000_000
"""Numbers held at once: bounds the memory, not the result."""


def acceptability(
    values: Sequence[Sequence[float]], partners: Sequence[Sequence[float]], *, draws: int = DRAWS, seed: int = 0
) -> tuple[Shares, Shares]:
    """Share of draws in which each application takes each place, for `simplex` and for `partners`.

    Applications of equal worth share the better place (as in the paper), so that a row always adds up to 1 and a
    column may not.

    Args:
        values: Application x criterion, 0 to 1.
        partners: Partner x criterion, each row adding up to 1.
        draws: Vectors of weights of each sampler.
        seed: Of both samplers.

    Raises:
        NotPossible: No draw, or more than `MOST_DRAWS`.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise NotPossible(
            Bilingual(
                f"Rhaid i nifer y tyniadau fod rhwng 1 a {MOST_DRAWS:,}.",
                f"The number of draws must be between 1 and {MOST_DRAWS:,}.",
            )
        )
    worth = np.asarray(values, dtype=np.float64).T
    rng = np.random.default_rng(seed)
    simplex = _shares(worth, draws, rng)
    return simplex, _shares(np.asarray(partners, dtype=np.float64) @ worth, draws, rng)


def _shares(corners: Floats, draws: int, rng: np.random.Generator) -> Shares:
    """Shares of places when the corners (rows: corner x application) are mixed uniformly."""
    size = corners.shape[1]
    counts = np.zeros(size * size, dtype=np.int64)
    step = max(1, _CELLS // max(corners.shape))
    for start in range(0, draws, step):
        mixed = rng.standard_exponential((min(step, draws - start), corners.shape[0]))
        mixed /= mixed.sum(axis=1, keepdims=True)
        counts += _places(mixed @ corners)
    shares: Shares = (counts.reshape(size, size) / draws).tolist()
    return shares


def _places(worth: Floats) -> NDArray[np.int64]:
    """How often each application takes each place, over draws (rows) of its worth."""
    size = worth.shape[1]
    order = np.argsort(-worth, axis=1, kind="stable")
    falling = np.take_along_axis(worth, order, axis=1)
    place = np.zeros(order.shape, dtype=np.int64)
    place[:, 1:] = np.where(falling[:, :-1] - falling[:, 1:] > SAME, np.arange(1, size), 0)
    np.maximum.accumulate(place, axis=1, out=place)
    return np.bincount((order * size + place).ravel(), minlength=size * size)
