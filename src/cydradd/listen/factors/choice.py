"""Rank and ridges of the factor model, chosen by what they predict of votes put aside (listen.md 3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import Cells
from cydradd.listen.factors.held_out import Split, folds, score, simplest_within_one_error
from cydradd.listen.factors.model import FactorModel, Factors, Ridges, first_factors, fit_factors

Floats = NDArray[np.float64]

RANKS = range(9)
RIDGES = (1.0, 2.0, 4.0, 8.0, 16.0)
PERSON_RIDGES = (3.0, 5.0, 10.0)
ROUGH = 1e-3
"""Fall of the loss at which the sweeps of a candidate end: its predictions differ by less than .005 of R² from then."""
MOST_VOTES = 500_000
"""Votes the choice is made on: of more, those of people drawn at random."""
PATIENCE = 2
"""Ranks in a row that predict no better, after which no higher one is tried."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, and by what.

    Attributes:
        rank: r; 0 = no structure that predicts anything.
        curves: For each rank tried, the R² of each fold with that rank's best ridge.
        ridge_of: For each rank tried, that ridge.
        people: People whose votes it was chosen by.
        splits: The splits it was chosen on.
    """

    rank: int
    ridges: Ridges
    curves: dict[int, tuple[float, ...]]
    ridge_of: dict[int, float]
    people: int
    splits: tuple[Split, ...]

    @property
    def r2(self) -> float | None:
        """Mean R² of the chosen rank; ``None`` when no vote could be put aside."""
        scores = self.curves.get(self.rank)
        return float(np.mean(scores)) if scores else None


@dataclass(slots=True)
class _Search:
    """Candidates fitted on the folds; each starts where its neighbour ended."""

    splits: Sequence[Split]
    person: float = 5.0
    first: list[Factors] = field(default_factory=list)

    def begin(self, most: int) -> None:
        """Find where every rank up to ``most`` starts."""
        self.first = [first_factors(each.train, most) for each in self.splits]

    def tried(self, rank: int, ridge: float, starts: Sequence[Factors]) -> tuple[tuple[float, ...], list[FactorModel]]:
        """R² of each fold, and the models."""
        ridges = Ridges(ridge, self.person)
        models = [
            fit_factors(each.train, rank, ridges, start=start, fall=ROUGH)
            for each, start in zip(self.splits, starts, strict=True)
        ]
        found = [score(s, m.predict(s.rows, s.columns)).r2 for s, m in zip(self.splits, models, strict=True)]
        return tuple(0.0 if each is None else each for each in found), models

    def starts(self, rank: int, below: Sequence[FactorModel]) -> list[Factors]:
        """Where a rank starts: the model of the rank below, and one more singular vector."""
        return [
            Factors(m.mean, m.statement, np.column_stack((m.g, first.g[:, rank - 1])))
            for m, first in zip(below, self.first, strict=True)
        ]

    def best_ridge(
        self, rank: int, below: Sequence[FactorModel], near: float
    ) -> tuple[float, tuple[float, ...], list[FactorModel]]:
        """The best factor ridge of a rank, looked for uphill from the one nearby; with its scores and models."""
        starts = self.starts(rank, below)
        tried = {near: self.tried(rank, near, starts)}

        def value(ridge: float) -> float:
            if ridge not in tried:
                tried[ridge] = self.tried(rank, ridge, starts)
            return float(np.mean(tried[ridge][0]))

        at = RIDGES.index(near)
        for step in (1, -1):
            while 0 <= at + step < len(RIDGES) and value(RIDGES[at + step]) > value(RIDGES[at]):
                at += step
        return RIDGES[at], *tried[RIDGES[at]]


def sampled(cells: Cells, rng: np.random.Generator, most: int = MOST_VOTES) -> Cells:
    """All people, or as many drawn at random as cast about ``most`` votes."""
    if len(cells.values) <= most:
        return cells
    drawn = np.zeros(cells.people, dtype=bool)
    drawn[rng.permutation(cells.people)[: int(cells.people * most / len(cells.values))]] = True
    return cells.of(drawn)


def choose_factors(cells: Cells, rng: np.random.Generator, *, rank: int | None = None) -> Choice:
    """Choose rank and ridges on five folds of the cells.

    A rank above 0 must beat no structure by one standard error of the best; among ranks above 0 it is the smallest
    within one standard error of the difference. The person's ridge is chosen without factors, on which it hardly
    depends; each rank's ridge is looked for uphill from that of the rank below.

    Args:
        rank: Given instead of chosen; the ridges are chosen still.
    """
    some = sampled(cells, rng)
    splits = tuple(folds(some, rng))
    if any(not len(each.values) or not len(each.train.values) for each in splits):
        return Choice(rank or 0, Ridges(), {}, {}, some.people, splits)
    most = min(max(RANKS) if rank is None else rank, some.width - 1, some.people - 1)
    search = _Search(splits)
    search.begin(max(most, 0))
    none = [Factors(each.mean, each.statement, each.g[:, :0]) for each in search.first]
    flat = {}
    for person in PERSON_RIDGES:
        search.person = person
        flat[person] = search.tried(0, 8.0, none)
    search.person = max(PERSON_RIDGES, key=lambda person: float(np.mean(flat[person][0])))
    curves, below = {0: flat[search.person][0]}, flat[search.person][1]
    ridge_of = {0: 4.0}
    _climb(search, curves, ridge_of, below, most, PATIENCE if rank is None else most)
    chosen = _rank(curves) if rank is None else max(most, 0)
    return Choice(chosen, Ridges(ridge_of[chosen], search.person), curves, ridge_of, some.people, splits)


def _climb(
    search: _Search,
    curves: dict[int, tuple[float, ...]],
    ridge_of: dict[int, float],
    below: list[FactorModel],
    most: int,
    patience: int,
) -> None:
    """Try the ranks from 1 up, until some in a row do not get better."""
    near, best, since = 4.0, -np.inf, 0
    for rank in range(1, most + 1):
        near, curves[rank], below = search.best_ridge(rank, below, near)
        ridge_of[rank] = near
        if np.mean(curves[rank]) > best:
            best, since = float(np.mean(curves[rank])), 0
        else:
            since += 1
        if since >= patience:
            return


def _rank(curves: dict[int, tuple[float, ...]]) -> int:
    """0 unless structure pays by a whole standard error; else the smallest rank as good as the best."""
    if simplest_within_one_error(curves) == 0:
        return 0
    return simplest_within_one_error({rank: scores for rank, scores in curves.items() if rank}, paired=True)
