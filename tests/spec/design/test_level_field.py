"""Indicators of a level playing field (design.md section 7), each as a small table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from cydradd.design.level_field import Indicator, of_calls
from cydradd.design.level_field.competition import concentration, lots, single_bids, success_of_the_small
from cydradd.design.level_field.conditions import insurance, turnover
from cydradd.design.level_field.people import third_sector, welsh
from cydradd.design.level_field.times import holidays, lead_days, publication_lag
from cydradd.vocabulary.facts import Award, Call, Supplier
from cydradd.vocabulary.money import Pence


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def window(opens: str, closes: str) -> Call:
    return Call("a", windows=((at(opens), at(closes)),))


def days(count: float) -> Call:
    return Call("a", windows=((at("2027-03-01"), at("2027-03-01") + timedelta(days=count)),))


def supplier(key: str | None, group: str = "unknown", confirmed: bool = False, **said: bool) -> Supplier:
    return Supplier(key, key is not None, group, confirmed, said.get("says_voluntary"), said.get("is_small"))


def award(pounds: int | None, *suppliers: Supplier, decided: str = "", published: str = "") -> Award:
    amount = None if pounds is None else Pence(pounds * 100)
    return Award(amount, "GBP", at(decided) if decided else None, at(published) if published else None, suppliers)


def won(*awards: Award) -> list[Call]:
    return [Call("a", awards=awards)]


def value(found: Indicator) -> tuple[Fraction | None, int, bool | None]:
    return found.value, found.n, found.flag


def test_l1_is_the_median_and_flags_any_window_under_fifteen_days() -> None:
    assert value(lead_days([days(15), days(20)])) == (Fraction(35, 2), 2, False)
    assert value(lead_days([days(14.5), days(20), days(30)])) == (20, 3, True)


def test_l2_weighs_holidays_as_the_specification_does() -> None:
    found = holidays([window("2025-12-15", "2026-01-09")])

    assert value(found) == (Fraction(17, 26), 1, True)


def test_l2_takes_a_standing_list_for_no_call() -> None:
    assert holidays([window("1980-01-01", "2090-01-01")]).value is None


@pytest.mark.parametrize(
    ("method", "tenderers", "expected"),
    [
        ("open", [1, 2, 3, None], (Fraction(1, 3), 3, True)),
        ("selective", [2, 2], (0, 2, False)),
        ("direct", [1, 1], (None, 0, None)),
        ("open", [None], (None, 0, None)),
    ],
)
def test_l3_counts_single_bids_of_calls_that_were_competed(
    method: str, tenderers: list[int | None], expected: tuple[object, ...]
) -> None:
    assert value(single_bids([Call("a", method=method, tenderers=each) for each in tenderers])) == expected


def test_l4_is_the_success_of_the_small_over_that_of_the_others() -> None:
    small, large = supplier("s", is_small=True), supplier("l", is_small=False)
    call = Call("a", small_bids=8, all_bids=10, awards=(award(1, small), award(1, small), award(1, large)))

    assert value(success_of_the_small([call])) == (Fraction(2, 8) / Fraction(1, 2), 1, True)


def test_l4_cannot_be_told_where_no_large_bidder_won_or_bid() -> None:
    small = supplier("s", is_small=True)

    assert success_of_the_small([Call("a", small_bids=2, all_bids=2, awards=(award(1, small),))]).value is None
    assert success_of_the_small([Call("a", small_bids=2, all_bids=4, awards=(award(1, small),))]).value is None


def test_l5_is_the_sum_of_squared_percentages_with_shared_money_apart() -> None:
    one, two = supplier("1"), supplier("2")

    apart = concentration(won(award(10, one), award(20, two), award(30, one, two), award(40, supplier("3"))), "GBP")
    alone = concentration(won(award(10, one), award(20, one), award(70, supplier(None))), "GBP")

    assert apart.value == 3000
    assert apart.details["joint"] == 30_00
    assert (alone.value, alone.coverage) == (10_000, Fraction(3, 10))


def test_l5_knows_one_currency_at_a_time() -> None:
    assert concentration(won(award(10, supplier("1"))), "EUR").value is None


@pytest.mark.parametrize(
    ("text", "ratio", "flag"),
    [
        ("Bidders must have a turnover of £200,000.", 2, False),
        ("Rhaid cael trosiant o £300,000.", 3, True),
        ("A turnover of £100,000. Also a turnover of £250,000.", Fraction(5, 2), True),
    ],
)
def test_l8_is_the_greatest_turnover_asked_for_over_the_value(text: str, ratio: object, flag: bool) -> None:
    found = turnover([Call("a", value=Pence(100_000_00), currency="GBP", conditions=(text,))])

    assert value(found) == (ratio, 1, flag)
    assert "£" in str(found.details["quotes"])


def test_l9_does_not_compare_pounds_with_another_currency_or_with_no_value() -> None:
    text = ("Public liability insurance of £5m.",)
    calls = [Call("a", conditions=text), Call("b", value=Pence(100), currency="EUR", conditions=text)]

    found = insurance(calls)

    assert found.value is None
    assert found.details["asked"] == 2
    assert insurance([Call("a", value=Pence(100_000_00), currency="GBP", conditions=text)]).value == 50


def test_l11_is_the_share_of_value_in_small_lots_and_flags_one_lot_without_a_reason() -> None:
    four = Call("a", lots=tuple(Pence(each) for each in (10, 20, 30, 40)))
    reason = Call("b", lots=(Pence(100),), one_lot_reason="indivisible")

    assert value(lots([four])) == (Fraction(60, 100), 1, False)
    assert value(lots([four, reason])) == (Fraction(60, 200), 2, False)
    assert value(lots([four, Call("c", lots=(Pence(100),))])) == (Fraction(60, 200), 2, True)
    assert value(lots([Call("d", lots=(None, None))])) == (None, 0, False)


def test_l14_is_of_the_calls_that_tell_their_languages() -> None:
    calls = [Call("a", languages=frozenset({"en", "cy"})), Call("b", languages=frozenset({"en"})), Call("c")]

    found = welsh(calls)

    assert (found.value, found.n, found.coverage) == (Fraction(1, 2), 2, Fraction(2, 3))


def test_l15_counts_who_a_register_confirms_and_not_who_says_so() -> None:
    charity = supplier("GB-CHC-1", "third_sector", confirmed=True)
    company = supplier("GB-COH-1", "private", confirmed=True)
    boast = supplier("x", "private", confirmed=True, says_voluntary=True)
    by_name = supplier("y", "third_sector", confirmed=False)

    found = third_sector(
        won(award(10, charity), award(20, company), award(30, boast), award(40, by_name), award(100, supplier("?"))),
        "GBP",
    )

    assert (found.value, found.n, found.coverage) == (Fraction(10, 60), 3, Fraction(60, 200))
    assert (found.details["say_voluntary"], found.details["say_voluntary_confirmed"]) == (1, 0)


def test_l15_takes_shared_money_for_third_sector_only_where_all_who_share_it_are() -> None:
    charity = supplier("GB-CHC-1", "third_sector", confirmed=True)
    company = supplier("GB-COH-1", "private", confirmed=True)

    assert third_sector(won(award(10, charity, charity), award(10, charity, company)), "GBP").value == Fraction(1, 2)


def test_l16_is_the_median_and_flags_any_award_published_after_thirty_days() -> None:
    on_time = award(1, decided="2027-03-01", published="2027-03-31")
    late = award(1, decided="2027-03-01", published="2027-04-01")

    assert value(publication_lag(won(on_time))) == (30, 1, False)
    assert value(publication_lag(won(on_time, late))) == (Fraction(61, 2), 2, True)


def test_of_nothing_no_indicator_has_a_value_and_each_says_why_in_both_languages() -> None:
    for calls in ([], [Call("a")]):
        found = of_calls(calls)

        assert [each.id for each in found] == ["L1", "L2", "L3", "L4", "L5", "L8", "L9", "L11", "L14", "L15", "L16"]
        for each in found:
            why = each.reason_not_computed
            assert (each.value, each.flag, each.n) == (None, None, 0)
            assert why is not None and why.cy and why.en


def test_indicators_do_not_depend_on_the_order_of_calls() -> None:
    calls = [
        days(3),
        days(30),
        *won(award(3, supplier("1"))),
        *won(award(4, supplier("2"))),
        window("2026-08-01", "2026-09-01"),
    ]

    assert of_calls(calls) == of_calls(calls[::-1])
