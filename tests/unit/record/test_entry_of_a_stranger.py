"""Bytes that somebody else wrote: every value of another type, size or form is refused with a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cydradd.record.canonical import serialise
from cydradd.record.entry import LONGEST, Actor, Entry, MalformedEntry, Ref, decode, document, encode
from cydradd.vocabulary.facts import JsonValue

WHOLE = Entry("consent.given", "demo-1", 3, datetime(2027, 3, 1, 10, tzinfo=UTC), sealed={"text": "ab" * 32})
ODD: tuple[JsonValue, ...] = (None, True, 5, "", "x" * 65, [], [[]], {}, {"a": 1}, "ÀÁ", "a\n")
ACTOR: dict[str, JsonValue] = {"channel": "web", "partner": "citizens", "pseudonym": None, "role": "seat"}
ALLOWED = {("round", None), ("seq", 5), ("body", "{}"), ("body", "{'a': 1}"), ("sealed", "{}"), ("refs", "[]")}


@pytest.mark.parametrize("key", ["v", "type", "round", "seq", "at", "actor", "body", "sealed", "refs"])
@pytest.mark.parametrize("value", ODD, ids=repr)
def test_a_value_of_another_kind_is_refused(key: str, value: JsonValue) -> None:
    if (key, value if not isinstance(value, list | dict) else str(value)) in ALLOWED:
        return

    with pytest.raises(MalformedEntry):
        decode(serialise({**document(WHOLE), key: value}))


@pytest.mark.parametrize("key", list(ACTOR))
@pytest.mark.parametrize("value", [True, 5, "", [], {}, "Web", "web\n", "x" * 65], ids=repr)
def test_an_actor_of_another_kind_is_refused(key: str, value: JsonValue) -> None:
    with pytest.raises(MalformedEntry, match="actor"):
        decode(serialise({**document(WHOLE), "actor": {**ACTOR, key: value}}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seq", 2**53),
        ("body", {"pence": 2**53}),
        ("body", {"deep": [{"er": [0.5]}]}),
        ("body", {"deep": [{"er": [-(2**53)]}]}),
        ("at", "2027-02-29T10:00:00Z"),
        ("at", "2027-03-01T10:00:00+00:00"),
        ("at", "٢٠٢٧-03-01T10:00:00Z"),
        ("sealed", {"What she said": "ab" * 32}),
        ("sealed", {"text": "AB" * 32}),
        ("refs", [{"leaf": "00" * 32, "rel": "a"}] * 2),
        ("refs", ["leaf"]),
    ],
)
def test_numbers_times_names_and_references_keep_their_form(key: str, value: JsonValue) -> None:
    with pytest.raises(MalformedEntry) as refused:
        decode(serialise({**document(WHOLE), key: value}))

    assert refused.value.sentence.cy
    assert refused.value.sentence.en


def test_the_longest_entry_is_16384_bytes() -> None:
    room = LONGEST - len(encode(replace(WHOLE, body={"a": ""})))

    assert len(encode(replace(WHOLE, body={"a": "x" * room}))) == 16_384
    with pytest.raises(MalformedEntry, match="16385 bytes"):
        encode(replace(WHOLE, body={"a": "x" * (room + 1)}))


def test_an_entry_reads_back_as_it_was_with_its_references_in_order() -> None:
    refs = (Ref("11" * 32, "subject"), Ref("22" * 32, "link"), Ref("00" * 32, "subject"))
    given = replace(WHOLE, actor=Actor("paper", None, "0" * 32, "witness"), body={"id": "c1"}, refs=refs)

    back = decode(encode(given))
    assert back == replace(given, refs=(refs[1], refs[2], refs[0]))


def test_a_time_without_zone_is_refused_rather_than_read_by_this_machine() -> None:
    with pytest.raises(MalformedEntry, match="no zone"):
        encode(replace(WHOLE, at=datetime(2027, 3, 1, 10)))


def test_half_of_a_pair_in_a_body_is_refused_as_any_fault_of_an_entry() -> None:
    with pytest.raises(MalformedEntry, match="surrogate"):
        encode(replace(WHOLE, body={"id": "\ud800"}))
