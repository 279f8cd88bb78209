"""What sets a group apart is tested on votes that did not make the group: nothing is found in noise."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.listen.conversations import conversation, permuted, two_camps

from cydradd.listen.findings.cross_fit import Fold, findings_of, folds, halves, matched
from cydradd.listen.representative import cross_fit
from cydradd.listen.votes import Counts, Votes

DIVIDED = np.vstack([np.r_[np.full(8, 0.9), np.full(12, 0.6)], np.r_[np.full(8, 0.1), np.full(12, 0.6)]])


def test_statements_that_divide_are_found_and_the_others_are_not() -> None:
    votes, _ = conversation(DIVIDED, [60, 60], seed=1)
    shown = two_camps(votes)

    found = cross_fit(votes, two_camps, shown, seed=0)

    assert {each.statement for each in found} == set(range(8))
    assert {each.direction for each in found} == {"agree", "disagree"}
    assert all(
        each.difference >= 0.15 and each.q <= 0.05 and each.low <= each.difference <= each.high for each in found
    )
    assert [each.low for each in found] == sorted((each.low for each in found), reverse=True)


def test_nothing_is_found_where_votes_are_shuffled() -> None:
    votes, _ = conversation(DIVIDED, [60, 60], seed=1)

    runs = [permuted(votes, seed) for seed in range(20)]

    assert [cross_fit(each, two_camps, two_camps(each), seed=0) for each in runs] == [()] * 20


def test_groups_that_a_half_does_not_find_again_make_no_claim() -> None:
    votes, member = conversation(DIVIDED, [60, 60], seed=1)
    other = np.arange(len(member)) % 2

    assert cross_fit(votes, lambda half, seed: other, member, seed=0) == ()


def test_one_half_may_speak_when_the_other_does_not() -> None:
    votes, member = conversation(DIVIDED, [60, 60], seed=1)
    first, second = folds(votes, lambda half, seed: member, member, seed=0)

    silent = Fold(second.counts, 0.49)

    assert {each.statement for each in findings_of([first, silent], 2)} == set(range(8))
    assert findings_of([silent, silent], 2) == ()


def test_a_chance_of_two_halves_is_twice_the_lesser_and_needs_one_direction() -> None:
    def fold(agree: int) -> Fold:
        return Fold((counts(agree, 20), counts(5, 30)), 1.0)

    def counts(agree: int, seen: int) -> Counts:
        return Counts(np.array([agree]), np.array([seen - agree]), np.array([0]))

    from cydradd.listen.findings.tests_of_shares import fisher

    found = findings_of([fold(18), fold(15)], 2)

    agreed = next(each for each in found if each.direction == "agree")
    assert agreed.p == pytest.approx(2 * float(fisher(18, 20, 5, 30)))
    assert (agreed.chosen, agreed.n, agreed.others, agreed.rest) == (33, 40, 10, 60)
    assert agreed.difference == pytest.approx(33 / 40 - 1 / 6)
    assert findings_of([fold(18), fold(3)], 2) == ()


def test_statements_that_are_out_take_no_part() -> None:
    votes, _ = conversation(DIVIDED, [60, 60], seed=1)
    out = np.zeros(20, dtype=bool)
    out[:3] = True

    found = cross_fit(votes, two_camps, two_camps(votes), seed=0, out=out)

    assert {each.statement for each in found} == {3, 4, 5, 6, 7}


def test_few_votes_are_not_tested() -> None:
    votes, member = conversation(DIVIDED, [9, 60], seed=1, seen=1.0)

    assert cross_fit(votes, lambda half, seed: member, member, seed=0) == ()


def test_one_group_is_set_apart_from_nobody() -> None:
    votes, member = conversation(DIVIDED[:1], [50], seed=1)

    assert cross_fit(votes, lambda half, seed: member, member, seed=0) == ()
    assert cross_fit(votes, lambda half, seed: member, member - 1, seed=0) == ()


def test_halves_hold_each_vote_once_and_half_of_each_persons() -> None:
    votes, _ = conversation(DIVIDED, [40, 40], seed=2)

    first, second = halves(votes, seed=3)

    def cells(part: Votes) -> set[tuple[int, int, int]]:
        return set(zip(part.rows.tolist(), part.columns.tolist(), part.values.tolist(), strict=True))

    assert cells(first) | cells(second) == cells(votes)
    assert not cells(first) & cells(second)
    assert np.abs(first.per_participant - second.per_participant).max() <= 1
    assert cells(halves(votes, seed=4)[0]) != cells(first)


def test_labels_are_named_after_the_groups_they_share_most_people_with() -> None:
    shown = np.array([0, 0, 0, 1, 1, 1, -1, 2, 2])
    labels = np.array([2, 2, 2, 0, 0, 3, 1, 1, 1])

    named, agreement = matched(labels, shown)

    assert named.tolist() == [0, 0, 0, 1, 1, 3, 2, 2, 2]
    assert 0 < agreement < 1
    assert matched(shown, shown)[1] == 1.0


def test_the_index_of_agreement_is_that_of_hubert_and_arabie() -> None:
    labels, shown = np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])

    assert matched(labels, shown)[1] == pytest.approx(0.5714285714285714)
