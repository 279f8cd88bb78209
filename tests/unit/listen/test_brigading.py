"""People who answer to order are flagged with a second sign; like-minded people are not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.listen.conversations import conversation, reordered

from cydradd.listen.brigades.aside import weakest
from cydradd.listen.brigades.copycats import candidates, chances
from cydradd.listen.brigades.scan import burst
from cydradd.listen.brigading import Traces, effect, flags
from cydradd.listen.votes import Strength, Votes, from_arrays

GROUPS = np.vstack([np.r_[np.full(20, 0.8), np.full(30, 0.4)], np.r_[np.full(20, 0.3), np.full(30, 0.6)]])


def spoiled(copies: int, seed: int = 0, fidelity: float = 0.95) -> tuple[Votes, np.ndarray, np.ndarray]:
    """Two hundred people of two groups, and copies of one script; with their groups, and who was planted."""
    votes, member = conversation(GROUPS, [100, 100], seed=seed, seen=0.5)
    rng = np.random.default_rng(seed + 100)
    script = rng.choice([-1, 1], 50)
    rows, columns = np.nonzero(rng.random((copies, 50)) < 0.5)
    values = np.where(rng.random(len(rows)) < fidelity, script[columns], rng.integers(-1, 2, len(rows)))
    made = from_arrays(
        [*votes.participants, *(str(1000 + i) for i in range(copies))],
        votes.statements,
        np.concatenate((votes.rows, 200 + rows)),
        np.concatenate((votes.columns, columns)),
        np.concatenate((votes.values, values.astype(np.int8))),
    )
    return made, np.concatenate((member, rng.integers(0, 2, copies))), np.arange(200 + copies) >= 200


def arrivals(planted: np.ndarray, seed: int = 0) -> np.ndarray:
    """Everybody any time, the planted within a hundredth of it."""
    rng = np.random.default_rng(seed)
    return np.where(planted, 0.5 + 0.01 * rng.random(len(planted)), rng.random(len(planted)))


@pytest.mark.parametrize("copies", [10, 22])
def test_planted_copies_that_came_together_are_flagged_and_nobody_else(copies: int) -> None:
    votes, member, planted = spoiled(copies)

    found = flags(votes, member, Traces(arrived=arrivals(planted)))

    mask = found.members(len(planted))
    assert mask[planted].mean() >= 0.8
    assert planted[mask].mean() >= 0.9
    assert found.flags[0].signals == ("copycat", "burst")
    assert found.flags[0].people == tuple(votes.participants[i] for i in np.flatnonzero(mask))


def test_a_bloc_that_is_a_group_of_its_own_is_found_all_the_same() -> None:
    votes, member, planted = spoiled(22)

    found = flags(votes, np.where(planted, 2, member), Traces(arrived=arrivals(planted)))

    assert found.members(len(planted))[planted].mean() >= 0.8


def test_copies_without_a_second_sign_are_no_flag_unless_there_is_no_doubt() -> None:
    votes, member, planted = spoiled(10)

    assert flags(votes, member).flags == ()
    assert flags(votes, member, Traces(pace=np.where(planted, 0.8, 9.0))).flags[0].signals == ("copycat", "speed")


def test_one_network_is_a_second_sign() -> None:
    votes, member, planted = spoiled(10)
    network = ["a" if each else str(i) for i, each in enumerate(planted.tolist())]

    assert "network" in flags(votes, member, Traces(network=network)).flags[0].signals
    unknown: list[str | None] = [None] * len(planted)
    assert flags(votes, member, Traces(network=unknown)).flags == flags(votes, member).flags


@pytest.mark.parametrize("seed", range(4))
def test_like_minded_people_who_come_together_copy_nothing(seed: int) -> None:
    votes, member = conversation(GROUPS, [100, 100], seed=seed, seen=0.5)

    assert (
        flags(votes, member, Traces(arrived=member * 0.9 + 0.1 * np.random.default_rng(seed).random(200))).flags == ()
    )


def test_people_who_agree_with_everything_copy_nothing() -> None:
    votes, member = conversation(GROUPS, [100, 100], seed=1, seen=0.5)
    values = votes.values.copy()
    values[np.isin(votes.rows, np.arange(0, 200, 10))] = 1
    yes = Votes(votes.participants, votes.statements, votes.starts, votes.columns, values)

    assert flags(yes, member).flags == ()


def test_flags_are_of_the_same_people_whatever_they_are_called() -> None:
    votes, member, planted = spoiled(22)
    names = [str(9000 - i) for i in range(len(planted))]
    other = reordered(votes, names, list(votes.statements))
    came = arrivals(planted)

    one = flags(votes, member, Traces(arrived=came)).members(len(planted))
    two = flags(other, member[::-1], Traces(arrived=came[::-1])).members(len(planted))[::-1]

    assert (one == two).mean() > 0.98  # buckets are drawn by order, so that a person on the edge may differ


def test_nobody_and_one_person_are_no_flag() -> None:
    empty = from_arrays([], ["1"], np.zeros(0, int), np.zeros(0, int), np.zeros(0, np.int8))
    single = from_arrays(["1"], ["1"], np.zeros(1, int), np.zeros(1, int), np.ones(1, np.int8))

    assert flags(empty, np.zeros(0, int)).flags == ()
    assert flags(single, np.zeros(1, int)).flags == ()


def test_pairs_that_are_looked_at_grow_with_people_and_not_with_pairs() -> None:
    votes, member = conversation(np.full((1, 60), 0.9), [1200], seed=1, seen=0.5)

    one, two = candidates(votes, -np.log(chances(votes, member, 1)[-1]), 0)

    assert (one < two).all()
    assert len(one) <= 1200 * 60 * 6
    assert len(one) < 1200 * 1199 / 2


def test_the_effect_of_setting_people_aside_is_told_list_by_list() -> None:
    votes, _, planted = spoiled(22)

    def most_agreed(each: Votes) -> dict[str, list[str]]:
        counts = each.counts()
        order = np.argsort(-counts.agree / np.maximum(counts.seen, 1), kind="stable")[:5]
        return {"agreed": [each.statements[j] for j in order]}

    (found,) = effect(votes, planted, most_agreed)

    before, after = most_agreed(votes)["agreed"], most_agreed(votes.of(~planted))["agreed"]
    assert found.name == "agreed"
    assert set(before) - set(found.gone) | set(found.come) == set(after)


def test_the_densest_window_of_cases_is_found() -> None:
    times = np.arange(100.0)
    cases = np.isin(times, [10, 50, 51, 52, 53, 54, 90])

    found = burst(times, cases, seed=0)

    assert (found.first, found.last, found.cases, found.people) == (50.0, 54.0, 5, 5)
    assert found.p <= 0.01
    # 5 of 5 inside and 2 of 95 outside against 7 of 100: by hand.
    inside = 2 * np.log(2 / 95) + 93 * np.log(93 / 95)
    assert found.statistic == pytest.approx(inside - 7 * np.log(0.07) - 93 * np.log(0.93))


def test_a_day_on_which_everybody_came_is_no_burst() -> None:
    rng = np.random.default_rng(0)
    times = np.concatenate((rng.random(20) * 100, 50 + rng.random(180)))
    cases = rng.random(200) < 0.1

    assert burst(times, cases, seed=0).p > 0.05


@given(st.integers(0, 10_000))
def test_the_chance_of_a_burst_is_even_where_there_is_none(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cases = np.zeros(60, dtype=bool)
    cases[rng.choice(60, 10, replace=False)] = True

    found = burst(rng.random(60), cases, seed=seed, draws=19)

    assert 1 / 20 <= found.p <= 1
    assert found.cases <= 10


@given(st.lists(st.booleans(), min_size=4, max_size=14), st.data())
def test_the_scan_is_that_of_every_window(cases: list[bool], data: st.DataObject) -> None:
    times = np.array(data.draw(st.lists(st.integers(0, 8), min_size=len(cases), max_size=len(cases))), dtype=float)
    mine = np.array(cases)
    total, many = len(mine), int(mine.sum())

    def log(part: int, whole: int) -> float:
        return part * np.log(part / whole) if part else 0.0

    best = 0.0
    for first in times:
        for last in times:
            inside = (times >= first) & (times <= last)
            c, n = int((inside & mine).sum()), int(inside.sum())
            if c > 1 and n and c * (total - n) > (many - c) * n:
                best = max(
                    best,
                    log(c, n)
                    + log(n - c, n)
                    + log(many - c, total - n)
                    + log(total - n - many + c, total - n)
                    - log(many, total)
                    - log(total - many, total),
                )

    assert burst(times, mine, seed=0, draws=1).statistic == pytest.approx(best if 2 <= many < total else 0.0, abs=1e-9)


def test_arrivals_that_are_not_known_are_left_out() -> None:
    found = burst(np.array([np.nan, 1.0, np.nan]), np.array([True, True, False]), seed=0)

    assert (found.p, found.cases) == (1.0, 0)


def test_the_weakest_strength_is_told_with_its_people_unless_all_are_alike() -> None:
    votes, _ = conversation(GROUPS[:1], [4], seed=0)

    found = weakest(votes, {"0": "in_person", "1": "email", "2": "email"})

    assert found is not None
    assert (found[0], found[1].tolist()) == (Strength.EMAIL, [False, True, True, False])
    assert weakest(votes, dict.fromkeys("0123", "email")) is None
    assert weakest(votes, {}) is None
