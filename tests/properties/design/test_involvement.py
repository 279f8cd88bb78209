"""Involvement: what holds for any log, and word distances beside the definition."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cydradd.design.involvement import LADDER, Act, involvement, read_act
from cydradd.design.involvement.edits import distance

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=80)
START = datetime(2027, 1, 1, tzinfo=UTC)
KINDS = (
    *("commitment", "window_opens", "window_closes", "item", "option", "contribution", "change", "reply"),
    *("design_text", "decision", "consent", "objection", "override", "publish"),
)
PARTNERS = (None, "citizens", "third_sector", "public")


def log_of(seed: int) -> list[Act]:
    """A log that chance made, of up to 25 acts about two objects and the round."""
    chance = random.Random(seed)
    lines: list[Act] = []
    for row in range(1, chance.randrange(26) + 1):
        kind = chance.choice(KINDS)
        line: dict[str, Any] = {
            "id": f"e{row}",
            "at": (START + timedelta(hours=chance.randrange(2000))).isoformat(),
            "kind": kind,
            "object": chance.choice(["a", "b", None]),
            "partner": chance.choice(PARTNERS),
            "item": chance.choice([None, "x", "y"]),
            "links": [f"e{chance.randint(1, 25)}" for _ in range(chance.randrange(4))],
            "gate": chance.choice([None, "open-apply", "open-share"]),
            "code": chance.choice(["open", "closed"]) if kind == "item" else None,
            "text": chance.choice(["one", "one two", ""]),
        }
        lines.append(read_act(line, row))
    return lines


LOGS = st.integers(0, 2**64).map(log_of)
HOLDS = settings(max_examples=150, deadline=None)


def plain_distance(a: list[str], b: list[str]) -> int:
    """The definition, cell by cell."""
    above = list(range(len(b) + 1))
    for row, word in enumerate(a, 1):
        line = [row]
        for column, other in enumerate(b, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (word != other)))
        above = line
    return above[-1]


@HOLDS
@given(WORDS, WORDS)
def test_distance_is_the_definition_and_the_same_both_ways(a: list[str], b: list[str]) -> None:
    assert distance(a, b) == distance(b, a) == plain_distance(a, b)


@HOLDS
@given(LOGS, st.integers(0, 2**32))
def test_the_order_of_the_lines_tells_nothing(acts: list[Act], seed: int) -> None:
    mixed = list(acts)
    random.Random(seed).shuffle(mixed)

    assert involvement(mixed) == involvement(acts)


@HOLDS
@given(LOGS)
def test_what_is_not_known_is_neither_flagged_nor_passed_and_shares_stay_shares(acts: list[Act]) -> None:
    for each in involvement(acts):
        for name, signal in each.signals.items():
            assert (signal.value is None) == (signal.flag is None)
            assert name not in ("S2", "S5", "S6", "S8", "S9") or signal.value is None or 0 <= signal.value <= 1
        assert each.sentence.cy and each.sentence.en


@HOLDS
@given(LOGS)
def test_an_earlier_commitment_never_lifts_an_object(acts: list[Act]) -> None:
    early = read_act({"at": "2026-12-01T00:00:00Z", "kind": "commitment", "object": "a", "code": "signed"}, 99)

    before = {each.object: LADDER.index(each.rung) for each in involvement(acts)}
    after = {each.object: LADDER.index(each.rung) for each in involvement([*acts, early])}

    assert all(after[name] <= place for name, place in before.items())
