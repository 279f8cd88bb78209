"""Instants have a zone, dates are local, and bank holidays follow law and proclamation."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import (
    UnreadableTime,
    add_working_days,
    bank_holidays,
    easter,
    format_instant,
    has_fraction,
    is_working_day,
    local_date,
    long_date,
    parse_date,
    parse_instant,
    working_days_between,
)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2027-03-01T10:00:00Z", "2027-03-01T10:00:00Z"),
        ("2027-03-01T10:00:00.999Z", "2027-03-01T10:00:00Z"),
        ("2027-03-01T10:00:00+01:00", "2027-03-01T09:00:00Z"),
        ("2027-03-01T00:30:00+0100", "2027-02-28T23:30:00Z"),
        ("2027-03-01 10:00Z", "2027-03-01T10:00:00Z"),
        ("2028-02-29T23:59:59-00:30", "2028-03-01T00:29:59Z"),
    ],
)
def test_an_instant_is_read_as_utc(text: str, utc: str) -> None:
    assert format_instant(parse_instant(text)) == utc


def test_an_instant_without_a_zone_is_not_written_by_the_zone_of_this_machine() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        format_instant(datetime(2027, 3, 1, 10))


def test_a_fraction_of_a_second_is_noticed() -> None:
    assert has_fraction("2027-03-01T10:00:00.5Z")
    assert not has_fraction("2027-03-01T10:00:00Z")
    assert not has_fraction("tomorrow.5")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2027-03-01T10:00:00", "no-zone"),
        ("2027-03-01", "unreadable-time"),
        ("01/03/2027 10:00Z", "unreadable-time"),
        ("2027-02-29T10:00:00Z", "unreadable-time"),
        ("2027-03-01T24:00:00Z", "unreadable-time"),
        ("2027-03-01T10:00:60Z", "unreadable-time"),
        ("2027-03-01T10:00:00+25:00", "unreadable-time"),
        ("0001-01-01T00:00:00+01:00", "unreadable-time"),
        ("٢٠٢٧-٠٣-٠١T10:00:00Z", "unreadable-time"),
        ("2027-03-01T10:00:00.٥Z", "unreadable-time"),
        ("", "unreadable-time"),
        ("9" * 100_000, "unreadable-time"),
    ],
)
def test_a_time_that_is_not_certain_is_refused_in_both_languages(text: str, code: str) -> None:
    with pytest.raises(UnreadableTime) as refused:
        parse_instant(text)

    assert refused.value.code == code
    assert refused.value.sentence.cy
    assert len(refused.value.sentence.en or "") < 250


@pytest.mark.parametrize("text", ["", "1/3/2027", "2027-3-1", "20270301", "2027-W09-1", "2027-02-30", "２０２７-03-01"])
def test_a_day_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTime):
        parse_date(text)


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2027-06-30T22:59:59Z", date(2027, 6, 30)),
        ("2027-06-30T23:00:00Z", date(2027, 7, 1)),
        ("2027-12-31T23:59:59Z", date(2027, 12, 31)),
        ("2027-03-28T00:59:59Z", date(2027, 3, 28)),
    ],
)
def test_the_local_day_begins_at_midnight_in_london_summer_and_winter(utc: str, day: date) -> None:
    assert local_date(parse_instant(utc)) == day


def test_instants_at_the_ends_of_the_calendar_have_a_day() -> None:
    assert local_date(datetime(1, 1, 1, tzinfo=UTC)) == date(1, 1, 1)
    assert local_date(datetime(9999, 12, 31, 23, 59, tzinfo=UTC)) == date(9999, 12, 31)


def test_long_dates_are_written_in_both_languages() -> None:
    day = parse_date("2028-03-03")

    assert long_date(day, Language.CY) == "3 Mawrth 2028"
    assert long_date(day, Language.EN) == "3 March 2028"


@pytest.mark.parametrize("day", ["1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2038-04-25", "2100-03-28"])
def test_easter_falls_on_its_known_days(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


# As published on GOV.UK (England and Wales), and the proclamations in the London Gazette.
PUBLISHED = {
    1995: "01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26",
    1999: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31",
    2002: "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_published(year: int) -> None:
    published = {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}

    assert bank_holidays(year) == published


@pytest.mark.parametrize("year", [1977, 2101])
def test_a_year_without_a_rule_is_refused_rather_than_guessed(year: int) -> None:
    with pytest.raises(ValueError, match="are known from 1978 to 2100"):
        bank_holidays(year)


@pytest.mark.parametrize(
    ("opens", "closes", "days"),
    [
        ("2027-03-01", "2027-03-01", 0),
        ("2027-03-01", "2027-03-02", 1),
        ("2027-03-05", "2027-03-08", 1),
        ("2027-03-25", "2027-03-30", 1),
        ("2027-12-24", "2028-01-04", 4),
        ("2027-03-09", "2027-03-01", 0),
    ],
)
def test_working_days_leave_out_the_opening_day_weekends_and_bank_holidays(opens: str, closes: str, days: int) -> None:
    assert working_days_between(date.fromisoformat(opens), date.fromisoformat(closes)) == days


def test_working_days_are_added_over_easter() -> None:
    assert add_working_days(date(2027, 3, 25), 1) == date(2027, 3, 30)
    assert is_working_day(date(2027, 3, 25))
    assert not is_working_day(date(2027, 3, 26))
