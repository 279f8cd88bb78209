"""The worked table of the runway, and what it means for notice and capacity."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydradd.deliver.runway import Runway, capacity_lost, notice_is_enough, runway
from cydradd.vocabulary.errors import NotPossible

SHARES = [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1)]
TABLE = {
    (0, "0"): (0, 0, 0, 0),
    (1, "0"): (4, 2, 1, 1),
    (3, "0"): (12, 6, 4, 3),
    (6, "0"): (24, 12, 8, 6),
    (0, "1/10"): (0, 0, 0, 0),
    (1, "1/10"): (5, 2, 1, 1),
    (3, "1/10"): (None, None, 5, 3),
    (6, "1/10"): (None, None, None, None),
}


@pytest.mark.parametrize(("given_values", "months"), TABLE.items())
def test_months_are_those_of_the_table(given_values: tuple[int, str], months: tuple[int | None, ...]) -> None:
    reserves, shedding = given_values

    found = [runway(Fraction(reserves), share, Fraction(shedding)) for share in SHARES]

    assert found == [Runway(value) for value in months]


def test_unknown_reserves_are_not_zero() -> None:
    assert runway(None, Fraction(1, 2)) is None
    assert runway(Fraction(1), None) is None


def test_nothing_lost_is_survived_without_reserves() -> None:
    assert runway(Fraction(0), Fraction(0)) == Runway(None)


def test_a_tenth_three_times_is_three_tenths() -> None:
    assert runway(Fraction(3, 10), Fraction(1, 10)) == Runway(3)


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(NotPossible):
        runway(Fraction(1), Fraction(3, 2))


def test_three_months_do_not_protect_over_a_year() -> None:
    assert notice_is_enough(Fraction(3), Fraction(12), Fraction(4)) is False
    assert notice_is_enough(Fraction(8), Fraction(12), Fraction(4)) is True
    assert notice_is_enough(Fraction(2), None, None) is False
    assert notice_is_enough(Fraction(3), None, Fraction(4)) is None


def test_the_worked_case_loses_sixty_five() -> None:
    providers = [
        (Fraction(40), runway(Fraction(1), Fraction(1, 2))),
        (Fraction(35), runway(Fraction(3), Fraction(1, 4))),
        (Fraction(25), runway(Fraction(0), Fraction(1))),
    ]

    assert capacity_lost(providers, Fraction(3), Fraction(9)) == (65, 0)


fractions = st.fractions(min_value=0, max_value=1, max_denominator=20)


@given(st.fractions(min_value=0, max_value=24, max_denominator=12), fractions, fractions, fractions)
def test_a_larger_loss_never_lengthens_the_runway(
    reserves: Fraction, share: Fraction, more: Fraction, shedding: Fraction
) -> None:
    smaller, larger = sorted((share, more))

    long, short = runway(reserves, smaller, shedding), runway(reserves, larger, shedding)

    assert long is not None
    assert short is not None
    assert long.survives or (not short.survives and (short.months or 0) <= (long.months or 0))


@given(
    st.fractions(0, 40, max_denominator=12),
    st.fractions(0, 1, max_denominator=12),
    st.fractions(0, 1, max_denominator=40),
)
def test_months_are_those_of_a_plain_loop(reserves: Fraction, share: Fraction, shedding: Fraction) -> None:
    left, month = reserves, 0
    while month < 2000 and (deficit := share * max(Fraction(0), 1 - shedding * month)) <= left:
        left, month = left - deficit, month + 1

    assert runway(reserves, share, shedding) == Runway(None if month == 2000 else month)


def test_a_million_months_and_the_smallest_shedding_take_no_time() -> None:
    tiny = Fraction(1, 10**15)

    assert runway(Fraction(10**6), Fraction(1)) == Runway(10**6)
    assert runway(Fraction(10**6), Fraction(1), tiny) == Runway(10**6)
    assert runway(Fraction(10**15), Fraction(1), tiny) == Runway(None)


def test_all_shed_at_once_leaves_one_month_to_be_carried() -> None:
    assert runway(Fraction(1, 2), Fraction(1, 2), Fraction(1)) == Runway(None)
    assert runway(Fraction(1, 3), Fraction(1, 2), Fraction(1)) == Runway(0)
