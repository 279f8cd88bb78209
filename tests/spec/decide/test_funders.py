"""Several funders: the worked election E7, and payments that are as few as can be."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.spec.decide.elections import E1

from cydradd.decide.fund import Funded, fund
from cydradd.decide.funders import Cut, Pot, cut, flow, who_pays
from cydradd.decide.options import Options
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue

POTS = (
    Pot("P1", "Council", Fraction(50), frozenset("ac")),
    Pot("P2", "Trust", Fraction(30), frozenset("ab")),
    Pot("P3", "Health board", Fraction(40), frozenset("d")),
)


def funded(pots: tuple[Pot, ...] = POTS, **options: JsonValue) -> Funded:
    """E1 counted by number over pots."""
    return fund(E1, Options.from_settings({"utility": "cardinality", **options}), pots)


def test_e7_buys_what_the_pots_can_pay_and_says_who_pays() -> None:
    found = funded()

    assert found.result.winners == ("d", "c")
    assert found.shares.pays == {("c", "P1"): 30, ("d", "P3"): 20}
    assert (found.shares.lower_bound, found.shares.optimal) == (2, True)
    assert [found.used(pot.id) for pot in POTS] == [30, 0, 20]


def test_e7_names_for_each_refusal_the_pots_and_projects_that_stand_in_its_way() -> None:
    found = funded()

    assert found.refused == (
        Cut("b", ("P2",), ("b",), Fraction(30), Fraction(50)),
        Cut("a", ("P1", "P2"), ("a", "c"), Fraction(80), Fraction(90)),
    )
    assert [each.short_by for each in found.refused] == [20, 10]


@pytest.mark.parametrize("completion", ["none", "add1e", "greedy"])
def test_completions_spend_no_more_than_each_pot_holds(completion: str) -> None:
    found = funded((POTS[0], Pot("P2", "Trust", Fraction(70)), POTS[2]), completion=completion)

    assert all(found.used(pot.id) <= pot.amount for pot in found.pots)
    paid = {name: Fraction(0) for name in found.result.winners}
    for (name, _), amount in found.shares.pays.items():
        paid[name] += amount
    assert paid == {entry.project: entry.cost for entry in found.result.rounds}
    assert set("acd") <= set(found.result.winners) or completion == "none"


@pytest.mark.parametrize("options", [{"rule": "greedy"}, {"completion": "add1u"}, {"compare": "satisfaction"}])
def test_what_cannot_be_counted_over_pots_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(NotPossible):
        funded(**options)


def test_a_project_that_no_pot_permits_is_cut_off_alone() -> None:
    assert cut(POTS, {"x": Fraction(5)}, "x") == Cut("x", (), ("x",), Fraction(0), Fraction(5))
    assert flow(POTS, {"x": Fraction(5)}) is None


def test_payments_are_fewer_than_a_flow_would_happen_to_make() -> None:
    pots = (Pot("p", "", Fraction(60)), Pot("q", "", Fraction(40)))
    costs = {"a": Fraction(40), "b": Fraction(30), "c": Fraction(30)}

    found = who_pays(pots, costs)

    assert found.pays == {("a", "q"): 40, ("b", "p"): 30, ("c", "p"): 30}
    assert (found.lower_bound, found.optimal) == (3, True)


def test_a_search_that_may_not_try_gives_a_forest_and_says_that_it_may_not_be_the_best() -> None:
    pots = tuple(Pot(f"p{at}", "", Fraction(7 * at + 3)) for at in range(5))
    costs = {name: Fraction(12) for name in "abcdef"}

    found = who_pays(pots, costs, most_nodes=0)

    assert not found.optimal
    assert found.lower_bound <= len(found.pays) <= len(pots) + len(costs) - 1


def test_thirds_are_paid_exactly() -> None:
    pots = (Pot("p", "", Fraction(1, 3)), Pot("q", "", Fraction(2, 3)))

    assert who_pays(pots, {"a": Fraction(1)}).pays == {("a", "p"): Fraction(1, 3), ("a", "q"): Fraction(2, 3)}
