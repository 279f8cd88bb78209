"""Folders by what they hold: the same bytes give the same hash, and any change gives another."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import cydradd

BLOCK = 1 << 20


def _entries(folder: Path) -> Iterator[tuple[str, Path]]:
    """Everything in a folder by its path inside it, in order. Links are not followed."""
    for home, folders, names in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in sorted(names):
            path = Path(home, name)
            yield path.relative_to(folder).as_posix(), path


def _content(path: Path) -> bytes:
    """SHA-256 of a file; of a link, where it leads; of anything else (a pipe, a device), only its kind."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return hashlib.sha256(b"link " + os.fsencode(path.readlink())).digest()
    if not stat.S_ISREG(mode):
        return hashlib.sha256(b"kind %d" % stat.S_IFMT(mode)).digest()
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.digest()


def hash_of(folder: Path) -> str:
    """SHA-256 over the path and content of every file, in hexadecimal."""
    digest = hashlib.sha256()
    for name, path in _entries(folder):
        digest.update(os.fsencode(name) + b"\0" + _content(path))
    return digest.hexdigest()


@cache
def hash_of_library() -> str:
    """The same for the library itself: a round is read again when the rules or the report have changed."""
    return hash_of(Path(cydradd.__file__).parent)


def hash_to_read(folder: Path) -> str:
    """What must be the same for a folder not to be read again: its name, its content, and the library's."""
    return hashlib.sha256(f"{hash_of_library()} {hash_of(folder)} ".encode() + os.fsencode(folder.name)).hexdigest()


def round_folders(home: Path) -> list[Path]:
    """Each folder in ``home``, by name; hidden ones are left out. ``home`` that is not there holds none."""
    if not home.is_dir():
        return []
    return sorted(path for path in home.iterdir() if path.is_dir() and not path.name.startswith("."))
