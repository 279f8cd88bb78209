"""Contracting processes: the releases of each, gathered from one or many files, and what is known after the last.

An ``ocid`` is a key within one source only, so that a process is known by its publisher and its ocid. Releases wait
in a temporary file, so that memory holds their places alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

import orjson

from cydradd.follow.contracts.merging import COMPILED, compile, when
from cydradd.follow.contracts.parties import objects
from cydradd.follow.contracts.reading import OcdsReading
from cydradd.follow.rows import Row
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue

Object = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Notice:
    """What one release says of itself and of the time to answer.

    Attributes:
        opens, closes: Of ``tender.tenderPeriod``; where it has no start, the day the tender was published.
        awards: Ids of the awards in it.
        pointer: Where it stands in its file.
    """

    date: str | None
    tags: tuple[str, ...]
    opens: str | None
    closes: str | None
    awards: tuple[str, ...]
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """One contracting process.

    Attributes:
        source: Who published it: an ocid is unique within one source only.
        compiled: The compiled release.
        releases: As they were read, oldest first as far as they have dates.
        is_merged: ``False``: a release has no date or no ocid, and stands as it is.
    """

    ocid: str | None
    source: str
    compiled: Object
    releases: tuple[Object, ...]
    notices: tuple[Notice, ...]
    is_merged: bool = True

    @property
    def pointer(self) -> str:
        """Where its first release stands."""
        return (self.notices[0].pointer if self.notices else None) or ""


def process(
    source: str, releases: Sequence[Object], pointers: Sequence[str | None] | None = None
) -> tuple[Process, ...]:
    """The process that releases of one ocid and one source make.

    Where they cannot be merged, each is a process of its own, and none is left out.
    """
    places = pointers or [None] * len(releases)
    given = list(zip(releases, places, strict=True))
    try:
        ordered = sorted(given, key=lambda each: when(each[0]))
        compiled = compile(_own([release for release, _ in ordered]))
    except NotPossible:
        return tuple(_process(source, [each], each[0], is_merged=False) for each in given)
    return (_process(source, ordered, compiled, is_merged=True),)


def _process(source: str, given: Sequence[tuple[Object, str | None]], compiled: Object, *, is_merged: bool) -> Process:
    notices = tuple(_notice(release, pointer) for release, pointer in given)
    return Process(_text(compiled.get("ocid")), source, compiled, tuple(each for each, _ in given), notices, is_merged)


def _own(releases: Sequence[Object]) -> Sequence[Object]:
    """The releases that say something of their own: no compiled one beside others, and none twice over."""
    kept: list[Object] = []
    met: dict[str, list[Object]] = {}
    for each in [each for each in releases if each.get("tag") != [COMPILED]] or releases:
        same = met.setdefault(str(each.get("id")), [])
        if each not in same:
            same.append(each)
            kept.append(each)
    return kept


def _notice(release: Object, pointer: str | None) -> Notice:
    tender = release.get("tender")
    tender = tender if isinstance(tender, Mapping) else {}
    period = tender.get("tenderPeriod")
    period = period if isinstance(period, Mapping) else {}
    tags = release.get("tag")
    return Notice(
        _text(release.get("date")),
        tuple(each for each in tags if isinstance(each, str)) if isinstance(tags, list) else (),
        _text(period.get("startDate")) or _text(tender.get("datePublished")),
        _text(period.get("endDate")),
        tuple(str(each.get("id")) for each in objects(release.get("awards"))),
        pointer,
    )


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value else None


class Gathering:
    """Releases of many files by process; to be used in a ``with``, since it holds a temporary file.

    Attributes:
        releases: Releases gathered.
    """

    def __init__(self) -> None:
        self.releases = 0
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 (closed by `__exit__`)
        self._end = 0
        self._places: dict[tuple[str, str], list[tuple[int, int, str | None]]] = {}

    def __enter__(self) -> Gathering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, reading: OcdsReading, rows: Iterable[Row] | None = None) -> None:
        """Gather the releases of one file. What is no release is listed with its defects, and left out.

        Args:
            rows: Its rows, where somebody watches how far reading is.

        Raises:
            UnreadableFile: The file is broken; nothing of it was gathered.
        """
        found: dict[str, list[tuple[int, int, str | None]]] = {}
        self._file.seek(self._end)
        for row in reading.rows() if rows is None else rows:
            if not row.values:
                continue
            ocid = row.values.get("ocid")
            # One without an ocid is a process of its own: its place cannot be an ocid.
            key = ocid if isinstance(ocid, str) and ocid else f"\x00{row.file_sha256}{row.pointer}"
            data = orjson.dumps(row.values)
            self._file.write(data)
            found.setdefault(key, []).append((self._end, len(data), row.pointer))
            self._end += len(data)
        source = source_of(reading)
        for key, places in found.items():
            self._places.setdefault((source, key), []).extend(places)
            self.releases += len(places)

    @property
    def shared(self) -> list[str]:
        """Ocids that more than one source uses, in order."""
        counts = Counter(ocid for _, ocid in self._places)
        return sorted(ocid for ocid, count in counts.items() if count > 1)

    def processes(self) -> Iterator[Process]:
        """Every process, in the order of its first release in the files."""
        for (source, _), places in self._places.items():
            releases: list[Object] = []
            for start, size, _ in places:
                self._file.seek(start)
                releases.append(orjson.loads(self._file.read(size)))
            yield from process(source, releases, [pointer for _, _, pointer in places])


def source_of(reading: OcdsReading) -> str:
    """Who publishes a file that was read: list and number, else name, of the publisher, else the file itself."""
    publisher = reading.meta.get("publisher")
    publisher = publisher if isinstance(publisher, Mapping) else {}
    uid, scheme, name = (_text(publisher.get(key)) for key in ("uid", "scheme", "name"))
    return (f"{scheme}-{uid}" if uid and scheme else uid) or name or f"sha256:{reading.sha256}"
