"""A round as open data: grants to 360Giving, contracts to OCDS, and what is held back with its reason."""

from __future__ import annotations

import orjson

from cydradd.follow.publish_contracts import release_package
from cydradd.follow.publish_grants import grants_package
from cydradd.follow.publish_parts import CannotPublish, sorted_out
from cydradd.follow.published_round import PublishedRound, Withheld
from cydradd.vocabulary.facts import JsonValue

__all__ = [
    "CannotPublish",
    "PublishedRound",
    "Withheld",
    "grants_package",
    "release_package",
    "to_bytes",
    "withheld",
]


def withheld(round: PublishedRound, *, grants: bool) -> list[Withheld]:
    """What the grants package, or else the contract packages, leave out."""
    return list(sorted_out(round, grants=grants)[1])


def to_bytes(package: JsonValue) -> bytes:
    """A package as the bytes of its file: indented UTF-8, keys in the order given, one line feed at the end."""
    return orjson.dumps(package, option=orjson.OPT_INDENT_2) + b"\n"
