"""Extensions of OCDS: which are known here, and the fields of the standard with some of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from cydradd.follow.fields import Field, ObjectType, Table, ocds

STANDARD = "1.1.5"
_REPOSITORY = re.compile(r"/ocds_(\w+?)_extension(?:/|$)")
_REGISTRY = re.compile(r"extensions\.open-contracting\.org/\w+/extensions/(\w+)")
_CALLED = {"bid": "bids", "budget_breakdown": "budget", "partyDetails_scale": "partyScale"}
"""Extensions whose repository has another name than they have."""


@cache
def known() -> frozenset[str]:
    """Names of the extensions whose fields are in our tables."""
    return frozenset(
        field.source for kind in ocds().objects.values() for field in kind.fields.values() if field.source != STANDARD
    )


def extension_name(text: str) -> str | None:
    """The extension that a name, or the address of its repository or registry page, means; ``None``: not known."""
    found = _REPOSITORY.search(text) or _REGISTRY.search(text)
    name = found[1] if found else text
    name = _CALLED.get(name, name)
    return name if name in known() else None


def fields(extensions: Iterable[str] | None = None) -> Table:
    """The fields of releases: of the standard, with those of the extensions named.

    Args:
        extensions: Names, or addresses as a package lists them; one that is not known adds no field. ``None``: every
            extension known.
    """
    if extensions is None:
        return ocds()
    return _with(frozenset(name for each in extensions if (name := extension_name(each)) is not None))


@cache
def _with(names: frozenset[str]) -> Table:
    wanted = names | {STANDARD}

    def kept(kind: ObjectType) -> dict[str, Field]:
        return {name: field for name, field in kind.fields.items() if field.source in wanted}

    objects = {
        name: replace(kind, fields=left, required=tuple(each for each in kind.required if each in left))
        for name, kind in ocds().objects.items()
        if (left := kept(kind))
    }
    return replace(ocds(), objects=objects)
