"""What pooling keeps whatever the studies: order, sign, unit, and numbers at the ends of what numbers can be."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cydradd.evaluate.document import pooled_document
from cydradd.evaluate.evidence import gather
from cydradd.evaluate.heterogeneity import ESTIMATORS, mean_at
from cydradd.evaluate.pooling import Pooled, pool
from cydradd.evaluate.spread import tau2_interval
from cydradd.evaluate.table_file import StudyTable

METHODS = tuple(ESTIMATORS)
EFFECTS = st.floats(-5, 5).map(lambda y: round(y, 4))
VARIANCES = st.floats(0.001, 5)
STUDIES = st.lists(st.tuples(EFFECTS, VARIANCES), min_size=2, max_size=12)
METHOD = st.sampled_from(METHODS)

Table = list[tuple[float, float]]


def pooled(studies: Table, method: str, *, sign: float = 1, unit: float = 1) -> Pooled:
    """Pool with every effect times ``sign`` and ``unit``."""
    return pool([sign * unit * y for y, _ in studies], [unit * unit * v for _, v in studies], method)


def numbers(found: Pooled) -> list[float]:
    """Every number that must be one."""
    told = [found.estimate, found.se, found.z, found.p_value, *found.ci, found.tau2, *found.weights]
    told += [value for value in (found.tau2_se, found.i2, found.h2, found.q_p) if value is not None]
    for knapp in (found.hartung_knapp, found.hartung_knapp_truncated):
        told += [knapp.se, *knapp.ci] if knapp else []
    for wide in (found.prediction.normal, found.prediction.t_k_minus_2, found.prediction.hartung_knapp):
        told += list(wide or ())
    return told


@given(STUDIES, METHOD, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_studies_changes_nothing(studies: Table, method: str, chance: object) -> None:
    moved = list(studies)
    chance.shuffle(moved)  # type: ignore[attr-defined]

    first, second = pooled(studies, method), pooled(moved, method)

    assert (first.estimate, first.se, first.tau2, first.q) == (second.estimate, second.se, second.tau2, second.q)


@given(STUDIES, METHOD)
@settings(max_examples=40, deadline=None)
def test_the_other_sign_turns_everything_round(studies: Table, method: str) -> None:
    one, other = pooled(studies, method), pooled(studies, method, sign=-1)

    assert other.estimate == pytest.approx(-one.estimate, rel=1e-9, abs=1e-11)
    assert other.tau2 == pytest.approx(one.tau2, rel=1e-9, abs=1e-11)
    assert other.ci == pytest.approx((-one.ci[1], -one.ci[0]), rel=1e-9, abs=1e-9)


@given(STUDIES, METHOD, st.integers(-40, 40))
@settings(max_examples=40, deadline=None)
def test_another_unit_scales_everything(studies: Table, method: str, power: int) -> None:
    unit = 10.0**power
    one, other = pooled(studies, method), pooled(studies, method, unit=unit)

    assert other.estimate / unit == pytest.approx(one.estimate, rel=1e-8, abs=1e-10)
    assert other.se / unit == pytest.approx(one.se, rel=1e-8)
    assert other.tau2 / unit / unit == pytest.approx(one.tau2, rel=1e-7, abs=1e-10)
    assert other.i2 == pytest.approx(one.i2, rel=1e-7, abs=1e-7)


@given(STUDIES)
@settings(max_examples=40, deadline=None)
def test_two_ways_to_one_estimator_meet(studies: Table) -> None:
    assert pooled(studies, "PM").tau2 == pytest.approx(pooled(studies, "EB").tau2, rel=1e-9, abs=1e-12)


def likelihood(studies: Table, tau2: float) -> float:
    """The restricted log-likelihood, written out plainly."""
    y, v = (np.array(column) for column in zip(*studies, strict=True))
    w = 1 / (v + tau2)
    mean = (w * y).sum() / w.sum()
    return float(np.log(w).sum() - math.log(w.sum()) - (w * (y - mean) ** 2).sum()) / 2


@given(STUDIES)
@settings(max_examples=40, deadline=None)
def test_no_variance_between_studies_is_likelier_than_that_of_reml(studies: Table) -> None:
    found = pooled(studies, "REML").tau2

    best = max(likelihood(studies, float(tau2)) for tau2 in [0.0, *np.geomspace(1e-6, 200, 300)])
    assert likelihood(studies, found) >= best - 1e-9


def test_of_two_roots_the_likelier_one_is_taken() -> None:
    """Three exact studies that agree, and three vague ones that differ: the score crosses zero more than once."""
    studies = [(0.0, 1e-4), (0.05, 1e-4), (-0.04, 1e-4), (9.0, 4.0), (-9.0, 4.0), (8.0, 4.0)]
    grid = np.concatenate(([0.0], np.geomspace(1e-7, 1e3, 4000)))
    values = [likelihood(studies, float(tau2)) for tau2 in grid]
    peaks = [at for at in range(1, len(grid) - 1) if values[at] > values[at - 1] and values[at] > values[at + 1]]

    found = pooled(studies, "REML").tau2

    assert len(peaks) == 2
    assert likelihood(studies, found) >= max(values)


EXTREME: dict[str, Table] = {
    "identical": [(0.4, 0.1)] * 5,
    "identical and exact": [(0.4, 1e-300)] * 5,
    "one exact": [(0.4, 1e-300), (0.5, 0.1), (0.3, 0.2), (0.1, 0.1)],
    "exact and different": [(0.4, 1e-300), (0.5, 1e-300), (0.3, 1e-300)],
    "one giant": [(0.4, 1e-12), (5.0, 1.0), (-3.0, 1.0)],
    "far apart": [(1e8, 0.1), (-1e8, 0.1), (3e7, 0.2)],
    "far from zero": [(1e9, 1e-4), (1e9 + 0.1, 1e-4), (1e9 + 0.2, 1e-4)],
    "vague": [(0.1, 1e300), (0.2, 1e300), (0.4, 1e299)],
    "all zero": [(0.0, 0.1), (0.0, 0.2), (0.0, 0.1)],
    "two": [(0.1, 0.1), (3.0, 0.2)],
    "one": [(0.1, 0.1)],
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", EXTREME)
def test_studies_at_the_ends_of_numbers_give_numbers(name: str, method: str) -> None:
    found = pooled(EXTREME[name], method)

    assert all(map(math.isfinite, numbers(found)))
    assert found.tau2 >= 0
    assert sum(found.weights) == pytest.approx(100)


def test_identical_studies_have_no_spread_and_the_prediction_is_the_interval_of_its_own_degrees() -> None:
    for method in METHODS:
        found = pooled(EXTREME["identical"], method)

        assert found.tau2 == 0
        assert found.prediction.normal == pytest.approx(found.ci)
        assert found.prediction.t_k_minus_2 == pytest.approx((0.4 - 3.182446 * found.se, 0.4 + 3.182446 * found.se))
        assert found.hartung_knapp is not None
        assert (found.hartung_knapp.t, found.hartung_knapp.se) == (None, 0)


def test_one_giant_study_is_the_mean_of_equal_effects() -> None:
    assert pooled(EXTREME["one giant"], "EE").estimate == pytest.approx(0.4, abs=1e-9)


@given(STUDIES)
@settings(max_examples=40, deadline=None)
def test_the_interval_of_the_variance_has_its_ends_in_order(studies: Table) -> None:
    low, high = tau2_interval([y for y, _ in studies], [v for _, v in studies]) or (0.0, 0.0)

    assert 0 <= low <= high


@given(st.lists(st.tuples(st.floats(0, 1e-3), st.floats(0.5, 1)), min_size=2, max_size=8), METHOD)
@settings(max_examples=40, deadline=None)
def test_studies_that_agree_never_give_a_variance_below_nought(studies: Table, method: str) -> None:
    found = pooled(studies, method)

    assert found.tau2 >= 0
    assert all(map(math.isfinite, numbers(found)))
    assert method == "SJ" or found.tau2 == 0


def test_more_variance_between_studies_makes_their_weights_more_equal() -> None:
    y, v = np.array([0.0, 1.0, 2.0]), np.array([0.1, 1.0, 10.0])

    spreads = [float(np.ptp(u / u.sum())) for _, u, _ in (mean_at(y, v, tau2) for tau2 in (0.0, 1.0, 100.0))]

    assert all(more > less for more, less in pairwise(spreads))


@given(st.lists(st.tuples(EFFECTS, st.one_of(VARIANCES, st.just(1e-300))), min_size=1, max_size=6), METHOD)
@settings(max_examples=40, deadline=None)
def test_whatever_is_told_is_a_number_or_nothing(studies: Table, method: str) -> None:
    rows = tuple({"yi": y, "vi": v} for y, v in studies)
    names = tuple(map(str, range(1, len(rows) + 1)))
    table = StudyTable(rows, names, tuple(range(1, len(rows) + 1)))

    told = pooled_document(gather("GEN", table), method)

    flat = str(told)
    assert "nan" not in flat
    assert "inf" not in flat
