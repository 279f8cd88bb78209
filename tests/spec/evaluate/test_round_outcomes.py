"""Outcomes of a round as effects: a null counts like any other, and what takes no part is listed."""

from __future__ import annotations

import pytest

from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.evaluate.round_outcomes import outcome_effects


def change(agreement: str | None, after: float, n: int = 24, r: float | None = 0.5) -> OutcomeResult:
    """One group before and after."""
    return OutcomeResult("O1", agreement, "treated", n, after, 1.1, 24, 3.1, 1.2, r)


def test_a_null_result_is_an_effect_of_nought_beside_the_others() -> None:
    (only,) = outcome_effects([change("A", 2.1), change("B", 3.1)])

    assert [found.measure for found in only.found] == ["SMCR"]
    assert only.found[0].studies == ("A", "B")
    assert only.found[0].y[1] == 0
    assert only.listed == ()


def test_what_takes_no_part_is_listed_with_the_reason() -> None:
    (only,) = outcome_effects(
        [change(None, 2), change("A", 2, n=20), change("B", 2, r=None), OutcomeResult("O1", "C", mean=2.0)]
    )

    assert [name for name, _ in only.listed] == [None, "A", "C", "B"]
    assert dict(only.listed)["B"] == "no value for ri"
    assert sum(len(found.y) for found in only.found) == 0


@pytest.mark.parametrize(
    ("control", "measure"),
    [(None, "PLO"), (OutcomeResult("O1", "A", "control", events=2, of=20), "RR")],
)
def test_events_are_a_risk_ratio_with_a_control_and_a_proportion_without(
    control: OutcomeResult | None, measure: str
) -> None:
    treated = OutcomeResult("O1", "A", events=4, of=10)
    (only,) = outcome_effects([treated] if control is None else [treated, control])

    assert [(found.measure, len(found.y)) for found in only.found] == [(measure, 1)]


def test_two_groups_after_only_are_a_standardised_difference() -> None:
    rows = [OutcomeResult("O1", "A", group, 20, mean, 1.0) for group, mean in (("treated", 3.0), ("control", 2.0))]

    assert [found.measure for found in outcome_effects(rows)[0].found] == ["SMD"]
