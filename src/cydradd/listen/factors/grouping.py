"""Groups of people by the factor model: how far apart two people are, and how many groups predict best (3.3)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import Cells
from cydradd.listen.factors.held_out import Split, score, simplest_within_one_error
from cydradd.listen.factors.model import FactorModel
from cydradd.listen.groups import nearest, partition
from cydradd.listen.placing import LEAST_VOTES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MOST_GROUPS = 8
SHRINK = 4
"""Votes of a group on a statement that weigh as much as knowing nothing of it."""


def enough(cells: Cells, least: int) -> Mask:
    """People who are grouped: those with ``least`` votes, or as many as there are statements."""
    return np.asarray(cells.per_person >= min(least, cells.width))


def geometry(model: FactorModel) -> Floats:
    """N x r: squared distance is the mean squared difference of two people's predicted votes, intercepts aside."""
    values, vectors = np.linalg.eigh(model.g.T @ model.g / max(len(model.g), 1))
    return np.asarray(model.f @ (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T)


def grouped(model: FactorModel, placed: Mask, k: int) -> Ints:
    """Group of each placed person, -1 for the others; group 0 is the largest."""
    labels = np.full(len(placed), -1, dtype=np.int64)
    own, _ = partition(geometry(model)[placed], k)
    by_size = np.argsort(-np.bincount(own), kind="stable")
    labels[placed] = np.argsort(by_size)[own] if len(own) else own
    return labels


def predicted_by_groups(at: Split, model: FactorModel, labels: Ints) -> Floats:
    """x̂ = μ + b_i + c_j + γ of person's group and the statement; γ is the sum of what is left over (n + 4)."""
    train, groups = at.train, int(labels.max(initial=0)) + 1
    left = train.values - model.predict(train.rows, train.columns, factors=False)
    place = labels[train.rows] * train.width + train.columns
    sums = np.bincount(place, left, minlength=groups * train.width)
    level = sums / (np.bincount(place, minlength=groups * train.width) + SHRINK)
    return np.asarray(
        model.predict(at.rows, at.columns, factors=False) + level[labels[at.rows] * train.width + at.columns]
    )


def choose_groups(splits: Sequence[Split], models: Sequence[FactorModel]) -> dict[int, tuple[float, ...]]:
    """R² of each fold for every number of groups from 1 to `MOST_GROUPS`; people are grouped by what was kept."""
    most = MOST_GROUPS if all(model.rank for model in models) else 1
    curves: dict[int, list[float]] = {k: [] for k in range(1, most + 1)}
    for at, model in zip(splits, models, strict=True):
        points, placed = geometry(model), enough(at.train, LEAST_VOTES)
        for k, scores in curves.items():
            _, centres = partition(points[placed], k)
            labels = nearest(points, centres) if len(centres) else np.zeros(len(points), dtype=np.int64)
            scores.append(score(at, predicted_by_groups(at, model, labels)).r2 or 0.0)
    return {k: tuple(scores) for k, scores in curves.items()}


def best_number(curves: dict[int, tuple[float, ...]]) -> int:
    """The smallest number of groups within one standard error of the best; 1 when nothing could be tested."""
    return simplest_within_one_error(curves) if all(curves.values()) else 1
