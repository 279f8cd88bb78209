"""Groups of people who voted alike: k-means from a fixed start, and how well a grouping separates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BLOCK = 1024
"""Points whose distances are worked out at a time: they then stay near the processor."""
SURE = 1e-9
"""Part of a distance by which another centre must be further: far more than rounding can add up to."""


def first_distinct(points: Floats, k: int) -> Floats:
    """The first ``k`` rows that differ from one another, in the order of the rows."""
    _, first = np.unique(points, axis=0, return_index=True)
    return points[np.sort(first)[:k]]


def nearest(points: Floats, centres: Floats) -> Ints:
    """Index of the nearest centre of each point; the first of equally near ones."""
    return _nearest_two(points, centres)[0]


def _nearest_two(points: Floats, centres: Floats) -> tuple[Ints, Floats, Floats]:
    """The nearest centre of each point, how far it is, and how far the next one is; a block of points at a time."""
    found, first_far, next_far = np.empty(len(points), dtype=np.int64), np.empty(len(points)), np.empty(len(points))
    for first in range(0, len(points), BLOCK):
        here = slice(first, first + BLOCK)
        some = points[here]
        distance = np.zeros((len(some), len(centres)))
        for axis in range(points.shape[1]):
            gap = some[:, axis, None] - centres[None, :, axis]
            gap *= gap
            distance += gap
        rows, label = np.arange(len(some)), distance.argmin(axis=1)
        found[here], first_far[here] = label, distance[rows, label]
        distance[rows, label] = np.inf
        next_far[here] = distance.min(axis=1)
    return found, np.sqrt(first_far), np.sqrt(next_far)


def kmeans(
    points: Floats, start: Floats, weights: Floats | None = None, *, most: int = 20, still: float = 0.01
) -> tuple[Ints, Floats]:
    """Lloyd's k-means from given centres.

    A point whose own centre is nearer than any other can have come is not looked at again (Hamerly 2010,
    doi:10.1137/1.9781611972801.12); the result is that of looking at every point, to the bit.

    Args:
        points: N x d.
        start: k x d.
        weights: Of the points; 1 each when not given.
        most: Steps at most.
        still: Stop when no centre moves this far.

    Returns:
        Index of the centre of each point, and the centres. A centre that loses all points stays where it was.
    """
    weight = np.ones(len(points)) if weights is None else weights
    centres = start.copy()
    labels, own, other = _nearest_two(points, centres)
    for _ in range(most):
        moved = _means(points, weight, labels, centres)
        steps = np.sqrt(((moved - centres) ** 2).sum(axis=1))
        centres, shift = moved, steps.max()
        own, other = own + steps[labels], other - shift
        doubt = np.flatnonzero(own * (1 + SURE) >= other * (1 - SURE))
        labels[doubt], own[doubt], other[doubt] = _nearest_two(points[doubt], centres)
        if shift < still:
            break
    return labels, centres


def _means(points: Floats, weight: Floats, labels: Ints, centres: Floats) -> Floats:
    """Mean of the points of each centre; where there is none, the centre as it was."""
    mass = np.bincount(labels, weight, minlength=len(centres))
    moved = centres.copy()
    for axis in range(points.shape[1]):
        total = np.bincount(labels, weight * points[:, axis], minlength=len(centres))
        moved[:, axis] = np.where(mass > 0, total / np.where(mass > 0, mass, 1), centres[:, axis])
    return moved


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


def farthest_first(points: Floats, k: int) -> Floats:
    """At most ``k`` distinct points: the one farthest from the mean, then each time the one farthest from all taken.

    Gonzalez 1985, doi:10.1016/0304-3975(85)90224-5. Of equally far ones the first; no chance in it.
    """
    if not len(points):
        return points
    far = ((points - points.mean(axis=0)) ** 2).sum(axis=1)
    taken = [int(far.argmax())]
    reach = ((points - points[taken[0]]) ** 2).sum(axis=1)
    while len(taken) < k and float(reach.max()) > 0:
        taken.append(int(reach.argmax()))
        reach = np.minimum(reach, ((points - points[taken[-1]]) ** 2).sum(axis=1))
    return points[taken]


def partition(points: Floats, k: int) -> tuple[Ints, Floats]:
    """``k`` groups of points by k-means from `farthest_first`; fewer where fewer points differ. Labels and centres."""
    if not points.size:
        return np.zeros(len(points), dtype=np.int64), points[:1]
    labels, centres = kmeans(points, farthest_first(points, k), most=100, still=1e-6 * float(np.std(points) or 1))
    present, labels = np.unique(labels, return_inverse=True)
    return labels, centres[present]


def table(one: Ints, other: Ints) -> Ints:
    """How many points have each pair of labels."""
    counts = np.zeros((int(one.max(initial=-1)) + 1, int(other.max(initial=-1)) + 1), dtype=np.int64)
    np.add.at(counts, (one, other), 1)
    return counts


def ari(one: Ints, other: Ints) -> float:
    """Adjusted Rand index of two groupings (Hubert and Arabie 1985, doi:10.1007/BF01908075); 1 if both are trivial."""
    counts = table(one, other).astype(float)
    same = (counts * (counts - 1)).sum() / 2
    rows, columns = (counts.sum(axis=axis) for axis in (1, 0))
    in_one, in_other = (rows * (rows - 1)).sum() / 2, (columns * (columns - 1)).sum() / 2
    every = len(one) * (len(one) - 1) / 2
    expected = in_one * in_other / every if every else 0.0
    most = (in_one + in_other) / 2
    return float((same - expected) / (most - expected)) if most != expected else 1.0


def match(labels: Ints, shown: Ints) -> Ints:
    """Labels renamed after the shown groups they share most points with, one to one (Kuhn 1955); -1: no such group."""
    from scipy.optimize import linear_sum_assignment

    counts = table(labels, shown)
    name = np.full(len(counts), -1, dtype=np.int64)
    rows, columns = linear_sum_assignment(counts, maximize=True)
    name[rows] = columns
    return name[labels]
