"""The audit beside its definition, and what equal shares promises."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.decide.elections import by_approval

from cydradd.decide.count import count
from cydradd.decide.election import Election
from cydradd.decide.fairness import audit
from cydradd.decide.options import Options


def deserving(election: Election, winners: set[str], project: str) -> Fraction:
    """The greatest ratio of any group of supporters at all: every subset is tried."""
    costs = election.costs
    has = [
        sum((costs[name] for name, _ in ballot.support if name in winners), Fraction(0))
        for ballot in election.ballots
        if project in dict(ballot.support)
    ]
    each = election.budget / len(election.ballots)
    return max(
        len(group) * each / (max(group) + costs[project])
        for size in range(1, len(has) + 1)
        for group in combinations(has, size)
    )


@settings(max_examples=150)
@given(election=by_approval(), data=st.data())
def test_the_strongest_claim_is_that_of_all_groups(election: Election, data: st.DataObject) -> None:
    winners = data.draw(st.sets(st.sampled_from([project.id for project in election.projects])))

    found = audit(election, winners)

    for group in found.groups:
        assert group.ratio == deserving(election, winners, group.project)
    assert found.clean == all(group.ratio is not None and group.ratio <= 1 for group in found.groups)


@pytest.mark.parametrize("completion", ["none", "add1", "add1e", "greedy"])
@settings(max_examples=100)
@given(election=by_approval(weighted=True), weighted=st.booleans())
def test_equal_shares_and_its_completions_leave_no_group_wronged(
    completion: str, election: Election, weighted: bool
) -> None:
    rule = {"completion": completion, **({"weights": "partner", "min_partner": 1} if weighted else {})}

    result = count(election, Options.from_settings(rule))

    weights = {own.name: own.weight for own in result.partners} or None
    aside = {entry.project: entry.kind for entry in result.set_aside}
    assert audit(election, result.winners, weights=weights, aside=aside).clean
