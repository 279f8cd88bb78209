"""Forms of text beside a JSON Schema validator nobody here wrote, and language tags beside OCDS's own pattern."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.agreement.follow import official

from cydradd.follow.formats import is_instant, is_language, is_uri


@cache
def validator(form: str) -> Any:
    schema = {"$schema": "http://json-schema.org/draft-04/schema#", "type": "string", "format": form}
    return jsonschema_rs.validator_for(schema, validate_formats=True)


INSTANTS = [
    "2019-02-28T23:59:59Z",
    "2016-12-31T23:59:60Z",
    "2017-01-01T05:29:60.5+05:30",
    "1990-12-31T15:59:60-08:00",
    "0000-02-29T00:00:00z",
    "2020-02-29t24:00:00.123+00:00",
    "1900-02-29T00:00:00Z",
]
SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")
BEGINNINGS = ["", "http:", "http://", "a:/", "h://[::1]", "h://[1:2]", "x://a:1", "x://[v1.a]", "h://u:p@", "1:"]


@settings(max_examples=500)
@given(
    st.sampled_from(INSTANTS),
    st.lists(st.tuples(st.integers(0, 24), st.sampled_from("0123569TtZz:+-. \n")), max_size=3),
)
@example("2017-01-01T00:29:60+00:30", [])
def test_instants_are_judged_alike(text: str, changes: list[tuple[int, str]]) -> None:
    for at, letter in changes:
        text = text[:at] + letter + text[at + 1 :]
    if not SHAPE.fullmatch(text):  # there jsonschema-rs 0.60 takes signs and points for digits; RFC 3339 does not
        assert not is_instant(text)
        return

    assert is_instant(text) == validator("date-time").is_valid(text)


@settings(max_examples=1000)
@given(st.sampled_from(BEGINNINGS), st.text("abZ09:/?#[]@!$&'()*+,;=-._~%A2 \n<\"é\\^`{|}", max_size=9))
@example("https:", "//example.org/a%20b?c=d#e")
@example("", "www.example.org")
def test_addresses_are_judged_alike(beginning: str, rest: str) -> None:
    assert is_uri(beginning + rest) == validator("uri").is_valid(beginning + rest)


@pytest.mark.real_data
@settings(max_examples=500)
@given(st.one_of(st.text("aAcyZ-x09_", max_size=14), st.sampled_from(["cy", "en-GB", "x-klingon", "zh-yue-Hans-HK"])))
def test_languages_are_judged_alike(tag: str) -> None:
    patterns = official.release_schema()["definitions"]["Tender"]["patternProperties"]
    theirs = re.compile(next(pattern for pattern in patterns if pattern.startswith("^(title_")))

    assert is_language(tag) == bool(theirs.fullmatch(f"title_{tag}"))
