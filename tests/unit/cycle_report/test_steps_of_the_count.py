"""The report tells a count of equal shares step by step, with the round's own numbers."""

from __future__ import annotations

from fractions import Fraction

from tests.spec.decide.elections import E1, E5, counted

from cydradd.cycle.report.from_count import result_of
from cydradd.vocabulary.people import Partner


def test_each_step_tells_what_a_ballot_pays_and_what_is_left() -> None:
    first, second = result_of(counted(E1)).steps

    assert (first.id, first.cost, first.supporters, first.most, first.left) == ("a", 60, 4, {None: 15}, {None: 60})
    assert (second.id, second.most, second.left) == ("d", {None: 10}, {None: 40})


def test_what_is_left_is_told_by_partner_and_all_money_is_somewhere() -> None:
    result = result_of(counted(E5, weights="partner", min_partner=1))
    endowment = sum((row.endowment for row in result.partners), Fraction(0))
    spent = Fraction(0)

    for step in result.steps:
        spent += step.cost
        assert sum(step.left.values()) == endowment - spent
        assert set(step.left) == set(Partner) == set(step.most)
    assert {row.partner: row.endowment - row.spent for row in result.partners} == result.steps[-1].left


def test_other_rules_and_what_is_added_at_the_end_have_no_steps() -> None:
    assert result_of(counted(E1, rule="greedy")).steps == ()
    filled = result_of(counted(E1, completion="greedy"))
    assert {step.id for step in filled.steps} == {project.id for project in filled.funded if not project.filled}


def test_ballots_with_points_tell_no_most() -> None:
    assert all(step.most == {} for step in result_of(counted(E1, utility="cost-score")).steps)
