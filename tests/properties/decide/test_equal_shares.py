"""Equal shares beside a plain reading of its definition, and what must hold of every count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import count as numbers

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cydradd.decide.ballots import Ballot, VoteType, points
from cydradd.decide.count import Count, count
from cydradd.decide.election import Election, Project, election_sha256
from cydradd.decide.options import Options
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

WORTH: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "cost": lambda cost, _: cost,
    "cardinality": lambda _, __: Fraction(1),
    "score": lambda _, given: given,
    "cost-score": lambda cost, given: given * cost,
}
SPLIT = {Partner.CITIZENS: 2, Partner.THIRD_SECTOR: 3, Partner.PUBLIC: 5}


@st.composite
def elections(draw: st.DrawFn, *, weighted: bool = False) -> Election:
    """Small elections, rich in ties, empty ballots and projects nobody can pay."""
    names = [f"p{number}" for number in range(draw(st.integers(1, 6)))]
    costs = draw(st.lists(st.sampled_from([0, 1, 7, 10, 10, 12, 30, 90]), min_size=len(names), max_size=len(names)))
    given = st.dictionaries(st.sampled_from(names), st.sampled_from([1, 1, 2, 3]), max_size=len(names))
    cast = draw(st.lists(given, min_size=3 if weighted else 1, max_size=12))
    partners = list(Partner)
    ballots = tuple(
        Ballot(
            f"v{at}",
            points(list(choice), [Fraction(value) for value in choice.values()]),
            partners[at % 3] if weighted else None,
        )
        for at, choice in enumerate(cast)
    )
    projects = tuple(Project(n, Bilingual(None, n), Fraction(c)) for n, c in zip(names, costs, strict=True))
    return Election(projects, ballots, Fraction(draw(st.sampled_from([0, 20, 60, 100]))), VoteType.CUMULATIVE)


def by_definition(election: Election, utility: str, weights: list[Fraction]) -> list[str]:
    """Winners of equal shares, one ballot at a time, in fractions: decide.md 3.1 read aloud. Ties by id."""
    purses = [election.budget / len(election.ballots) * weight for weight in weights]
    left = {p.id: p.cost for p in election.projects if p.cost <= election.budget}
    bought = []
    while True:
        asked = []
        for name, cost in left.items():
            worth = {
                at: weights[at] * WORTH[utility](cost or Fraction(1), Fraction(dict(ballot.support)[name]))
                for at, ballot in enumerate(election.ballots)
                if name in dict(ballot.support)
            }
            if worth and sum(purses[at] for at in worth) >= cost:
                asked.append((lowest(purses, worth, cost), name, worth))
        if not asked:
            return bought
        rho, name, worth = min(asked, key=lambda entry: entry[:2])
        for at, value in worth.items():
            purses[at] -= min(purses[at], rho * value)
        bought.append(name)
        del left[name]


def lowest(purses: list[Fraction], worth: dict[int, Fraction], cost: Fraction) -> Fraction:
    """The least rho at which the payments reach the cost: payments are linear between the purses' own rates."""
    if not cost:
        return Fraction(0)
    below = Fraction(0)
    order = sorted(worth, key=lambda at: purses[at] / worth[at])
    for place, at in enumerate(order):
        rest = sum(worth[other] for other in order[place:])
        rho = (cost - below) / rest
        if rho <= purses[at] / worth[at]:
            return rho
        below += purses[at]
    raise AssertionError("the purses hold less than the cost")


@pytest.mark.parametrize("utility", list(WORTH))
@settings(deadline=None, max_examples=150)
@given(election=elections())
def test_equal_shares_is_its_definition(utility: str, election: Election) -> None:
    result = count(election, Options.from_settings({"utility": utility, "tie": "id"}))

    assert list(result.winners) == by_definition(election, utility, [Fraction(1)] * len(election.ballots))


@settings(deadline=None, max_examples=150)
@given(election=elections(weighted=True))
def test_equal_shares_with_partners_is_its_definition(election: Election) -> None:
    result = count(election, Options.from_settings({"utility": "cost", "tie": "id", "weights": "partner", **SMALL}))

    weight = {own.name: own.weight for own in result.partners}
    plain = by_definition(election, "cost", [weight[b.partner] for b in election.ballots if b.partner])
    assert list(result.winners) == plain


SMALL = {"min_partner": 1}
RULES = [
    {"rule": "equal-shares", "utility": "cost", "completion": completion, "tie": "id"}
    for completion in ("none", "add1", "add1e", "add1u", "add1eu", "greedy")
] + [{"rule": "greedy", "tie": "id"}, {"rule": "equal-shares", "utility": "sqrt", "tie": "id"}]


def check_conservation(result: Count) -> None:
    """Nothing is spent twice, nobody is overdrawn, and every project is paid by its supporters to the last part."""
    assert result.spent <= result.election.budget
    if result.accounts is None or result.purse_final is None:
        return
    voters, books = result.voters, result.accounts
    assert min(books.left, default=Fraction(0)) >= 0
    for project, shares in books.paid.items():
        assert sum(amount * voters.many[member] for member, amount in shares.items()) == voters.costs[project]
        assert set(shares) <= set(voters.supporters[project].members.tolist())
    spent = sum(voters.costs[project] for project in books.paid)
    had = result.purse_final * sum(many * weight for many, weight in zip(voters.many, voters.weight, strict=True))
    assert spent + sum(money * many for money, many in zip(books.left, voters.many, strict=True)) == had
    for loser in result.losers:
        index = voters.projects.index(loser.project)
        members = voters.supporters[index].members.tolist()
        assert loser.held == sum(books.left[member] * voters.many[member] for member in members)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "-".join(rule.values()))
@settings(deadline=None, max_examples=60)
@given(election=elections(weighted=True), weighted=st.booleans())
def test_every_count_conserves_money(rule: dict[str, str], election: Election, weighted: bool) -> None:
    result = count(election, Options.from_settings({**rule, **({"weights": "partner", **SMALL} if weighted else {})}))

    check_conservation(result)
    for own in result.partners:
        assert own.spent + own.left == own.endowment
        assert own.endowment == result.partners[0].endowment


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "-".join(rule.values()))
@settings(deadline=None, max_examples=60)
@given(election=elections(), data=st.data())
def test_the_order_of_rows_never_matters(rule: dict[str, str], election: Election, data: st.DataObject) -> None:
    ballots = tuple(data.draw(st.permutations(election.ballots)))
    projects = tuple(data.draw(st.permutations(election.projects)))

    shuffled = replace(election, ballots=ballots, projects=projects)

    options = Options.from_settings(rule)
    assert count(shuffled, options).winners == count(election, options).winners
    assert election_sha256(shuffled) == election_sha256(election)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "-".join(rule.values()))
@settings(deadline=None, max_examples=60)
@given(election=elections())
def test_the_unit_of_money_never_matters(rule: dict[str, str], election: Election) -> None:
    dear = replace(
        election,
        budget=election.budget * 7,
        projects=tuple(replace(project, cost=project.cost * 7) for project in election.projects),
    )

    seven = Options.from_settings({**rule, "increment": "7"})
    assert count(dear, seven).winners == count(election, Options.from_settings(rule)).winners


@settings(deadline=None, max_examples=60)
@given(election=elections())
def test_an_electorate_twice_as_large_decides_the_same(election: Election) -> None:
    options = Options.from_settings({"utility": "score", "tie": "id"})

    twice = replace(election, ballots=election.ballots * 2)

    assert count(twice, options).winners == count(election, options).winners


@settings(deadline=None, max_examples=60)
@given(election=elections(weighted=True))
def test_unequal_shares_are_clones(election: Election) -> None:
    """Shares in proportion to ballots times 2, 3 and 5 weigh each ballot as 2, 3 or 5 copies of it would."""
    copies = [SPLIT[ballot.partner or Partner.PUBLIC] for ballot in election.ballots]
    share = {
        str(partner): str(
            Fraction(sum(c for b, c in zip(election.ballots, copies, strict=True) if b.partner is partner), sum(copies))
        )
        for partner in Partner
    }
    ids = numbers()
    clones = tuple(
        replace(ballot, voter=str(next(ids)))
        for ballot, many in zip(election.ballots, copies, strict=True)
        for _ in range(many)
    )
    rule = {"utility": "cost", "tie": "id"}

    weighted = count(election, Options.from_settings({**rule, "weights": "partner", "shares": share, **SMALL}))

    assert weighted.winners == count(replace(election, ballots=clones), Options.from_settings(rule)).winners


def plain(costs: list[Fraction], ballots: list[list[int]], budget: Fraction) -> Election:
    """An election by approval of projects by number."""
    projects = tuple(Project(f"p{at:05}", Bilingual(None, None), cost) for at, cost in enumerate(costs))
    cast = tuple(
        Ballot(str(at), tuple((f"p{choice:05}", 1) for choice in sorted(choices))) for at, choices in enumerate(ballots)
    )
    return Election(projects, cast, budget, VoteType.APPROVAL)


def test_costs_that_differ_by_one_part_in_10_to_the_17_are_told_apart() -> None:
    whole = Fraction(10**17)

    dearer_first = count(plain([whole + 1, whole], [[0, 1], [0, 1], []], whole * 3), Options(tie=("max-cost",)))
    level = count(plain([whole, whole], [[0, 1], [0, 1], []], whole * 3), Options(tie=("id",)))

    assert dearer_first.rounds[0].tied_with == level.rounds[0].tied_with == ("p00001",)
    by_number = Options.from_settings({"utility": "cardinality", "tie": "max-cost"})
    assert count(plain([whole + 1, whole], [[0, 1], [0, 1], []], whole * 3), by_number).winners[0] == "p00001"
    assert count(plain([whole, whole + 1], [[0, 1], [0, 1], []], whole * 3), by_number).rounds[0].tied_with == ()


def test_a_purse_that_is_exactly_enough_buys_and_one_part_less_does_not() -> None:
    third = Fraction(1, 3)
    exactly = plain([Fraction(10**15) + third], [[0]] * 3, Fraction(10**15) + third)
    voters = [[0]] * 3 + [[]] * 4
    short = plain([Fraction(3 * 10**15, 7) + Fraction(1, 10**20)], voters, Fraction(10**15))

    assert count(exactly, Options()).winners == ("p00000",)
    assert count(short, Options()).winners == ()
    assert count(replace(short, projects=plain([Fraction(3 * 10**15, 7)], [], Fraction(0)).projects), Options()).winners


def test_weights_too_large_for_64_bits_are_counted_exactly() -> None:
    parts = {Partner.CITIZENS: 1_000_003, Partner.THIRD_SECTOR: 999_983, Partner.PUBLIC: 999_979}
    shared = [(("p00000", 10**15),), (("p00001", 10**15), ("p00000", 1)), (("p00001", 1),)]
    kinds = list(zip(parts, shared, strict=True))
    ballots = tuple(Ballot("", support, partner) for partner, support in kinds for _ in range(parts[partner] // 1000))
    base = plain([Fraction(40), Fraction(40)], [], Fraction(90))
    election = replace(base, ballots=ballots, vote_type=VoteType.SCORING)

    result = count(election, Options.from_settings({"weights": "partner", "completion": "add1e", "tie": "id"}))

    assert result.voters.supporters[0].weights.dtype == np.dtype(object)
    assert {own.endowment for own in result.partners} == {result.partners[0].endowment}
    check_conservation(result)


def test_a_hundred_projects_that_all_tie_in_every_round_are_counted() -> None:
    costs = [Fraction(10**8 + at * 10**5) for at in range(100)]

    result = count(plain(costs, [[at, (at * 7 + 1) % 100] for at in range(100)], Fraction(10**10)), Options())

    assert result.winners
    check_conservation(result)


def test_a_hundred_thousand_identical_ballots_are_one_class() -> None:
    election = plain([Fraction(10), Fraction(20)], [[0, 1]] * 100_000, Fraction(30))

    result = count(election, Options())

    assert result.voters.size == 1
    assert set(result.winners) == {"p00000", "p00001"}


def test_one_voter_no_support_and_a_cost_above_the_budget() -> None:
    result = count(plain([Fraction(5), Fraction(6), Fraction(99)], [[0, 2]], Fraction(10)), Options())

    assert result.winners == ("p00000",)
    assert [(entry.project, entry.kind) for entry in result.set_aside] == [
        ("p00001", "no_support"),
        ("p00002", "cost_above_budget"),
    ]


def test_a_project_that_costs_nothing_is_bought_first_and_free() -> None:
    result = count(plain([Fraction(5), Fraction(0)], [[0, 1], [0]], Fraction(10)), Options())

    assert result.winners == ("p00001", "p00000")
    assert result.rounds[0].rho == 0
    assert result.accounts is not None
    assert result.accounts.paid[1] == {}
