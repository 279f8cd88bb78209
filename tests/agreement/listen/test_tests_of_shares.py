"""Fisher's test, Benjamini and Hochberg's rate and both intervals beside scipy and beside what was published."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, false_discovery_control, fisher_exact

from cydradd.listen.findings.tests_of_shares import q_values, wilson
from cydradd.listen.representative import benjamini_hochberg, fisher, jeffreys, newcombe

PUBLISHED_P = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205]


@st.composite
def shares(draw: st.DrawFn, most: int = 300) -> tuple[int, int, int, int]:
    n, r = draw(st.integers(0, most)), draw(st.integers(0, most))
    return draw(st.integers(0, n)), n, draw(st.integers(0, r)), r


@settings(max_examples=40)
@given(st.lists(shares(), min_size=1, max_size=20))
def test_fishers_test_is_that_of_scipy_for_many_cells_at_once(cells: list[tuple[int, int, int, int]]) -> None:
    ours = fisher(*np.array(cells).T)

    theirs = [fisher_exact([[k, n - k], [o, r - o]], alternative="greater").pvalue for k, n, o, r in cells]
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-300)


@given(shares(60))
def test_fishers_test_does_not_mind_which_answer_is_called_chosen(cell: tuple[int, int, int, int]) -> None:
    k, n, o, r = cell

    assert float(fisher(k, n, o, r)) == pytest.approx(float(fisher(r - o, r, n - k, n)), rel=1e-9)


def test_fishers_test_holds_for_the_counts_of_a_million_people() -> None:
    k, n, o, r = 300_600, 600_000, 199_400, 400_000

    assert float(fisher(k, n, o, r)) == pytest.approx(
        fisher_exact([[k, n - k], [o, r - o]], alternative="greater").pvalue, rel=1e-5
    )


def test_the_published_cell_has_its_published_chance() -> None:
    assert float(fisher(14, 15, 4, 30)) == pytest.approx(2.4194e-7, rel=1e-4)


def test_two_of_the_published_tests_are_findings() -> None:
    assert benjamini_hochberg(PUBLISHED_P, 0.05).tolist() == [True, True, False, False, False, False, False, False]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.floats(0.01, 0.5))
def test_the_rate_of_false_findings_is_that_of_scipy(p: list[float], q: float) -> None:
    adjusted = q_values(p)

    assert adjusted == pytest.approx(false_discovery_control(p, method="bh"))
    clear = np.abs(adjusted - q) > 1e-9  # where both sides are equal, the last bit decides
    assert (benjamini_hochberg(p, q) == (adjusted <= q))[clear].all()


def test_tests_that_are_not_listed_count_as_made() -> None:
    assert q_values([0.001, 0.02], tests=10).tolist() == pytest.approx(q_values([0.001, 0.02, *[1.0] * 8])[:2].tolist())


def test_no_test_is_no_finding() -> None:
    assert benjamini_hochberg([]).tolist() == []
    assert q_values([]).tolist() == []


@given(shares(500), st.floats(0.5, 0.99))
def test_jeffreys_bounds_are_quantiles_of_the_beta_distribution(cell: tuple[int, int, int, int], level: float) -> None:
    k, n, _, _ = cell
    low, high = jeffreys(k, n, level)

    tail = (1 - level) / 2
    assert float(low) == pytest.approx(beta.ppf(tail, k + 0.5, n - k + 0.5), rel=1e-9)
    assert float(high) == pytest.approx(beta.ppf(1 - tail, k + 0.5, n - k + 0.5), rel=1e-9)


def test_the_published_bounds_of_fourteen_of_fifteen() -> None:
    assert [float(each) for each in jeffreys(14, 15)] == pytest.approx([0.76715, 0.98814], abs=5e-6)


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_bounds_of_a_difference_are_those_of_newcombes_table_ii(
    cell: tuple[int, int, int, int], low: float, high: float
) -> None:
    assert [float(each) for each in newcombe(*cell)] == pytest.approx([low, high], abs=5e-5)


@given(shares())
def test_bounds_of_a_difference_turn_round_with_it(cell: tuple[int, int, int, int]) -> None:
    k, n, o, r = cell
    low, high = newcombe(k, n, o, r)

    assert [-float(each) for each in newcombe(o, r, k, n)] == pytest.approx([float(high), float(low)], abs=1e-12)
    assert float(low) <= float(high)


def test_a_share_of_nobody_is_unknown() -> None:
    assert [float(each) for each in wilson(0, 0)] == pytest.approx([0.0, 1.0])
