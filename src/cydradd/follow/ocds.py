"""The Open Contracting Data Standard: read, brought up to 1.1, merged and checked (follow.md 3.6 and 7)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cydradd.follow.contracts.checking import check
from cydradd.follow.contracts.extensions import fields
from cydradd.follow.contracts.forms import holds_contracts
from cydradd.follow.contracts.merging import compile
from cydradd.follow.contracts.reading import OcdsReading
from cydradd.follow.contracts.upgrading import upgrade
from cydradd.follow.contracts.versions import versioned
from cydradd.follow.rows import Row

__all__ = ["check", "compile", "fields", "holds_contracts", "open_file", "read", "upgrade", "versioned"]


def open_file(path: Path) -> OcdsReading:
    """A file of contracts data, ready to be read: a package of releases or records, JSON lines, or a bare list.

    Raises:
        UnreadableFile: No file of this name, or no contracts data.
    """
    return OcdsReading(path)


def read(path: Path) -> Iterator[Row]:
    """Every release of a file, in its order, each with its place; memory stays bounded whatever the size.

    `open_file` gives the same rows, with the package around them, the repairs and what is wrong with the file.

    Raises:
        UnreadableFile: The file is no contracts data, is broken, or is made to do harm.
    """
    return open_file(path).rows()
