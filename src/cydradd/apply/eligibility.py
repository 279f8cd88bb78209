"""Whether a body can apply, told from facts alone: true, false, or not known yet (apply.md 3.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.place import within
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import parse_date

MOST_WAYS = 4_096
"""Combinations of ``any`` rules up to which the fewest facts are looked for among all of them."""
MINUTES = Fraction(1, 2)
"""Time to give one fact that is a choice (apply.md 3.3), unless the caller says otherwise."""


class Op(StrEnum):
    """How a fact is held against a rule's value."""

    IS = "is"
    IN = "in"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    WITHIN = "within"
    HAS = "has"
    OLDER_THAN = "older_than"
    NOT = "not"
    ALL = "all"
    ANY = "any"


TOGETHER = (Op.ALL, Op.ANY)


@dataclass(frozen=True, slots=True)
class Between:
    """A number that is known to lie between two others: a yearly income told as a band. ``None``: no upper end."""

    least: int
    most: int | None = None


Fact: TypeAlias = "JsonValue | Between"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold.

    Attributes:
        op: A word of `Op`; with ``all`` and ``any`` the rules of ``of`` are joined, and ``fact`` is not read.
        value: What the fact is held against. Money in pence, ages in whole months, places as GSS codes.
        reason: What is said when it does not hold: what is asked, and what would change the answer.
    """

    id: str
    fact: str = ""
    op: str = Op.IS
    value: JsonValue = None
    reason: Bilingual = Bilingual()
    source: str | None = None
    criterion: str | None = None
    of: tuple[Rule, ...] = ()


class State(StrEnum):
    """What can be said of a body."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a body can apply.

    Attributes:
        failing: **Every** necessary rule that does not hold, not the first alone.
        needed: The fewest facts that would settle it; empty unless it cannot be said.
        minutes: Time to give those facts.
        results: Each rule with its answer; ``None``: not known.
    """

    state: State
    failing: tuple[Rule, ...]
    needed: tuple[str, ...]
    minutes: Fraction
    results: tuple[tuple[Rule, bool | None], ...]


def judge(
    facts: Mapping[str, Fact],
    rules: Sequence[Rule],
    on: date,
    *,
    minutes: Mapping[str, Fraction] | None = None,
) -> Verdict:
    """Hold every rule against what is known. A fact that is not known is never a no.

    Args:
        facts: By key; one that is missing or ``None`` is not known.
        on: The day of the question, for rules on age.
        minutes: Time to give each fact, where it is not half a minute.

    Raises:
        NotPossible: A rule has a word or a value that no rule knows.
    """
    results = tuple((rule, holds(rule, facts, on)) for rule in rules)
    failing = tuple(rule for rule, answer in results if answer is False)
    open_ = [rule for rule, answer in results if answer is None]
    if failing or not open_:
        state = State.NOT_ELIGIBLE if failing else State.ELIGIBLE
        return Verdict(state, failing, (), Fraction(0), results)
    costs = minutes or {}
    needed = _fewest(_ways(Rule("", op=Op.ALL, of=tuple(open_)), facts, on), costs)
    return Verdict(State.CANNOT_SAY, (), needed, _time(needed, costs), results)


def holds(rule: Rule, facts: Mapping[str, Fact], on: date) -> bool | None:
    """Whether one rule holds (Kleene): ``None`` where a fact that decides it is not known.

    Raises:
        NotPossible: As `judge`.
    """
    if rule.op in TOGETHER:
        answers = {holds(each, facts, on) for each in rule.of}
        deciding = rule.op == Op.ANY
        return deciding if deciding in answers else None if None in answers else not deciding
    if rule.op not in set(Op):
        raise _unusable(rule, "op")
    found = facts.get(rule.fact)
    return None if found is None else _against(rule, found, on)


def _against(rule: Rule, found: Fact, on: date) -> bool | None:
    listed = rule.value if isinstance(rule.value, list | tuple) else (rule.value,)
    if rule.op in (Op.AT_MOST, Op.AT_LEAST):
        return _compared(rule, found)
    if rule.op == Op.OLDER_THAN:
        return _older(rule, found, on)
    if isinstance(found, Between):
        return None
    if rule.op == Op.WITHIN:
        return _within(str(found), [str(place) for place in listed])
    if rule.op == Op.HAS:
        held = found if isinstance(found, list | tuple) else (found,)
        return rule.value in held if rule.value is not None else bool(found)
    if rule.op == Op.IS:
        return found == rule.value
    return (found in listed) is (rule.op == Op.IN)


def _compared(rule: Rule, found: Fact) -> bool | None:
    limit = rule.value
    if isinstance(limit, bool) or not isinstance(limit, int | float):
        raise _unusable(rule, "value")
    if isinstance(found, Between):
        least, most = found.least, found.most
    elif isinstance(found, int | float) and not isinstance(found, bool):
        least, most = found, found  # type: ignore[assignment]
    else:
        return None
    if rule.op == Op.AT_MOST:
        return True if most is not None and most <= limit else False if least > limit else None
    return True if least >= limit else False if most is not None and most < limit else None


def _within(place: str, allowed: Iterable[str]) -> bool | None:
    answers = {within(place, outer) for outer in allowed}
    return True if True in answers else None if None in answers else False


def _older(rule: Rule, found: Fact, on: date) -> bool | None:
    months = rule.value
    if isinstance(months, bool) or not isinstance(months, int):
        raise _unusable(rule, "value")
    try:
        since = parse_date(found) if isinstance(found, str) else None
    except CydraddError:
        since = None
    if since is None:
        return None
    whole = (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
    return whole >= months


def _unusable(rule: Rule, key: str) -> NotPossible:
    return NotPossible(
        Bilingual(
            f"Ni ellir defnyddio’r rheol hon: {rule.id}. Gwiriwch {key}.",
            f"The rule {rule.id} cannot be used. Check its {key}.",
        )
    )


def _ways(rule: Rule, facts: Mapping[str, Fact], on: date) -> list[frozenset[str]]:
    """Sets of facts each of which could make a rule hold that is not known to."""
    if rule.op not in TOGETHER:
        return [frozenset({rule.fact})]
    parts = [_ways(each, facts, on) for each in rule.of if holds(each, facts, on) is None]
    if rule.op == Op.ANY:
        return list(dict.fromkeys(way for part in parts for way in part))
    number = 1
    for part in parts:
        number *= len(part)
    if number > MOST_WAYS:
        parts = [[min(part, key=lambda way: (len(way), *sorted(way)))] for part in parts]
    return list(dict.fromkeys(frozenset(fact for way in each for fact in way) for each in product(*parts)))


def _time(keys: Collection[str], costs: Mapping[str, Fraction]) -> Fraction:
    return sum((costs.get(key, MINUTES) for key in keys), Fraction(0))


def _fewest(ways: Sequence[frozenset[str]], costs: Mapping[str, Fraction]) -> tuple[str, ...]:
    """The smallest set; of equals, the one that takes the least time."""
    least: frozenset[str] = min(ways, key=lambda way: (len(way), _time(way, costs), *sorted(way)))
    return tuple(sorted(least))
