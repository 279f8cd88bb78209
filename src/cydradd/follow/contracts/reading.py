"""Files of contracts data read as a stream: release packages, record packages, JSON lines and bare lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from cydradd.follow.contracts.extensions import extension_name
from cydradd.follow.contracts.forms import LISTS, MARK, SPACE, JsonList, form_of
from cydradd.follow.contracts.mending import Mending, columns, made_id
from cydradd.follow.contracts.upgrading import is_old, upgrade
from cydradd.follow.fields import Root, ocds
from cydradd.follow.findings import finding
from cydradd.follow.reading.json_stream import LARGEST, JsonPackage, depth_is_over, is_deep
from cydradd.follow.reading.reading import digest
from cydradd.follow.reading.refusing import refuse, too_deep
from cydradd.follow.rows import Repair, Row
from cydradd.vocabulary.facts import Defect, JsonValue

MOST_OF_A_CODE = 1_000
"""Defects of one code that are kept with their places; all are counted."""
Json = dict[str, JsonValue]


class OcdsReading:
    """One file of contracts data. Reading it twice gives the same rows.

    Attributes:
        form: ``release-package``, ``record-package``, ``lines``, ``list`` or ``object``; a file that is one object
            alone is the last.
        size, bytes_read: Bytes of the file, and how far the reading of rows is.
        meta: The package around the releases, such as ``publisher``; complete when the rows have been read. Of JSON
            lines that are packages it is the last.
        repairs: How often each repair was made, by code and column; complete when the rows have been read.
        defects: What is wrong with the file or with a release, at most `MOST_OF_A_CODE` of one code.
        counts: How often each defect was found.
        given: Names of extensions whose schema files the user has, which are not unknown.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.form = form_of(path)
        self.size = path.stat().st_size
        self.sha256 = digest(path)
        self.given: frozenset[str] = frozenset()
        self._clear()

    def _clear(self) -> None:
        self.bytes_read = 0
        self.meta: dict[str, JsonValue] = {}
        self.repairs: Counter[tuple[str, str]] = Counter()
        self.defects: list[Defect] = []
        self.counts: Counter[str] = Counter()

    def note(self, code: str, pointer: str, value: JsonValue = None, **facts: str) -> None:
        """List one thing that is wrong."""
        self.counts[code] += 1
        if self.counts[code] <= MOST_OF_A_CODE:
            self.defects.append(finding(code, pointer, value, **facts))

    def rows(self, look: Callable[[str, JsonValue], None] | None = None) -> Iterator[Row]:
        """Every release, in the order of the file; of a record without releases, its compiled release.

        What is no release is a row without values, and is whole in ``extra``.

        Args:
            look: Shown the place and value of each release or record as it is written, before anything is mended.

        Raises:
            UnreadableFile: Broken or cut off, nested without end, or no contracts data; the place is said.
        """
        self._clear()
        for pointer, entry in self._entries():
            if look is not None:
                look(pointer, entry)
            yield from self._of_entry(entry, pointer)
        self.bytes_read = self.size
        for url in _texts(self.meta.get("extensions")):
            if extension_name(url) is None and self.given.isdisjoint(url.split("/")):
                self.note("extension_unknown", "/extensions", url)

    def _entries(self) -> Iterator[tuple[str, JsonValue]]:
        """JSON pointer and value of every release or record."""
        if self.form == "lines":
            yield from self._lines()
            return
        if self.form == "object":
            yield "", _parsed(self.path.read_bytes().removeprefix(MARK), 1, self.path)
            return
        kind = JsonList if self.form == "list" else JsonPackage
        with kind(self.path, LISTS) as package:
            name = package.find_list()
            self.meta = package.others
            prefix = f"/{name}" if name else ""
            for index, entry in enumerate(package.entries()):
                self.bytes_read = package.bytes_read
                yield f"{prefix}/{index}", entry

    def _lines(self) -> Iterator[tuple[str, JsonValue]]:
        """Entries of a file of one document a line, which counts as a list of its lines."""
        with self.path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(LARGEST + 1), b"")):
                self.bytes_read += len(line)
                text = line.removeprefix(MARK).strip(SPACE)
                if text:
                    yield from self._whole(_parsed(text, number + 1, self.path), f"/{number}")

    def _whole(self, document: JsonValue, pointer: str) -> Iterator[tuple[str, JsonValue]]:
        """The entries of one document: of a package those of its list, else itself."""
        for name in LISTS:
            inner = document.get(name) if isinstance(document, dict) else None
            # A record holds a list of releases too, and is no package: it has an ocid.
            if isinstance(document, dict) and isinstance(inner, list) and "ocid" not in document:
                self.meta = {key: value for key, value in document.items() if key != name}
                yield from ((f"{pointer}/{name}/{index}", each) for index, each in enumerate(inner))
                return
        yield pointer, document

    def _of_entry(self, entry: JsonValue, pointer: str) -> Iterator[Row]:
        """The rows of one release or record."""
        if not isinstance(entry, dict):
            self.note("not_an_object", pointer, entry)
            yield Row(self.sha256, None, None, pointer, extra={"": entry})
            return
        releases, compiled = entry.get("releases"), entry.get("compiledRelease")
        if not isinstance(releases, list) and not isinstance(compiled, dict):
            yield self._row(entry, pointer)
        elif isinstance(releases, list) and any(_is_whole_release(each) for each in releases):
            for index, each in enumerate(releases):
                yield from self._of_entry(each, f"{pointer}/releases/{index}")
        elif isinstance(compiled, dict):
            yield self._row(compiled, f"{pointer}/compiledRelease")
        else:
            self.note("releases_elsewhere", pointer)
            yield Row(self.sha256, None, None, pointer, extra={"": entry})

    def _row(self, release: Json, pointer: str) -> Row:
        """One release, put right."""
        id = release.get("id")
        made = None if id is not None and id != "" else made_id(release)
        repairs: list[Repair] = []
        if is_old(release, self.meta.get("version")):
            release = upgrade(release)
            repairs.append(Repair("ocds_1_0", "", "1.0"))
        table = ocds()
        mending = Mending(table)
        mending.object(release, table.objects[Root.RELEASE], "")
        if made is not None:
            release["id"] = made
            self.note("release_id_missing", pointer, made=made[:23])
        if not isinstance(release.get("ocid"), str) or not release["ocid"]:
            self.note("ocid_missing", pointer)
        for code, place in mending.defects:
            self.note(code, pointer + place)
        repairs += mending.repairs
        self.repairs.update(columns(repairs))
        return Row(self.sha256, None, None, pointer, {}, release, mending.extra, tuple(repairs))


def _is_whole_release(value: JsonValue) -> bool:
    """Whether an entry of a record is a release, and no link to one."""
    return isinstance(value, dict) and ("ocid" in value or "url" not in value)


def _texts(value: JsonValue) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _parsed(text: bytes, line: int, path: Path) -> JsonValue:
    """One line of JSON lines."""
    if len(text) > LARGEST:
        raise refuse(
            path,
            f"mae llinell {line} dros {LARGEST >> 20} MB.",
            f"line {line} is larger than {LARGEST >> 20} MB.",
        )
    try:
        found: JsonValue = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise refuse(
            path,
            f"nid JSON cyfan yw llinell {line} (llythyren {error.colno}).",
            f"line {line} is not whole JSON (character {error.colno}).",
        ) from None
    if is_deep(text) and depth_is_over(found):
        raise too_deep(path)
    return found
