"""A round as open data: grants to 360Giving, contracts to OCDS, and what is held back with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import orjson

from cydradd.follow.fields import Root, Table, ocds, threesixtygiving
from cydradd.follow.publish_contracts import record_package, release_package
from cydradd.follow.publish_grants import grants_package
from cydradd.follow.publish_parts import CannotPublish, sorted_out
from cydradd.follow.published_round import PublishedRound, Withheld
from cydradd.follow.validation import errors, validate
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import Pence

__all__ = [
    "CannotPublish",
    "Form",
    "Published",
    "PublishedRound",
    "Withheld",
    "grants_package",
    "publish",
    "record_package",
    "release_package",
    "to_bytes",
    "withheld",
]


class Form(StrEnum):
    """A standard to publish to."""

    GRANTS = "360giving"
    CONTRACTS = "ocds"


@dataclass(frozen=True, slots=True)
class Published:
    """What one standard publishes of a round.

    Attributes:
        packages: One package of grants; or releases, and the records compiled from them.
        count: Grants, or releases.
        awards: Applications that are funded among them.
        sums: Minor units awarded, by currency.
        errors: Faults of the packages against the field table of their standard; none in a package that is valid.
    """

    packages: tuple[Mapping[str, JsonValue], ...]
    count: int
    awards: int
    sums: Mapping[str, Pence]
    errors: tuple[Defect, ...]
    withheld: tuple[Withheld, ...]


def withheld(round: PublishedRound, *, grants: bool) -> list[Withheld]:
    """What the grants package, or else the contract packages, leave out."""
    return list(sorted_out(round, grants=grants)[1])


def to_bytes(package: JsonValue) -> bytes:
    """A package as the bytes of its file: indented UTF-8, keys in the order given, one line feed at the end."""
    return orjson.dumps(package, option=orjson.OPT_INDENT_2) + b"\n"


def publish(round: PublishedRound, form: Form) -> Published:
    """Write a round by one standard, and hold what was written against the standard's field table.

    Raises:
        CannotPublish: A setting is missing, or there is nothing that this standard publishes.
    """
    made: list[tuple[dict[str, JsonValue], Table]]
    if form is Form.GRANTS:
        made = [(grants_package(round), threesixtygiving())]
    else:
        releases = release_package(round)
        made = [(releases, ocds().at(Root.RELEASES)), (record_package(round), ocds().at(Root.RECORDS))]
    rows, left = sorted_out(round, grants=form is Form.GRANTS)
    awarded = [row.cost for row in rows if row.status == "funded"]
    entries = made[0][0]["grants" if form is Form.GRANTS else "releases"]
    return Published(
        packages=tuple(package for package, _ in made),
        count=len(entries) if isinstance(entries, list) else 0,
        awards=len(awarded),
        sums={round.currency: Pence(sum(awarded))},
        errors=tuple(defect for package, table in made for defect in errors(validate(package, table))),
        withheld=tuple(left),
    )
