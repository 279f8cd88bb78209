"""A purse that jumps over increments that change nothing gives the result, and the list of steps, of every increment."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.decide.elections import by_approval

from cydradd.decide.ballots import Ballot, Support, VoteType, approvals, points
from cydradd.decide.count import Count
from cydradd.decide.election import Election, Project
from cydradd.decide.fund import fund
from cydradd.decide.funders import Pot
from cydradd.decide.jumps import Jumps, unchanged_for
from cydradd.decide.options import Options
from cydradd.decide.outcome import Outcome, decide
from cydradd.decide.standing import standing
from cydradd.vocabulary.text import Bilingual

INCREMENTS = [Fraction(1), Fraction(1, 3), Fraction(1, 20), Fraction(1, 100)]


def every_increment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave nothing out."""
    monkeypatch.setattr(Jumps, "after", lambda self, run: 0)


def told(found: Outcome | Count) -> tuple[object, ...]:
    """Everything of a result in which a jump could show: rates and who paid all are in the rounds."""
    return found.rounds, found.steps, found.purse_start, found.purse_final


def outcome(election: Election, options: Options, *, jumps: bool) -> tuple[object, ...]:
    with pytest.MonkeyPatch.context() as patch:
        if not jumps:
            every_increment(patch)
        return told(decide(standing(election, options, {}, {})))


def cast(given_points: dict[str, int]) -> Support:
    return points(list(given_points), [Fraction(each) for each in given_points.values()])


@st.composite
def any_election(draw: st.DrawFn) -> tuple[Election, str]:
    """An election by approval or by points, and a utility that goes with it."""
    election = draw(by_approval())
    if draw(st.booleans()):
        return election, draw(st.sampled_from(["cost", "cardinality", "sqrt"]))
    given_points = st.dictionaries(
        st.sampled_from([project.id for project in election.projects]), st.integers(1, 4), max_size=4
    )
    ballots = tuple(Ballot(each.voter, cast(draw(given_points)), each.partner) for each in election.ballots)
    return Election(election.projects, ballots, election.budget, VoteType.SCORING), draw(
        st.sampled_from(["score", "cost-score"])
    )


@settings(max_examples=120, deadline=None)
@given(any_election(), st.sampled_from(["add1", "add1e", "add1u", "add1eu"]), st.sampled_from(INCREMENTS))
def test_jumps_are_steps(case: tuple[Election, str], completion: str, increment: Fraction) -> None:
    election, utility = case
    options = Options.from_settings({"completion": completion, "utility": utility, "tie": "id"})
    options = replace(options, increment=increment)
    assert outcome(election, options, jumps=True) == outcome(election, options, jumps=False)


@settings(max_examples=40, deadline=None)
@given(by_approval(), st.data())
def test_jumps_are_steps_over_pots(election: Election, data: st.DataObject) -> None:
    names = [project.id for project in election.projects]
    pots = [
        Pot(str(at), "", Fraction(amount), None if whole else frozenset(data.draw(st.sets(st.sampled_from(names)))))
        for at, (amount, whole) in enumerate(
            data.draw(st.lists(st.tuples(st.integers(5, 60), st.booleans()), min_size=1, max_size=3))
        )
    ]
    options = Options.from_settings({"completion": "add1e", "increment": "1/20", "tie": "id"})
    jumped = fund(election, options, pots)
    with pytest.MonkeyPatch.context() as patch:
        every_increment(patch)
        stepped = fund(election, options, pots)
    assert told(jumped.result) == told(stepped.result)
    assert (jumped.refused, jumped.shares) == (stepped.refused, stepped.shares)


def test_nothing_changes_for_as_long_as_is_said_and_not_for_much_longer() -> None:
    """E1: with 20 each, a is bought for 15 a head, then d for 10, which is half its cost to each."""
    costs = {"a": 60, "b": 50, "c": 30, "d": 20}
    projects = tuple(Project(name, Bilingual(None, name), Fraction(cost)) for name, cost in costs.items())
    cast = ["ab", "ab", "ac", "abc", "cd", "d"]
    ballots = tuple(Ballot(str(at), approvals(each)) for at, each in enumerate(cast))
    election = Election(projects, ballots, Fraction(120), VoteType.APPROVAL)
    found = decide(standing(election, Options(), {}, {}))
    stood = standing(election, Options(), {}, {})
    assert found.run is not None
    surely = unchanged_for(stood.voters, stood.utility, found.run)
    # At half its cost to each, c would raise 5 + 5 + 15 of 30 then; two of its three supporters pay all they have.
    assert 2.4999999 < surely <= 2.5


def test_where_a_tie_was_broken_nothing_is_left_out() -> None:
    projects = tuple(Project(name, Bilingual(None, name), Fraction(10)) for name in "ab")
    election = Election(projects, (Ballot("1", approvals("ab")),) * 2, Fraction(15), VoteType.APPROVAL)
    stood = standing(election, Options.from_settings({"tie": "id"}), {}, {})
    run = decide(stood).run
    assert run is not None and len(run.turns[0][0].tied) == 2
    assert unchanged_for(stood.voters, stood.utility, run) == 0
