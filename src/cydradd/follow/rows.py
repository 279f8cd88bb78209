"""One grant or release of a file of open data, as it was read, with the place it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import orjson

from cydradd.vocabulary.facts import JsonValue


class Repair(NamedTuple):
    """One value that was written differently and could mean one thing only.

    Attributes:
        code: ``yes_no``, ``https``, ``date``, ``trim`` or ``heading_case``.
        path: JSON pointer inside the grant, such as ``/awardDate``.
        original: What was written.
    """

    code: str
    path: str
    original: str


class Row(NamedTuple):
    """One grant or release. Its key is the file's hash with its place; a published id is data, and no key.

    Millions are made: this is a named tuple because that takes a third of the time of a frozen dataclass.

    Attributes:
        file_sha256: SHA-256 of the bytes of the file, as 64 hexadecimal digits.
        sheet: Name of the sheet of a workbook; ``None`` for every other form.
        row: Line of the sheet or table, the heading being 1; ``None`` for JSON.
        pointer: JSON pointer (RFC 6901), such as ``/grants/0``; ``None`` for a sheet or table.
        cells: Heading and text of each cell as written, before any repair, in the order of the columns; empty for JSON.
        values: The grant as a 360Giving object, or the release as an OCDS object, after safe repairs.
        extra: What no field of the standard holds, by its heading, or by its JSON pointer inside the grant.
        repairs: What was repaired in ``values``, with what was written.
        is_sound: Reading has seen already that ``values`` keep to the standard; ``False``: nobody has looked.
    """

    file_sha256: str
    sheet: str | None
    row: int | None
    pointer: str | None
    cells: Mapping[str, str] = {}
    values: Mapping[str, JsonValue] = {}
    extra: Mapping[str, JsonValue] = {}
    repairs: tuple[Repair, ...] = ()
    is_sound: bool = False


def content_of(values: Mapping[str, JsonValue]) -> bytes:
    """JSON that equal objects share, in whatever order their members stand."""
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS)
