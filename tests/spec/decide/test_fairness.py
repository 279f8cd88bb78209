"""The fairness certificate: who deserves what, on the worked elections."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.spec.decide.elections import E1, E3, E5, E6, counted, election

from cydradd.decide import eligibility
from cydradd.decide.election import Election
from cydradd.decide.fairness import Certificate, audit
from cydradd.decide.options import Options


def audited(of: Election, **options: object) -> Certificate:
    """The audit of a count."""
    return audit(of, counted(of, **options).winners)  # type: ignore[arg-type]


def test_e1_is_clean_and_c_comes_nearest() -> None:
    found = audit(E1, ["a", "d"])

    assert found.clean
    assert found.worst is not None
    assert (found.worst.project, found.worst.ratio, found.worst.short_by) == ("c", Fraction(2, 3), 0)


def test_e3_greedy_wrongs_the_one_voter_who_wants_b() -> None:
    (wronged,) = audited(E3, rule="greedy").violations

    assert (wronged.project, wronged.ratio, wronged.voters, wronged.short_by) == ("b", Fraction(3, 2), 1, 5)
    assert audited(E3).clean


def test_e6_greedy_wrongs_the_two_voters_who_want_q_and_equal_shares_nobody() -> None:
    greedy, equal = audited(E6, rule="greedy"), audited(E6)

    assert [(g.project, g.ratio, g.voters, g.short_by) for g in greedy.violations] == [("q", 2, 2, 10)]
    assert equal.clean
    assert equal.worst is not None
    assert equal.worst.ratio == Fraction(2, 3)


def test_with_equal_partners_one_officer_holds_a_third_and_four_citizens_another() -> None:
    weights, _ = eligibility.weights(E5, Options.from_settings({"weights": "partner", "min_partner": 1}))

    found = audit(E5, ["a"], weights=weights)

    claims = {group.project: (group.voters, group.share) for group in found.groups}
    assert claims["c"] == (3, 60)
    assert claims["b"] == (2, 45)
    assert claims["d"] == (1, 15)


def test_projects_that_do_not_stand_are_named_and_not_checked() -> None:
    of = election("a10 b10 c10 d10", "ab ab a bd", 30)

    found = audit(of, ["a"], aside={"d": "decision"})

    assert [group.project for group in found.groups] == ["b"]
    assert found.unchecked == (("c", "no_support"), ("d", "decision"))


def test_a_free_project_that_was_withheld_is_a_claim_without_bound() -> None:
    of = election("a0 b10", "a b", 20)

    found = audit(of, ["b"])

    assert not found.clean
    assert found.worst is not None
    assert (found.worst.project, found.worst.ratio, found.worst.short_by) == ("a", None, 10)


@pytest.mark.parametrize("ballots", ["a a -", "- -"])
def test_a_result_without_losers_is_clean(ballots: str) -> None:
    assert audit(election("a10", ballots, 30), ["a"]).clean
