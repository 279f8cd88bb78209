"""Whether an agreement may end: the order of acts, whole reports, long notice, and the two exceptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydradd.deliver.ending import CODES, Overriding, Proposal, may_end
from cydradd.deliver.impact import GAPS, AffectedProvider, ImpactReport, impact_gaps, median_runway, notice_needed
from cydradd.deliver.moments import Moment
from cydradd.deliver.months import days_ahead, months_after
from cydradd.deliver.runway import Runway
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.time import parse_instant


def on(month: int, day: int) -> Moment:
    return Moment(date(2026, month, day))


def at(hour: int) -> Moment:
    return Moment(date(2026, 4, 13), parse_instant(f"2026-04-13T{hour:02}:00:00Z"))


def providers(*months: int | None) -> tuple[AffectedProvider, ...]:
    return tuple(AffectedProvider(str(n), None if m is None else Runway(m), True) for n, m in enumerate(months))


REPORT = ImpactReport(
    at=on(4, 13),
    people=120,
    places=("W06000001",),
    providers=providers(0, 2, 12),
    jobs=Fraction(0),
    volunteers=Fraction(14),
    capacity=True,
    alternatives=("bridge", "extension"),
    welsh=True,
    asked=(True,),
    gap_months=Fraction(5),
)
ALL = dict.fromkeys(Partner, on(5, 11))
GOOD = Proposal(
    kind="not_renewed",
    proposed_at=on(3, 2),
    report=REPORT,
    consents=ALL,
    notice_at=on(5, 12),
    ends_at=on(8, 31),
)

MISSING: list[tuple[str, Proposal, list[str]]] = [
    ("nothing", GOOD, []),
    ("no proposal", replace(GOOD, proposed_at=None), ["no-proposal"]),
    ("no report", replace(GOOD, report=None), ["no-impact-report"]),
    ("a report without a day", replace(GOOD, report=replace(REPORT, at=None)), ["no-impact-report"]),
    ("a report before the proposal", replace(GOOD, report=replace(REPORT, at=on(3, 1))), ["no-impact-report"]),
    ("a report on the day of consent", replace(GOOD, report=replace(REPORT, at=on(5, 11))), ["no-impact-report"]),
    ("a report after the notice", replace(GOOD, report=replace(REPORT, at=on(5, 13))), ["no-impact-report"]),
    ("decided before the report", replace(GOOD, decided_at=on(4, 12)), ["no-impact-report"]),
    ("one consent before the report", replace(GOOD, consents={**ALL, Partner.PUBLIC: on(4, 1)}), ["no-impact-report"]),
    ("a partner has not consented", replace(GOOD, consents={Partner.PUBLIC: None, Partner.THIRD_SECTOR: None}), ["no-consent:citizens"]),
    ("nobody asked", replace(GOOD, consents={}), [f"no-consent:{partner}" for partner in Partner]),
    ("an override instead", replace(GOOD, consents={}, override=Overriding(True, on(5, 11))), []),
    ("an override without reasons", replace(GOOD, consents={}, override=Overriding(False, on(5, 11))), ["bad-override"]),
    ("an override without a time", replace(GOOD, consents={}, override=Overriding(True)), ["bad-override"]),
    ("an override before the report", replace(GOOD, consents={}, override=Overriding(True, on(4, 1))), ["no-impact-report"]),
    ("no notice", replace(GOOD, notice_at=None), ["no-notice"]),
    ("no end", replace(GOOD, ends_at=None), ["no-end"]),
    ("notice before consent", replace(GOOD, notice_at=on(5, 10)), ["notice-before-decision"]),
    ("notice on the day of consent", replace(GOOD, notice_at=on(5, 11)), []),
    ("a day short of three months", replace(GOOD, ends_at=on(8, 11)), ["short-notice"]),
    ("three months to the day", replace(GOOD, ends_at=on(8, 12)), []),
    ("a long gap", replace(GOOD, report=replace(REPORT, gap_months=Fraction(12))), ["short-notice"]),
    ("an end before the notice", replace(GOOD, ends_at=on(5, 1)), ["short-notice"]),
]  # fmt: skip


@pytest.mark.parametrize(("proposal", "missing"), [row[1:] for row in MISSING], ids=[row[0] for row in MISSING])
def test_what_is_missing_is_named(proposal: Proposal, missing: list[str]) -> None:
    found = may_end(proposal)

    assert (list(found.missing), found.may_end) == (missing, not missing)
    assert all(found.sentence(code).cy and found.sentence(code).en for code in found.missing)


def test_a_decision_on_the_day_of_the_report_stands_only_by_its_hour() -> None:
    def decided(report: Moment, decision: Moment) -> bool:
        day = dict.fromkeys(Partner, decision)
        return may_end(replace(GOOD, report=replace(REPORT, at=report), consents=day)).may_end

    assert decided(at(9), at(10))
    assert not decided(at(10), at(10))
    assert not decided(at(10), at(9))
    assert not decided(at(9), on(4, 13))
    assert not decided(on(4, 13), at(23))


def test_each_part_that_the_report_does_not_say_is_a_gap() -> None:
    assert impact_gaps(REPORT) == ()
    assert set(impact_gaps(ImpactReport())) == set(GAPS) - {"runway"}
    assert impact_gaps(replace(REPORT, alternatives=("extension", "merger"))) == ("bridge",)
    assert impact_gaps(replace(REPORT, alternatives=("bridge",))) == ("alternatives",)
    assert impact_gaps(replace(REPORT, providers=(AffectedProvider("x"),))) == ("runway",)
    assert impact_gaps(replace(REPORT, asked=(True, False))) == ("asked",)
    assert may_end(replace(GOOD, report=replace(REPORT, jobs=None))).missing == ("report:jobs",)


def test_a_provider_that_withdraws_ends_at_once_and_is_counted() -> None:
    gone = Proposal("provider_withdrew", ends_at=on(6, 1))

    found = may_end(gone, date(2026, 6, 2))

    assert (found.may_end, found.at_once, found.notice_needed_days) == (True, True, 0)
    assert may_end(GOOD).at_once is False


@pytest.mark.parametrize("kind", ["provider_withdrew", "emergency"])
def test_the_report_of_an_ending_at_once_follows_within_twenty_working_days(kind: str) -> None:
    gone = Proposal(kind, ends_at=on(6, 1))

    assert may_end(gone, date(2026, 6, 29)).missing == ()
    assert may_end(gone, date(2026, 6, 30)).missing == ("no-impact-report",)
    assert may_end(replace(gone, report=replace(REPORT, at=on(6, 29)))).missing == ()
    assert may_end(replace(gone, report=replace(REPORT, at=on(6, 30)))).missing == ("late-report",)
    assert may_end(replace(gone, report=replace(REPORT, at=on(6, 9), jobs=None)), date(2026, 9, 1)).missing == ("report:jobs",)  # fmt: skip


NOTICE: list[tuple[str, int | None, tuple[int | None, ...], int]] = [
    ("nothing known", None, (), 3),
    ("a gap under the least", 2, (0,), 3),
    ("no reserves", 12, (0, 0), 12),
    ("the median of three", 12, (0, 4, 30), 8),
    ("the median of two", 12, (4, 6), 7),
    ("an unknown runway shortens nothing", 12, (None,), 12),
    ("unknown among known", 12, (None, 4, 6), 8),
    ("a runway longer than the gap", 12, (20,), 3),
    ("a million months", 10**6, (1,), 10**6 - 1),
]


@pytest.mark.parametrize(("gap", "months", "needed"), [row[1:] for row in NOTICE], ids=[row[0] for row in NOTICE])
def test_notice_is_the_longer_of_three_months_and_the_gap_less_the_median_runway(
    gap: int | None, months: tuple[int | None, ...], needed: int
) -> None:
    report = replace(REPORT, gap_months=None if gap is None else Fraction(gap), providers=providers(*months))

    assert notice_needed(report) == needed
    assert may_end(replace(GOOD, report=report)).notice_needed_days == days_ahead(date(2026, 5, 12), Fraction(needed))


def test_where_most_survive_three_months_are_enough() -> None:
    lives, dies = Runway(None), Runway(2)

    assert median_runway((lives, lives, dies)) == lives
    assert median_runway((lives, dies)) == 2
    assert median_runway((lives, dies, dies)) == 2


@given(st.dates(date(1, 1, 1), date(2400, 12, 31)), st.integers(0, 12 * 500))
def test_days_ahead_are_those_of_the_calendar(day: date, months: int) -> None:
    assert days_ahead(day, Fraction(months)) == (months_after(day, months) - day).days


def test_half_a_month_is_half_of_that_months_days() -> None:
    assert days_ahead(date(2026, 1, 1), Fraction(3, 2)) == 31 + 14
    assert days_ahead(date(2026, 1, 1), Fraction(10**6)) > 30 * 10**6


def test_every_code_has_a_sentence_in_both_languages() -> None:
    assert all(sentence.cy and sentence.en for sentence in CODES.values())
