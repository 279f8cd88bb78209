"""Groups of people who voted alike: k-means from a fixed start, and how well a grouping separates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def first_distinct(points: Floats, k: int) -> Floats:
    """The first ``k`` rows that differ from one another, in the order of the rows."""
    _, first = np.unique(points, axis=0, return_index=True)
    return points[np.sort(first)[:k]]


def nearest(points: Floats, centres: Floats) -> Ints:
    """Index of the nearest centre of each point; the first of equally near ones."""
    distance = sum((points[:, axis, None] - centres[None, :, axis]) ** 2 for axis in range(points.shape[1]))
    return np.asarray(np.asarray(distance).argmin(axis=1))


def kmeans(
    points: Floats, start: Floats, weights: Floats | None = None, *, most: int = 20, still: float = 0.01
) -> tuple[Ints, Floats]:
    """Lloyd's k-means from given centres.

    Args:
        points: N x 2.
        start: k x 2.
        weights: Of the points; 1 each when not given.
        most: Steps at most.
        still: Stop when no centre moves this far.

    Returns:
        Index of the centre of each point, and the centres. A centre that loses all points stays where it was.
    """
    weight = np.ones(len(points)) if weights is None else weights
    centres = start.copy()
    labels = nearest(points, centres)
    for _ in range(most):
        mass = np.bincount(labels, weight, minlength=len(centres))
        moved = centres.copy()
        for axis in range(points.shape[1]):
            total = np.bincount(labels, weight * points[:, axis], minlength=len(centres))
            moved[:, axis] = np.where(mass > 0, total / np.where(mass > 0, mass, 1), centres[:, axis])
        shift = np.sqrt(((moved - centres) ** 2).sum(axis=1)).max()
        centres, labels = moved, nearest(points, moved)
        if shift < still:
            break
    return labels, centres


def silhouette(points: Floats, labels: Ints) -> float:
    """Mean silhouette (Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7); a point alone in its group counts 0.

    Raises:
        ValueError: Fewer than two groups hold a point.
    """
    present = np.unique(labels)
    if len(present) < 2:
        raise ValueError("a silhouette needs two groups")
    distance = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
    member = labels[:, None] == present[None, :]
    sizes = member.sum(axis=0)
    sums = distance @ member
    own = member.argmax(axis=1)
    rows = np.arange(len(points))
    inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    means = sums / sizes
    means[rows, own] = np.inf
    outside = means.min(axis=1)
    largest = np.maximum(inside, outside)
    value = np.where((sizes[own] > 1) & (largest > 0), (outside - inside) / np.where(largest > 0, largest, 1), 0.0)
    return float(value.mean())
