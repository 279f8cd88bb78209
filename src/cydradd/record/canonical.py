"""Canonical JSON: one value, one sequence of bytes (RFC 8785), and a reader that refuses what is ambiguous."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NoReturn

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

DEEPEST = 100
"""Levels of nesting that are read or written."""
LARGEST_INTEGER = 2**53 - 1
"""Integers beyond it are not kept apart by other JSON readers (RFC 8785 section 3.2.2.3)."""

_ESCAPED = re.compile(r'["\\\x00-\x1f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


class NotCanonical(CydraddError):
    """A value that has no canonical form, or bytes that are not strict JSON."""

    code = "not-canonical"


def _refuse(cy: str, en: str) -> NoReturn:
    raise NotCanonical(Bilingual(cy, en))


def number(value: float) -> str:
    """A number as ECMAScript prints it (ECMA-262, Number::toString): shortest text that reads back equal."""
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            value = float(value)
        else:
            return str(value)
    if not math.isfinite(value):
        _refuse("Nid oes ffurf JSON i rif anfeidraidd nac i NaN.", "Infinity and NaN have no form in JSON.")
    if value == 0:
        return "0"
    _, parts, exponent = Decimal(repr(abs(value))).as_tuple()
    written = "".join(map(str, parts))
    digits = written.strip("0")
    point = len(written) + int(exponent) - (len(written) - len(written.lstrip("0")))
    return ("-" if value < 0 else "") + _placed(digits, point)


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


def _write(value: JsonValue, depth: int) -> str:
    if depth > DEEPEST:
        _refuse(f"Mae’r gwerth dros {DEEPEST} lefel o ddyfnder.", f"The value is nested over {DEEPEST} levels deep.")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            _refuse("Rhaid i bob allwedd fod yn destun.", "Every key must be text.")
        pairs = (f"{_string(key)}:{_write(value[key], depth + 1)}" for key in sorted(value, key=_utf16))
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, Sequence):
        return "[" + ",".join(_write(item, depth + 1) for item in value) + "]"
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


def _depth_of(text: str) -> int:
    """Deepest nesting of brackets outside strings, without recursion."""
    deepest = depth = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text, re.DOTALL):
        mark = match[0]
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest


def parse(data: bytes) -> JsonValue:
    """The value of strict JSON: UTF-8, no duplicate key, no NaN, no lone surrogate, bounded nesting.

    The bytes need not be canonical; compare with `serialise` where they must be.

    Raises:
        NotCanonical: With the reason.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse(f"Nid UTF-8 yw’r beit rhif {error.start}.", f"Byte {error.start} is not UTF-8.")
    if _depth_of(text) > DEEPEST:
        _refuse(f"Mae’r JSON dros {DEEPEST} lefel o ddyfnder.", f"The JSON is nested over {DEEPEST} levels deep.")
    try:
        value: JsonValue = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        _refuse("Mae hanner pâr dirprwyol yn y testun.", "The text holds half of a surrogate pair.")
    except (ValueError, RecursionError) as error:
        _refuse(f"Nid JSON yw hwn: {error}.", f"This is not JSON: {error}.")
    return value
