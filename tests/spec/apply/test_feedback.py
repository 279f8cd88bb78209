"""Feedback: the rules of apply.md 3.9."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cydradd.apply.feedback import CODES, REASONS, answered, coverage, lacks
from cydradd.apply.results import ApplicationResult, Outcome, Told
from cydradd.vocabulary.text import Bilingual

BOTH = Bilingual("Geiriau.", "Words.")
WHOLE = Told(("plan_unclear",), BOTH)


def result(id: str, outcome: Outcome | None, told: Told | None = None) -> ApplicationResult:
    return ApplicationResult(id, outcome, told=told)


@pytest.mark.parametrize(
    ("told", "lacking"),
    [
        (None, ("code", "text_cy", "text_en")),
        (WHOLE, ()),
        (Told((), BOTH), ("code",)),
        (Told(("because",), BOTH), ("code",)),
        (Told(("plan_unclear",), Bilingual(en="Words.")), ("text_cy",)),
        (Told(("plan_unclear",), Bilingual(cy="Geiriau.")), ("text_en",)),
        (Told(("money_ran_out",), BOTH), ("line", "distance")),
        (Told(("money_ran_out",), BOTH, line=True), ("distance",)),
        (Told(("money_ran_out",), BOTH, line=True, distance=True), ()),
        (Told(("money_ran_out", "plan_unclear"), BOTH), ()),
        (Told(("money_ran_out", "because"), BOTH), ("line", "distance")),
    ],
)
def test_what_feedback_lacks(told: Told | None, lacking: tuple[str, ...]) -> None:
    assert lacks(told) == lacking


def test_coverage_is_complete_of_unsuccessful_and_who_withdrew_is_counted_apart() -> None:
    round_ = [
        result("a", Outcome.NOT_FUNDED, WHOLE),
        result("b", Outcome.INELIGIBLE),
        result("c", Outcome.WITHDRAWN),
        result("d", Outcome.FUNDED),
    ]

    found = answered(round_)

    assert coverage(round_) == Fraction(1, 2)
    assert (found.unsuccessful, found.complete, found.withdrawn) == (2, 1, 1)
    assert found.missing == (("b", ("code", "text_cy", "text_en")),)
    assert not found.whole


def test_nobody_unsuccessful_means_no_coverage_and_nothing_missing() -> None:
    found = answered([result("d", Outcome.FUNDED)])

    assert found.coverage is None
    assert found.missing == ()
    assert found.whole


def test_an_outcome_that_is_not_known_does_not_pass_for_answered() -> None:
    found = answered([result("a", None)])

    assert found.undecided == ("a",)
    assert not found.whole


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_sentence_in_both_languages(code: str) -> None:
    sentence = REASONS[code]

    assert sentence.cy and sentence.en
    assert sentence.cy != sentence.en


def test_the_codes_are_those_of_the_specification() -> None:
    listed = (
        "not_eligible outside_area outside_purpose need_not_shown people_not_involved plan_unclear budget_unclear "
        "cost_too_high duplicates_existing risk_not_met money_ran_out incomplete"
    )

    assert set(listed.split()) == CODES
