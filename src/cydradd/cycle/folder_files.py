"""The files of a round folder, each with its hash; what must not be opened is listed and left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

LARGEST_FILE = 512 * 1024 * 1024
"""Bytes above which a file is not opened."""
MOST_FILES = 10_000


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """What lies in a folder.

    Attributes:
        sha256: Hash of every file that may be read, by path.
        defects: What was left: links out of the folder, what is no file, what is too large.
    """

    folder: Path
    sha256: dict[str, str] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)

    def data(self, name: str) -> bytes | None:
        """Bytes of a file; ``None`` when it is not there or must not be read."""
        return (self.folder / name).read_bytes() if name in self.sha256 else None

    def refused(self, start: str) -> Defect | None:
        """The first file below a path that was left."""
        return next((defect for defect in self.defects if (defect.file or "").startswith(start)), None)


def files_of(folder: Path) -> FolderFiles:
    """List and hash the files of a folder.

    Raises:
        UnreadableFile: More than `MOST_FILES`.
    """
    found = FolderFiles(folder)
    for name, path in _walk(folder):
        refused = _refused(folder, name, path)
        if refused is not None:
            found.defects.append(refused)
            continue
        with path.open("rb") as file:
            found.sha256[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Everything in a folder but plain folders, by path."""
    found: list[tuple[str, Path]] = []
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            found.append((path.relative_to(folder).as_posix(), path))
        if len(found) > MOST_FILES:
            raise UnreadableFile(
                Bilingual(
                    f"{folder.name}: mae dros {MOST_FILES} o ffeiliau yma. Rhowch ffolder un rownd.",
                    f"{folder.name}: there are over {MOST_FILES} files here. Name the folder of one round.",
                )
            )
    yield from sorted(found)


def _leaves(folder: Path, path: Path) -> bool:
    """Whether a link leads out of the folder, or nowhere."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link to itself
        return True


def _refused(folder: Path, name: str, path: Path) -> Defect | None:
    """Why a file is left; ``None`` when it may be read."""
    if not name.isprintable():  # bytes that are no UTF-8 come as lone surrogates, which no record can hold
        return Defect("bad-name", Bilingual("Rhowch enw plaen arni.", "Give it a plain name."), ascii(name)[1:-1])
    if path.is_symlink() and _leaves(folder, path):
        return Defect("outside", Bilingual("Mae’r ddolen yn gadael y ffolder.", "The link leaves the folder."), name)
    if not path.is_file():
        return Defect("not-a-file", Bilingual("Nid ffeil gyffredin yw hon.", "This is no plain file."), name)
    if path.stat().st_size > LARGEST_FILE:
        most = LARGEST_FILE >> 20
        return Defect(
            "too-large", Bilingual(f"Mae’r ffeil dros {most} MB.", f"The file is larger than {most} MB."), name
        )
    return None
