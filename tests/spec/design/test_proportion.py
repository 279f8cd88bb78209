"""What may be asked for money of one size: the table of proportion, row by row."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from cydradd.design.lots import Requirement
from cydradd.design.proportionality import Form, bands, check, over_budget, thresholds
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

ON = date(2026, 6, 1)
REASON = Bilingual("Oherwydd.", "Because.")


def form(pounds: int, words: list[int] | None = None, *requirements: Requirement, **others: object) -> Form:
    """A form for so many pounds with questions of so many words."""
    questions = [Question(f"Q{n}", "L1", Bilingual(), count) for n, count in enumerate(words or [])]
    return Form(ON, "sub_central_wales", Pence(pounds * 100), questions=questions, requirements=requirements, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pounds", "questions", "words", "green", "accounts", "turnover"),
    [
        (0, 2, 300, 20, 0, None),
        (2_000, 2, 300, 20, 0, None),
        (2_001, 4, 450, 60, 0, None),
        (10_000, 4, 450, 60, 0, None),
        (10_001, 5, 600, 90, 0, None),
        (29_999, 5, 600, 90, 0, None),
        (30_000, 10, 2_500, 300, 1, 1),
        (207_719, 10, 2_500, 300, 1, 1),
        (207_720, 20, 6_000, None, 2, 2),
        (663_539, 20, 6_000, None, 2, 2),
        (663_540, 30, 12_000, None, 2, 2),
    ],
)
def test_each_value_falls_in_its_band(
    pounds: int, questions: int, words: int, green: int | None, accounts: int, turnover: int | None
) -> None:
    band = check(form(pounds)).band

    found = (band.questions, band.words, band.green, band.accounts, band.turnover)
    assert found == (questions, words, green, accounts, turnover)


@pytest.mark.parametrize(
    ("on", "sub_central", "central"),
    [
        (date(2025, 2, 24), 214_904_00, 139_688_00),
        (date(2025, 12, 31), 214_904_00, 139_688_00),
        (date(2026, 1, 1), 207_720_00, 135_018_00),
    ],
)
def test_the_thresholds_of_a_day_are_those_in_force_on_it(on: date, sub_central: int, central: int) -> None:
    found = {
        (row.authority_type, row.regime, row.contract_type): row.amount
        for authority in ("sub_central_wales", "central")
        for row in thresholds(on, authority)
    }

    assert found == {
        ("sub_central_wales", "notifiable", "any"): 30_000_00,
        ("sub_central_wales", "covered", "services"): sub_central,
        ("sub_central_wales", "covered", "light_touch"): 663_540_00,
        ("central", "notifiable", "any"): 12_000_00,
        ("central", "covered", "services"): central,
        ("central", "covered", "light_touch"): 663_540_00,
    }


@pytest.mark.parametrize("on", [ON, date(2025, 5, 8)])
def test_every_penny_is_in_exactly_one_band(on: date) -> None:
    table = bands(on, "sub_central_wales")

    for lower, upper in pairwise(table):
        assert upper.above == lower.up_to
    assert (table[0].above, table[-1].up_to) == (-1, None)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (form(1_500, [150, 150]), []),
        (form(1_500, [100, 100, 50]), ["questions"]),
        (form(1_500, [301]), ["words"]),
        (form(1_500, [0, 0, 0, 0]), []),
        (form(20_000, None, Requirement("R1", "L1", "safeguarding", when="after_offer", reason=REASON)), []),
        (form(20_000, None, Requirement("R1", "L1", "identity", when="before_offer", reason=REASON)), []),
        (form(20_000, None, Requirement("R1", "L1", "policy", when="before_offer", reason=REASON)), ["documents"]),
        (form(20_000, None, Requirement("R1", "L1", "safeguarding", when="after_offer")), ["no_reason"]),
        (form(20_000, None, Requirement("R1", "L1", "turnover", "100", reason=REASON)), ["turnover"]),
        (form(50_000, None, Requirement("R1", "L1", "turnover", "5000000", reason=REASON)), []),
        (form(50_000, None, Requirement("R1", "L1", "turnover", "5000001", reason=REASON)), ["turnover"]),
        (form(50_000, None, Requirement("R1", "L1", "insurance", "1", when="after_offer", reason=REASON)), []),
        (form(50_000, None, Requirement("R1", "L1", "insurance", "1", reason=REASON)), ["insurance_early"]),
        (
            form(50_000, None, Requirement("R1", "L1", "insurance", "100000001", when="after_offer", reason=REASON)),
            ["insurance"],
        ),
        (
            form(50_000, None, Requirement("R1", "L1", "insurance", "100000000", when="after_offer", reason=REASON)),
            [],
        ),
        (
            form(20_000, None, Requirement("R1", "L1", "insurance", "1", when="after_offer", reason=REASON)),
            ["insurance"],
        ),
        (form(50_000, None, Requirement("R1", "L1", "accounts", "1", reason=REASON)), []),
        (form(20_000, None, Requirement("R1", "L1", "accounts", "0", reason=REASON)), []),
        (form(20_000, None, Requirement("R1", "L1", "accounts", "1", when="after_offer", reason=REASON)), []),
        (form(300_000, None, Requirement("R1", "L1", "accounts", "2", reason=REASON)), []),
        (form(300_000, None, Requirement("R1", "L1", "accounts", "3", reason=REASON)), ["accounts"]),
        (form(300_000, None, Requirement("R1", "L1", "turnover", "60000000", reason=REASON)), []),
        (form(700_000, None, Requirement("R1", "L1", "turnover", "140000001", reason=REASON)), ["turnover"]),
        (form(50_000, None, Requirement("R1", "L1", "turnover", "50001", unit="GBP", reason=REASON)), ["turnover"]),
        (form(300_000, None, Requirement("R1", "L1", "suitability_stage", reason=REASON)), []),
        (form(207_719, lots=1), []),
        (form(300_000, lots=2), []),
        (form(300_000), []),
        (form(20_000, None, Requirement("R1", "L1", "accounts", "1", reason=REASON)), ["accounts"]),
        (form(50_000, None, Requirement("R1", "L1", "accounts", "2", reason=REASON)), ["accounts"]),
        (form(300_000, lots=1), ["one_lot"]),
        (form(300_000, lots=1, one_lot_reason="One building."), []),
        (form(20_000, None, Requirement("R1", "L1", "turnover", "100", exception_gate="open-apply")), []),
    ],
)
def test_each_finding_has_its_code(asked: Form, codes: list[str]) -> None:
    report = check(asked)

    assert [finding.code for finding in report.findings] == codes
    assert report.publishable is (not codes)
    assert all(finding.sentence.cy and finding.sentence.en for finding in report.findings)


def test_turnover_is_held_against_a_years_value() -> None:
    asked = Form(
        ON,
        "sub_central_wales",
        Pence(60_000_00),
        Fraction(2),
        requirements=[Requirement("R1", "L1", "turnover", "4500000", reason=REASON)],
    )

    finding = check(asked).findings[0]

    assert (finding.limit, finding.ratio) == (Fraction(30_000_00), Fraction(3, 2))


def test_a_separate_suitability_stage_is_a_warning_where_accounts_may_be_asked() -> None:
    stage = Requirement("R1", "L1", "suitability_stage", reason=REASON)

    assert check(form(50_000, None, stage)).findings[0].severity == "warn"
    assert check(form(50_000, None, stage)).publishable
    assert not check(form(5_000, None, stage)).publishable


@pytest.mark.parametrize(("day", "authority"), [(date(2025, 2, 23), "sub_central_wales"), (ON, "parish")])
def test_a_day_or_an_authority_without_a_row_is_refused_and_never_guessed(day: date, authority: str) -> None:
    with pytest.raises(NotPossible, match="We hold no threshold"):
        check(Form(day, authority, Pence(1)))


def test_questions_answered_from_the_profile_are_not_counted() -> None:
    known = Question("Q0", "L1", Bilingual(), 500, prefilled=True)

    report = check(Form(ON, "sub_central_wales", Pence(1_000_00), questions=[known]))

    assert (report.asked_questions, report.asked_words, report.findings) == (0, 0, ())


@pytest.mark.parametrize(("pounds", "severity"), [(20_000, "breach"), (50_000, "warn")])
def test_a_document_before_the_offer_stops_small_money_and_warns_of_larger(pounds: int, severity: str) -> None:
    asked = Requirement("R1", "L1", "business_plan", when="before_offer", reason=REASON)

    (finding,) = check(form(pounds, None, asked)).findings

    assert (finding.code, finding.id, finding.severity) == ("documents", "R1", severity)


def test_a_document_of_which_nobody_says_when_is_a_warning() -> None:
    (finding,) = check(form(20_000, None, Requirement("R1", "L1", "policy", reason=REASON))).findings

    assert (finding.code, finding.severity) == ("documents", "warn")


def test_a_separate_suitability_stage_is_forbidden_to_a_central_authority_below_the_threshold() -> None:
    stage = Requirement("R1", "L1", "suitability_stage", reason=REASON)
    found = check(Form(ON, "central", Pence(50_000_00), requirements=[stage])).findings[0]

    assert (found.severity, found.source) == ("breach", "Procurement Act 2023 s.85")


def test_another_authority_has_other_limits() -> None:
    assert check(Form(ON, "central", Pence(135_018_00))).band.questions == 20
    assert check(Form(ON, "central", Pence(135_017_99))).band.questions == 10


@pytest.mark.parametrize("level", ["many", "1e999999999", "nan", "-5", "", None, "1/0", "9" * 40])
def test_a_level_that_is_no_number_is_a_warning_and_never_a_pass(level: str | None) -> None:
    asked = Requirement("R1", "L1", "turnover", level, reason=REASON)

    (finding,) = check(form(50_000, None, asked)).findings

    assert (finding.code, finding.severity, finding.level, finding.limit) == (
        "turnover",
        "warn",
        None,
        Fraction(50_000_00),
    )


@pytest.mark.parametrize(("value", "years"), [(-1, 1), (100, 0), (100, -2)])
def test_a_value_below_nothing_or_no_years_is_refused(value: int, years: int) -> None:
    with pytest.raises(NotPossible, match="0 or more"):
        check(Form(ON, "sub_central_wales", Pence(value), Fraction(years)))


def test_the_questions_with_which_a_form_passes_its_band_are_named() -> None:
    asked = form(1_500, [100, 0, 150, 60, 10])

    assert over_budget(asked.questions, check(asked).band) == ("Q3", "Q4")
