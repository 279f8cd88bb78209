"""Eligibility: the vectors and rules of apply.md 3.2."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from cydradd.apply.eligibility import Between, Fact, Op, Rule, State, judge
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

ON = date(2026, 9, 1)
SMALL = Rule("small", "income", Op.AT_MOST, 100_000_00, Bilingual("Incwm hyd at £100,000.", "Income up to £100,000."))
HERE = Rule("here", "place", Op.WITHIN, ["W06000015", "W06000002"], Bilingual("Caerdydd", "Cardiff or Gwynedd"))
NEW = Rule("age", "registered_on", Op.OLDER_THAN, 12)


@pytest.mark.parametrize(
    ("facts", "state", "failing", "needed"),
    [
        ({"income": 40_000_00}, State.CANNOT_SAY, [], ("place",)),
        ({"income": 40_000_00, "place": "W06000024"}, State.NOT_ELIGIBLE, ["here"], ()),
        ({"income": 250_000_00}, State.NOT_ELIGIBLE, ["small"], ()),
        ({"income": 250_000_00, "place": "W06000024"}, State.NOT_ELIGIBLE, ["small", "here"], ()),
        ({"income": 100_000_00, "place": "W06000002"}, State.ELIGIBLE, [], ()),
        ({}, State.CANNOT_SAY, [], ("income", "place")),
        ({"income": None, "place": "W06000015"}, State.CANNOT_SAY, [], ("income",)),
    ],
)
def test_the_vector_of_the_specification(
    facts: dict[str, Fact], state: State, failing: list[str], needed: tuple[str, ...]
) -> None:
    verdict = judge(facts, [SMALL, HERE], ON)

    assert verdict.state is state
    assert [rule.id for rule in verdict.failing] == failing
    assert verdict.needed == needed


@pytest.mark.parametrize(
    ("income", "op", "limit", "state"),
    [
        (Between(0, 10_000), Op.AT_MOST, 10_000, State.ELIGIBLE),
        (Between(0, 10_001), Op.AT_MOST, 10_000, State.CANNOT_SAY),
        (Between(10_001, None), Op.AT_MOST, 10_000, State.NOT_ELIGIBLE),
        (Between(10_000, None), Op.AT_LEAST, 10_000, State.ELIGIBLE),
        (Between(0, 9_999), Op.AT_LEAST, 10_000, State.NOT_ELIGIBLE),
        (Between(0, None), Op.AT_LEAST, 10_000, State.CANNOT_SAY),
        ("plenty", Op.AT_MOST, 10_000, State.CANNOT_SAY),
    ],
)
def test_a_band_of_income_decides_only_where_all_of_it_lies_on_one_side(
    income: Fact, op: Op, limit: int, state: State
) -> None:
    assert judge({"income": income}, [Rule("r", "income", op, limit)], ON).state is state


@pytest.mark.parametrize(
    ("rule", "fact", "state"),
    [
        (Rule("r", "kind", Op.IS, "charity"), "charity", State.ELIGIBLE),
        (Rule("r", "kind", Op.IN, ["charity", "cic"]), "private", State.NOT_ELIGIBLE),
        (Rule("r", "kind", Op.NOT, ["private"]), "private", State.NOT_ELIGIBLE),
        (Rule("r", "kind", Op.NOT, ["private"]), "cic", State.ELIGIBLE),
        (Rule("r", "papers", Op.HAS, "safeguarding"), ["safeguarding", "accounts"], State.ELIGIBLE),
        (Rule("r", "account", Op.HAS), False, State.NOT_ELIGIBLE),
        (Rule("r", "place", Op.WITHIN, "W92000004"), "W06000015", State.ELIGIBLE),
        (Rule("r", "place", Op.WITHIN, "W06000015"), "W92000004", State.NOT_ELIGIBLE),
        (Rule("r", "place", Op.WITHIN, "E12000001"), "W06000015", State.CANNOT_SAY),
        (NEW, "2025-09-01", State.ELIGIBLE),
        (NEW, "2025-09-02", State.NOT_ELIGIBLE),
        (NEW, "not a day", State.CANNOT_SAY),
    ],
)
def test_each_word_of_a_rule(rule: Rule, fact: Fact, state: State) -> None:
    assert judge({rule.fact: fact}, [rule], ON).state is state


def test_any_is_settled_by_the_fewest_facts_and_then_by_the_quickest() -> None:
    either = Rule("e", op=Op.ANY, of=(Rule("a", op=Op.ALL, of=(SMALL, NEW)), HERE, Rule("k", "kind", Op.IS, "charity")))

    assert judge({}, [either], ON).needed == ("kind",)
    slow = judge({}, [either], ON, minutes={"kind": Fraction(3)})
    assert (slow.needed, slow.minutes) == (("place",), Fraction(1, 2))
    assert judge({"place": "W06000002"}, [either], ON).state is State.ELIGIBLE
    assert judge({"place": "W06000024", "kind": "cic", "income": 10**9}, [either], ON).state is State.NOT_ELIGIBLE


def test_a_fact_that_two_rules_need_is_asked_once_and_counts_once() -> None:
    both = [
        Rule("x", op=Op.ANY, of=(HERE, Rule("k", "kind", Op.IS, "charity"))),
        Rule("y", "place", Op.WITHIN, "W92000004"),
    ]

    assert judge({}, both, ON).needed == ("place",)


def test_no_rules_let_everybody_in_and_a_rule_nobody_knows_is_refused() -> None:
    assert judge({}, [], ON).state is State.ELIGIBLE
    for wrong in (
        Rule("r", "income", "about", 3),
        Rule("r", "income", Op.AT_MOST, "much"),
        Rule("r", "income", Op.OLDER_THAN, "old"),
    ):
        with pytest.raises(NotPossible, match="rule r"):
            judge({"income": 5}, [wrong], ON)
