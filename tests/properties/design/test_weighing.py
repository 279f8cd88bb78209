"""Weighing: no application moves others, and the least weight moved is the least."""

from __future__ import annotations

import random
from fractions import Fraction
from time import process_time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cydradd.design.criteria import Criterion, Judged, Points, weigh
from cydradd.design.robustness import acceptability
from cydradd.design.values import dominated, in_order, least_weight_moved, utilities
from cydradd.vocabulary.people import Partner

NAMES = ("c1", "c2", "c3")
CRITERIA = [Criterion(name, Fraction(0), Fraction(10)) for name in NAMES]
scores = st.dictionaries(
    st.sampled_from([f"A{n}" for n in range(8)]), st.tuples(*[st.integers(-2, 12)] * 3), min_size=2, max_size=6
)
gifts = st.lists(st.tuples(*[st.integers(0, 5)] * 3).filter(any), min_size=3, max_size=3)


def values(rng: random.Random, size: int) -> dict[str, dict[str, Fraction]]:
    """Applications with coarse values, so that ties and dominance are common."""
    return {f"A{n}": {name: Fraction(rng.randint(0, 4), 4) for name in NAMES} for n in range(size)}


def weights(rng: random.Random) -> dict[str, Fraction]:
    points = [rng.randint(0, 3) for _ in NAMES]
    points[rng.randrange(3)] += 1
    return {name: Fraction(each, sum(points)) for name, each in zip(NAMES, points, strict=True)}


def test_removing_any_application_never_changes_the_order_of_the_rest_in_ten_thousand_cases() -> None:
    rng = random.Random(2026)

    for _ in range(10_000):
        worth, weight = values(rng, rng.randint(2, 6)), weights(rng)
        before = in_order(worth, weight)
        out = rng.choice(before)
        after = in_order({id: each for id, each in worth.items() if id != out}, weight)

        assert after == tuple(id for id in before if id != out)


@given(scores, gifts)
@settings(max_examples=100, deadline=None)
def test_adding_an_application_never_changes_the_order_of_the_others(
    reached: dict[str, tuple[int, ...]], given_points: list[tuple[int, ...]]
) -> None:
    points = [
        Points(partner, partner, name, Fraction(each))
        for partner, gift in zip(Partner, given_points, strict=True)
        for name, each in zip(NAMES, gift, strict=True)
    ]
    judged = [Judged(id, name, Fraction(x)) for id, row in reached.items() for name, x in zip(NAMES, row, strict=True)]
    last = next(reversed(reached))

    whole = weigh(CRITERIA, points, judged, draws=20)
    fewer = weigh(CRITERIA, points, [row for row in judged if row.application != last], draws=20)

    assert fewer.ranking == tuple(id for id in whole.ranking if id != last)
    assert all(whole.utility[id] == worth for id, worth in fewer.utility.items())
    assert sum(whole.round_weights.values()) == 1


def test_the_least_weight_moved_is_that_of_a_linear_programme() -> None:
    rng = random.Random(7)

    for _ in range(60):
        worth, weight = values(rng, 3), weights(rng)
        winner = in_order(worth, weight)[0]
        found = least_weight_moved(worth, weight, winner)
        costs = [cost for id in worth if id != winner and (cost := programme(worth, weight, winner, id)) is not None]

        assert (found is None) == (not costs)
        assert found is None or abs(float(found) - min(costs)) < 1e-9


def programme(
    worth: dict[str, dict[str, Fraction]], weight: dict[str, Fraction], winner: str, rival: str
) -> float | None:
    """Least weight moved to a rival, by a solver; ``None`` when the rival can draw level at most, and is behind."""
    ahead = np.array([float(worth[winner][name] - worth[rival][name]) for name in NAMES])
    now = np.array([float(weight[name]) for name in NAMES])
    if ahead.min() >= 0 and ahead @ now > 1e-12:
        return None
    more, less = np.eye(3), -np.eye(3)
    solved = linprog(
        [0.5] * 6,
        A_ub=[np.concatenate([ahead, -ahead]), *np.hstack([less, more])],
        b_ub=[-ahead @ now, *now],
        A_eq=[[1, 1, 1, -1, -1, -1]],
        b_eq=[0],
    )
    return float(solved.fun)


def test_what_is_dominated_is_never_ahead_of_what_dominates_it() -> None:
    rng = random.Random(3)

    for _ in range(300):
        worth, weight = values(rng, 5), weights(rng)
        order = in_order(worth, weight)
        for id, better in dominated(worth, order):
            assert order.index(better) < order.index(id)
            assert utilities(worth, weights(rng)).keys() == worth.keys()
            assert all(worth[better][name] >= worth[id][name] for name in NAMES)


def test_shares_of_places_do_not_depend_on_how_the_work_is_cut_or_on_the_order_of_applications() -> None:
    rng = random.Random(5)
    table = [[rng.random() for _ in range(4)] for _ in range(6)]
    partners = [[0.1, 0.2, 0.3, 0.4], [0.25] * 4, [1.0, 0, 0, 0]]

    there = acceptability(table, partners, draws=5000, seed=1)
    back = acceptability(table[::-1], partners, draws=5000, seed=1)

    assert [each[::-1] for each in back] == list(there)


def test_a_hundred_thousand_draws_of_forty_applications_take_about_a_second() -> None:
    rng = random.Random(5)
    table = [[rng.random() for _ in range(6)] for _ in range(40)]

    begun = process_time()
    acceptability(table, [[1 / 6] * 6, [0.5, 0.1, 0.1, 0.1, 0.1, 0.1], [0, 0, 0, 0, 0.5, 0.5]])

    assert process_time() - begun < 3
