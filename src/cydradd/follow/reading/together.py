"""The grants of one piece of a file looked at together, field by field: mended where that is safe, and found sound.

A field of a thousand grants is one list here, and asking all its values at once costs a fraction of asking each. Grants
whose objects have not the shape the standard gives them are left alone: `mending.Mending` takes them singly.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from cydradd.follow.fields import threesixtygiving
from cydradd.follow.reading.levels import Kind, Level, Object
from cydradd.follow.reading.mending import DayFirst, spelt
from cydradd.follow.reading.shape import Member
from cydradd.follow.reading.shape import grant as grant_shape
from cydradd.follow.reading.texts import Meant, Texts, are_plain
from cydradd.follow.rows import Repair
from cydradd.vocabulary.facts import JsonValue

_TEXT, _NUMBERS = {str}, {int, float}
_spelt = lru_cache(maxsize=4096)(spelt)


@dataclass(slots=True)
class Seen:
    """What was seen of the grants of a piece, by their position in it.

    Attributes:
        odd: Grants of another shape, which were left alone.
        unsound: Grants that may not keep to the standard.
        extra: What no field of the standard holds, taken out, by its JSON pointer inside the grant.
        repairs: What was written differently, in the order of the grant.
        counts: How often each repair was made, by code and column.
    """

    odd: set[int] = field(default_factory=set)
    unsound: set[int] = field(default_factory=set)
    extra: dict[int, dict[str, JsonValue]] = field(default_factory=dict)
    repairs: dict[int, tuple[Repair, ...]] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)


class _Fix(NamedTuple):
    """One text that is to be written differently. ``order``: where it stands in the grant, to sort by."""

    order: tuple[int, ...]
    level: Level
    at: int
    member: Member
    written: str
    meant: Meant


class Together:
    """Grants looked at and mended, piece by piece.

    Args:
        is_day_first: Asked once for each column where a date as dd/mm/yyyy was met.
    """

    def __init__(self, is_day_first: DayFirst) -> None:
        table = threesixtygiving()
        self._kind = Kind(table, grant_shape(), table.objects["Grant"], is_day_first)
        self._seen = Seen()
        self._fixes: dict[int, list[_Fix]] = {}
        self._unknown: list[tuple[Level, int, str]] = []

    def mend(self, grants: list[Object]) -> Seen:
        """Look at the grants of a piece, and mend in place those that are not odd."""
        self._begin(grants)
        self._take_out()
        self._write()
        return self._seen

    def sound(self, grants: list[Object]) -> set[int]:
        """Positions of the grants that surely keep to the standard as they are; nothing is mended."""
        self._begin(grants)
        others = {level.owners[at] for level, at, _ in self._unknown} | self._fixes.keys()
        return set(range(len(grants))) - self._seen.odd - self._seen.unsound - others

    def _begin(self, grants: list[Object]) -> None:
        self._seen, self._fixes, self._unknown = Seen(), {}, []
        self._look(Level(self._kind, grants, list(range(len(grants)))))

    def _look(self, level: Level) -> None:
        """Objects that have the same fields are looked at together."""
        groups: dict[tuple[str, ...], list[int]] = {}
        for at, each in enumerate(level.objects):
            groups.setdefault(tuple(each), []).append(at)
        below: dict[str, Level] = {}
        kind = level.kind
        for names, group in groups.items():
            if not kind.is_complete(names):
                self._seen.unsound.update([level.owners[at] for at in group])
            some = [level.objects[at] for at in group]
            for rank, name in enumerate(names):
                column: list[Any] = [each[name] for each in some]
                if name in kind.texts:
                    self._texts(level, group, rank, kind.texts[name], column)
                elif name in kind.inside:
                    inner = below.setdefault(name, Level(kind.inside[name], [], [], level, name))
                    self._inside(inner, group, rank, column)
                elif name in kind.members:
                    self._plain(level, group, kind.members[name], column)
                else:
                    self._unknown += [(level, at, name) for at in group]
        for inner in below.values():
            self._look(inner)

    def _texts(self, level: Level, group: list[int], rank: int, texts: Texts, column: list[Any]) -> None:
        """Values that must be texts."""
        if set(map(type, column)) != _TEXT:
            group, column = self._of_class(level, group, column, str)
        others = texts.others(column)
        if not others:
            return
        for at, written in zip(group, column, strict=True):
            meant = others.get(written)
            if meant is None:
                continue
            owner = level.owners[at]
            if not meant.is_sound:
                self._seen.unsound.add(owner)
            if meant.code is not None:
                fix = _Fix((*level.order(at), rank), level, at, texts.member, written, meant)
                self._fixes.setdefault(owner, []).append(fix)

    def _inside(self, inner: Level, group: list[int], rank: int, column: list[Any]) -> None:
        """Values that must be objects, or lists of objects."""
        level: Level = inner.above  # type: ignore[assignment]
        member = level.kind.members[inner.name]
        group, column = self._of_class(level, group, column, list if member.is_list else dict)
        if not member.is_list:
            for at, value in zip(group, column, strict=True):
                inner.add(value, level.owners[at], (at, rank, None))
            return
        shortest = member.field.numbers.get("min_items", 0)
        for at, value in zip(group, column, strict=True):
            owner = level.owners[at]
            if len(value) < shortest:
                self._seen.unsound.add(owner)
            for index, each in enumerate(value):
                if each.__class__ is dict:
                    inner.add(each, owner, (at, rank, index))
                else:
                    self._seen.odd.add(owner)

    def _plain(self, level: Level, group: list[int], member: Member, column: list[Any]) -> None:
        """Values that must be numbers, or lists of texts."""
        if "number" not in member.field.types:
            group, column = self._of_class(level, group, column, list)
            owners = [level.owners[at] for at in group]
            self._seen.odd.update(
                owner for owner, each in zip(owners, column, strict=True) if not are_plain(member, each)
            )
            return
        if not set(map(type, column)) <= _NUMBERS:
            group, column = self._of_class(level, group, column, int, float)
        least = member.field.numbers.get("minimum")
        if least is not None:
            pairs = zip(group, column, strict=True)
            self._seen.unsound.update(level.owners[at] for at, value in pairs if value < least)

    def _of_class(
        self, level: Level, group: list[int], column: list[Any], *classes: type
    ) -> tuple[list[int], list[Any]]:
        """Those of a class. Others may hold texts, and make their grant odd, or do not, and make it unsound."""
        kept = [(at, value) for at, value in zip(group, column, strict=True) if value.__class__ in classes]
        if len(kept) < len(group):
            for at, value in zip(group, column, strict=True):
                if value.__class__ not in classes:
                    holds = value.__class__ in (str, list, dict)
                    (self._seen.odd if holds else self._seen.unsound).add(level.owners[at])
        return [at for at, _ in kept], [value for _, value in kept]

    def _take_out(self) -> None:
        """What no field of the standard holds."""
        odd, extra = self._seen.odd, self._seen.extra
        for level, at, name in self._unknown:
            owner = level.owners[at]
            if owner not in odd:
                pointer = _spelt((*level.path(at), name))
                extra.setdefault(owner, {})[pointer] = level.objects[at].pop(name)

    def _write(self) -> None:
        """What is to be written differently."""
        odd, counts = self._seen.odd, self._seen.counts
        for owner, fixes in self._fixes.items():
            if owner in odd:
                continue
            if len(fixes) > 1:
                fixes.sort(key=lambda fix: fix.order)
            made = []
            for _, level, at, member, written, meant in fixes:
                name, code = member.field.name, str(meant.code)
                level.objects[at][name] = meant.text
                counts[code, member.column] += 1
                made.append(Repair(code, _spelt((*level.path(at), name)), written))
            self._seen.repairs[owner] = tuple(made)
