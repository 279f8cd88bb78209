"""Payment profiles with their worked cash strain, days to pay, and check-ins in proportion to money."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydradd.deliver.checkin_plan import plan_for
from cydradd.deliver.days_to_pay import days_to_pay, summary_of_days
from cydradd.deliver.months import months_after
from cydradd.deliver.payments import Payment
from cydradd.deliver.profile import ProfileLine, cash_strain, profile_for, share_up_front
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence

START, END = date(2026, 4, 1), date(2027, 3, 31)
MONTHLY = [Pence(100_000)] * 12


def lines(*parts: tuple[int, int]) -> list[ProfileLine]:
    """Payments by month from the start and amount."""
    return [ProfileLine(months_after(START, month), Pence(amount), "on_date") for month, amount in parts]


@pytest.mark.parametrize(
    ("profile", "strain"),
    [
        (lines((3, 300_000), (6, 300_000), (9, 300_000), (12, 300_000)), -300_000),
        (lines((0, 300_000), (3, 300_000), (6, 300_000), (9, 300_000)), 0),
        (lines((0, 600_000), (6, 600_000)), 0),
    ],
    ids=["in arrears", "in advance", "half and half"],
)
def test_the_worked_cash_strain(profile: list[ProfileLine], strain: int) -> None:
    assert cash_strain(profile, MONTHLY, START) == strain


def test_a_grant_of_ten_thousand_is_paid_whole_and_a_larger_one_half_before_the_work() -> None:
    whole = profile_for("grant", Pence(1_000_000), START, END)
    larger = profile_for("grant", Pence(1_000_001), START, END)

    assert whole == (ProfileLine(START, Pence(1_000_000), "up_front"),)
    assert larger is not None
    assert [line.due.month for line in larger] == [4, 7, 10, 1]
    assert [line.amount for line in larger] == [500_001, 166_667, 166_667, 166_666]
    assert share_up_front(larger, START) == Fraction(500_001, 1_000_001)


def test_a_contract_has_a_default_only_for_a_small_organisation() -> None:
    assert profile_for("contract_lot", Pence(500_000), START, END, Pence(9_999_999)) is not None
    assert profile_for("contract_lot", Pence(500_000), START, END, Pence(10_000_000)) is None
    assert profile_for("contract_lot", Pence(500_000), START, END, None) is None


def test_no_money_or_an_end_before_the_start_has_no_profile() -> None:
    with pytest.raises(NotPossible):
        profile_for("grant", Pence(0), START, END)
    with pytest.raises(NotPossible):
        profile_for("grant", Pence(1), END, START)


@given(st.integers(1, 10**10), st.integers(0, 4000))
def test_a_profile_always_sums_to_the_amount_within_its_term(amount: int, days: int) -> None:
    end = date.fromordinal(START.toordinal() + days)
    profile = profile_for("grant", Pence(amount), START, end)

    assert profile is not None
    assert sum(line.amount for line in profile) == amount
    assert all(START <= line.due <= end for line in profile)


def test_days_run_from_the_later_of_invoice_and_due_date() -> None:
    due, invoiced = date(2026, 5, 1), date(2026, 5, 11)

    assert days_to_pay(date(2026, 5, 31), invoiced, due) == 20
    assert days_to_pay(date(2026, 5, 31), None, due) == 30
    assert days_to_pay(date(2026, 4, 1), invoiced, due) == 0
    assert days_to_pay(date(2026, 5, 31), None, None) is None


def test_the_summary_counts_what_is_unknown_and_leaves_returns_out() -> None:
    due = date(2026, 5, 1)
    paid = [Payment("a", Pence(1), date.fromordinal(due.toordinal() + days), due) for days in (0, 5, 20, 40)]
    found = summary_of_days([*paid, Payment("a", Pence(1), due), Payment("a", Pence(-1), due, due)], frozenset({"a"}))

    assert (found.n, found.unknown, found.median, found.p90) == (4, 1, Fraction(25, 2), 40)
    assert (found.within_30, found.small_within_10) == (Fraction(3, 4), Fraction(1, 2))


def test_no_payment_that_can_be_told_is_unknown_and_not_nought_days() -> None:
    found = summary_of_days([])

    assert (found.n, found.median, found.p90, found.within_30, found.small_within_10) == (0, None, None, None, None)


@pytest.mark.parametrize(
    ("pounds", "count", "minutes"),
    [(1_000, 1, None), (10_000, 1, 10), (30_000, 2, 20), (100_000, 2, 30), (100_001, 4, 60)],
)
def test_check_ins_are_in_proportion_to_the_money(pounds: int, count: int, minutes: int | None) -> None:
    plan = plan_for(Pence(pounds * 100), START, END)

    assert (len(plan), plan[-1].due) == (count, END)
    assert {each.minutes for each in plan} == {minutes}


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2027, 12, 31), 2) == date(2028, 2, 29)
