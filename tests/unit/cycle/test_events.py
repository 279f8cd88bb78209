"""Lines of ``events.jsonl``: what is listed, what is kept, and what half a line may not do."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from cydradd.cycle.event_links import astray
from cydradd.cycle.events import LONGEST_LINE, Event, in_order, line, read_lines
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

AS_OF = datetime(2027, 6, 1, tzinfo=UTC)
AT = "2027-01-01T10:00:00Z"


def read(*acts: dict[str, object] | str) -> tuple[list[Event], list[tuple[int | None, str | None, str]]]:
    """The events of some lines, and row, column and code of each defect."""
    texts = [act if isinstance(act, str) else json.dumps(act) for act in acts]
    events, defects = read_lines("\n".join(texts).encode(), AS_OF)
    assert all(defect.message.cy and defect.message.en for defect in defects)
    return events, [(defect.row, defect.column, defect.code) for defect in defects]


def test_a_line_becomes_an_event_with_its_time_in_utc() -> None:
    act = {"at": "2027-07-01T10:00:00+01:00", "kind": "objection", "gate": "open-apply", "partner": "public"}
    events, _ = read(act | {"harm": {"cy": "Niwed", "en": "Harm"}, "remedy": "none known", "seq": 4})

    event = events[0]
    assert event.at == datetime(2027, 7, 1, 9, tzinfo=UTC)
    assert (event.partner, event.harm) == (Partner.PUBLIC, Bilingual("Niwed", "Harm"))
    assert (event.remedy, event.remedy_plain, event.seq, event.row) == (None, "none known", 4, 1)
    assert line(event)["at"] == "2027-07-01T09:00:00Z"


@pytest.mark.parametrize(
    ("act", "fault"),
    [
        ("{", (1, None, "bad-json")),
        ("[1]", (1, None, "bad-json")),
        ('{"at": 1, "at": 2}', (1, None, "bad-json")),
        ("\udcff", (1, None, "bad-json")),
        ({"kind": "consent"}, (1, "at", "unreadable-time")),
        ({"kind": "consent", "at": "2027-01-01T10:00:00"}, (1, "at", "no-zone")),
        ({"kind": "dance", "at": AT}, (1, "kind", "unknown-kind")),
        ({"kind": "consent", "at": AT, "partner": "crowd"}, (1, "partner", "unknown-partner")),
        ({"kind": "consent", "at": AT, "gate": "open-sesame"}, (1, "gate", "unknown-word")),
        ({"kind": "consent", "at": AT, "code": "yes"}, (1, "code", "unknown-word")),
        ({"kind": "publish", "at": AT, "code": "fr"}, (1, "code", "unknown-word")),
        ({"kind": "reply", "at": AT, "code": 5}, (1, "code", "unreadable-cell")),
        ({"kind": "override", "at": AT, "office": "x" * 201}, (1, "office", "unreadable-cell")),
        ({"kind": "item", "at": AT, "text": {"fr": "x"}}, (1, "text", "unreadable-cell")),
        ({"kind": "item", "at": AT, "links": "a"}, (1, "links", "unreadable-cell")),
        ({"kind": "item", "at": AT, "seq": -1}, (1, "seq", "unreadable-cell")),
        ({"kind": "item", "at": AT, "channel": "drum"}, (1, "channel", "unreadable-cell")),
        ({"kind": "item", "at": AT, "role": "Ms Jones"}, (1, "role", "unreadable-cell")),
        ({"kind": "apply.closed", "at": AT, "body": []}, (1, "body", "unreadable-cell")),
    ],
)
def test_a_line_with_a_value_that_cannot_be_read_is_no_act(
    act: dict[str, object] | str, fault: tuple[int, str | None, str]
) -> None:
    text = act if isinstance(act, str) else json.dumps(act)

    events, defects = read_lines(text.encode("utf-8", "surrogateescape"), AS_OF)

    assert events == []
    assert [(each.row, each.column, each.code) for each in defects] == [fault]


@pytest.mark.parametrize(
    "act",
    [
        {"kind": "objection", "partner": "public", "text": 5},
        {"kind": "objection", "partner": "public", "code": "settled"},
        {"kind": "consent", "partner": "public", "code": "withdrawn", "seq": "x"},
        {"kind": "consent.withdrawn", "body": {}, "refs": 3},
    ],
)
def test_what_keeps_a_gate_shut_stands_though_half_of_it_cannot_be_read(act: dict[str, object]) -> None:
    events, faults = read({"at": AT, **act})

    assert len(events) == 1 and len(faults) == 1
    assert line(events[0]) == {"at": AT, **act}


def test_an_objection_that_says_it_ended_ends_nothing_when_half_of_it_cannot_be_read() -> None:
    events, _ = read({"at": AT, "kind": "objection", "partner": "public", "code": "resolved", "text": 5})

    assert events == []


def test_keys_that_no_rule_knows_are_listed_and_kept() -> None:
    events, faults = read(
        {"at": AT, "kind": "consent", "mood": "glad"}, {"at": AT, "kind": "consent.given", "gate": "open-apply"}
    )

    assert [dict(event.extra) for event in events] == [{"mood": "glad"}, {"gate": "open-apply"}]
    assert faults == [(1, "mood", "unknown-key"), (2, "gate", "unknown-key")]


def test_a_part_of_a_second_is_cut_and_what_is_to_come_is_listed() -> None:
    events, faults = read(
        {"at": "2027-01-01T10:00:00.9Z", "kind": "option"}, {"at": "2027-06-01T00:00:01Z", "kind": "option"}
    )

    assert events[0].at == datetime(2027, 1, 1, 10, tzinfo=UTC)
    assert faults == [(1, "at", "sub-second"), (2, "at", "after-as-of")]


def test_a_line_too_long_is_left_and_the_next_one_read() -> None:
    events, faults = read('{"at": "' + "x" * LONGEST_LINE + '"}', {"at": AT, "kind": "option"})

    assert [event.row for event in events] == [2]
    assert faults == [(1, None, "too-large")]


def test_a_mark_of_byte_order_and_lines_of_windows_are_welcome() -> None:
    events, defects = read_lines(
        b'\xef\xbb\xbf{"at":"2027-01-01T10:00:00Z","kind":"option"}\r\n\r\n'
        b'{"at":"2027-01-01T10:00:00Z","kind":"item"}\r\n',
        AS_OF,
    )

    assert [event.row for event in events] == [1, 3]
    assert defects == []


def test_acts_are_ordered_by_time_then_number_then_line() -> None:
    events, _ = read(
        {"at": AT, "kind": "option", "seq": 2},
        {"at": AT, "kind": "option"},
        {"at": AT, "kind": "option", "seq": 0},
        {"at": "2026-01-01T10:00:00Z", "kind": "option", "seq": 9},
    )

    assert [event.row for event in in_order(events)] == [4, 2, 3, 1]


def test_ids_that_two_acts_share_and_links_to_nothing_are_named() -> None:
    events, _ = read(
        {"at": AT, "kind": "contribution", "id": "a"},
        {"at": AT, "kind": "contribution", "id": "a"},
        {"at": AT, "kind": "change", "links": ["a", "z"]},
        {"at": AT, "kind": "interest", "links": ["GB-CHC-1000001"]},
    )

    assert [(each.row, each.column, each.code, each.value) for each in astray(events)] == [
        (1, "id", "shared-id", "a"),
        (2, "id", "shared-id", "a"),
        (3, "links", "dangling-reference", "z"),
    ]
