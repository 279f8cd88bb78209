"""The opinion map does not depend on the order of anything, and mirrors when every vote is turned around."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cydradd.listen.opinion_map import OpinionMap, fit
from cydradd.listen.votes import from_cells
from cydradd.vocabulary.errors import NotPossible

Cells = dict[tuple[int, int], int]
cells = st.dictionaries(
    st.tuples(st.integers(0, 25), st.integers(0, 9)), st.sampled_from([1, 0, -1]), min_size=30, max_size=160
)


def made(of: Cells, order: list[tuple[int, int]] | None = None, sign: int = 1) -> OpinionMap:
    """The map of some cells, given in some order."""
    return fit(from_cells((str(i), str(j), sign * of[i, j]) for i, j in order or of))


@settings(max_examples=25)
@given(cells, st.randoms(use_true_random=False))
def test_the_order_of_votes_changes_nothing(of: Cells, rng: object) -> None:
    order = list(of)
    rng.shuffle(order)  # type: ignore[attr-defined]

    one, other = made(of), made(of, order)

    assert np.array_equal(one.positions, other.positions)
    assert np.array_equal(one.membership, other.membership)


@settings(max_examples=25)
@given(cells)
def test_counts_add_up(of: Cells) -> None:
    result = made(of)

    everybody = result.counts
    assert np.array_equal(everybody.agree + everybody.disagree + everybody.passes, everybody.seen)
    assert sum(result.sizes) + int((result.membership < 0).sum()) == len(result.votes.participants)
    grouped = sum((group.seen for group in result.by_group), np.zeros(len(everybody.seen), dtype=int))
    assert (grouped <= everybody.seen).all()


@settings(max_examples=25)
@given(cells)
def test_turning_every_vote_around_mirrors_the_map(of: Cells) -> None:
    one, other = made(of), made(of, sign=-1)
    gram = np.linalg.svd(np.nan_to_num(one.positions), compute_uv=False)
    assume(len(gram) == 2 and gram[1] > 1e-6 and gram[0] - gram[1] > 1e-3)

    assert other.centre == pytest.approx(-one.centre)
    for axis in (0, 1):
        a, b = one.positions[:, axis], other.positions[:, axis]
        assert np.abs(a) == pytest.approx(np.abs(b), abs=1e-6)
    assert np.array_equal(other.counts.agree, one.counts.disagree)


def test_a_statement_nobody_saw_moves_nobody_but_by_the_stretch() -> None:
    of = {(i, j): 1 if (i < 10) == (j < 3) else -1 for i in range(20) for j in range(8)}
    plain = made(of)
    votes = from_cells(((str(i), str(j), v) for (i, j), v in of.items()), statements=["99"])

    wider = fit(votes)

    assert wider.positions == pytest.approx(plain.positions * np.sqrt(9 / 8))
    assert np.array_equal(wider.membership, plain.membership)


def test_two_camps_are_two_groups() -> None:
    of = {(i, j): 1 if (i < 15) == (j < 4) else -1 for i in range(30) for j in range(8)}

    result = made(of)

    assert sorted(result.sizes) == [15, 15]
    assert len(set(result.membership[:15])) == 1


def test_people_who_all_pass_and_one_person_alone_have_a_map_of_no_direction() -> None:
    for of in ({(i, j): 0 for i in range(20) for j in range(5)}, {(0, j): 1 for j in range(8)}):
        result = made(of)

        assert np.allclose(result.positions, 0)
        assert len(result.by_group) <= 1


def test_more_groups_than_people_are_as_many_as_there_can_be() -> None:
    of = {(i, j): 1 if (i + j) % 2 else -1 for i in range(4) for j in range(8)}

    assert len(fit(from_cells((str(i), str(j), v) for (i, j), v in of.items()), groups=50).by_group) <= 4


def test_a_method_that_is_not_offered_and_votes_that_are_not_there_are_refused() -> None:
    with pytest.raises(NotPossible, match="no method"):
        fit(from_cells([("1", "1", 1)]), "other")
    with pytest.raises(NotPossible, match="no vote"):
        fit(from_cells([]))
