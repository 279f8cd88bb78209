"""Which statement comes next: what tells most, what is least known, and what one's group has seen least."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydradd.listen.routing import Known, Person, candidates, draw, gain, next_statement, seeded
from cydradd.listen.votes import Counts

NONE = np.zeros(0, dtype=np.int64)
NEWCOMER = Person(NONE, NONE)


def known(
    views: list[int], *, groups: list[list[int]] | None = None, voters: int = 100, meta: tuple[int, ...] = ()
) -> Known:
    """Statements with so many agreements each and no passes; all told alike by the model."""
    size = len(views)
    zero = np.zeros(size, dtype=np.int64)
    return Known(
        g=np.full((size, 1), 0.5),
        ridge=np.array([5.0, 3.0]),
        news=np.ones(size),
        counts=Counts(np.array(views), zero, zero),
        open=np.ones(size, dtype=bool),
        meta=np.isin(np.arange(size), meta),
        groups=tuple(np.array(each) for each in (groups or [views])),
        partners=(),
        voters=voters,
    )


def drawn(what: Known, person: Person, times: int = 400) -> np.ndarray:
    """How often each statement comes first, over seeds."""
    found = [next_statement(what, person, seeded("r", "p", n)) for n in range(times)]
    return np.bincount([each for each in found if each is not None], minlength=len(what.open))


def test_what_a_vote_tells_is_the_published_logarithm() -> None:
    assert gain(np.diag([7.0, 5.0]), np.array([[0.5]]), 0.0)[0] == pytest.approx(0.176351, abs=5e-7)
    assert gain(np.diag([7.0, 5.0]), np.array([[0.5]]), 0.25)[0] == pytest.approx(
        0.75 * np.log(1.192857142857), rel=1e-9
    )


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=4), st.integers(0, 30))
def test_a_second_vote_of_a_kind_tells_less_than_the_first(g: list[float], before: int) -> None:
    z = np.array([1.0, *g])
    h = np.eye(len(z)) + before * np.outer(z, z)
    place = np.array([g])

    assert gain(h + np.outer(z, z), place, 0.0)[0] < gain(h, place, 0.0)[0]


def test_before_fifty_have_voted_every_unseen_statement_is_as_likely() -> None:
    often = drawn(known([0, 5, 40, 299], voters=49), NEWCOMER)

    assert often.min() > 60


def test_what_the_group_has_hardly_seen_comes_first() -> None:
    what = known([60, 60, 60], groups=[[0, 30, 30], [30, 30, 0]])

    assert drawn(what, Person(NONE, NONE, group=0)).argmax() == 0
    assert drawn(what, Person(NONE, NONE, group=1)).argmax() == 2


def test_the_partner_counts_like_the_group() -> None:
    what = replace(known([60, 60]), partners=(np.array([60, 0]),))

    assert drawn(what, Person(NONE, NONE, group=0, partner=0)).argmax() == 1


def test_what_is_least_known_and_tells_most_is_drawn_more() -> None:
    what = known([60, 60, 60])
    passed = Counts(np.array([60, 60, 5]), np.zeros(3, dtype=np.int64), np.array([0, 0, 55]))

    assert drawn(replace(what, news=np.array([1.0, 4.0, 1.0])), NEWCOMER).argmax() == 1
    assert drawn(replace(what, g=np.array([[0.1], [3.0], [0.1]])), NEWCOMER).argmax() == 1
    assert drawn(replace(what, counts=passed), NEWCOMER).argmin() == 2


def test_no_statement_seen_by_three_hundred_is_drawn_while_another_lacks_thirty_of_the_group() -> None:
    what = known([300, 40, 500], groups=[[200, 29, 400], [100, 11, 100]])

    assert candidates(what, Person(NONE, NONE, group=0)).tolist() == [1]
    assert candidates(known([300, 40], groups=[[200, 30], [100, 10]]), Person(NONE, NONE, group=0)).tolist() == [0, 1]


def test_of_somebody_without_a_group_the_group_that_saw_least_counts() -> None:
    assert candidates(known([300, 40], groups=[[200, 30], [100, 10]]), NEWCOMER).tolist() == [1]


def test_where_all_were_seen_often_those_the_group_lacks_are_left() -> None:
    what = known([400, 400], groups=[[390, 10], [10, 390]])

    assert candidates(what, Person(NONE, NONE, group=0)).tolist() == [1]


def test_at_most_one_of_the_first_ten_asks_who_somebody_is() -> None:
    what = known([60] * 20, meta=(0, 1))
    first, later = np.array([0, 5]), np.array([0, *range(5, 14)])

    assert 1 not in candidates(what, Person(first, NONE))
    assert 1 in candidates(what, Person(later, NONE))
    assert {0, 1} <= set(candidates(what, NEWCOMER).tolist())


def test_nobody_is_shown_their_own_or_the_same_twice_or_what_is_closed() -> None:
    what = replace(known([60] * 4), open=np.array([True, True, True, False]))

    assert candidates(what, Person(np.array([1]), np.array([0]))).tolist() == [2]
    assert next_statement(what, Person(np.array([1, 2]), np.array([0])), seeded("r", "p", 2)) is None


def test_the_draw_is_the_same_whenever_it_is_asked_for() -> None:
    what = known([60] * 50)

    first = [next_statement(what, NEWCOMER, seeded("r", "p", n)) for n in range(30)]

    assert first == [next_statement(what, NEWCOMER, seeded("r", "p", n)) for n in range(30)]
    assert first != [next_statement(what, NEWCOMER, seeded("r", "q", n)) for n in range(30)]
    assert len(set(first)) > 10


def test_a_draw_from_nothing_is_nothing_and_a_weight_of_nothing_is_still_possible() -> None:
    rng = np.random.default_rng(0)

    assert draw(np.array([1.0]), [], rng) is None
    assert draw(np.array([0.0, 0.0]), [1], rng) == 1
