"""Entries: the worked vector, and every rule that makes something no entry."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydradd.record.canonical import serialise
from cydradd.record.entry import Actor, Entry, MalformedEntry, decode, document, encode, opens, seal
from cydradd.record.tree import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner

KEY = bytes(range(32))
PART: JsonValue = {"choices": ["p1", "p7"], "v": 1}
BALLOT = Entry(
    "decide.ballot_cast",
    "demo-1",
    7,
    datetime(2027, 3, 1, 10, 42, 7, tzinfo=UTC),
    Actor("web", Partner.CITIZENS, "00112233445566778899aabbccddeeff", "voter"),
    {"ballot": 1},
    {"ballot": seal(KEY, PART)},
)


def test_the_worked_entry_has_the_published_hash_and_its_time_cut_to_the_hour() -> None:
    data = encode(BALLOT)

    assert len(data) == 314
    assert leaf_hash(data).hex() == "23bf9df079d6d5edc7aa403cb68ef39fb8126a5e86cec1a5fa3b2ee4b1937561"
    assert decode(data).at == datetime(2027, 3, 1, 10, tzinfo=UTC)


def test_the_worked_commitment_opens_with_its_key_alone() -> None:
    commitment = seal(KEY, PART)

    assert commitment == "fa2f060d06a435e58778fdf3bd21e1e925e9a2e1087fbc940273b05f2b75317e"
    assert opens(commitment, KEY, PART)
    assert not opens(commitment, KEY, {"choices": ["p1"], "v": 1})
    assert not opens(commitment, KEY + b"\0", PART)


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_key_has_exactly_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="exactly 32 bytes"):
        seal(bytes(length), PART)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("v", 2),
        ("v", True),
        ("type", "round.invented"),
        ("round", "Capital"),
        ("seq", -1),
        ("seq", 1.5),
        ("at", "2027-03-01T10:42:07Z"),
        ("at", "2027-13-01T10:00:00Z"),
        ("body", []),
        ("body", {"ratio": 0.5}),
        ("sealed", {"ballot": "short"}),
        ("refs", [{"leaf": "00" * 32}]),
        ("refs", [{"leaf": "11" * 32, "rel": "b"}, {"leaf": "00" * 32, "rel": "a"}]),
        ("actor", {"channel": "telex", "partner": None, "pseudonym": None, "role": "seat"}),
        ("actor", {"channel": "web", "partner": "crowd", "pseudonym": None, "role": "seat"}),
        ("actor", {"channel": "web", "partner": None, "pseudonym": "short", "role": "seat"}),
    ],
)
def test_a_key_that_breaks_its_rule_makes_it_no_entry(key: str, value: JsonValue) -> None:
    broken = {**document(BALLOT), key: value}

    with pytest.raises(MalformedEntry):
        decode(serialise(broken))


def test_missing_and_unknown_keys_long_and_uncanonical_bytes_are_refused() -> None:
    whole = document(BALLOT)

    for broken in ({k: v for k, v in whole.items() if k != "seq"}, {**whole, "name": "A"}):
        with pytest.raises(MalformedEntry):
            decode(serialise(broken))
    for data in (b"", b" " + encode(BALLOT), b"[]", serialise({**whole, "body": {"x": "y" * 17_000}})):
        with pytest.raises(MalformedEntry):
            decode(data)


@given(st.integers(1, 80), st.data())
def test_every_leaf_is_proved_and_every_older_tree_is_the_beginning(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(bytes([n])) for n in range(size)]
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)

    assert frontier.root() == root(leaves)
    assert verify_inclusion(index, size, leaves[index], inclusion_proof(index, leaves), root(leaves))
    assert verify_consistency(old, size, root(leaves[:old]), root(leaves), consistency_proof(old, leaves))
    if size > 1:
        other = leaves[(index + 1) % size]
        assert not verify_inclusion(index, size, other, inclusion_proof(index, leaves), root(leaves))
