"""Flows, cuts and fewest payments beside brute force: Hall's condition over all sets, and all sets of payments."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import chain, combinations

from cydradd.decide.funders import Pot, cut, flow, who_pays


def case(rng: random.Random) -> tuple[tuple[Pot, ...], dict[str, Fraction]]:
    """Pots with restrictions and projects, small enough for brute force."""
    names = "abcdef"[: rng.randint(1, 6)]
    pots = tuple(
        Pot(
            f"p{at}",
            "",
            Fraction(rng.randint(0, 40), rng.choice([1, 1, 3])),
            None if rng.random() < 0.25 else frozenset(name for name in names if rng.random() < 0.5),
        )
        for at in range(rng.randint(1, 4))
    )
    return pots, {name: Fraction(rng.randint(0, 20), rng.choice([1, 2])) for name in names}


def short(pots: tuple[Pot, ...], costs: dict[str, Fraction], names: tuple[str, ...]) -> Fraction:
    """By how much these projects cost more than all pots that may pay for any of them hold."""
    have = sum((pot.amount for pot in pots if any(pot.permits(name) for name in names)), Fraction(0))
    return sum((costs[name] for name in names), Fraction(0)) - have


def test_a_thousand_cases_can_be_paid_exactly_when_hall_says_so() -> None:
    rng, answers = random.Random(11), {True: 0, False: 0}

    for _ in range(1000):
        pots, costs = case(rng)
        sets = chain.from_iterable(combinations(sorted(costs), size) for size in range(1, len(costs) + 1))
        payable = all(short(pots, costs, names) <= 0 for names in sets)
        made = flow(pots, costs)
        answers[payable] += 1
        assert (made is not None) == payable
        if made is None:
            continue
        permitted = {pot.id: pot for pot in pots}
        assert all(amount > 0 and permitted[pot].permits(name) for (name, pot), amount in made.items())
        for name, cost in costs.items():
            assert sum((amount for (own, _), amount in made.items() if own == name), Fraction(0)) == cost
        for pot in pots:
            assert sum((amount for (_, own), amount in made.items() if own == pot.id), Fraction(0)) <= pot.amount

    assert min(answers.values()) > 100


def test_the_cut_names_projects_that_lack_most_and_the_fewest_of_such() -> None:
    rng, seen = random.Random(12), 0

    for _ in range(1000):
        pots, costs = case(rng)
        *others, last = sorted(costs)
        if flow(pots, {name: costs[name] for name in others}) is None:
            continue
        found = cut(pots, costs, last)
        sets = [(*names, last) for size in range(len(others) + 1) for names in combinations(others, size)]
        most = max(short(pots, costs, names) for names in sets)
        assert (found is None) == (most <= 0)
        if found is None:
            continue
        seen += 1
        least = min((names for names in sets if short(pots, costs, names) == most), key=len)
        assert set(found.projects) == set(least)
        assert found.short_by == most
        assert found.need == sum(costs[name] for name in least)

    assert seen > 100


def fewest(pots: tuple[Pot, ...], costs: dict[str, Fraction]) -> int:
    """The least number of payments: every set of pairs is tried, smallest first."""
    pairs = [(name, at) for name in costs for at, pot in enumerate(pots) if pot.permits(name)]
    for size in range(len(pairs) + 1):
        for chosen in combinations(pairs, size):
            narrowed = tuple(
                Pot(pot.id, "", pot.amount, frozenset(name for name, own in chosen if own == at))
                for at, pot in enumerate(pots)
            )
            if flow(narrowed, costs) is not None:
                return size
    raise AssertionError("cannot be paid")


def test_payments_are_as_few_as_any_set_of_payments() -> None:
    rng, seen, split = random.Random(13), 0, 0

    while seen < 120:
        pots, costs = case(rng)
        costs = dict(list(costs.items())[:4])
        if flow(pots, costs) is None:
            continue
        found = who_pays(pots, costs)
        seen += 1
        split += len(found.pays) > sum(1 for cost in costs.values() if cost)
        assert found.optimal
        assert len(found.pays) == found.lower_bound == fewest(pots, costs)
        for name, cost in costs.items():
            assert sum((amount for (own, _), amount in found.pays.items() if own == name), Fraction(0)) == cost

    assert split > 5
