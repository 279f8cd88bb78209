"""A document as cells of a table: each under the heading that the standard gives its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from cydradd.follow.reading.headings import field_of, written
from cydradd.follow.reading.mending import Path, spelt
from cydradd.follow.reading.shape import Member, Shape, grant
from cydradd.vocabulary.facts import JsonValue

Plain: TypeAlias = "str | bool | int | float"
Key: TypeAlias = "tuple[bool, Path]"
"""Whether a field of the standard holds the column, and the path to what is in it."""


def cells(document: JsonValue, shape: Shape | None = None) -> Iterator[tuple[Key, Plain]]:
    """Every value of a document that a cell can hold. What is null or empty has no cell."""
    if isinstance(document, Mapping):
        yield from _object(document, shape or grant(), ())
    else:
        yield from _beside(document, ())


def _object(value: Mapping[str, JsonValue], shape: Shape, path: Path) -> Iterator[tuple[Key, Plain]]:
    for name, each in value.items():
        member, here = shape.members.get(name), (*path, name)
        if member is None:
            yield from _beside(each, here)
        elif member.inside is None:
            yield from _plain(each, member, here)
        elif member.is_list and isinstance(each, list | tuple):
            for index, inner in enumerate(each):
                yield from _inside(inner, member.inside, (*here, index))
        elif member.is_list:
            yield from _beside(each, here)
        else:
            yield from _inside(each, member.inside, here)


def _inside(value: JsonValue, shape: Shape, path: Path) -> Iterator[tuple[Key, Plain]]:
    if isinstance(value, Mapping):
        yield from _object(value, shape, path)
    else:
        yield from _beside(value, path)


def _plain(value: JsonValue, member: Member, path: Path) -> Iterator[tuple[Key, Plain]]:
    """A plain value, or a list of texts, which is one cell with ``;`` between them."""
    texts = [each for each in value if isinstance(each, str)] if isinstance(value, list | tuple) else []
    if isinstance(value, str | bool | int | float):
        yield (not member.is_list, path), value
    elif member.is_list and isinstance(value, list | tuple) and len(texts) == len(value) and value:
        yield (True, path), ";".join(texts)
    else:
        yield from _beside(value, path)


def _beside(value: JsonValue, path: Path) -> Iterator[tuple[Key, Plain]]:
    """What no field holds as it is: each plain value under its JSON pointer."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _beside(each, (*path, name))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _beside(each, (*path, index))
    elif isinstance(value, str | bool | int | float):
        yield (False, path), value


def _order(path: Path, shape: Shape) -> list[int]:
    """Where a field comes: in the order of the standard, lists by their places."""
    found: list[int] = []
    inside: Shape | None = shape
    for part in path:
        if isinstance(part, int):
            found.append(part)
            continue
        members = inside.members if inside is not None else {}
        found.append(list(members).index(part))
        inside = members[part].inside
    return found


def headings(keys: Iterable[Key], shape: Shape | None = None) -> dict[Key, str]:
    """The heading of each column: fields in the order of the standard, then what is beside it as it was met."""
    shape = shape or grant()
    known = list(dict.fromkeys(keys))
    fields = sorted((key for key in known if key[0]), key=lambda key: _order(key[1], shape))
    made = {key: written(key[1], shape)[0] for key in fields}
    for key in known:
        if not key[0]:
            made[key] = _heading(key[1], {path for _, path in fields}, shape)
    return made


def _heading(path: Path, fields: set[Path], shape: Shape) -> str:
    """A name alone where it is read back as that, else the JSON pointer, which is the heading of no field."""
    name = path[0] if len(path) == 1 else None
    if not isinstance(name, str) or not name.strip() or name.startswith("/") or name != name.strip():
        return spelt(path) or "/"
    found = field_of(name, shape)
    return spelt(path) if found is not None and found[0] not in fields else name


def line(document: JsonValue, made: Mapping[Key, str], shape: Shape | None = None) -> Sequence[Plain | None]:
    """The cells of a document in the order of the columns."""
    held = dict(cells(document, shape))
    return [held.get(key) for key in made]
