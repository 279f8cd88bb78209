"""Whether groups are groups: do they come back, and do they stand apart (listen.md 3.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.groups import ari, match, partition

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

REFITS, DELETED = 20, 0.2
LEAST_STABLE = 0.60
LEAST_SHARE = 0.8
"""Share of refits below which a person stands between groups."""
DRAWS, LEVEL = 100, 0.05
MOST_DRAWN = 5_000
"""People on whom the test against one Gaussian is made; of more, a seeded sample."""


class Verdict(StrEnum):
    """What can be said of the groups."""

    NONE = "none"
    SPECTRUM = "spectrum"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Stability:
    """How well the groups come back when a fifth of the votes is missing.

    Attributes:
        indices: Adjusted Rand index of each refit to the shown groups.
        people: People it was measured on.
        share: N; share of the refits that have the person in the matched group; NaN for those it was not measured on.
        separate: p of the cluster index against one Gaussian; ``None`` for fewer than two groups.
    """

    indices: tuple[float, ...]
    people: int
    share: Floats
    separate: float | None

    @property
    def median(self) -> float:
        """The stability index."""
        return float(np.median(self.indices))

    @property
    def lower_quartile(self) -> float:
        """A quarter of the refits are below it."""
        return float(np.quantile(self.indices, 0.25))


def come_back(
    refit: Callable[[Mask], Mapping[int, Ints]],
    cells: int,
    shown: Mapping[int, Ints],
    rng: np.random.Generator,
    *,
    refits: int = REFITS,
) -> dict[int, tuple[tuple[float, ...], Floats]]:
    """Group anew with a fifth of the cells deleted, some times: the index of each time, and each row's share.

    Args:
        refit: From a mask of the cells that stay, the group of each row, -1 where there is none, by number of groups.
        cells: Number of cells.
        shown: The same of all cells.
    """
    indices: dict[int, list[float]] = {k: [] for k in shown}
    stayed = {k: np.zeros(len(labels)) for k, labels in shown.items()}
    met = {k: np.zeros(len(labels)) for k, labels in shown.items()}
    for _ in range(refits):
        anew = refit(rng.random(cells) >= DELETED)
        for k, labels in shown.items():
            both = (labels >= 0) & (anew[k] >= 0)
            indices[k].append(ari(anew[k][both], labels[both]))
            met[k][both] += 1
            stayed[k][both] += match(anew[k][both], labels[both]) == labels[both]
    return {k: (tuple(indices[k]), np.where(met[k] > 0, stayed[k] / np.maximum(met[k], 1), np.nan)) for k in shown}


def cluster_index(points: Floats, k: int) -> float:
    """Squares within k groups over all squares: small where groups stand apart."""
    labels, centres = partition(points, k)
    total = float(((points - points.mean(axis=0)) ** 2).sum())
    return float(((points - centres[labels]) ** 2).sum()) / total if total > 0 else 1.0


def separate(points: Floats, k: int, rng: np.random.Generator, *, draws: int = DRAWS) -> float | None:
    """p of the cluster index among as many points drawn from one cloud of the same covariance.

    The cloud is a Gaussian (SigClust: Liu, Hayes, Nobel and Marron 2008, doi:10.1198/016214508000000454), and then a
    flat one, a box along its axes (the reference of the gap statistic: Tibshirani, Walther and Hastie 2001,
    doi:10.1111/1467-9868.00293); the larger p counts. Votes have an end on either side, so that people spread evenly
    along a line lie flatter than a Gaussian; against that alone they would pass for camps. ``None`` for fewer than
    two groups.

    Args:
        points: N x d.
    """
    if k < 2 or len(points) <= k:
        return None
    if len(points) > MOST_DRAWN:
        points = points[np.sort(rng.permutation(len(points))[:MOST_DRAWN])]
    values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(points.T)))
    spread = vectors * np.sqrt(np.maximum(values, 0))
    own, half = cluster_index(points, k), np.sqrt(3)
    below = [0, 0]
    for _ in range(draws):
        clouds = rng.standard_normal(points.shape), rng.uniform(-half, half, points.shape)
        for which, cloud in enumerate(clouds):
            below[which] += cluster_index(cloud @ spread.T, k) <= own
    return (1 + max(below)) / (draws + 1)


def verdict(groups: int, index: float, p: float | None) -> Verdict:
    """``none``: one group, or groups that do not come back; ``spectrum``: they do, along a line; else ``clear``."""
    if groups < 2 or index < LEAST_STABLE:
        return Verdict.NONE
    return Verdict.CLEAR if p is not None and p <= LEVEL else Verdict.SPECTRUM
