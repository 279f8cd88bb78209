"""A count over pots: where every pot may pay for everything it is the count; where not, no pot pays beyond its own."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.properties.decide.elections import by_approval

from cydradd.decide.count import count
from cydradd.decide.document import count_document
from cydradd.decide.election import Election
from cydradd.decide.fund import Funded
from cydradd.decide.funders import Pot, cut, flow
from cydradd.decide.options import Options
from cydradd.decide.pots_count import count_over_pots, follows_pots

RULES = st.sampled_from(
    [
        {},
        {"completion": "add1"},
        {"completion": "add1e"},
        {"completion": "add1eu"},
        {"completion": "greedy", "compare": "satisfaction"},
        {"utility": "sqrt", "completion": "add1u"},
        {"rule": "phragmen"},
        {"rule": "greedy"},
        {"weights": "partner", "min_partner": 1, "completion": "add1e"},
    ]
)
AMOUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=4).filter(any)


@given(by_approval(weighted=True), RULES, AMOUNTS, st.data())
def test_free_pots_leave_every_number_of_the_count_as_it_is(
    election: Election, rule: dict[str, object], amounts: list[int], data: st.DataObject
) -> None:
    options, names = Options.from_settings(rule), frozenset(election.costs)  # type: ignore[arg-type]
    said = [data.draw(st.sampled_from([None, names])) for _ in amounts]
    pots = [
        Pot(f"p{at}", "", Fraction(amount), only) for at, (amount, only) in enumerate(zip(amounts, said, strict=True))
    ]

    found = count_over_pots(election, options, pots)

    plain = count(replace(election, budget=Fraction(sum(amounts))), options)
    assert count_document(found.result, payments=True) == count_document(plain, payments=True)
    assert (found.refused, follows_pots(found)) == ((), False)
    assert_paid(found)


def assert_paid(found: Funded) -> None:
    """Every cost is paid exactly, no pot beyond what it holds, and none for what it may not pay for."""
    pots = {pot.id: pot for pot in found.pots}
    costs = {entry.project: entry.cost for entry in found.result.rounds}
    for project, cost in costs.items():
        assert sum(amount for (name, _), amount in found.shares.pays.items() if name == project) == cost
    for name, pot in pots.items():
        assert found.used(name) <= pot.amount
    assert all(amount > 0 and pots[pot].permits(name) for (name, pot), amount in found.shares.pays.items())


@given(
    by_approval(weighted=True),
    st.sampled_from(["none", "add1e", "greedy"]),
    st.lists(st.tuples(st.integers(0, 60), st.sets(st.sampled_from("abcdef"))), min_size=1, max_size=4),
)
def test_restricted_pots_pay_within_their_conditions_and_each_refusal_is_a_true_cut(
    election: Election, completion: str, money: list[tuple[int, set[str]]]
) -> None:
    pots = [Pot(f"p{at}", "", Fraction(amount), frozenset(only)) for at, (amount, only) in enumerate(money)]

    found = count_over_pots(election, Options.from_settings({"completion": completion}), pots)

    assert_paid(found)
    costs = election.costs
    for each in found.refused:
        paid = {name: costs[name] for name in (*found.result.winners, each.project)}
        assert flow(pots, paid) is None
        assert cut(pots, paid, each.project) is not None
        assert each.need == sum(costs[name] for name in each.projects)
        assert each.have == sum(pot.amount for pot in pots if any(pot.permits(name) for name in each.projects))
        assert each.short_by > 0
