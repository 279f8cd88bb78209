"""Net grant and net funding: the vector of apply.md 3.5, and what missing hours do."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cydradd.apply.effort import net_funding, net_grant
from cydradd.apply.net import cost, percentile_90
from cydradd.apply.results import ApplicationResult, Outcome
from cydradd.vocabulary.money import Pence

HOUR = 3600
RATE = Pence(50_00)


def funded(id: str, pounds: int, apply: int | None, report: int | None) -> ApplicationResult:
    return ApplicationResult(id, Outcome.FUNDED, Pence(pounds * 100), apply, report)


def lost(id: str, apply: int | None, outcome: Outcome = Outcome.NOT_FUNDED) -> ApplicationResult:
    return ApplicationResult(id, outcome, None, apply)


def test_ten_awards_among_a_hundred_applicants_leave_45_per_cent() -> None:
    won = [funded(f"w{n}", 10_000, 10 * HOUR, 10 * HOUR) for n in range(10)]
    others = [lost(f"l{n}", 10 * HOUR) for n in range(90)]

    found = net_funding([*won, *others], RATE)

    assert found.awards == 100_000_00
    assert (found.apply.seconds, found.report.seconds) == (1_000 * HOUR, 100 * HOUR)
    assert found.net == 45_000_00
    assert found.share == Fraction(45, 100)
    assert found.interval is None


def test_one_winner_keeps_9000_of_10000() -> None:
    assert net_grant(Pence(10_000_00), Fraction(10), Fraction(10), RATE) == 9_000_00


def test_asking_may_cost_more_than_the_grant_gives() -> None:
    assert net_grant(Pence(100_00), Fraction(3), Fraction(0), RATE) == -50_00


def test_a_grant_whose_hours_are_not_known_has_no_net_value() -> None:
    assert net_grant(Pence(100_00), Fraction(3), None, RATE) is None


@pytest.mark.parametrize(("seconds", "rate", "pence"), [(1, 1800, 0), (3, 1800, 2), (1800, 1, 0), (5400, 1, 2)])
def test_a_cost_is_rounded_half_to_even(seconds: int, rate: int, pence: int) -> None:
    assert cost(seconds, Pence(rate)) == pence


def test_the_cost_of_a_round_is_rounded_once_and_not_for_each_applicant() -> None:
    three = [lost(f"l{n}", 1200) for n in range(3)]

    assert net_funding(three, Pence(1)).cost == 1


def test_the_90th_percentile_lies_between_the_two_values_around_it() -> None:
    assert percentile_90([1, 2, 3, 4, 5]) == Fraction(46, 10)
    assert percentile_90([5, 4, 3, 2, 1] * 2) == 5
    assert percentile_90([1, 2, 3, 4]) is None


def test_missing_hours_make_an_interval() -> None:
    known = [funded("w", 1_000, 1 * HOUR, HOUR), *(lost(f"l{n}", n * HOUR) for n in (2, 3, 4, 5))]
    # the 90th percentile of 1, 2, 3, 4, 5 hours is 4.6
    found = net_funding([*known, lost("m1", None), lost("m2", None)], RATE)

    assert (found.net, found.cost, found.share) == (None, None, None)
    assert found.missing == 2
    assert found.apply.missing == ("m1", "m2")
    assert found.interval == (1_000_00 - (16 * 50_00 + 2 * 230_00), 1_000_00 - 16 * 50_00)


def test_with_fewer_than_five_known_one_end_of_the_interval_is_not_known() -> None:
    found = net_funding([funded("w", 1_000, HOUR, HOUR), lost("m", None)], RATE)

    assert found.interval == (None, 900_00)


def test_nobody_told_is_not_0_hours() -> None:
    found = net_funding([funded("w", 1_000, None, None)], RATE)

    assert (found.apply.seconds, found.report.seconds, found.cost) == (None, None, None)
    assert found.missing == 2


def test_who_was_refused_or_withdrew_spent_hours_too_and_owes_no_report() -> None:
    given = [
        funded("w", 1_000, HOUR, HOUR),
        lost("i", HOUR, Outcome.INELIGIBLE),
        lost("x", HOUR, Outcome.WITHDRAWN),
    ]

    found = net_funding(given, RATE)

    assert found.net == 1_000_00 - 4 * 50_00
    assert found.report.missing == ()


def test_hours_of_volunteers_are_part_of_the_hours_and_count_once() -> None:
    given = ApplicationResult("w", Outcome.FUNDED, Pence(1_000_00), 2 * HOUR, HOUR, 2 * HOUR)

    found = net_funding([given], RATE)

    assert found.volunteers.seconds == 2 * HOUR
    assert found.net == 850_00


def test_without_a_rate_nothing_is_said_in_money() -> None:
    found = net_funding([funded("w", 1_000, HOUR, HOUR)], None)

    assert (found.apply.seconds, found.cost, found.net, found.interval) == (HOUR, None, None, None)


def test_before_the_decision_awards_are_not_known() -> None:
    assert net_funding([ApplicationResult("a", None, None, HOUR)], RATE).awards is None
    assert net_funding([lost("a", HOUR)], RATE).awards == 0
    assert net_funding([lost("a", HOUR)], RATE).share is None
