"""What real releases get wrong in one way only, put right; what they hold beyond the standard, listed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import orjson

from cydradd.follow.contracts.merging import inside
from cydradd.follow.fields import Field, ObjectType, Table
from cydradd.follow.rows import Repair
from cydradd.vocabulary.facts import JsonValue

NO_LIMIT = 2**31 - 1
"""What some systems write where there is no limit."""
_CAPITALS = re.compile(r"[A-Z]{2}")
Json = dict[str, JsonValue]


def made_id(release: Json) -> str:
    """An id for a release that has none: a hash of its content, so that the same release has the same id."""
    content = orjson.dumps(release, option=orjson.OPT_SORT_KEYS)
    return f"sha256-{hashlib.sha256(content).hexdigest()}"


class Mending:
    """One release while it is put right, in place.

    Attributes:
        repairs: What was written differently and could mean one thing only; ``no_limit`` and ``language_case``.
        extra: What no field of the standard and its extensions holds, by JSON pointer inside the release.
        defects: Code, JSON pointer inside the release and value of what is wrong and was left as it is.
    """

    def __init__(self, table: Table) -> None:
        self.repairs: list[Repair] = []
        self.extra: Json = {}
        self.defects: list[tuple[str, str]] = []
        self._table = table

    def object(self, value: Json, kind: ObjectType | None, pointer: str) -> None:
        """Everything inside one object."""
        if not value:
            self.defects.append(("empty_object", pointer))
        for name, each in value.items():
            known = kind.fields.get(name) if kind else None
            step = name.replace("~", "~0").replace("/", "~1") if "/" in name or "~" in name else name
            place = f"{pointer}/{step}"
            if kind is not None and known is None and not _is_variant(name, kind):
                self.extra[place] = each
            if isinstance(each, dict):
                self.object(each, inside(known, self._table), place)
            elif isinstance(each, list):
                self._list(each, name, known, place)
            elif (mended := _mended(name, each)) is not None:
                code, new = mended
                value[name] = new
                self.repairs.append(Repair(code, place, str(each)))

    def _list(self, value: list[JsonValue], name: str, known: Field | None, pointer: str) -> None:
        kind = inside(known, self._table)
        is_merged = known is not None and known.merge != "whole" and kind is not None and "id" in kind.fields
        for index, each in enumerate(value):
            place = f"{pointer}/{index}"
            if isinstance(each, dict):
                if is_merged and each and each.get("id") is None:
                    self.defects.append(("object_without_id", place))
                self.object(each, kind, place)
            elif name == "languages" and isinstance(each, str) and _CAPITALS.fullmatch(each):
                value[index] = each.lower()
                self.repairs.append(Repair("language_case", place, each))


def _mended(name: str, value: JsonValue) -> tuple[str, JsonValue] | None:
    """Code of the repair and the value it leads to; ``None``: nothing is to be put right."""
    if name == "language" and isinstance(value, str) and _CAPITALS.fullmatch(value):
        return "language_case", value.lower()
    if value == NO_LIMIT and name.startswith("maximum"):
        return "no_limit", None
    return None


def _is_variant(name: str, kind: ObjectType) -> bool:
    """Whether a field is a text of the object in another language, such as ``title_cy``."""
    known = kind.fields.get(name.partition("_")[0])
    return known is not None and "languages" in known.flags


def columns(repairs: list[Repair]) -> Iterator[tuple[str, str]]:
    """Code and column of each repair: its pointer without places in lists, as ``tender/lots/title``."""
    for each in repairs:
        yield each.code, "/".join(part for part in each.path.split("/")[1:] if not part.isdigit())
