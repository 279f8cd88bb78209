"""What a file of contracts data is, told by its bytes and not by its name."""

from __future__ import annotations

from pathlib import Path

import orjson

from cydradd.follow.reading.json_stream import LARGEST, JsonPackage
from cydradd.follow.reading.refusing import refuse
from cydradd.vocabulary.errors import UnreadableFile

LISTS = ("releases", "records")
MARK = b"\xef\xbb\xbf"
"""What some programs write before UTF-8."""
SPACE = b" \t\r\n"
_LOOK = 1 << 20
"""Bytes at the beginning of a bare list in which an ``ocid`` must be met."""


class JsonList(JsonPackage):
    """A bare list of JSON, read once from beginning to end."""

    def find_list(self) -> str | None:
        """Go to the first entry of the list.

        Raises:
            UnreadableFile: The file is no list of JSON.
        """
        if self._next() == b"\xef" and self._buffer.startswith(MARK):
            self._at += 3
        if self._next() != b"[":
            raise self._broken()
        self._at += 1
        return None

    def _rest(self) -> None:
        if self._next():
            raise self._broken()


def form_of(path: Path) -> str:
    """What a file of contracts data is, told by its bytes: one of the forms of `OcdsReading`.

    Raises:
        UnreadableFile: No file of this name, or no contracts data.
    """
    if not path.is_file():
        raise refuse(path, "nid oes ffeil o’r enw hwn.", "there is no file of this name.")
    with path.open("rb") as file:
        head = b""
        while not head and (line := file.readline(LARGEST)):
            head = line.removeprefix(MARK).strip(SPACE)
        more = file.read(4096).strip(SPACE)
    if head.startswith(b"["):
        return _form_of_list(path)
    if not head.startswith(b"{"):
        raise _no_contracts(path)
    if more.startswith(b"{") and _is_whole(head):
        return "lines"
    with JsonPackage(path, (*LISTS, "grants")) as package:
        name = package.find_list()
        if name == "grants" or (name is None and not {"ocid", "compiledRelease"} & package.others.keys()):
            raise _no_contracts(path)
        if name == "releases" and "ocid" in package.others:
            return "object"
    return {"releases": "release-package", "records": "record-package"}.get(name or "", "object")


def _form_of_list(path: Path) -> str:
    """``list`` where the beginning of a bare list tells of a contracting process."""
    with path.open("rb") as file:
        if b'"ocid"' not in file.read(_LOOK):
            raise _no_contracts(path)
    return "list"


def holds_contracts(path: Path) -> bool:
    """Whether a file is one of contracts; ``False`` also where it cannot be read."""
    try:
        form_of(path)
    except UnreadableFile:
        return False
    return True


def _is_whole(text: bytes) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def _no_contracts(path: Path) -> UnreadableFile:
    return refuse(
        path,
        "nid data contractau (OCDS) yw’r ffeil: nid oes rhyddhadau na chofnodion ynddi.",
        "the file is no contracts data (OCDS): it holds no releases and no records.",
    )
