"""What all agree on, what divides them, whether the partners agree, and what bridges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta
from tests.unit.listen.conversations import conversation, permuted, reordered, two_camps

from cydradd.listen.consensus import bridging, by_partner, common_ground, divides, findings
from cydradd.listen.findings.by_partner import too_few
from cydradd.listen.findings.cross_fit import folds
from cydradd.listen.findings.tests_of_shares import fisher
from cydradd.listen.votes import Counts, Votes

DIVIDED = np.vstack(
    [np.r_[np.full(8, 0.9), np.full(12, 0.5), [0.95, 0.95]], np.r_[np.full(8, 0.1), np.full(12, 0.5), [0.95, 0.05]]]
)


def counts(*cells: tuple[int, int, int]) -> Counts:
    """Agree, disagree, pass of each statement."""
    return Counts(*(np.array(each) for each in zip(*cells, strict=True)))


def test_common_ground_is_the_least_lower_bound_over_the_groups() -> None:
    groups = [counts((14, 1, 0), (30, 0, 0), (0, 20, 0)), counts((20, 5, 5), (10, 20, 0), (1, 19, 0))]

    found = common_ground(groups)

    assert [(each.statement, each.direction) for each in found] == [(2, "disagree"), (0, "agree")]
    assert found[1].low == pytest.approx(beta.ppf(0.05, 20.5, 10.5))
    assert found[1].lows[0] == pytest.approx(0.76715, abs=1e-5)
    assert (found[1].chosen, found[1].seen) == ((14, 20), (15, 30))


def test_common_ground_does_not_shrink_when_a_group_is_cut_in_equal_parts_that_are_large() -> None:
    whole, parts = counts((900, 100, 0)), [counts((450, 50, 0))] * 2

    assert common_ground([whole])[0].low - common_ground(parts)[0].low < 0.02


def test_a_group_that_was_never_asked_agrees_on_nothing() -> None:
    assert common_ground([counts((30, 0, 0)), counts((0, 0, 0))]) == ()
    assert common_ground([]) == ()


def test_what_is_out_is_no_common_ground() -> None:
    assert common_ground([counts((30, 0, 0))], np.array([True])) == ()


def test_declared_groups_divide_by_the_most_different_pair() -> None:
    groups = [counts((30, 0, 0), (5, 5, 0)), counts((15, 15, 0), (5, 5, 0)), counts((3, 27, 0), (5, 5, 0))]

    found = divides([groups])

    assert [(each.statement, each.more, each.less, each.direction) for each in found] == [(0, 0, 2, "agree")]
    assert found[0].difference == pytest.approx(0.9)
    assert found[0].p == pytest.approx(2 * float(fisher(30, 30, 3, 30)))
    assert 0 < found[0].low < 0.9 < found[0].high


def test_a_difference_in_disagreement_alone_is_found() -> None:
    found = divides([[counts((10, 40, 0)), counts((10, 0, 40))]])

    assert [(each.direction, each.more, each.difference) for each in found] == [("disagree", 0, 0.8)]


def test_divides_of_groups_made_from_votes_are_not_found_in_noise() -> None:
    votes, _ = conversation(DIVIDED, [60, 60], seed=1)
    noise = permuted(votes, 3)
    shown = two_camps(noise)

    honest = divides([each.counts for each in folds(noise, two_camps, shown, 0)])
    with_themselves = divides([[noise.counts(shown == group) for group in range(2)]])

    assert honest == ()
    assert with_themselves != ()


def test_no_pair_is_nothing_that_divides() -> None:
    assert divides([]) == ()
    assert divides([[counts((5, 5, 0))]]) == ()


def test_all_three_partners_agree_by_the_least_of_them_and_the_unknown_take_no_side() -> None:
    partners = {
        "citizens": counts((40, 2, 0), (40, 2, 0)),
        "third_sector": counts((20, 0, 0), (20, 0, 0)),
        "public": counts((12, 3, 0), (2, 13, 0)),
        "unknown": counts((0, 50, 0), (50, 0, 0)),
    }

    found = by_partner(partners)

    assert [(each.statement, each.direction) for each in found.all_three] == [(0, "agree")]
    assert found.all_three[0].low == pytest.approx(beta.ppf(0.05, 12.5, 3.5))
    assert [(each.statement, found.partners[each.more], found.partners[each.less]) for each in found.differ] == [
        (1, "third_sector", "public")
    ]


def test_a_partner_too_few_to_show_is_neither_compared_nor_agreed_with() -> None:
    partners = {"citizens": counts((40, 0, 0)), "third_sector": counts((20, 0, 0)), "public": counts((0, 4, 0))}

    found = by_partner(partners)

    assert (found.all_three, found.differ) == ((), ())
    assert {name: mask.tolist() for name, mask in found.untold.items()} == {
        "citizens": [False],
        "third_sector": [True],
        "public": [True],
    }


def test_two_partners_are_not_all_three() -> None:
    assert by_partner({"citizens": counts((40, 0, 0)), "public": counts((40, 0, 0))}).all_three == ()


@given(st.dictionaries(st.sampled_from(["citizens", "third_sector", "public", "unknown"]), st.integers(0, 60)))
def test_no_count_that_is_too_small_can_be_had_by_subtraction(seen: dict[str, int]) -> None:
    hidden = too_few(seen)

    together = sum(seen[name] for name in hidden)
    assert {name for name, many in seen.items() if 0 < many < 5} <= hidden
    assert together == 0 or together >= 5 or hidden >= {name for name, many in seen.items() if many}


def test_a_statement_agreed_with_on_both_sides_bridges_and_one_of_a_side_does_not() -> None:
    votes, _ = conversation(DIVIDED, [60, 60], seed=1)

    found = bridging(votes)

    assert found.listed == [20]
    assert found.value[20] > found.low[20] > 0.3
    assert abs(found.value[:8]).max() < 0.3


def test_the_lower_bound_is_below_the_value_for_every_statement() -> None:
    votes, _ = conversation(DIVIDED, [40, 25], seed=4, seen=0.5)

    found = bridging(votes)

    assert (found.low < found.value).all()


def test_the_lower_bound_is_what_a_solution_with_one_vote_more_gives() -> None:
    from cydradd.listen.factors.cells import take
    from cydradd.listen.factors.model import Ridges, fit_factors

    votes, _ = conversation(DIVIDED, [30, 30], seed=2)
    model = fit_factors(take(votes, np.zeros(22, dtype=bool)).cells, 1, Ridges(3.0, 15.0, 15.0))
    mine = votes.columns == 5
    rows, values = votes.rows[mine], votes.values[mine]
    answers = []
    for place in (-1.0, 0.0, 1.0):
        for vote in (-1, 1):
            f = np.append(model.f[rows, 0], place * model.f[:, 0].std())
            design = np.column_stack((np.ones(len(f)), f))
            target = np.append(values - model.mean - model.person[rows], vote - model.mean)
            answers.append(model.mean + np.linalg.solve(design.T @ design + np.diag([15.0, 3.0]), design.T @ target)[0])

    assert bridging(votes).low[5] == pytest.approx(min(answers), rel=1e-9)


def test_bridging_is_the_same_for_any_order_of_people_and_statements() -> None:
    votes, _ = conversation(DIVIDED, [40, 25], seed=4)
    columns = [str(100 - j) for j in range(22)]
    turned = reordered(votes, [str(500 - i) for i in range(65)], columns)

    plain, other = bridging(votes), bridging(turned)

    assert other.value[::-1] == pytest.approx(plain.value, abs=1e-4)
    assert [columns[j] for j in plain.listed] == [turned.statements[j] for j in other.listed]


def test_what_is_out_or_unseen_has_no_bridging_value() -> None:
    votes, _ = conversation(DIVIDED, [40, 25], seed=4)
    wider = Votes(votes.participants, (*votes.statements, "99"), votes.starts, votes.columns, votes.values)
    out = np.zeros(23, dtype=bool)
    out[20] = True

    found = bridging(wider, out)

    assert np.isnan(found.value[[20, 22]]).all()
    assert found.listed == []


def test_all_findings_of_a_conversation_come_together() -> None:
    votes, member = conversation(DIVIDED, [60, 60], seed=1)
    shown = two_camps(votes)
    partners = {"citizens": votes.counts(member == 0), "public": votes.counts(member == 1)}

    found = findings(votes, shown, two_camps, seed=0, partners=partners)

    divided = {*range(8), 21}
    assert {each.statement for each in found.set_apart} == divided
    assert {each.statement for each in found.divides} == divided
    assert {each.statement for each in found.common_ground} == {20}
    assert found.partners is not None and {each.statement for each in found.partners.differ} == divided
    assert found.not_heard == ()


def test_what_a_group_has_hardly_seen_is_listed() -> None:
    votes, member = conversation(DIVIDED, [60, 9], seed=1, seen=1.0)

    found = findings(votes, member, lambda half, seed: member, seed=0)

    assert found.not_heard == tuple((1, j, 9) for j in range(22))
    assert found.partners is None
