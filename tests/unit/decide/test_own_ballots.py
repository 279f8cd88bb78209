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


def without(found: Count, project: str, many: int) -> bool:
    """Whether a project wins without so many of its supporters' ballots, those with fewest choices first."""
    ballots = found.election.ballots
    rows = sorted(
        (len(ballot.support), str(ballot.partner or ""), ballot.support, at)
        for at, ballot in enumerate(ballots)
        if project in dict(ballot.support)
    )
    gone = {at for *_, at in rows[:many]}
    kept = tuple(ballot for at, ballot in enumerate(ballots) if at not in gone)
    options = replace(found.options, min_partner=1)
    return project in count(replace(found.election, ballots=kept), options).winners


def test_a_project_carried_by_ballots_for_it_alone_is_named() -> None:
    found = own_ballots(counted(E1))

    assert found.alone == 1
    assert (found.winners, found.lost, found.gained) == (("a", "c"), ("d",), ("c",))
    assert found.backing == (Backing("a", 4, 0, True, 0), Backing("d", 2, 1, False, 0))


def test_a_result_may_stand_without_them() -> None:
    found = own_ballots(counted(E5, weights="partner", min_partner=1))

    assert (found.lost, found.gained) == ((), ())
    assert found.winners == ("b", "d")


def test_the_place_where_one_more_ballot_decides_was_counted_on_either_side() -> None:
    generator = random.Random(7)
    for _ in range(30):
        ballots = " ".join("".join(generator.sample("abcd", generator.randint(1, 3))) for _ in range(9))
        made = counted(election("a30 b40 c20 d50", ballots, 90), completion="add1")
        for each in own_ballots(made).backing:
            assert each.without is not None
            assert each.without == 0 or without(made, each.project, each.without)
            last = each.without + 1
            assert last == each.supporters or not without(made, each.project, last)


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
