"""Tree heads: the few lines that say how large a tree is and what its root is (C2SP tlog-checkpoint)."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from cydradd.record.folder import Folder
from cydradd.record.tree import Hash

NEWEST = "checkpoint"
LONGEST = 1024 * 1024
"""Bytes of the longest checkpoint (C2SP signed-note allows readers to set a limit)."""
LARGEST_TREE = 10_000_000

_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SIGNATURE = re.compile(r"\u2014 [^\s+]+ [A-Za-z0-9+/]+={0,2}")


@dataclass(frozen=True, slots=True)
class Head:
    """A tree head as it is written.

    Attributes:
        path: Its file.
        signed: Whether signature lines follow. They are not checked here.
    """

    path: str
    origin: str
    size: int
    root: Hash
    signed: bool


def parse_head(path: str, data: bytes) -> Head:
    """A tree head from the bytes of its file: unsigned, three lines; signed, a note of three lines or more.

    Raises:
        ValueError: Anything else.
    """
    text = data.decode("utf-8")
    body, gap, signatures = text.rpartition("\n\n")
    if not gap:
        body, signatures = text.removesuffix("\n"), ""
    lines = body.split("\n")
    if len(data) > LONGEST or not text.endswith("\n") or _CONTROL.search(text) or "" in lines:
        raise ValueError("no note of text")
    if len(lines) < 3 or (len(lines) > 3 and not gap):
        raise ValueError("not three lines")
    if gap and not all(_SIGNATURE.fullmatch(line) for line in signatures.removesuffix("\n").split("\n")):
        raise ValueError("a signature line has another form")
    return Head(path, lines[0], _size(lines[1]), _root(lines[2]), bool(gap))


def _size(text: str) -> int:
    if not _SIZE.fullmatch(text) or int(text) > LARGEST_TREE:
        raise ValueError("no size of a tree")
    return int(text)


def _root(text: str) -> Hash:
    """A hash in strict base64: what is read is written the same."""
    found = base64.b64decode(text, validate=True)
    if len(found) != 32 or base64.b64encode(found).decode() != text:
        raise ValueError("no root of a tree")
    return found


def read_heads(folder: Folder) -> tuple[list[Head], list[str]]:
    """Every head of a folder, that of ``checkpoint`` first, and the files that should hold one and do not."""
    heads, broken = [], []
    others = (name for name in folder.names if name.startswith((f"{NEWEST}.", f"{NEWEST}s/")))
    for name in (NEWEST, *sorted(others)):
        data = folder.read(name)
        try:
            if data is None:
                raise ValueError("no file")
            heads.append(parse_head(name, data))
        except ValueError:
            broken.append(name)
    return heads, broken
