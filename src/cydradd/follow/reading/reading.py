"""One file of grants while it is read: its rows, and beside them what was repaired and what is wrong with the file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Protocol

from cydradd.follow.findings import finding
from cydradd.follow.reading.json_stream import JsonPackage
from cydradd.follow.reading.mending import Mending, dates, day_first_columns
from cydradd.follow.reading.refusing import refuse
from cydradd.follow.reading.shape import grant as grant_shape
from cydradd.follow.reading.together import Together
from cydradd.follow.rows import Row
from cydradd.vocabulary.facts import Defect, JsonValue

LISTS = ("grants", "releases", "records")
"""The list that tells what a package of JSON is."""


class Reading(Protocol):
    """One file of grants. Reading it twice gives the same rows.

    Attributes:
        form: ``json``, ``csv`` or ``xlsx``.
        size, bytes_read: Bytes of the file, and how far the reading of rows is.
        meta: The package around the grants, such as ``version``; complete when the rows have been read.
        repairs: How often each repair was made, by code and column; complete when the rows have been read.
        defects: What is wrong with the file as a whole, one for each code and column; complete likewise.
    """

    path: Path
    sha256: str
    form: str
    size: int
    bytes_read: int
    meta: dict[str, JsonValue]
    repairs: Counter[tuple[str, str]]
    defects: list[Defect]

    def rows(self) -> Iterator[Row]:
        """Every grant, in the order of the file.

        Raises:
            UnreadableFile: The file is broken; what came before is whole, and is better not kept.
        """
        ...


def digest(path: Path) -> str:
    """SHA-256 of the bytes of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class JsonReading:
    """A package of grants as JSON."""

    form = "json"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.sha256 = digest(path)
        self._clear()
        self._day_first: dict[str, bool] = {}

    def _clear(self) -> None:
        self.bytes_read = 0
        self.meta: dict[str, JsonValue] = {}
        self.repairs: Counter[tuple[str, str]] = Counter()
        self.defects: list[Defect] = []

    def rows(self) -> Iterator[Row]:
        """Every entry of ``grants``; one that is no object has no values, and is whole in ``extra``."""
        self._clear()
        together, singly = Together(self._is_day_first), Mending(grant_shape(), self._is_day_first)
        with JsonPackage(self.path, LISTS) as package:
            self._find_grants(package)
            first = 0
            for piece in package.pieces():
                self.bytes_read = package.bytes_read
                yield from self._rows(piece, first, together, singly)
                first += len(piece)
            self.meta = package.others
        self.bytes_read = self.size

    def _rows(self, piece: list[JsonValue], first: int, together: Together, singly: Mending) -> Iterator[Row]:
        """The rows of the entries of one piece."""
        seen = together.mend([each if isinstance(each, dict) else {} for each in piece])
        self.repairs.update(seen.counts)
        sha256, nothing = self.sha256, ()
        extras, repairs, unsound = seen.extra.get, seen.repairs.get, seen.odd | seen.unsound
        for index, entry in enumerate(piece):
            pointer = f"/grants/{first + index}"
            if not isinstance(entry, dict):
                yield Row(sha256, None, None, pointer, extra={"": entry})
            elif index in seen.odd:
                extra, mended = singly.grant(entry)
                self.repairs.update((repair.code, column) for column, repair in mended)
                yield Row(sha256, None, None, pointer, {}, entry, extra, tuple(each for _, each in mended))
            else:
                is_sound = index not in unsound
                yield Row(sha256, None, None, pointer, {}, entry, extras(index, {}), repairs(index, nothing), is_sound)

    def _find_grants(self, package: JsonPackage) -> None:
        if package.find_list() != "grants":
            raise refuse(
                self.path,
                "nid pecyn o grantiau yw’r ffeil: nid oes rhestr grants.",
                "the file is no package of grants: it has no list of grants.",
            )

    def _is_day_first(self, column: str) -> bool:
        if column not in self._day_first:
            with JsonPackage(self.path, LISTS) as package:
                self._find_grants(package)
                shape = grant_shape()
                found = chain.from_iterable(dates(entry, shape) for entry in package.entries())
                self._day_first.update(day_first_columns(found, column))
        return self._day_first.get(column, False)


def note(defects: list[Defect], code: str, place: str | None = None, values: Iterable[str] = (), **facts: str) -> None:
    """List something about the whole file, or about one column or sheet of it."""
    defects.append(finding(code, place or "", next(iter(values), None), **facts))
