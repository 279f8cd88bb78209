"""The worked elections E1 to E5, with exact payments."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.spec.decide.elections import E1, E2, E3, E4, E5, counted

from cydradd.decide.count import Count
from cydradd.decide.ties import lot
from cydradd.vocabulary.people import Partner


def paid(result: Count, project: str) -> list[Fraction]:
    """What each single ballot paid for a project, least first."""
    assert result.accounts is not None
    shares = result.accounts.paid[result.voters.projects.index(project)]
    return sorted(amount for member, amount in shares.items() for _ in range(result.voters.many[member]))


def left(result: Count) -> list[Fraction]:
    """What each single ballot has left, least first."""
    assert result.accounts is not None
    pairs = zip(result.accounts.left, result.voters.many, strict=True)
    return sorted(amount for amount, many in pairs for _ in range(many))


def test_e1_by_cost_buys_a_then_d() -> None:
    result = counted(E1)

    assert result.winners == ("a", "d")
    assert [(entry.theta, entry.rho) for entry in result.rounds] == [(15, Fraction(1, 4)), (10, Fraction(1, 2))]
    assert paid(result, "a") == [15] * 4
    assert paid(result, "d") == [10, 10]
    assert left(result) == [5, 5, 5, 5, 10, 10]


def test_e1_by_square_root_buys_c_d_a() -> None:
    result = counted(E1, utility="sqrt")

    assert result.winners == ("c", "d", "a")
    assert paid(result, "c") == [10] * 3
    assert paid(result, "a") == [10, 10, 20, 20]
    assert all(entry.rho is None for entry in result.rounds)


@pytest.mark.parametrize(("tie", "winners"), [("cost,votes,lot", ("d", "c", "b")), ("id", ("c", "d", "a"))])
def test_e1_by_number_has_two_ties(tie: str, winners: tuple[str, ...]) -> None:
    result = counted(E1, utility="cardinality", tie=tie)

    assert result.winners == winners
    assert {frozenset((entry.project, *entry.tied_with)) for entry in result.rounds if entry.tied_with} == {
        frozenset("cd"),
        frozenset("ab"),
    }


@pytest.mark.parametrize(("completion", "purse"), [("add1e", 23), ("add1", 34)])
def test_e1_completed_adds_c(completion: str, purse: int) -> None:
    result = counted(E1, completion=completion)

    assert set(result.winners) == set("acd")
    assert result.purse_final == purse


def test_e1_add1_stops_because_the_next_purse_costs_too_much() -> None:
    last = counted(E1, completion="add1").steps[-1]

    assert (last.first, last.spent, last.feasible) == (35, 160, False)


def test_e1_greedy_takes_the_cheaper_of_equal_votes() -> None:
    assert set(counted(E1, rule="greedy").winners) == set("acd")


def test_e1_loser_c_lacks_what_its_supporters_spent() -> None:
    loser = next(each for each in counted(E1).losers if each.project == "c")

    assert (loser.held, loser.missing) == (20, 10)


def test_e2_buys_a_then_c_from_unequal_purses() -> None:
    result = counted(E2, tie="id")

    assert result.winners == ("a", "c")
    assert result.rounds[1].rho == Fraction(4, 9)
    assert paid(result, "c") == [5, 20, 20]
    assert result.rounds[0].tied_with == ("b",)
    assert set(counted(E2, rule="greedy").winners) == set("ab")


def test_e3_changes_at_each_purse_as_worked() -> None:
    result = counted(E3)

    assert result.winners == ("c", "b")
    assert result.rounds[0].theta == Fraction(35, 4)
    assert left(result) == [5] + [Fraction(25, 4)] * 4


@pytest.mark.parametrize(
    ("completion", "winners", "purse"),
    [("add1", "acf", 21), ("add1e", "abc", 19), ("add1u", "acf", 21), ("add1eu", "abc", 19), ("greedy", "bcd", 15)],
)
def test_e3_completions(completion: str, winners: str, purse: int) -> None:
    result = counted(E3, completion=completion)

    assert set(result.winners) == set(winners)
    assert result.purse_final == purse


def test_e3_steps_are_every_purse_at_which_the_outcome_changes() -> None:
    steps = counted(E3, completion="add1").steps

    names = "abcdef"
    assert [(step.first, "".join(sorted(names[w] for w in step.winners))) for step in steps[:-1]] == [
        (15, "bc"),
        (19, "abc"),
        (20, "acf"),
    ]
    assert (steps[-1].first, steps[-1].feasible) == (22, False)


def test_e3_greedy() -> None:
    assert set(counted(E3, rule="greedy").winners) == set("acd")


def test_e4_completions_and_a_late_tie() -> None:
    assert set(counted(E4).winners) == set("de")
    assert set(counted(E4, completion="add1").winners) == set("ade")
    done = counted(E4, completion="add1e")
    assert set(done.winners) == set("ade")
    assert done.purse_final == 29
    assert set(counted(E4, completion="add1u").winners) == set("abde")
    assert set(counted(E4, completion="add1e", tie="id").winners) == set("cde")


def test_e5_gives_each_partner_a_third() -> None:
    result = counted(E5, weights="partner", min_partner=1)

    assert [own.weight for own in result.partners] == [Fraction(7, 12), Fraction(7, 6), Fraction(7, 3)]
    assert [own.endowment for own in result.partners] == [30, 30, 30]
    assert result.winners == ("b", "d")
    assert result.rounds[0].rho == Fraction(3, 14)
    assert result.rounds[0].tied_with == ("c",)
    assert paid(result, "b") == [Fraction(15, 4), Fraction(15, 4), Fraction(15, 2), 15]
    assert result.rounds[1].rho == Fraction(4, 7)
    assert paid(result, "d") == [Fraction(20, 3), Fraction(40, 3)]
    assert {own.name: own.spent for own in result.partners} == {
        Partner.CITIZENS: Fraction(85, 6),
        Partner.THIRD_SECTOR: Fraction(125, 6),
        Partner.PUBLIC: 15,
    }


def test_e5_weights_are_clones() -> None:
    from dataclasses import replace

    copies = {Partner.CITIZENS: 1, Partner.THIRD_SECTOR: 2, Partner.PUBLIC: 4}
    clones = tuple(b for ballot in E5.ballots for b in [ballot] * copies[ballot.partner or Partner.PUBLIC])

    result = counted(replace(E5, ballots=clones))

    assert set(result.winners) == set("bd")


def test_e5_concurrent_consent_names_who_stopped_what() -> None:
    result = counted(E5, weights="partner", min_partner=1, consent="citizens=1/4,third_sector=1/4,public=1/4")

    stopped = {entry.project: set(entry.partners) for entry in result.set_aside if entry.kind == "consent"}
    assert stopped == {
        "a": {Partner.THIRD_SECTOR, Partner.PUBLIC},
        "c": {Partner.CITIZENS},
        "d": {Partner.PUBLIC},
    }


def test_the_lot_is_drawn_from_the_seed() -> None:
    draws = {project: lot("cydradd", project)[:8] for project in "abcd"}

    assert draws == {"d": "26cc2a62", "c": "3814e715", "b": "543d9fb8", "a": "88d7ed1c"}


def test_e1_phragmen_halts_at_the_first_project_that_does_not_fit() -> None:
    by_id = counted(E1, rule="phragmen", tie="id")
    cheaper_first = counted(E1, rule="phragmen")

    assert [(entry.project, entry.time) for entry in by_id.rounds] == [("c", 10), ("d", 15), ("a", 20)]
    assert by_id.rounds[0].tied_with == ("d",)
    assert (cheaper_first.winners[0], cheaper_first.rounds[0].resolved_by) == ("d", "cost")


def test_e3_phragmen_stops_for_good_at_d() -> None:
    result = counted(E3, rule="phragmen")

    assert [(entry.project, entry.time) for entry in result.rounds] == [
        ("c", Fraction(35, 4)),
        ("b", 10),
        ("a", Fraction(75, 4)),
    ]


@pytest.mark.parametrize(
    ("stop", "rounds"),
    [
        ("halt", [("b", Fraction(45, 7)), ("d", Fraction(80, 7))]),
        ("skip", [("b", Fraction(45, 7)), ("d", Fraction(80, 7)), ("a", Fraction(325, 14))]),
    ],
)
def test_e5_phragmen_weighted(stop: str, rounds: list[tuple[str, Fraction]]) -> None:
    result = counted(E5, rule="phragmen", stop=stop, weights="partner", min_partner=1)

    assert [(entry.project, entry.time) for entry in result.rounds] == rounds


@pytest.mark.parametrize(
    ("mode", "for_main", "for_greedy", "winners"), [("satisfaction", 2, 3, "ab"), ("exclusion", 2, 0, "ac")]
)
def test_e2_comparison(mode: str, for_main: int, for_greedy: int, winners: str) -> None:
    result = counted(E2, tie="id", compare=mode)

    assert result.comparison is not None
    assert (result.comparison.for_main, result.comparison.for_greedy) == (for_main, for_greedy)
    assert set(result.winners) == set(winners)
    assert (result.accounts is None) == (winners == "ab")
