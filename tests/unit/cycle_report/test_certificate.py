"""The report tells whether a group of voters deserves a project that it did not get, and shows each group."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.spec.decide.elections import counted, election

from cydradd.cycle.report.from_count import result_of
from cydradd.decide.certified import certified
from cydradd.vocabulary.people import Partner

UNFAIR = election("a60 b40 c30", "ab ab ab ab ab ab c c c c", 100)
"""By most votes a and b take all the money; the four for c hold 40 and get nothing."""


def test_equal_shares_wrong_no_group_and_each_claim_is_told() -> None:
    result = result_of(counted(election("a60 b50 c30 d20", "ab ab ac abc cd d", 120)))

    assert result.wronged == ()
    assert {claim.id for claim in result.claims} == {project.id for project in result.not_funded}


def test_a_rule_that_leaves_a_group_out_is_told_so() -> None:
    result = result_of(counted(UNFAIR, rule="greedy"))

    (claim,) = result.wronged

    assert (claim.id, claim.voters, claim.share, claim.best_off) == ("c", 4, 40, 0)
    assert claim.part == Fraction(4, 3)


@pytest.mark.parametrize("weights", [None, "partner"])
def test_the_certificate_goes_by_the_weights_of_the_count(weights: str | None) -> None:
    partners = {**dict.fromkeys(("v1", "v2", "v3"), Partner.CITIZENS), "v4": Partner.PUBLIC}
    of = election("a60 b50", "a a a b", 100, partners)

    (group,) = certified(counted(of, rule="greedy", weights=weights or "none", min_partner=1)).groups

    assert (group.project, group.share) == (("a", 50) if weights else ("b", 25))
