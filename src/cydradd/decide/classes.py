"""Ballots that are alike, taken together: by column, so that a hundred thousand cost no more than their differences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.ballots import Ballot, Points, Support
from cydradd.decide.made import Made
from cydradd.vocabulary.people import Partner


@dataclass(frozen=True, slots=True)
class BallotClass:
    """Ballots that are alike: same partner, same choices with the same points; and how many they are."""

    partner: Partner | None
    support: Support
    many: int


class Classes(Made[BallotClass]):
    """Classes of ballots, in an order that does not depend on that of the ballots.

    Attributes:
        names: Projects, by number.
        partners, many: Partner of each class, and how many ballots it is.
        lengths: How many choices each class has.
        choices: The choices of all classes, one class after another: numbers of projects, by their ids within a class.
        points: What each of these choices is given; ``None`` = 1.
    """

    def __init__(
        self,
        names: Sequence[str],
        partners: Sequence[Partner | None],
        many: Sequence[int],
        lengths: NDArray[np.int64],
        choices: NDArray[np.int64],
        points: Sequence[Points] | None = None,
    ) -> None:
        super().__init__(len(many), self._classes)
        self.names, self.partners, self.many = names, partners, many
        self.lengths, self.choices, self.points = lengths, choices, points

    def _classes(self) -> Iterator[BallotClass]:
        return map(BallotClass, self.partners, self.supports, self.many)

    @cached_property
    def supports(self) -> tuple[Support, ...]:
        """Choices of each class with their points."""
        if self.points is None:
            once = [(name, 1) for name in self.names]
            pairs: list[tuple[str, Points]] = [once[at] for at in self.choices.tolist()]
        else:
            pairs = [(self.names[at], value) for at, value in zip(self.choices.tolist(), self.points, strict=True)]
        ends = np.cumsum(self.lengths).tolist()
        return tuple(tuple(pairs[start:end]) for start, end in zip([0, *ends], ends, strict=False))

    def votes(self) -> dict[str, int]:
        """Ballots that support each project."""
        many = np.repeat(np.array(self.many, dtype=np.int64), self.lengths)
        found = np.zeros(len(self.names), dtype=np.int64)
        np.add.at(found, self.choices, many)
        return dict(zip(self.names, found.tolist(), strict=True))

    @property
    def empty(self) -> int:
        """Ballots that support nothing."""
        return sum(self.many[at] for at in np.flatnonzero(self.lengths == 0).tolist())

    @cached_property
    def by_partner(self) -> dict[Partner | None, int]:
        """Ballots of each partner; ``None``: of those that name none."""
        found: dict[Partner | None, int] = {}
        for partner, many in zip(self.partners, self.many, strict=True):
            found[partner] = found.get(partner, 0) + many
        return found


class Cast(Made[Ballot]):
    """The ballots of a file.

    Attributes:
        classes: The same, those alike taken together.
        entries: Choices on all ballots, as they stand in the file: one named twice is there twice.
    """

    def __init__(self, size: int, make: Callable[[], Iterable[Ballot]], classes: Classes, entries: int) -> None:
        super().__init__(size, make)
        self.classes, self.entries = classes, entries


def classes_of(alike: Mapping[tuple[Partner | None, Support], int]) -> Classes:
    """Classes from how many ballots of each partner support what."""
    held = sorted(alike.items(), key=_flat)
    supports = [support for (_, support), _ in held]
    names = sorted({name for support in supports for name, _ in support})
    number = {name: at for at, name in enumerate(names)}
    pairs = list(chain.from_iterable(supports))
    points = [value for _, value in pairs]
    return Classes(
        names,
        [partner for (partner, _), _ in held],
        [many for _, many in held],
        np.array([len(support) for support in supports], dtype=np.int64),
        np.array([number[name] for name, _ in pairs], dtype=np.int64),
        None if all(value == 1 for value in points) else points,
    )


def _flat(entry: tuple[tuple[Partner | None, Support], int]) -> tuple[object, ...]:
    """What classes are sorted by: the same order as that of nested pairs, and compared in half the time."""
    partner, support = entry[0]
    return (str(partner or ""), *chain.from_iterable(support))


def classes_of_approvals(names: Sequence[str], alike: Mapping[Partner | None, Mapping[str, int]]) -> Classes:
    """Classes of ballots that give each choice 1 point.

    Args:
        names: Projects, sorted.
        alike: How many ballots of each partner choose what: a text whose letters are `letters` of the projects, sorted.
    """
    partners: list[Partner | None] = []
    chosen: list[str] = []
    many: list[int] = []
    for partner in sorted(alike, key=lambda own: str(own or "")):
        own = alike[partner]
        texts = sorted(own)
        chosen += texts
        many += map(own.__getitem__, texts)
        partners += [partner] * len(texts)
    codes = "".join(chosen).encode("utf-32-le", "surrogatepass")
    return Classes(
        names,
        partners,
        many,
        np.fromiter(map(len, chosen), dtype=np.int64, count=len(chosen)),
        np.frombuffer(codes, dtype="<u4").astype(np.int64),
    )


MOST_LETTERS = 0x110000
"""Projects that `letters` can stand for."""


def letters(names: Iterable[str]) -> dict[str, str]:
    """One letter for each project, in the order of their ids: choices are then compared, sorted and hashed as text."""
    return {name: chr(at) for at, name in enumerate(sorted(names))}
