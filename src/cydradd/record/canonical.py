"""Canonical JSON: one value, one sequence of bytes (RFC 8785), and a reader that refuses what is ambiguous."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NoReturn

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

DEEPEST = 100
"""Levels of nesting that are read or written."""
LARGEST_INTEGER = 2**53 - 1
"""Integers beyond it are not kept apart by other JSON readers (RFC 8785 section 3.2.2.3)."""
LONGEST_INTEGER = 310
"""Characters of the longest integer that is read: no double has more."""

_ESCAPED = re.compile(r'["\\\x00-\x1f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


class NotCanonical(CydraddError):
    """A value that has no canonical form, or bytes that are not strict JSON."""

    code = "not-canonical"


def _refuse(cy: str, en: str) -> NoReturn:
    raise NotCanonical(Bilingual(cy, en))


def number(value: float) -> str:
    """A number as ECMAScript prints it (ECMA-262, Number::toString): shortest text that reads back equal.

    An integer beyond `LARGEST_INTEGER` is printed as the double nearest to it.

    Raises:
        NotCanonical: NaN, infinity, or an integer beyond every double.
    """
    if isinstance(value, int) and abs(value) <= LARGEST_INTEGER:
        return str(value)
    value = _double(value)
    if not math.isfinite(value):
        _refuse("Nid oes ffurf JSON i rif anfeidraidd nac i NaN.", "Infinity and NaN have no form in JSON.")
    if value == 0:
        return "0"
    _, parts, exponent = Decimal(repr(abs(value))).as_tuple()
    written = "".join(map(str, parts))
    digits = written.strip("0")
    point = len(written) + int(exponent) - (len(written) - len(written.lstrip("0")))
    return ("-" if value < 0 else "") + _placed(digits, point)


def _double(value: float) -> float:
    """The double nearest to a number; infinity for an integer beyond every double."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _placed(digits: str, point: int) -> str:
    """Digits with their decimal point after ``point`` of them, or with an exponent."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    exponent = point - 1
    mantissa = digits if count == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{mantissa}e{'+' if exponent > 0 else '-'}{abs(exponent)}"


def _string(text: str) -> str:
    escaped = _ESCAPED.sub(lambda match: _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}", text)
    return f'"{escaped}"'


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _sorted(keys: Iterable[str]) -> list[str]:
    """Keys by their UTF-16 code units, which for ASCII is the order of the characters."""
    try:
        return sorted(keys) if "".join(keys).isascii() else sorted(keys, key=_utf16)
    except TypeError:
        _refuse("Rhaid i bob allwedd fod yn destun.", "Every key must be text.")


def _write(value: JsonValue, depth: int) -> str:
    if depth > DEEPEST:
        _refuse(f"Mae’r gwerth dros {DEEPEST} lefel o ddyfnder.", f"The value is nested over {DEEPEST} levels deep.")
    if isinstance(value, str):
        return _string(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, (dict, Mapping)):
        return "{" + ",".join([f"{_string(key)}:{_write(value[key], depth + 1)}" for key in _sorted(value)]) + "}"
    if isinstance(value, (list, Sequence)) and not isinstance(value, (bytes, bytearray, memoryview)):
        return "[" + ",".join([_write(item, depth + 1) for item in value]) + "]"
    _refuse(f"Nid gwerth JSON yw {type(value).__name__}.", f"{type(value).__name__} is no JSON value.")


def serialise(value: JsonValue) -> bytes:
    """The canonical bytes of a value (RFC 8785).

    Raises:
        NotCanonical: Infinity or NaN, a lone surrogate, a key that is no text, or nesting over `DEEPEST`.
    """
    try:
        return _write(value, 0).encode("utf-8")
    except UnicodeEncodeError:
        _refuse("Mae hanner pâr dirprwyol yn y testun.", "The text holds half of a surrogate pair.")


def _pairs(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("Mae allwedd yno ddwywaith.", "A key is there twice.")
    return found


def _constant(word: str) -> NoReturn:
    _refuse(f"Nid JSON yw {word}.", f"{word} is not JSON.")


def _real(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        _refuse(f"Mae’r rhif {text[:40]} yn rhy fawr.", f"The number {text[:40]} is too large.")
    return value


def _whole(text: str) -> int:
    if len(text) > LONGEST_INTEGER or math.isinf(_double(int(text))):
        _refuse(f"Mae’r rhif {text[:40]} yn rhy fawr.", f"The number {text[:40]} is too large.")
    return int(text)


_NESTING = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
"""Strings and brackets. No part gives back what it took, so that time grows with length alone."""


def _too_deep(data: bytes, text: str) -> bool:
    """Whether brackets outside strings are nested over `DEEPEST`, found without recursion."""
    if data.count(b"[") + data.count(b"{") <= DEEPEST:
        return False
    depth = 0
    for match in _NESTING.finditer(text):
        depth += (match[0] in "[{") - (match[0] in "]}")
        if depth > DEEPEST:
            return True
    return False


_READER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant, parse_float=_real, parse_int=_whole)


def parse(data: bytes) -> JsonValue:
    """The value of strict JSON: UTF-8, no duplicate key, no NaN, no lone surrogate, bounded nesting and numbers.

    The bytes need not be canonical; compare with `serialise` where they must be. What is read can be written.

    Raises:
        NotCanonical: With the reason.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse(f"Nid UTF-8 yw’r beit rhif {error.start}.", f"Byte {error.start} is not UTF-8.")
    if _too_deep(data, text):
        _refuse(f"Mae’r JSON dros {DEEPEST} lefel o ddyfnder.", f"The JSON is nested over {DEEPEST} levels deep.")
    try:
        value: JsonValue = _READER.decode(text)
        if "\\u" in text:  # only an escape can write half of a pair: the bytes are UTF-8
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        _refuse("Mae hanner pâr dirprwyol yn y testun.", "The text holds half of a surrogate pair.")
    except ValueError as error:
        _refuse(f"Nid JSON yw hwn: {error}.", f"This is not JSON: {error}.")
    return value
