"""Groups: published indices, oracles that count every pair, and the choice of the simplest setting."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.listen.test_factor_model import observed

from cydradd.listen.factors.held_out import auc, dealt, score, simplest_within_one_error, split
from cydradd.listen.groups import ari, farthest_first, match, partition, silhouette
from cydradd.listen.verdict import LEAST_STABLE, Verdict, separate, verdict

labels = st.integers(1, 30).flatmap(
    lambda n: st.tuples(*(st.lists(st.integers(0, 4), min_size=n, max_size=n) for _ in range(2)))
)


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [  # the examples of scikit-learn's adjusted_rand_score
        ([0, 0, 1, 1], [0, 0, 1, 1], 1.0),
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 2], [0, 0, 1, 1], 4 / 7),
        ([0, 0, 0, 0], [0, 1, 2, 3], 0.0),
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
    ],
)
def test_adjusted_rand_indices_are_the_published_ones(one: list[int], other: list[int], index: float) -> None:
    assert ari(np.array(one), np.array(other)) == pytest.approx(index)


@given(labels)
def test_the_adjusted_rand_index_counts_pairs(pair: tuple[list[int], list[int]]) -> None:
    one, other = pair
    kinds = [(one[i] == one[j], other[i] == other[j]) for i, j in combinations(range(len(one)), 2)]
    both, neither = kinds.count((True, True)), kinds.count((False, False))
    first, second = kinds.count((True, False)), kinds.count((False, True))
    bottom = (both + first) * (first + neither) + (both + second) * (second + neither)

    expected = 2 * (both * neither - first * second) / bottom if bottom else 1.0

    assert ari(np.array(one), np.array(other)) == pytest.approx(expected)


@given(labels, st.permutations(range(5)))
def test_matching_undoes_any_renaming(pair: tuple[list[int], list[int]], names: list[int]) -> None:
    shown = np.unique(np.array(pair[0]), return_inverse=True)[1]

    renamed = np.array(names)[shown]

    assert (match(renamed, shown) == shown).all()


def test_a_group_too_many_is_matched_with_none() -> None:
    found = match(np.array([0, 0, 0, 1, 2, 2]), np.array([0, 0, 0, 0, 1, 1]))

    assert found.tolist() == [0, 0, 0, -1, 1, 1]


def test_starting_points_are_each_time_the_farthest() -> None:
    points = np.array([[0.0, 0.0], [1.0, 0.0], [10.0, 0.0], [0.0, 6.0]])

    assert farthest_first(points, 3).tolist() == [[10.0, 0.0], [0.0, 6.0], [1.0, 0.0]]
    assert len(farthest_first(np.ones((5, 2)), 3)) == 1


def test_three_heaps_are_three_groups_in_any_number_of_dimensions() -> None:
    rng = np.random.default_rng(0)
    for dimensions in (1, 2, 5):
        heap = np.repeat(np.arange(3), 20)
        points = 10 * heap[:, None] + rng.standard_normal((60, dimensions))

        found, centres = partition(points, 3)

        assert ari(found, heap) == 1
        assert np.sort(centres[:, 0]) == pytest.approx([0, 10, 20], abs=1)


def test_the_silhouette_is_its_definition() -> None:
    rng = np.random.default_rng(1)
    points, member = rng.standard_normal((25, 2)), np.append(rng.integers(0, 3, 24), 3)
    each = []
    for i in range(25):
        distance = np.sqrt(((points - points[i]) ** 2).sum(axis=1))
        own = [j for j in range(25) if member[j] == member[i] and j != i]
        if not own:
            each.append(0.0)
            continue
        inside = distance[own].mean()
        outside = min(distance[member == other].mean() for other in set(member.tolist()) - {member[i]})
        each.append((outside - inside) / max(inside, outside))

    assert silhouette(points, member) == pytest.approx(np.mean(each))


@given(st.lists(st.tuples(st.sampled_from([-1.0, 0.0, 1.0]), st.integers(-3, 3)), min_size=2, max_size=25))
def test_the_area_under_the_curve_counts_pairs(pairs: list[tuple[float, int]]) -> None:
    votes, predicted = (np.array(each, dtype=float) for each in zip(*pairs, strict=True))
    agree, disagree = predicted[votes == 1], predicted[votes == -1]

    found = auc(votes, predicted)

    if not len(agree) or not len(disagree):
        assert found is None
    else:
        above = [(a > d) + (a == d) / 2 for a in agree for d in disagree]
        assert found == pytest.approx(np.mean(above))


def test_everybodys_cells_are_dealt_out_evenly() -> None:
    cells = observed()

    part = dealt(cells, 3, np.random.default_rng(0))

    for person in range(cells.people):
        sizes = np.bincount(part[cells.rows == person], minlength=3)
        assert sizes.max() - sizes.min() <= 1


def test_only_people_with_ten_votes_are_tested_and_the_mean_scores_nothing() -> None:
    cells = observed()
    aside = dealt(cells, 4, np.random.default_rng(0)) == 0

    some = split(cells, aside)

    assert len(some.train.values) == int((~aside).sum())
    assert not len(some.values)  # nobody here has seen ten statements
    assert score(some, np.zeros(0)).r2 is None


@pytest.mark.parametrize(
    ("curves", "plain", "paired"),
    [
        ({0: [0.1, 0.1], 1: [0.5, 0.5]}, 1, 1),
        ({0: [0.40, 0.60], 1: [0.45, 0.65]}, 0, 1),
        ({0: [0.5, 0.5], 1: [0.5, 0.5]}, 0, 0),
        ({1: [0.2, 0.4], 2: [0.3, 0.3]}, 1, 1),
    ],
)
def test_the_simplest_setting_within_one_error_of_the_best(
    curves: dict[int, list[float]], plain: int, paired: int
) -> None:
    assert simplest_within_one_error(curves) == plain
    assert simplest_within_one_error(curves, paired=True) == paired


@pytest.mark.parametrize(
    ("groups", "index", "p", "said"),
    [
        (1, 1.0, None, Verdict.NONE),
        (3, LEAST_STABLE - 0.01, 0.01, Verdict.NONE),
        (2, LEAST_STABLE, 0.05, Verdict.CLEAR),
        (2, 0.99, 0.06, Verdict.SPECTRUM),
    ],
)
def test_the_verdict_needs_groups_that_come_back_and_stand_apart(
    groups: int, index: float, p: float | None, said: Verdict
) -> None:
    assert verdict(groups, index, p) is said


def test_two_heaps_stand_apart_and_one_cloud_round_or_flat_does_not() -> None:
    rng = np.random.default_rng(2)
    cloud = rng.standard_normal((200, 2)) * [3, 1]
    heaps = cloud * [0.2, 1] + np.repeat([[0, 0], [6, 0]], 100, axis=0)

    assert separate(heaps, 2, rng) == pytest.approx(1 / 101)
    assert (separate(cloud, 2, rng) or 0) > 0.05
    assert (separate(rng.uniform(-1, 1, (200, 2)) * [3, 1], 2, rng) or 0) > 0.05
    assert separate(cloud, 1, rng) is None
