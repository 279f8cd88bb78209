"""The objects of one field, of all the grants of a piece of a file, and what the standard says of that field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cydradd.follow.fields import ObjectType, Table
from cydradd.follow.reading.mending import DayFirst, Path
from cydradd.follow.reading.shape import Shape
from cydradd.follow.reading.texts import Texts
from cydradd.vocabulary.facts import JsonValue

Object = dict[str, JsonValue]


@dataclass(slots=True)
class Level:
    """The objects of one field, of all the grants of a piece.

    Attributes:
        owners: Position of the grant of each.
        places: Of each: position of the object around it, rank of its field there, and position in its list.
    """

    kind: Kind
    objects: list[Object]
    owners: list[int]
    above: Level | None = None
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


class Kind:
    """One kind of object where it may stand in a grant: its members, those that are texts, and those with objects."""

    def __init__(self, table: Table, shape: Shape, kind: ObjectType, is_day_first: DayFirst) -> None:
        self.kind = kind
        self.members = shape.members
        self.texts: dict[str, Texts] = {}
        self.inside: dict[str, Kind] = {}
        for name, member in shape.members.items():
            if member.inside is not None:
                inner = next(table.objects[each] for each in member.field.of if each in table.objects)
                self.inside[name] = Kind(table, member.inside, inner, is_day_first)
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
