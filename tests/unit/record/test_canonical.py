"""Canonical JSON: what is written, what is refused, and that nonsense costs no more than its length."""

from __future__ import annotations

import time

import pytest

from cydradd.record.canonical import DEEPEST, NotCanonical, parse, serialise
from cydradd.vocabulary.facts import JsonValue


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        ([True, False], "[true,false]"),
        ({"b": 1, "a": {}}, '{"a":{},"b":1}'),
        ('é\u0001\n"\\/\u2028', '"é\\u0001\\n\\"\\\\/\u2028"'),
        (2**53 - 1, "9007199254740991"),
        (2**53 + 1, "9007199254740992"),
        (10**21, "1e+21"),
        (10**308, "1e+308"),
        (-0.0, "0"),
        (1e-7, "1e-7"),
    ],
)
def test_a_value_has_one_text(value: JsonValue, written: str) -> None:
    assert serialise(value).decode() == written


def test_keys_are_sorted_by_utf_16_units_not_by_code_points() -> None:
    assert serialise({"\ufb33": 1, "\U0001f600": 2, "z": 3}).decode() == '{"z":3,"\U0001f600":2,"\ufb33":1}'


NO_JSON = [float("nan"), float("inf"), 10**400, -(10**309), "\ud800", {"\udfff": 1}, {1: 2}, b"abc", {1, 2}, object()]


@pytest.mark.parametrize("value", NO_JSON, ids=lambda value: repr(value)[:12])
def test_a_value_without_canonical_form_is_refused(value: JsonValue) -> None:
    with pytest.raises(NotCanonical):
        serialise(value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a":1,"\\u0061":2}',
        b"NaN",
        b"[Infinity]",
        b"-Infinity",
        b"1e999",
        b"-1e400",
        b"9" * 309,
        b"9" * 100_000,
        b'"\\ud800"',
        b'"\\udc00\\ud800"',
        b'"\xed\xa0\x80"',
        b'"\xff"',
        b"\xef\xbb\xbf{}",
        b"",
        b"{} {}",
        b"'a'",
        b"[1,]",
        b"01",
        b'"\t"',
    ],
)
def test_what_readers_would_read_differently_is_refused_in_both_languages(data: bytes) -> None:
    with pytest.raises(NotCanonical) as refused:
        parse(data)

    assert refused.value.sentence.cy
    assert len(refused.value.sentence.en or "") < 200


def test_a_pair_written_as_escapes_is_one_character() -> None:
    assert parse(b'"\\ud83d\\ude00"') == "\U0001f600"


def test_nesting_is_bounded_and_brackets_in_text_do_not_count() -> None:
    assert parse(b"[" * DEEPEST + b"]" * DEEPEST)
    assert parse(b'["' + b"[" * 1000 + b'"]') == ["[" * 1000]
    assert parse(b"[" + b",".join([b"[]"] * 1000) + b"]") == [[]] * 1000
    with pytest.raises(NotCanonical, match="nested"):
        parse(b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1))
    with pytest.raises(NotCanonical, match="nested"):
        serialise([[]] if DEEPEST < 1 else _nested(DEEPEST + 2))


def _nested(depth: int) -> JsonValue:
    value: JsonValue = 0
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("data", [b"[" * 101 + b'"' + b'\\"' * 500_000, b"[" * 10**6, b'{"a":' * 200_000, b'"' * 10**6])
def test_a_megabyte_of_nonsense_is_refused_at_once(data: bytes) -> None:
    began = time.process_time()
    with pytest.raises(NotCanonical):
        parse(data)

    assert time.process_time() - began < 2
