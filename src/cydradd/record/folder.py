"""A folder as it lies on disk: the plain files inside it, read within bounds, and nothing that leads out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.text import Bilingual

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of the largest file that is read whole."""
LONGEST_LINE = 1024 * 1024
MOST_FILES = 1_000_000


class Folder:
    """The files of one folder.

    Attributes:
        names: Paths of its plain files, relative, with ``/``.
        strange: What stands where a file should: links, devices, names that are no text.
    """

    def __init__(self, path: Path) -> None:
        """List a folder without following a link.

        Raises:
            UnreadableFile: No folder, or more than `MOST_FILES` files.
        """
        if not path.is_dir():
            raise _refused(path, "nid ffolder yw.", "this is no folder.")
        self.path = path
        self.names: set[str] = set()
        self.strange: set[str] = set()
        for inside, folders, files in os.walk(path):
            for name in (*files, *(each for each in folders if Path(inside, each).is_symlink())):
                self._add(Path(inside, name))
                if len(self.names) + len(self.strange) > MOST_FILES:
                    raise _refused(path, f"mae dros {MOST_FILES:,} o ffeiliau.", f"over {MOST_FILES:,} files.")

    def _add(self, file: Path) -> None:
        name = file.relative_to(self.path).as_posix()
        shown = name.encode("utf-8", "backslashreplace").decode()
        plain = file.is_file() and not file.is_symlink()
        (self.names if plain and shown == name else self.strange).add(shown)

    def read(self, name: str) -> bytes | None:
        """The bytes of one of `names` of up to `MOST_BYTES`; ``None`` for a larger file or any other path."""
        if name not in self.names or (self.path / name).stat().st_size > MOST_BYTES:
            return None
        return (self.path / name).read_bytes()

    def lines(self, name: str) -> Iterator[bytes | None]:
        """The lines of one of `names`, without their line feed.

        ``None``, and no line after it, for a line over `LONGEST_LINE` bytes or a last one without line feed.
        """
        with (self.path / name).open("rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                if not line.endswith(b"\n"):
                    yield None
                    return
                yield line[:-1]


def _refused(path: Path, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))
