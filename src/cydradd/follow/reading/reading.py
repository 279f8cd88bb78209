"""One file of grants while it is read: its rows, and beside them what was repaired and what is wrong with the file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Protocol

from cydradd.follow.fields import threesixtygiving
from cydradd.follow.findings import finding
from cydradd.follow.quick import Look
from cydradd.follow.reading.json_stream import JsonPackage
from cydradd.follow.reading.mending import Mending, dates, day_first_columns
from cydradd.follow.reading.refusing import refuse
from cydradd.follow.reading.shape import grant as grant_shape
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
        self._day_first: frozenset[str] | None = None

    def _clear(self) -> None:
        self.bytes_read = 0
        self.meta: dict[str, JsonValue] = {}
        self.repairs: Counter[tuple[str, str]] = Counter()
        self.defects: list[Defect] = []

    def rows(self) -> Iterator[Row]:
        """Every entry of ``grants``; one that is no object has no values, and is whole in ``extra``."""
        self._clear()
        look = Look(threesixtygiving(), "Grant")
        mending = Mending(grant_shape(), self._is_day_first, look.lists)
        sha256, mend, repairs, is_good = self.sha256, mending.grant, self.repairs, look.is_good
        with JsonPackage(self.path, LISTS) as package:
            self._find_grants(package)
            for index, entry in enumerate(package.entries()):
                self.bytes_read = package.bytes_read
                pointer = f"/grants/{index}"
                if not isinstance(entry, dict):
                    yield Row(sha256, None, None, pointer, extra={"": entry})
                    continue
                if is_good(entry):
                    yield Row(sha256, None, None, pointer, {}, entry, {}, (), True)
                    continue
                extra, mended = mend(entry)
                if mended:
                    for column, repair in mended:
                        repairs[repair.code, column] += 1
                    yield Row(sha256, None, None, pointer, {}, entry, extra, tuple(each for _, each in mended))
                else:
                    yield Row(sha256, None, None, pointer, {}, entry, extra)
            self.meta = package.others
        self.bytes_read = self.size

    def _find_grants(self, package: JsonPackage) -> None:
        if package.find_list() != "grants":
            raise refuse(
                self.path,
                "nid pecyn o grantiau yw’r ffeil: nid oes rhestr grants.",
                "the file is no package of grants: it has no list of grants.",
            )

    def _is_day_first(self, column: str) -> bool:
        if self._day_first is None:
            with JsonPackage(self.path, LISTS) as package:
                self._find_grants(package)
                shape = grant_shape()
                self._day_first = day_first_columns(
                    chain.from_iterable(dates(entry, shape) for entry in package.entries())
                )
        return column in self._day_first


def note(defects: list[Defect], code: str, place: str | None = None, values: Iterable[str] = (), **facts: str) -> None:
    """List something about the whole file, or about one column or sheet of it."""
    defects.append(finding(code, place or "", next(iter(values), None), **facts))
