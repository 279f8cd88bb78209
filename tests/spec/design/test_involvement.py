"""Involvement (design.md section 6): the worked vector, and small cases at both sides of every threshold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from cydradd.design.holidays import days_of, holiday_share
from cydradd.design.involvement import Act, Rung, involvement, read_act, rung, signals
from cydradd.vocabulary.facts import JsonValue

Line = dict[str, JsonValue]
START = datetime(2027, 2, 1, 10, tzinfo=UTC)
PARTNERS = ("citizens", "third_sector", "public")
STAGES = ("listen", "design", "apply", "decide", "deliver", "evaluate", "share", "follow")
GATES = (*(f"open-{stage}" for stage in STAGES), "ending")


def on(day: float, kind: str, **keys: Any) -> Line:
    """An act about the day centre, so many days after 1 February 2027, 10:00."""
    at = (START + timedelta(days=day)).isoformat()
    return {"at": at, "kind": kind, "object": "day-centre", **keys}


def at_gate(day: float, kind: str, gate: str, **keys: Any) -> Line:
    line = on(day, kind, gate=gate, **keys)
    return {name: value for name, value in line.items() if name != "object"}


def acts(lines: Sequence[Line]) -> list[Act]:
    return [read_act(line, row) for row, line in enumerate(lines, 1)]


def window(opens: float = 10, closes: float = 40) -> list[Line]:
    return [on(opens, "window_opens"), on(closes, "window_closes")]


def contributions(count: int, *, items: Sequence[str | None] = ("hours",), day: float = 20) -> list[Line]:
    named = [items[n % len(items)] for n in range(count)]
    return [on(day, "contribution", id=f"c{n}", **({"item": item} if item else {})) for n, item in enumerate(named)]


def consents(day: float, gate: str, partners: Sequence[str] = PARTNERS) -> list[Line]:
    return [at_gate(day, "consent", gate, partner=partner) for partner in partners]


def text(words: int, changed: int = 0) -> str:
    return " ".join(f"new{n}" if n < changed else f"word{n}" for n in range(words))


VECTOR: list[Line] = [
    {"id": "e1", "at": "2027-03-01T09:00:00Z", "object": "o", "kind": "commitment", "code": "provider_named"},
    {"id": "e2", "at": "2027-03-15T09:00:00Z", "object": "o", "kind": "window_opens"},
    {"id": "e3", "at": "2027-04-05T09:00:00Z", "object": "o", "kind": "window_closes"},
    {"id": "e4", "at": "2027-04-06T09:00:00Z", "object": "o", "kind": "decision", "partner": "public"},
]


def test_the_worked_vector_of_the_spec() -> None:
    (found,) = involvement(acts(VECTOR))

    assert (found.signals["S1"].value, found.signals["S1"].flag, found.signals["S1"].event) == (14, True, "e1")
    assert (found.signals["S4"].value, found.signals["S4"].flag) == (21, True)
    assert (found.signals["S9"].value, found.signals["S9"].flag) == (Fraction(1, 3), True)
    assert (found.rung, found.capped_by, found.confidence) == ("informing", "S1", "record")
    assert found.sentence.en == "A provider was named 14 days before the first window opened; and 2 more signs."
    unknown = {name for name, signal in found.signals.items() if signal.flag is None}
    assert unknown == {"S2", "S3", "S5", "S6", "S7", "S8", "S10"}


def item(day: float, name: str, code: str) -> Line:
    return on(day, "item", item=name, code=code)


def reply(day: float, *links: str) -> Line:
    return on(day, "reply", links=list(links), code="accepted")


DECIDED = on(50, "decision", partner="public")
SOON = timedelta(minutes=4) / timedelta(days=1)
SECOND = timedelta(seconds=1) / timedelta(days=1)

# signal, what the case is, lines, value (None: not known), flag
CASES: list[tuple[str, str, list[Line], Any, bool | None]] = [
    ("S1", "no commitment is told", window(), None, None),
    ("S1", "a commitment and no window", [on(1, "commitment", code="signed")], None, None),
    ("S1", "a day before", [on(9, "commitment", code="announced"), *window()], 1, True),
    ("S1", "hours before, on the same day", [on(9.9, "commitment", code="signed"), *window()], 0, True),
    ("S1", "at the same instant", [on(10, "commitment", code="spec_published"), *window()], 0, False),
    ("S1", "after it", [*window(), on(11, "commitment", code="signed")], 0, False),
    ("S1", "the first of two", [*window(), on(11, "commitment"), on(4, "commitment")], 6, True),
    ("S2", "no item is told", window(), None, None),
    ("S2", "items that came later", [*window(), item(11, "a", "open")], None, None),
    ("S2", "half are open", [item(1, "a", "open"), item(1, "b", "closed"), *window()], Fraction(1, 2), False),
    (
        "S2",
        "a third is open",
        [item(1, "a", "open"), item(1, "b", "closed"), item(2, "c", "closed"), *window()],
        Fraction(1, 3),
        True,
    ),
    ("S2", "closed in the instant of the opening", [item(1, "a", "open"), item(10, "a", "closed"), *window()], 0, True),
    ("S2", "closed later", [item(1, "a", "open"), *window(), item(11, "a", "closed")], 1, False),
    ("S2", "the scope of the round", [{**item(1, "a", "open"), "object": "scope"}, *window()], 1, False),
    (
        "S2",
        "its own items go before the scope",
        [{**item(1, "a", "open"), "object": "scope"}, item(1, "b", "closed"), *window()],
        0,
        True,
    ),
    ("S3", "no option is told", window(), None, None),
    ("S3", "one", [on(1, "option", id="a"), *window()], 1, True),
    ("S3", "two", [on(1, "option", id="a"), on(10, "option", id="b"), *window()], 2, False),
    ("S3", "two, stated later", [*window(), on(11, "option", id="a"), on(11, "option", id="b")], 0, True),
    (
        "S3",
        "two, one of them ended",
        [on(1, "option", id="a"), on(1, "option", id="b"), on(2, "option", id="b", code="withdrawn"), *window()],
        1,
        True,
    ),
    (
        "S3",
        "two, one of them closed as an item",
        [on(1, "option", id="a"), on(1, "option", id="b"), item(2, "b", "closed"), *window()],
        1,
        True,
    ),
    ("S4", "no window", [DECIDED], None, None),
    ("S4", "not closed", [on(10, "window_opens"), DECIDED], None, None),
    ("S4", "28 days", window(10, 38), 28, False),
    ("S4", "27 days", window(10, 37), 27, True),
    ("S4", "28 days across the change of the clocks", window(30, 58), 28, False),
    ("S4", "two windows together", [*window(0, 14), *window(20, 34)], 28, False),
    ("S4", "28 days, over Christmas", window(312, 340), 28, True),
    ("S4", "90 days, over Christmas", window(290, 380), 90, False),
    ("S4", "a window after the decision is not counted", [*window(10, 37), DECIDED, *window(60, 90)], 27, True),
    ("S5", "nobody contributed", [*window(), on(20, "change", item="hours", links=["c0"])], None, None),
    ("S5", "nothing changed", contributions(3), 0, True),
    ("S5", "one item of one", [*contributions(1), on(21, "change", item="hours", links=["c0"])], 1, False),
    (
        "S5",
        "one of ten",
        [*contributions(10, items=[f"i{n}" for n in range(10)]), on(21, "change", item="i0", links=["c0"])],
        Fraction(1, 10),
        False,
    ),
    (
        "S5",
        "one of eleven",
        [*contributions(11, items=[f"i{n}" for n in range(11)]), on(21, "change", item="i0", links=["c0"])],
        Fraction(1, 11),
        True,
    ),
    ("S5", "a change without a link", [*contributions(1), on(21, "change", item="hours")], 0, True),
    ("S5", "a link to nothing", [*contributions(1), on(21, "change", item="hours", links=["x"])], 0, True),
    ("S5", "a change before what it links to", [*contributions(1), on(19, "change", links=["c0"])], 0, True),
    ("S5", "a change that names no item", [*contributions(1), on(21, "change", links=["c0"])], 1, False),
    (
        "S5",
        "contributions on the whole",
        [*contributions(2, items=[None]), on(21, "change", links=["c1"])],
        1,
        False,
    ),
    ("S6", "nobody contributed", [*window(), DECIDED], None, None),
    ("S6", "no decision yet", [*contributions(1), reply(21, "c0")], None, None),
    ("S6", "all were answered", [*contributions(2), reply(21, "c0", "c1"), DECIDED], 1, False),
    ("S6", "one of two", [*contributions(2), reply(21, "c0"), DECIDED], Fraction(1, 2), True),
    ("S6", "one in the instant of the decision", [*contributions(1), reply(50, "c0"), DECIDED], 0, True),
    ("S6", "one twice", [*contributions(2), reply(21, "c0"), reply(22, "c0"), DECIDED], Fraction(1, 2), True),
    ("S7", "nobody contributed", [*window(), DECIDED], None, None),
    ("S7", "never closed", [on(10, "window_opens"), *contributions(2), DECIDED], None, None),
    ("S7", "just enough", [*window(), *contributions(2), on(40 + SOON, "decision")], 1, False),
    (
        "S7",
        "a second too little",
        [*window(), *contributions(2), on(40 + SOON - SECOND, "decision")],
        Fraction(239, 240),
        True,
    ),
    ("S7", "before the close", [*window(), *contributions(2), on(40 - SOON, "decision")], -1, True),
    ("S8", "one text", [*contributions(20), on(1, "design_text", text=text(100))], None, None),
    (
        "S8",
        "99 words of 100 are left, 20 contributions",
        [*contributions(20), on(1, "design_text", text=text(100)), on(30, "design_text", text=text(100, 1))],
        Fraction(99, 100),
        True,
    ),
    (
        "S8",
        "98 words of 100 are left",
        [*contributions(20), on(1, "design_text", text=text(100)), on(30, "design_text", text=text(100, 2))],
        Fraction(98, 100),
        False,
    ),
    (
        "S8",
        "19 contributions",
        [*contributions(19), on(1, "design_text", text=text(100)), on(30, "design_text", text=text(100))],
        1,
        False,
    ),
    (
        "S8",
        "a middle text does not count",
        [
            *contributions(20),
            on(1, "design_text", text=text(9)),
            on(2, "design_text", text="else"),
            on(3, "design_text", text=text(9)),
        ],
        1,
        True,
    ),
    (
        "S8",
        "each language beside itself",
        [
            *window(),
            on(1, "design_text", text={"cy": "un dau", "en": "one two"}),
            on(2, "design_text", text={"en": "one three", "cy": None}),
        ],
        Fraction(1, 2),
        False,
    ),
    ("S9", "no decision", window(), None, None),
    ("S9", "nobody is named", [on(50, "decision")], None, None),
    ("S9", "one", [DECIDED], Fraction(1, 3), True),
    ("S9", "two", [DECIDED, on(50, "decision", partner="citizens")], Fraction(2, 3), True),
    ("S9", "all three", [on(50 + n / 99, "decision", partner=each) for n, each in enumerate(PARTNERS)], 1, False),
    ("S9", "others on another day", [DECIDED, *[on(60, "decision", partner=each) for each in PARTNERS]], Fraction(1, 3), True),
    ("S9", "named by their consent", [on(50, "decision"), *consents(51, "open-deliver")], 1, False),
    (
        "S9",
        "a consent taken back",
        [on(50, "decision"), *consents(51, "open-deliver"), at_gate(52, "consent", "open-deliver", partner="public", code="withdrawn")],
        Fraction(2, 3),
        True,
    ),
    ("S10", "no word of a gate", [*window(), DECIDED], None, None),
    ("S10", "consent and no override", [*window(), *consents(45, "open-apply")], 0, False),
    ("S10", "one at a gate", [*window(), at_gate(60, "override", "open-deliver", partner="public")], 1, True),
    ("S10", "one about the object", [*window(), on(60, "override", gate="open-deliver", partner="public")], 1, True),
    (
        "S10",
        "one about another object",
        [*window(), *consents(45, "open-apply"), {**on(60, "override", gate="open-deliver"), "object": "other"}],
        0,
        False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "case", "lines", "value", "flag"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_signal(name: str, case: str, lines: list[Line], value: Any, flag: bool | None) -> None:
    found = signals(acts(lines), "day-centre")[name]

    assert (found.value, found.flag) == (value, flag)


@pytest.mark.parametrize(
    ("object", "counted"),
    [
        ("listen", {"open-listen", "open-design"}),
        ("design", {"open-design", "open-apply"}),
        ("call", {"open-apply", "open-decide"}),
        ("ballot", {"open-decide", "open-deliver"}),
        ("result", {"open-deliver"}),
        ("ending", {"ending"}),
    ],
)
def test_an_override_is_held_against_what_passes_its_gate_alone(object: str, counted: set[str]) -> None:
    own = [{**line, "object": object} for line in window()]
    values = {gate: signals(acts([*own, at_gate(90, "override", gate)]), object)["S10"].value for gate in GATES}

    assert {gate for gate, value in values.items() if value} == counted
    assert all(value in (0, 1) for value in values.values())


@pytest.mark.parametrize("gate", ["open-share", "ending"])
def test_an_override_about_the_object_itself_counts_at_any_gate(gate: str) -> None:
    own = [{**line, "object": "ending"} for line in window()]

    assert signals(acts([*own, {**at_gate(90, "override", gate), "object": "ending"}]), "ending")["S10"].value == 1


@pytest.mark.parametrize(("times", "said"), [(1, "objection once."), (2, "objection 2 times.")])
def test_how_often_a_body_overrode_is_said_in_words(times: int, said: str) -> None:
    overrides = [on(60 + n, "override", gate="open-apply", partner="public") for n in range(times)]

    (found,) = involvement(acts([*window(), *overrides]))

    assert found.sentence.en == f"A public body acted despite an {said}"


HEARD = [*window(), *contributions(2), DECIDED]
CHANGED = [*HEARD, on(41, "change", item="hours", links=["c0"], partner="citizens")]
TOGETHER = [*CHANGED, on(42, "change", item="hours", links=["c1"], partner="public")]

RUNGS: list[tuple[str, list[Line], str, str | None]] = [
    ("decided, and nobody told", [DECIDED], "coercion", None),
    ("told only afterwards", [DECIDED, on(51, "publish", code="en")], "coercion", None),
    ("told before", [on(49, "publish", code="en"), DECIDED], "informing", None),
    ("a notice of the round", [{**on(1, "publish", code="en"), "object": "notice"}, DECIDED], "informing", None),
    (
        "another object was published",
        [{**on(1, "publish"), "object": "b"}, {**on(2, "decision"), "object": "b"}, DECIDED],
        "coercion",
        None,
    ),
    ("a commitment does not lift", [on(1, "commitment", code="signed"), DECIDED], "coercion", None),
    ("a window that came after the decision", [DECIDED, *window(60, 90), *contributions(3, day=70)], "coercion", None),
    ("heard", [*window(), DECIDED], "consultation", None),
    ("heard, nothing changed", HEARD, "consultation", None),
    ("changed", CHANGED, "engagement", None),
    ("changed by one partner twice", [*CHANGED, on(43, "change", item="hours", partner="citizens")], "engagement", None),
    ("changed by two", TOGETHER, "co-design", None),
    ("two of three consent", [*TOGETHER, *consents(55, "open-apply", PARTNERS[:2])], "co-design", None),
    ("all consent", [*TOGETHER, *consents(55, "open-apply")], "co-production", None),
    ("all consent at another gate", [*TOGETHER, *consents(55, "open-design")], "co-design", None),
    (
        "all consent at one gate, two at the next",
        [*TOGETHER, *consents(55, "open-apply"), *consents(56, "open-deliver", PARTNERS[1:])],
        "co-design",
        None,
    ),
    (
        "all consent at all three",
        [*TOGETHER, *consents(55, "open-apply"), *consents(56, "open-deliver"), *consents(57, "open-share")],
        "co-production",
        None,
    ),
    (
        "an objection stands",
        [*TOGETHER, *consents(55, "open-apply"), at_gate(56, "objection", "open-apply", partner="citizens")],
        "co-design",
        None,
    ),
    (
        "an objection was resolved",
        [
            *TOGETHER,
            *consents(55, "open-apply"),
            at_gate(56, "objection", "open-apply", partner="citizens"),
            at_gate(57, "objection", "open-apply", partner="citizens", code="resolved"),
        ],
        "co-production",
        None,
    ),
    (
        "overridden",
        [*TOGETHER, *consents(55, "open-apply"), at_gate(58, "override", "open-apply", partner="public")],
        "co-design",
        None,
    ),
    ("all consent, nothing changed", [*HEARD, *consents(55, "open-apply")], "consultation", None),
    (
        "a commitment before it all",
        [on(1, "commitment", code="signed"), *TOGETHER, *consents(55, "open-apply")],
        "informing",
        "S1",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "lines", "reached", "capped_by"), RUNGS, ids=[case[0] for case in RUNGS])
def test_a_rung(case: str, lines: list[Line], reached: str, capped_by: str | None) -> None:
    found = rung(acts(lines), "day-centre")

    assert (found.rung, found.capped_by) == (Rung(reached), capped_by)


def test_objects_are_what_has_a_window_a_contribution_or_a_decision() -> None:
    kinds = ("window_opens", "contribution", "decision", "commitment", "publish", "item", "consent")
    lines: list[Line] = [{**on(n, kind), "object": kind} for n, kind in enumerate(kinds)]

    found = [each.object for each in involvement(acts(lines))]

    assert found == ["window_opens", "contribution", "decision"], "in the order of their first acts"


@pytest.mark.parametrize(
    ("keys", "confidence"),
    [
        ({}, "record"),
        ({"channel": "paper"}, "record"),
        ({"channel": "press"}, "outside"),
        ({"imported": True}, "outside"),
    ],
)
def test_confidence_says_whose_lines_these_are(keys: dict[str, Any], confidence: str) -> None:
    (found,) = involvement(acts([*window(), {**DECIDED, **keys}]))

    assert found.confidence == confidence


def test_an_entry_of_the_record_counts_as_its_line() -> None:
    lines: list[Line] = [
        {"at": "2027-03-01T09:00:00Z", "kind": "design.committed", "body": {"object": "o", "code": "signed"}},
        {"at": "2027-03-15T09:00:00Z", "kind": "design.window_opened", "body": {"object": "o"}},
        {
            "at": "2027-03-16T09:00:00Z",
            "kind": "design.contribution_made",
            "body": {"object": "o", "id": "c", "item": "i"},
        },
        {"at": "2027-03-17T09:00:00Z", "kind": "design.changed", "body": {"object": "o", "item": "i", "links": ["c"]}},
    ]

    found = signals(acts(lines), "o")

    assert (found["S1"].value, found["S5"].value) == (14, 1)


def test_the_share_of_holidays_counts_both_ends() -> None:
    assert holiday_share(days_of(date(2025, 12, 15), date(2026, 1, 9))) == Fraction(17, 26)
    assert holiday_share(days_of(date(2026, 8, 3), date(2026, 8, 7))) == Fraction(1, 2)
    assert holiday_share(days_of(date(2026, 8, 31), date(2026, 8, 31))) == 1
    assert holiday_share(days_of(date(2026, 2, 2), date(2026, 2, 3)), {date(2026, 2, 3)}) == Fraction(1, 2)
    assert holiday_share(days_of(date(1950, 1, 1), date(1950, 1, 2))) is None
