"""A result without ballots for one project alone: each figure is that of a count of the ballots that remain."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from tests.spec.decide.elections import E1, E5, E6, counted, election

from cydradd.decide.count import Count, count
from cydradd.decide.election import Election
from cydradd.decide.funders import Pot
from cydradd.decide.options import Options
from cydradd.decide.own_ballots import Backing, own_ballots, own_ballots_document
from cydradd.decide.pots_count import count_over_pots


def wins_without_alone(found: Count, project: str) -> bool:
    """Whether a project wins when every ballot for it alone is left out."""
    kept = tuple(ballot for ballot in found.election.ballots if {name for name, _ in ballot.support} != {project})
    return project in count(replace(found.election, ballots=kept), found.options).winners


def test_a_project_carried_by_ballots_for_it_alone_is_named() -> None:
    found = own_ballots(counted(E1))

    assert found.alone == 1
    assert (found.winners, found.lost, found.gained) == (("a", "c"), ("d",), ("c",))
    assert found.backing == (Backing("a", 4, 0, True), Backing("d", 2, 1, False))


def test_a_result_may_stand_without_them() -> None:
    found = own_ballots(counted(E5, weights="partner", min_partner=1))

    assert (found.lost, found.gained) == ((), ())
    assert found.winners == ("b", "d")


def test_what_a_project_rests_on_is_what_a_count_without_those_ballots_gives() -> None:
    generator = random.Random(7)
    for _ in range(30):
        ballots = " ".join("".join(generator.sample("abcd", generator.randint(1, 3))) for _ in range(9))
        made = counted(election("a30 b40 c20 d50", ballots, 90), completion="add1")
        for each in own_ballots(made).backing:
            assert each.wins is wins_without_alone(made, each.project)


def test_the_order_of_the_rows_changes_nothing() -> None:
    other = replace(E6, ballots=tuple(reversed(E6.ballots)))

    assert own_ballots(counted(E6)) == own_ballots(counted(other))


def test_where_nothing_remains_to_be_counted_it_says_so() -> None:
    found = own_ballots(counted(election("a10 b10", "a a b", 20)))

    assert found.winners is None
    assert own_ballots_document(found)["without_single_choices"] == {
        "ballots": 3, "winners": None, "lost": [], "gained": []
    }  # fmt: skip


def test_restricted_pots_stay_restricted_when_ballots_are_taken_out() -> None:
    of: Election = election("a60 b60", "a a ab ab b", 120)
    pots = (Pot("p", "", Fraction(60), frozenset("a")), Pot("q", "", Fraction(60), frozenset("a")))
    funded = count_over_pots(of, Options.from_settings({"completion": "add1e"}), pots)

    found = own_ballots(funded.result, funded)

    assert funded.result.winners == ("a",)
    assert (found.winners, found.gained) == (("a",), ())
