"""Grants as 360Giving publishes them: read as a stream from JSON, comma-separated text or a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cydradd.follow.reading.opening import open_file
from cydradd.follow.rows import Row

__all__ = ["open_file", "read"]


def read(path: Path) -> Iterator[Row]:
    """Every grant of a file, in its order, each with its place; memory stays bounded whatever the size.

    `open_file` gives the same rows, with the package around them, the repairs and what is wrong with the file.

    Raises:
        UnreadableFile: The file is no file of grants, is broken, or is made to do harm.
    """
    return open_file(path).rows()
