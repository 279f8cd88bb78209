"""Every figure of an explanation, counted again from changed ballots and not from what was collapsed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.decide.elections import by_approval

from cydradd.decide.ballots import Ballot, VoteType, approvals
from cydradd.decide.changed import with_cost, with_supporters
from cydradd.decide.count import count
from cydradd.decide.election import Election, Project
from cydradd.decide.equal_shares import Run
from cydradd.decide.explain import Explained
from cydradd.decide.fund import outcome_over
from cydradd.decide.funders import Pot
from cydradd.decide.options import Options
from cydradd.decide.outcome import Outcome, decide
from cydradd.decide.standing import Standing, standing
from cydradd.vocabulary.text import Bilingual

RULES = [
    {"tie": "id"},
    {"utility": "cardinality", "tie": "cost,votes,id"},
    {"utility": "sqrt", "tie": "cost,votes,id"},
    {"completion": "add1e", "tie": "id"},
    {"rule": "greedy", "tie": "cost,votes,id"},
    {"rule": "phragmen", "tie": "id"},
]


def wins(election: Election, options: Options, project: str) -> bool:
    return project in count(election, options).winners


def at_cost(election: Election, project: str, cost: Fraction) -> Election:
    return replace(election, projects=tuple(replace(p, cost=cost) if p.id == project else p for p in election.projects))


def with_new(election: Election, project: str, many: int) -> Election:
    new = tuple(Ballot(f"n{at}", approvals([project])) for at in range(many))
    return replace(election, ballots=(*election.ballots, *new))


def with_added(election: Election, project: str, chosen: tuple[int, ...]) -> Election:
    ballots = tuple(
        replace(b, support=approvals([project, *dict(b.support)])) if at in chosen else b
        for at, b in enumerate(election.ballots)
    )
    return replace(election, ballots=ballots)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "-".join(rule.values()))
@settings(max_examples=60)
@given(election=by_approval())
def test_a_figure_wins_and_a_unit_beyond_does_not(rule: dict[str, str], election: Election) -> None:
    options = Options.from_settings(rule)

    for loss in Explained(standing(election, options, {}, {})).losses():
        name, cost = loss.loser.project, loss.cost_reduction
        if cost is not None:
            assert wins(at_cost(election, name, cost), options, name)
            assert not wins(at_cost(election, name, cost + 1), options, name)
        if loss.singletons is not None:
            assert wins(with_new(election, name, loss.singletons), options, name)
            assert not wins(with_new(election, name, loss.singletons - 1), options, name)


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@settings(max_examples=60)
@given(election=by_approval())
def test_of_plain_equal_shares_each_figure_is_the_least_of_all_that_can_be_tried(
    utility: str, election: Election
) -> None:
    options = Options.from_settings({"utility": utility, "tie": "cost,votes,id"})

    for loss in Explained(standing(election, options, {}, {})).losses():
        name = loss.loser.project
        lower = [
            cost
            for cost in range(1, int(loss.loser.cost))
            if wins(at_cost(election, name, Fraction(cost)), options, name)
        ]
        assert loss.cost_reduction == max(lower, default=None)
        outside = [at for at, ballot in enumerate(election.ballots) if name not in dict(ballot.support)]
        if len(outside) > 7:
            continue
        won = [
            [wins(with_added(election, name, chosen), options, name) for chosen in combinations(outside, size)]
            for size in range(len(outside) + 1)
        ]
        assert loss.supporters_added == next((size for size, each in enumerate(won) if any(each)), None)
        if loss.supporters_added_any is not None:
            size = loss.supporters_added_any
            assert all(won[size])
            assert not all(won[size - 1])


def test_a_tie_that_is_lost_is_not_enough_whoever_adds_a_project() -> None:
    costs = {"a": 30, "b": 1, "c": 1, "d": 7}
    projects = tuple(Project(name, Bilingual(None, name), Fraction(cost)) for name, cost in costs.items())
    ballots = tuple(Ballot(f"v{at}", approvals(said)) for at, said in enumerate(("", "abcd", "abd", "c", "bd")))
    election = Election(projects, ballots, Fraction(60), VoteType.APPROVAL)
    options = Options.from_settings({"utility": "cost", "tie": "cost,votes,id"})

    found = [loss for loss in Explained(standing(election, options, {}, {})).losses() if loss.loser.project == "a"]

    assert wins(with_added(election, "a", (0,)), options, "a")
    assert not wins(with_added(election, "a", (4,)), options, "a")
    assert [loss.supporters_added_any for loss in found] == [None]


@settings(max_examples=150, deadline=None)
@given(
    by_approval(),
    st.sampled_from(["cost", "cardinality", "sqrt"]),
    st.sampled_from(["none", "greedy", "add1", "add1e"]),
    st.booleans(),
    st.data(),
)
def test_a_changed_election_that_follows_the_run_as_it_was_is_counted_as_any_other(
    election: Election, utility: str, completion: str, restricted: bool, data: st.DataObject
) -> None:
    options = Options.from_settings({"utility": utility, "completion": completion, "tie": "id"})
    stood = standing(election, options, {}, {})
    names, runs = [each.id for each in election.projects], dict[Fraction, Run]()
    pots = [
        Pot(str(at), "", election.budget / 2, frozenset(data.draw(st.sets(st.sampled_from(names))))) for at in range(2)
    ]

    def counts(given: Standing) -> Outcome:
        over_pots = completion in ("none", "add1e") and restricted
        return outcome_over(given, pots)[0] if over_pots else decide(given)

    run = counts(replace(stood, runs=runs)).run
    assert run is not None
    losers = [at for at in range(len(stood.voters.projects)) if at not in run.winners]
    if not losers:
        return
    project = data.draw(st.sampled_from(losers))
    outside = np.setdiff1d(np.arange(stood.voters.size), stood.voters.supporters[project].members)
    many = int(stood.voters.counts[outside].sum())
    if many and data.draw(st.booleans()):
        size = data.draw(st.integers(1, many))
        changed = [with_supporters(stood, project, outside, size, each) for each in (runs, None)]
    else:
        cost = Fraction(data.draw(st.integers(1, 50)), data.draw(st.sampled_from([1, 3])))
        changed = [with_cost(stood, project, cost, each) for each in (runs, None)]

    followed, counted = (counts(each) for each in changed)

    assert changed[0].script is not None
    assert (followed.rounds, followed.steps) == (counted.rounds, counted.steps)


def test_whoever_loses_a_tie_early_is_not_taken_for_one_who_wins_late() -> None:
    """One of the two who chose e alone wins b at the end; whoever chose a, c and d too loses a tie, and is poor then."""
    costs = {"a": 1, "b": 12, "c": 7, "d": 10, "e": 45}
    projects = tuple(Project(name, Bilingual(None, name), Fraction(cost)) for name, cost in costs.items())
    ballots = tuple(Ballot(str(at), approvals(cast)) for at, cast in enumerate(["e", "e", "abcde", "acde"]))
    election = Election(projects, ballots, Fraction(100), VoteType.APPROVAL)
    explained = Explained(standing(election, Options.from_settings({"tie": "cost,votes,id"}), {}, {}))
    assert explained.losses("b")[0].supporters_added == 1
