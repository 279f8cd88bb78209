"""The grants of one piece of a file looked at together, field by field: mended where that is safe, and found sound.

A field of a thousand grants is one list here, and asking all its values at once costs a tenth of asking each. Grants
whose objects have not the shape the standard gives them are left alone: `mending.Mending` takes them singly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from cydradd.follow.fields import ObjectType, Table
from cydradd.follow.reading.mending import DayFirst, Path, spelt
from cydradd.follow.reading.shape import Member, Shape
from cydradd.follow.reading.texts import Meant, Texts, are_plain
from cydradd.follow.rows import Repair
from cydradd.vocabulary.facts import JsonValue

_TEXT, _NUMBERS = {str}, {int, float}
_spelt = lru_cache(maxsize=4096)(spelt)

Object = dict[str, JsonValue]


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
    level: _Level
    at: int
    member: Member
    written: str
    meant: Meant


@dataclass(slots=True)
class _Level:
    """The objects of one field, of all the grants of a piece.

    Attributes:
        owners: Position of the grant of each.
        places: Of each: position of the object around it, rank of its field there, and position in its list.
    """

    kind: _Kind
    objects: list[Object]
    owners: list[int]
    above: _Level | None = None
    name: str = ""
    places: list[tuple[int, int, int | None]] = field(default_factory=list)

    def add(self, value: Object, owner: int, place: tuple[int, int, int | None]) -> None:
        """One more object."""
        self.objects.append(value)
        self.owners.append(owner)
        self.places.append(place)

    def path(self, at: int) -> Path:
        """Names and positions that lead to an object."""
        if self.above is None:
            return ()
        position, _, index = self.places[at]
        return self.above.path(position) + ((self.name,) if index is None else (self.name, index))

    def order(self, at: int) -> tuple[int, ...]:
        """The same, by the ranks of the fields."""
        if self.above is None:
            return ()
        position, rank, index = self.places[at]
        return (*self.above.order(position), rank, index or 0)


class _Kind:
    """One kind of object where it may stand in a grant: its members, those that are texts, and those with objects."""

    def __init__(self, table: Table, shape: Shape, kind: ObjectType, is_day_first: DayFirst) -> None:
        self.kind = kind
        self.members = shape.members
        self.texts: dict[str, Texts] = {}
        self.inside: dict[str, _Kind] = {}
        for name, member in shape.members.items():
            if member.inside is not None:
                inner = next(table.objects[each] for each in member.field.of if each in table.objects)
                self.inside[name] = _Kind(table, member.inside, inner, is_day_first)
            elif "string" in member.field.types:
                self.texts[name] = Texts(member, is_day_first)

    def is_complete(self, names: Sequence[str]) -> bool:
        """Whether an object of these fields has all it needs."""
        kind = self.kind
        return (
            all(name in names for name in kind.required)
            and len(names) >= kind.min_fields
            and (not kind.one_of or sum(name in names for name in kind.one_of) == 1)
        )


class Together:
    """Grants looked at and mended, piece by piece.

    Args:
        is_day_first: Asked once for each column where a date as dd/mm/yyyy was met.
    """

    def __init__(self, table: Table, name: str, shape: Shape, is_day_first: DayFirst) -> None:
        self._kind = _Kind(table, shape, table.objects[name], is_day_first)
        self._seen = Seen()
        self._fixes: dict[int, list[_Fix]] = {}
        self._unknown: list[tuple[_Level, int, str]] = []

    def mend(self, grants: list[Object]) -> Seen:
        """Look at the grants of a piece, and mend in place those that are not odd."""
        self._seen, self._fixes, self._unknown = Seen(), {}, []
        self._look(_Level(self._kind, grants, list(range(len(grants)))))
        self._take_out()
        self._write()
        return self._seen

    def _look(self, level: _Level) -> None:
        """Objects that have the same fields are looked at together."""
        groups: dict[tuple[str, ...], list[int]] = {}
        for at, each in enumerate(level.objects):
            groups.setdefault(tuple(each), []).append(at)
        below: dict[str, _Level] = {}
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
                    inner = below.setdefault(name, _Level(kind.inside[name], [], [], level, name))
                    self._inside(inner, group, rank, column)
                elif name in kind.members:
                    self._plain(level, group, kind.members[name], column)
                else:
                    self._unknown += [(level, at, name) for at in group]
        for inner in below.values():
            self._look(inner)

    def _texts(self, level: _Level, group: list[int], rank: int, texts: Texts, column: list[Any]) -> None:
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

    def _inside(self, inner: _Level, group: list[int], rank: int, column: list[Any]) -> None:
        """Values that must be objects, or lists of objects."""
        level: _Level = inner.above  # type: ignore[assignment]
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

    def _plain(self, level: _Level, group: list[int], member: Member, column: list[Any]) -> None:
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
        self, level: _Level, group: list[int], column: list[Any], *classes: type
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
