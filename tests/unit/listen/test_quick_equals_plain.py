"""What is done quickly gives, to the bit, what the plain way gives."""

from __future__ import annotations

import numpy as np
import pytest

from cydradd.listen.groups import first_distinct, kmeans, nearest
from cydradd.listen.votes import append, from_cells


def looked_at_all(points: np.ndarray, start: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lloyd's steps, every point against every centre each time."""
    centres, labels = start.copy(), nearest(points, start)
    for _ in range(100):
        mass = np.bincount(labels, weights, minlength=len(centres))
        moved = centres.copy()
        for axis in range(points.shape[1]):
            total = np.bincount(labels, weights * points[:, axis], minlength=len(centres))
            moved[:, axis] = np.where(mass > 0, total / np.where(mass > 0, mass, 1), centres[:, axis])
        shift = np.sqrt(((moved - centres) ** 2).sum(axis=1)).max()
        centres, labels = moved, nearest(points, moved)
        if shift < 1e-6:
            break
    return labels, centres


@pytest.mark.parametrize("seed", range(12))
def test_groups_are_those_of_looking_at_every_point(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.standard_normal((700, 1 + seed % 3)) * 10.0 ** rng.integers(-3, 4)
    if seed % 2:
        points = np.round(points / points.std() * 2)  # many are equally far from two centres
    start, weights = first_distinct(points, 2 + 3 * seed), rng.random(700)

    labels, centres = kmeans(points, start, weights, most=100, still=1e-6)

    plain_labels, plain_centres = looked_at_all(points, start, weights)
    assert labels.tolist() == plain_labels.tolist()
    assert centres.tobytes() == plain_centres.tobytes()


@pytest.mark.parametrize("seed", range(5))
def test_votes_put_in_their_place_are_the_matrix_of_all_votes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cells = [
        (str(i), str(j), int(vote))
        for i, j, vote in zip(*rng.integers(0, 30, (2, 600)), rng.integers(-1, 2, 600), strict=True)
    ]

    one, other = append(from_cells(cells[:400]), cells[400:]), from_cells(cells)

    assert (one.participants, one.statements) == (other.participants, other.statements)
    for name in ("starts", "columns", "values"):
        assert getattr(one, name).dtype == getattr(other, name).dtype
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes()


def test_counts_of_all_groups_are_those_of_each() -> None:
    rng = np.random.default_rng(0)
    votes = from_cells((str(i), str(j), int(rng.integers(-1, 2))) for i in range(40) for j in range(0, 20, 1 + i % 3))
    member = rng.integers(-1, 3, 40)

    together = votes.counts_by(member, 4)

    assert len(together) == 4
    for group, counts in enumerate(together):
        alone = votes.counts(member == group)
        for name in ("agree", "disagree", "passes"):
            assert getattr(counts, name).tolist() == getattr(alone, name).tolist()
    assert sum(int(each.seen.sum()) for each in together) == int(votes.per_participant[member >= 0].sum())
