"""Files of open data: packages of grants, of releases and of records, as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from cydradd.follow.fields import Root, Table, ocds, threesixtygiving
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

LARGEST = 256 * 1024 * 1024
"""Bytes above which a file is not read."""
DEEPEST = 64
"""Objects and lists inside one another above which a file is not read; both standards need under 20."""

ROWS = {Root.GRANTS: "grants", Root.RELEASES: "releases", Root.RECORDS: "records"}
"""The list that each kind of package holds."""


@dataclass(frozen=True, slots=True)
class Package:
    """One file, whole. ``sha256`` is the hash of its bytes."""

    file: str
    sha256: str
    root: Root
    document: Mapping[str, JsonValue]

    @property
    def rows(self) -> Sequence[JsonValue]:
        """The grants, releases or records."""
        found = self.document[ROWS[self.root]]
        return found if isinstance(found, list) else ()

    @property
    def table(self) -> Table:
        """The fields of its standard."""
        return threesixtygiving() if self.root is Root.GRANTS else ocds().at(self.root)


def _refuse(path: Path, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise _refuse(path, "nid oes ffeil o’r enw hwn.", "there is no file of this name.")
    if path.stat().st_size > LARGEST:
        raise _refuse(path, "mae’r ffeil dros 256 MB. Rhannwch hi.", "the file is larger than 256 MB. Split it.")
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if data.lstrip()[:1] not in (b"{", b"["):
        raise _refuse(
            path,
            "nid yw’r ffeil yn dechrau fel JSON. Dim ond pecynnau JSON a ddarllenir eto, nid CSV nac XLSX.",
            "the file does not begin as JSON does. Only packages as JSON are read yet, neither CSV nor XLSX.",
        )
    return data


def _is_too_deep(document: JsonValue) -> bool:
    level: list[JsonValue] = [document]
    for _ in range(DEEPEST):
        inner: list[JsonValue] = []
        for each in level:
            inner += each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        level = [each for each in inner if isinstance(each, dict | list)]
        if not level:
            return False
    return True


def read_package(path: Path) -> Package:
    """Read a package of 360Giving or OCDS.

    Raises:
        UnreadableFile: No file, too large, no JSON (with the line), nested without end, or no package.
    """
    data = _bytes(path)
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise _refuse(
            path,
            f"nid JSON cyfan yw’r ffeil (llinell {error.lineno}, llythyren {error.colno}).",
            f"the file is not whole JSON (line {error.lineno}, character {error.colno}).",
        ) from None
    lists = document if isinstance(document, dict) else {}
    root = next((root for root, name in ROWS.items() if isinstance(lists.get(name), list)), None)
    if root is None:
        raise _refuse(
            path,
            "nid pecyn yw’r ffeil: nid oes rhestr grants, releases na records.",
            "the file is no package: it has no list of grants, releases or records.",
        )
    if _is_too_deep(document):
        raise _refuse(path, "mae’r ffeil yn nythu’n rhy ddwfn.", f"the file is nested deeper than {DEEPEST}.")
    return Package(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), root, document)
