"""The factor model beside dense algebra written out, and the numbers of the specification."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.listen.planted import camps

from cydradd.listen.factors import cells as cells_module
from cydradd.listen.factors.canonical import canonical
from cydradd.listen.factors.cells import Cells, take
from cydradd.listen.factors.model import Factors, Ridges, fit_factors
from cydradd.listen.factors.small_systems import cholesky, inverse_diagonal, pairs, products, solve
from cydradd.listen.votes import from_cells


def observed(seed: int = 0) -> Cells:
    votes = from_cells(camps((9, 7), 8, seed=seed)[0])
    return take(votes, np.zeros(len(votes.statements), dtype=bool)).cells


def test_the_worked_person_has_its_numbers() -> None:
    one = Cells(np.array([0, 2]), np.array([0, 1], dtype=np.int32), np.array([1, -1], dtype=np.int8), 2)
    known = Factors(0.0, np.zeros(2), np.array([[1.0], [-1.0]]))

    model = fit_factors(one, 1, Ridges(factor=3, person=5), start=known, sweeps=0)

    assert model.person == pytest.approx([0.0])
    assert model.f == pytest.approx(np.array([[0.4]]))
    assert model.f_variance / model.variance == pytest.approx(np.array([[1 / 5]]))  # H = diag(7, 5)


@pytest.mark.parametrize("side", [1, 2, 3, 9])
def test_many_small_systems_are_solved_as_one_by_one(side: int) -> None:
    rng = np.random.default_rng(side)
    roots = rng.standard_normal((40, side, side))
    systems = roots @ roots.transpose(0, 2, 1) + np.eye(side)
    right = rng.standard_normal((side, 40))

    factor = cholesky(np.array([systems[:, i, j] for i, j in pairs(side)]), side)

    assert solve(factor, right) == pytest.approx(np.linalg.solve(systems, right.T[:, :, None])[:, :, 0].T)
    assert inverse_diagonal(factor, side) == pytest.approx(np.linalg.inv(systems).diagonal(axis1=1, axis2=2).T)
    z = rng.standard_normal((side, 5))
    assert products(z) == pytest.approx(np.array([z[i] * z[j] for i, j in pairs(side)]))


def loss(
    cells: Cells, ridges: Ridges, mean: float, b: np.ndarray, c: np.ndarray, f: np.ndarray, g: np.ndarray
) -> float:
    """What is to be minimised, with every cell written out."""
    left = cells.values - (mean + b[cells.rows] + c[cells.columns] + (f[cells.rows] * g[cells.columns]).sum(axis=1))
    return float(
        (left**2).sum()
        + ridges.factor * ((f**2).sum() + (g**2).sum())
        + ridges.person * (b**2).sum()
        + ridges.statement * (c**2).sum()
    )


def test_no_small_step_in_any_direction_lowers_the_loss() -> None:
    cells, ridges = observed(), Ridges(1.0, 3.0)
    model = fit_factors(cells, 2, ridges, fall=1e-14, sweeps=3000)
    at = (model.person, model.statement, model.f, model.g)
    least = loss(cells, ridges, model.mean, *at)

    assert model.loss == pytest.approx(least, rel=1e-9)
    rng = np.random.default_rng(1)
    for _ in range(50):
        step = [1e-3 * rng.standard_normal(each.shape) for each in at]
        moved = [each + d for each, d in zip(at, step, strict=True)]
        assert loss(cells, ridges, model.mean + 1e-4 * rng.standard_normal(), *moved) > least


def test_uncertainty_and_degrees_of_freedom_are_those_of_the_hat_matrices() -> None:
    cells, ridges = observed(), Ridges(2.0, 4.0)
    model = fit_factors(cells, 2, ridges)
    used, inverses = 1.0, []
    for count, own, other, ridge in (
        (cells.people, cells.rows, model.g[cells.columns], ridges.person),
        (cells.width, cells.columns, model.f[cells.rows], ridges.statement),
    ):
        for i in range(count):
            z = np.column_stack((np.ones((own == i).sum()), other[own == i]))
            inverse = np.linalg.inv(z.T @ z + np.diag([ridge, ridges.factor, ridges.factor]))
            used += float(np.trace(z @ inverse @ z.T))
            inverses.append(np.diag(inverse))
    left = cells.values - model.predict(cells.rows, cells.columns)

    assert model.effective == pytest.approx(used)
    assert model.variance == pytest.approx(float((left**2).sum()) / (len(left) - used))
    assert model.f_variance == pytest.approx(model.variance * np.array(inverses[: cells.people])[:, 1:])
    assert model.news == pytest.approx(model.variance * np.array(inverses[cells.people :]).mean(axis=1))


def test_the_canonical_form_is_that_of_two_triangles() -> None:
    rng = np.random.default_rng(3)
    f, g = rng.standard_normal((30, 3)), rng.standard_normal((20, 3))
    (_, r_f), (q_g, r_g) = np.linalg.qr(f), np.linalg.qr(g)
    _, strength, right = np.linalg.svd(r_f @ r_g.T)

    found = canonical(f.T @ f, g)

    expected = q_g @ right.T * np.sqrt(strength)
    assert np.abs(found) == pytest.approx(np.abs(expected))
    assert found.T @ found == pytest.approx(np.diag(strength))
    assert (found[np.abs(found).argmax(axis=0), np.arange(3)] > 0).all()


def test_people_and_statements_end_in_the_same_scale() -> None:
    model = fit_factors(observed(), 2, Ridges(1.0), fall=1e-12, sweeps=2000)

    assert model.f.T @ model.f == pytest.approx(model.g.T @ model.g, abs=1e-3)


def test_how_many_people_are_taken_at_a_time_changes_nothing_but_rounding(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fit_factors(observed(), 2, Ridges())
    monkeypatch.setattr(cells_module, "BLOCK_CELLS", 20)
    monkeypatch.setattr(cells_module, "KEPT_CELLS", 0)

    pieces = fit_factors(observed(), 2, Ridges())

    assert len(list(observed().blocks())) > 3
    assert pieces.f == pytest.approx(whole.f, abs=1e-9)
    assert pieces.g == pytest.approx(whole.g, abs=1e-9)


def test_strong_ridges_leave_no_factor() -> None:
    model = fit_factors(observed(), 2, Ridges(factor=1e6))

    assert np.abs(model.f @ model.g.T).max() < 1e-3
    assert np.isfinite(model.f_variance).all()
