"""The number of groups that is shown is one that half of everybody's answers make too, so that it can be tested."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from cydradd.listen.factors import placed
from cydradd.listen.factors.cells import take
from cydradd.listen.factors.from_halves import back_from_halves
from cydradd.listen.factors.grouping import enough, grouped
from cydradd.listen.factors.model import Ridges, fit_factors
from cydradd.listen.halves import first_half
from cydradd.listen.opinion_map import fit
from cydradd.listen.prediction import permuted
from cydradd.listen.votes import Votes, from_cells


def camps(people: int, statements: int, seed: int) -> Votes:
    """Two camps that answer every statement in opposite ways, one answer in five the other way."""
    rng = np.random.default_rng(seed)
    return from_cells(
        [
            (f"p{person}", str(j), (1 if (person % 2) == (j % 2) else -1) * (1 if rng.random() < 0.8 else -1))
            for person in range(people)
            for j in range(statements)
        ]
    )


def test_half_of_each_row_is_in_the_first_half() -> None:
    starts = np.array([0, 4, 4, 9, 10])

    first = first_half(starts, np.random.default_rng(1))

    many = [int(first[a:b].sum()) for a, b in pairwise(starts.tolist())]
    assert many[0] == 2 and many[1] == 0 and many[2] in (2, 3) and many[3] in (0, 1)
    assert not (first == first_half(starts, np.random.default_rng(2))).all()


def test_two_camps_come_back_from_halves_and_what_chance_made_does_not() -> None:
    votes = camps(60, 24, 0)
    for given, comes_back in ((votes, True), (permuted(votes, np.random.default_rng(0)), False)):
        cells = take(given, np.zeros(24, dtype=bool)).cells
        model = fit_factors(cells, 1, Ridges())
        shown = {k: grouped(model, enough(cells, 7), k) for k in (2, 5)}

        agreement = back_from_halves(cells, model, shown, np.random.default_rng(3))

        assert (agreement[2] > 0.8) is comes_back
        assert agreement[5] < 0.6


def test_of_numbers_that_come_back_one_that_halves_make_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """With halves that agree on no number, the map shows what predicts best of what comes back, as before."""
    votes = camps(60, 24, 0)
    monkeypatch.setattr(placed, "LEAST_AGREEMENT", 2.0)
    without = fit(votes, "cydradd", refits=5)
    monkeypatch.undo()

    shown = fit(votes, "cydradd", refits=5)

    assert len(shown.sizes) == 2
    assert len(without.sizes) >= len(shown.sizes)


@pytest.mark.parametrize("stable", [{}, {3: np.array([0, 1])}])
def test_with_one_number_or_none_there_is_nothing_to_choose(stable: dict[int, np.ndarray]) -> None:
    cells = take(camps(4, 4, 0), np.zeros(4, dtype=bool)).cells
    model = fit_factors(cells, 1, Ridges())

    found = placed._testable(cells, model, np.ones(4, dtype=bool), stable, placed.Asked())

    assert found == next(iter(stable), None)
