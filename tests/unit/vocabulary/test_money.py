"""Money is whole minor units, read exactly or not at all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cydradd.vocabulary.money import (
    LARGEST,
    Pence,
    UnreadableAmount,
    exponent,
    format_money,
    major_units,
    minor_units,
    parse_minor_units,
)


@pytest.mark.parametrize(("text", "pence"), [("0", 0), ("123450", 123450), (" 7 ", 7), ("-250", -250), ("007", 7)])
def test_whole_pence_are_read(text: str, pence: int) -> None:
    assert parse_minor_units(text) == pence


@pytest.mark.parametrize(
    "text", ["", "12.5", "1,234", "£5", "+5", "1_000", "1e3", "٣", "5p", "--1", str(LARGEST + 1), "9" * 5000]
)
def test_what_is_not_whole_pence_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(UnreadableAmount) as refused:
        parse_minor_units(text)

    assert refused.value.code == "unreadable-amount"
    assert refused.value.sentence.cy
    assert len(refused.value.sentence.en or "") < 200


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1234.5", "GBP", 123450),
        ("1234.50", "GBP", 123450),
        ("0.1", "GBP", 10),
        ("-3", "EUR", -300),
        ("7", "JPY", 7),
        ("1.234", "KWD", 1234),
        ("1.500", "GBP", 150),
    ],
)
def test_decimal_text_becomes_minor_units_without_a_rounding(text: str, currency: str, minor: int) -> None:
    assert minor_units(text, currency) == minor
    assert major_units(Pence(minor), currency) == Fraction(text)


@pytest.mark.parametrize(("text", "currency"), [("0.001", "GBP"), ("0.5", "JPY"), ("1.2345", "TND")])
def test_more_decimals_than_the_currency_has_are_refused(text: str, currency: str) -> None:
    with pytest.raises(UnreadableAmount, match="more decimals"):
        minor_units(text, currency)


@pytest.mark.parametrize("text", ["1,234.50", "1.234,50", "£3", "", ".", "1.", ".5", "NaN", "1/3", "1e9", "9" * 40])
def test_text_that_two_readers_would_read_differently_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAmount, match="no amount"):
        minor_units(text, "GBP")


@pytest.mark.parametrize("code", ["", "gbp", "POUND", "XXX", "DEM", "GB" * 1000])
def test_a_currency_nobody_uses_is_refused(code: str) -> None:
    with pytest.raises(UnreadableAmount) as refused:
        exponent(code)

    assert refused.value.code == "unknown-currency"


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (123450, "GBP", "£1,234.50"),
        (6_000_000, "GBP", "£60,000"),
        (5, "GBP", "£0.05"),
        (0, "GBP", "£0"),
        (-250, "EUR", "-€2.50"),
        (104_033_700, "PLN", "PLN 1,040,337"),
        (1500, "JPY", "JPY 1,500"),
        (1005, "KWD", "KWD 1.005"),
    ],
)
def test_money_is_shown_as_people_read_it(minor: int, currency: str, shown: str) -> None:
    assert format_money(Pence(minor), currency) == shown
