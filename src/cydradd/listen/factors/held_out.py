"""How well votes that were put aside are predicted: the measure by which rank, ridges and groups are chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import Cells

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

LEAST_TO_TEST = 10
"""Votes a person must have given for any of them to be tested."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Split:
    """Cells to fit on, and cells to test on.

    Attributes:
        train: The cells that were kept. ``baseline``: C; the statements' means over them.
        rows, columns, values: The cells put aside that are tested.
    """

    train: Cells
    baseline: Floats
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    values: Floats


@dataclass(frozen=True, slots=True)
class Score:
    """How well one split was predicted.

    Attributes:
        r2: 1 - Σ(x - x̂)²/Σ(x - m)², m the statement's mean over what was kept; ``None``: nothing varies there.
        rmse: Root of the mean squared error. ``auc``: chance that a vote of agree is put above one of disagree;
            ``None`` when one of the two is missing.
    """

    r2: float | None
    rmse: float | None
    auc: float | None


def dealt(cells: Cells, parts: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """A part, 0 to ``parts`` - 1, for each cell: each person's cells are shuffled and dealt out in turn."""
    order = np.lexsort((rng.random(len(cells.values)), cells.rows))
    turn = np.arange(len(order)) - np.repeat(cells.starts[:-1], cells.per_person)
    first = rng.integers(parts, size=cells.people)
    part = np.empty(len(order), dtype=np.int64)
    part[order] = (turn + np.repeat(first, cells.per_person)) % parts
    return part


def split(cells: Cells, aside: Mask) -> Split:
    """Put cells aside; of them, those of people with at least `LEAST_TO_TEST` votes are tested."""
    train = cells.at(~aside)
    seen = np.bincount(train.columns, minlength=cells.width)
    sums = np.bincount(train.columns, train.values, minlength=cells.width)
    overall = float(train.values.sum(dtype=np.int64)) / max(len(train.values), 1)
    baseline = np.where(seen > 0, sums / np.maximum(seen, 1), overall)
    tested = aside & np.repeat(cells.per_person >= LEAST_TO_TEST, cells.per_person)
    return Split(train, baseline, cells.rows[tested], cells.columns[tested], cells.values[tested].astype(np.float64))


def folds(cells: Cells, rng: np.random.Generator, parts: int = FOLDS) -> Iterator[Split]:
    """Every part put aside once."""
    part = dealt(cells, parts, rng)
    return (split(cells, part == each) for each in range(parts))


def score(at: Split, predicted: Floats) -> Score:
    """Compare predictions, clipped to [-1, 1], with the votes put aside."""
    if not len(at.values):
        return Score(None, None, None)
    errors = float(((at.values - np.clip(predicted, -1, 1)) ** 2).sum())
    spread = float(((at.values - at.baseline[at.columns]) ** 2).sum())
    return Score(
        1 - errors / spread if spread > 0 else None, float(np.sqrt(errors / len(at.values))), auc(at.values, predicted)
    )


def auc(votes: Floats, predicted: Floats) -> float | None:
    """Area under the curve of agree against disagree; passes are left out (Hanley and McNeil 1982)."""
    from scipy.stats import rankdata

    agree, disagree = predicted[votes > 0], predicted[votes < 0]
    if not len(agree) or not len(disagree):
        return None
    ranks = rankdata(np.concatenate((agree, disagree)))
    above = float(ranks[: len(agree)].sum()) - len(agree) * (len(agree) + 1) / 2
    return above / (len(agree) * len(disagree))


def mean_of(values: Sequence[float | None]) -> float | None:
    """Mean of what is known; ``None`` when nothing is."""
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None


def simplest_within_one_error(curves: Mapping[int, Sequence[float]], *, paired: bool = False) -> int:
    """The smallest setting whose mean is within one standard error of the best (Hastie et al., ESL section 7.10).

    Args:
        curves: For each setting, its score on each fold.
        paired: Take the error of the difference from the best, fold by fold, which leaves out how hard a fold is.
    """
    means = {setting: float(np.mean(scores)) for setting, scores in curves.items()}
    best = max(sorted(means), key=lambda setting: means[setting])

    def error(setting: int) -> float:
        scores = np.array(curves[best]) - (np.array(curves[setting]) if paired else 0.0)
        return float(np.std(scores, ddof=1) / np.sqrt(len(scores))) if len(scores) > 1 else 0.0

    return min(setting for setting, mean in means.items() if mean >= means[best] - error(setting))
