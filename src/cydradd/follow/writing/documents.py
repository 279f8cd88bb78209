"""A grant as one document, and a document as its plain values by their place: what every form is written from.

What no field of the standard holds stands beside a grant that was read, by heading or by JSON pointer (`rows.Row`). In
a document it is back in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import orjson

from cydradd.follow.reading.mending import Path, spelt
from cydradd.follow.reading.shape import grant
from cydradd.follow.rows import Row
from cydradd.vocabulary.facts import JsonValue

_PLACE = re.compile(r"0|[1-9][0-9]{0,5}", re.ASCII)


def path_of(key: str) -> Path:
    """The path that a heading, or a JSON pointer, of something beside the standard stands for."""
    if not key.startswith("/"):
        return (key,)
    parts = [part.replace("~1", "/").replace("~0", "~") for part in key.split("/")[1:]]
    return tuple(int(part) if index and _PLACE.fullmatch(part) else part for index, part in enumerate(parts))


def document(row: Row) -> JsonValue:
    """A grant that was read, whole: what no field holds is put back. What was no object is what it was."""
    if not row.extra:
        return row.values
    if "" in row.extra and not row.values:
        return row.extra[""]
    made: dict[str, Any] = orjson.loads(orjson.dumps(row.values))
    for path, value in sorted(((_free(path_of(key)), value) for key, value in row.extra.items()), key=_places):
        _put(made, path, value)
    return made


def _free(path: Path) -> Path:
    """A heading that is also the name of a field, which another column holds, is put beside the field."""
    return (f"{path[0]} [2]",) if len(path) == 1 and path[0] in grant().members else path


def _places(each: tuple[Path, JsonValue]) -> list[int]:
    return [part for part in each[0] if isinstance(part, int)]


def _put(made: Any, path: Path, value: JsonValue) -> None:
    """Put a value where its path leads. What is missing on the way is made."""
    for part, after in pairwise(path):
        inner = _at(made, part)
        if not isinstance(inner, list if isinstance(after, int) else dict):
            inner = [] if isinstance(after, int) else {}
            _set(made, part, inner)
        made = inner
    _set(made, path[-1], value)


def _at(made: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return made[part] if part < len(made) else None
    return made.get(part)


def _set(made: Any, part: str | int, value: Any) -> None:
    if isinstance(part, int) and part >= len(made):
        made.append(value)
    else:
        made[part] = value


def plain_values(value: JsonValue, path: Path = ()) -> Iterator[tuple[str, JsonValue]]:
    """Every plain value of a document by JSON pointer. ``None`` is not stated and left out; what is empty is ``[]``."""
    if isinstance(value, Mapping):
        if not value:
            yield spelt(path), "{}"
        for name, each in value.items():
            yield from plain_values(each, (*path, name))
    elif isinstance(value, list | tuple):
        if not value:
            yield spelt(path), "[]"
        for index, each in enumerate(value):
            yield from plain_values(each, (*path, index))
    elif value is not None:
        yield spelt(path), value
