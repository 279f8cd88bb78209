"""What holds for every amount, instant, day and count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.money import EXPONENTS, LARGEST, Pence, format_money, major_units, minor_units
from cydradd.vocabulary.people import parse_org_id
from cydradd.vocabulary.text import Plural
from cydradd.vocabulary.time import (
    add_working_days,
    bank_holidays,
    format_instant,
    is_working_day,
    parse_date,
    parse_instant,
    working_days_between,
)

days = st.dates(date(1978, 1, 2), date(2100, 6, 1))
amounts = st.integers(-LARGEST, LARGEST).map(Pence)
currencies = st.sampled_from(sorted(EXPONENTS))


@given(amounts, currencies)
def test_minor_units_survive_the_way_to_major_units_and_back(amount: Pence, currency: str) -> None:
    assert minor_units(major_units(amount, currency), currency) == amount


@given(amounts, currencies)
def test_shown_money_reads_back_as_the_same_amount(amount: Pence, currency: str) -> None:
    shown = format_money(amount, currency)

    digits = "".join(letter for letter in shown if letter in "-.0123456789")
    assert minor_units(digits, currency) == amount


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.integers(-14 * 60, 14 * 60))
def test_an_instant_written_with_any_offset_is_the_same_instant(naive: datetime, offset: int) -> None:
    instant = naive.replace(microsecond=0, tzinfo=UTC)
    local = naive.replace(microsecond=0) + timedelta(minutes=offset)
    hours, minutes = divmod(abs(offset), 60)

    written = f"{local:%H:%M:%S}{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"
    assert parse_instant(f"{local.date().isoformat()}T{written}") == instant


@given(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)))
def test_a_written_instant_reads_back(naive: datetime) -> None:
    instant = naive.replace(microsecond=0, tzinfo=UTC)

    assert parse_instant(format_instant(instant)) == instant


@given(st.integers(1978, 2100))
def test_every_year_has_eight_bank_holidays_or_more_none_at_a_weekend(year: int) -> None:
    holidays = bank_holidays(year)

    assert 8 <= len(holidays) <= 10
    assert all(day.year == year and day.weekday() < 5 for day in holidays)


@given(days, st.integers(0, 400), st.integers(0, 400))
def test_working_days_of_two_spells_add_up(day: date, first: int, second: int) -> None:
    middle, end = (min(date(2100, 12, 31), day + timedelta(days=n)) for n in (first, first + second))

    parts = working_days_between(day, middle) + working_days_between(middle, end)
    assert working_days_between(day, end) == parts


@given(days, st.integers(1, 60))
def test_added_working_days_are_counted_back(day: date, count: int) -> None:
    end = add_working_days(day, count)

    assert is_working_day(end)
    assert working_days_between(day, end) == count


@given(st.integers(0, 10**12))
def test_every_count_names_its_number_or_none(number: int) -> None:
    noun = Plural(("dim", "{n} a", "{n} b", "{n} c", "{n} ch", "{n} o d"), ("{n} x", "{n} xs"))

    counted = noun.count(number)
    assert f"{number:,}" in (counted.en or "")
    assert number == 0 or f"{number:,}" in (counted.cy or "")


@given(st.text() | st.from_regex(r"[0-9 -]{4}-[0-9-]{5}[ T]?[0-9:.]*[Z+-]?[0-9:]*", fullmatch=True))
def test_any_text_is_read_or_refused_with_a_sentence_never_a_crash(text: str) -> None:
    for read in (parse_instant, parse_date, parse_org_id, lambda text: minor_units(text, "GBP")):
        try:
            read(text)
        except CydraddError as refused:
            assert refused.sentence.cy and refused.sentence.en
