"""Which profiles may be one body. Nothing merges by itself: a person looks at each pair and decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from cydradd.apply.double_applications import same_body
from cydradd.apply.names import alike, fold
from cydradd.vocabulary.facts import JsonValue

_AUTHORITY = re.compile(r"(?:W06|E0[6-9]|E10|S12|N09)[0-9]{6}")


class Level(StrEnum):
    """How sure it is that two profiles are one body (apply.md 3.8)."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Body:
    """One profile, as far as it tells whose it is.

    Attributes:
        identifiers: Org-ids.
        names: In every language that is known.
        place: GSS code; one of a local authority tells where the body is, one of a country does not.
        branch: Which branch of a body with one number; branches stay apart.
    """

    id: str
    identifiers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    postcode: str | None = None
    place: str | None = None
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two profiles that may be one body, and why."""

    a: str
    b: str
    level: Level
    why: tuple[str, ...]

    def as_json(self) -> dict[str, JsonValue]:
        """``{"a", "b", "level", "why"}``."""
        return {"a": self.a, "b": self.b, "level": str(self.level), "why": list(self.why)}


def merge_candidates(bodies: Sequence[Body], links: Iterable[tuple[str, str]] = ()) -> tuple[Pair, ...]:
    """Pairs of profiles that may be one body, each at its surest level, the surest pairs first.

    Certain: an identifier in common, or two that a link joins. Likely: the same folded name and postcode.
    Possible: names at least 0.9 alike in the same local authority.

    Args:
        links: Pairs of identifiers that mean the same body (``sameas``).
    """
    body_of = same_body((_code(one), _code(other)) for one, other in links)
    codes = [{_code(id) for id in each.identifiers} for each in bodies]
    folded = [{fold(name) for name in each.names} - {""} for each in bodies]
    found: dict[tuple[int, int], tuple[Level, tuple[str, ...]]] = {}
    for pair in _together([{body_of.get(code, code) for code in each} for each in codes]):
        one, other = pair
        found[pair] = Level.CERTAIN, ("same-identifier" if codes[one] & codes[other] else "linked",)
    keys = [{(name, _post(each)) for name in names if _post(each)} for each, names in zip(bodies, folded, strict=True)]
    for pair in _together(keys):
        found.setdefault(pair, (Level.LIKELY, ("same-name", "same-postcode")))
    for pair in _similar(bodies, folded):
        found.setdefault(pair, (Level.POSSIBLE, ("similar-name", "same-authority")))
    order = list(Level)
    pairs = sorted(found.items(), key=lambda item: (order.index(item[1][0]), item[0]))
    return tuple(
        Pair(bodies[one].id, bodies[other].id, level, why)
        for (one, other), (level, why) in pairs
        if not _branches(bodies[one], bodies[other])
    )


def _code(identifier: str) -> str:
    return identifier.strip().upper()


def _post(body: Body) -> str:
    return "".join((body.postcode or "").split()).upper()


def _branches(one: Body, other: Body) -> bool:
    """Whether both say which branch they are, and they are different ones."""
    return one.branch is not None and other.branch is not None and one.branch != other.branch


def _together(keys: Sequence[Iterable[Hashable]]) -> Iterator[tuple[int, int]]:
    """Numbers of the profiles that have a key in common, the lower first."""
    having: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, each in enumerate(keys):
        for key in each:
            having[key].append(number)
    for numbers in having.values():
        yield from combinations(numbers, 2)


def _similar(bodies: Sequence[Body], folded: Sequence[set[str]]) -> Iterator[tuple[int, int]]:
    """Numbers of the profiles of one local authority with names alike, the lower first.

    Names are compared with those that are not much longer alone: in order of length, the others cannot be alike.
    """
    places: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, (body, names) in enumerate(zip(bodies, folded, strict=True)):
        if body.place and _AUTHORITY.fullmatch(body.place):
            places[body.place] += [(name, number) for name in names]
    for entries in places.values():
        entries.sort(key=lambda entry: len(entry[0]))
        for start, (name, one) in enumerate(entries):
            for second, other in entries[start + 1 :]:
                if 9 * len(second) > 10 * len(name) + 9:
                    break
                if one != other and alike(name, second):
                    yield min(one, other), max(one, other)
