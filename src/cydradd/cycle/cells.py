"""Cells of a table become values: one small reader per type, each with the sentence for what it cannot read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from cydradd.record.canonical import NotCanonical, parse
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence, parse_minor_units
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import parse_date, parse_instant

_WHOLE = re.compile(r"-?[0-9]{1,15}")
_EXACT = re.compile(r"-?(?:[0-9]{1,15}/[0-9]{1,15}|[0-9]{1,15}(?:\.[0-9]{1,15})?)")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?")


class UnreadableCell(CydraddError):
    """A cell that does not hold what its column asks."""

    code = "unreadable-cell"


def _refuse(text: str, cy: str, en: str) -> UnreadableCell:
    shown = text[:60]
    return UnreadableCell(Bilingual(f"Nid yw “{shown}” yn {cy}.", f"“{shown}” is no {en}."))


def read_text(text: str) -> str:
    """The text itself, without white space at its ends."""
    return text.strip()


def read_int(text: str) -> int:
    """A whole number."""
    if not _WHOLE.fullmatch(text.strip()):
        raise _refuse(text, "rhif cyfan", "whole number")
    return int(text)


def read_fraction(text: str) -> Fraction:
    """An exact number: ``1/3``, ``2.5`` or ``4``."""
    try:
        if not _EXACT.fullmatch(text.strip()):
            raise ValueError
        return Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        raise _refuse(text, "rhif fel 1/3 neu 2.5", "number such as 1/3 or 2.5") from None


def read_float(text: str) -> float:
    """A finite number."""
    value = float(text) if _DECIMAL.fullmatch(text.strip()) else math.nan
    if not math.isfinite(value):
        raise _refuse(text, "rhif", "number")
    return value


def read_bool(text: str) -> bool:
    """``true`` or ``false``."""
    if text.strip() not in ("true", "false"):
        raise _refuse(text, "true na false", "true or false")
    return text.strip() == "true"


def read_partner(text: str) -> Partner:
    """``citizens``, ``third_sector`` or ``public``."""
    try:
        return Partner(text.strip())
    except ValueError:
        sentence = Bilingual(
            f"Nid yw “{text[:60]}” yn bartner: defnyddiwch citizens, third_sector neu public.",
            f"“{text[:60]}” is no partner: use citizens, third_sector or public.",
        )
        raise UnreadableCell(sentence, code="unknown-partner") from None


def read_list(text: str) -> tuple[str, ...]:
    """Words joined by ``;``."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def read_object(text: str) -> Mapping[str, JsonValue]:
    """A JSON object, strictly: no key twice, no NaN."""
    try:
        value = parse(text.encode())
    except NotCanonical:
        value = None
    if not isinstance(value, dict):
        raise _refuse(text, "wrthrych JSON", "JSON object")
    return value


def read_pots(text: str) -> Mapping[str, Pence]:
    """What each pot pays: ``pot:amount_p`` joined by ``;``."""
    found: dict[str, Pence] = {}
    for part in read_list(text):
        pot, mark, amount = part.rpartition(":")
        if not mark or pot in found:
            raise _refuse(text, "rhestr fel P1:120000;P2:30000", "list such as P1:120000;P2:30000")
        found[pot] = parse_minor_units(amount)
    return found


READERS: Mapping[str, Callable[[str], object]] = {
    "str": read_text,
    "int": read_int,
    "Fraction": read_fraction,
    "float": read_float,
    "bool": read_bool,
    "date": parse_date,
    "datetime": parse_instant,
    "Partner": read_partner,
    "Pence": parse_minor_units,
    "tuple[str, ...]": read_list,
    "Mapping[str, JsonValue]": read_object,
    "Mapping[str, Pence]": read_pots,
}
"""Reader of a cell by the annotation of its field, as it is written."""
