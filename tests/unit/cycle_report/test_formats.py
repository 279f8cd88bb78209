from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from cydradd.cycle.report.formats import day, money, number, percent, segments
from cydradd.vocabulary.text import Language


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1234, "1,234"), (Fraction(1, 3), "0.33"), (Fraction(5, 2), "2.5"), (-3, "-3"), (0.1 + 0.2, "0.3")],
)
def test_numbers_have_at_most_two_decimals(value: Fraction, text: str):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (Fraction(18_400), "GBP", "£18,400"),
        (Fraction(75, 2), "GBP", "£37.50"),
        (Fraction(1, 3), "GBP", "£0.33"),
        (Fraction(1_040_337), "PLN", "PLN\u00a01,040,337"),
        (Fraction(1, 3), "KWD", "KWD\u00a00.333"),
        (Fraction(5, 2), "JPY", "JPY\u00a02"),
    ],
)
def test_money_is_rounded_to_the_minor_unit_only_to_be_shown(value: Fraction, currency: str, text: str):
    assert money(value, currency) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(1, 3, "33%"), (0, 5, "0%"), (5, 5, "100%"), (1, 1000, "<1%"), (999, 1000, ">99%"), (0, 0, None)],
)
def test_a_small_share_is_not_shown_as_nothing_nor_a_large_one_as_all(part, whole, text):
    assert percent(part, whole) == text


def test_days_are_local_and_in_the_language():
    assert day(date(2028, 3, 3), Language.CY) == "3 Mawrth 2028"
    assert day(datetime(2028, 7, 3, 23, 30, tzinfo=UTC), Language.EN) == "4 July 2028"


def test_pieces_of_a_bar_lie_side_by_side_and_nothing_has_no_piece():
    pieces = segments([("a", Fraction(1)), ("b", Fraction(0)), ("c", Fraction(2))], 3)

    assert [(piece.kind, piece.x, piece.width) for piece in pieces] == [("a", "0.00", "33.33"), ("c", "33.33", "66.67")]
    assert segments([("a", 1)], 0) == ()
