"""The files of a Polis export, from a folder or a zip, within bounds: no path outside, no bomb, no endless cell."""

from __future__ import annotations

import csv
import io
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

LARGEST_FILE = 1024 * 1024 * 1024
LARGEST_EXPORT = 4 * LARGEST_FILE
LARGEST_RATIO = 200
"""Unpacked over packed size above which a member of a zip is taken for a bomb."""
LONGEST_CELL = 1_000_000
MOST_DEFECTS = 10_000

NAMES = (
    "votes.csv",
    "comments.csv",
    "participants-votes.csv",
    "participant-votes.csv",
    "participants.csv",
    "summary.csv",
    "format.json",
    "votes.json",
    "comments.json",
)
"""Files that are read; others are left alone."""


@dataclass(slots=True)
class Files:
    """The files of one export as text, and what is wrong with them."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)

    def defect(self, code: str, cy: str, en: str, file: str | None, row: int | None = None, value: str = "") -> None:
        """List one fault; after `MOST_DEFECTS` the rest are left uncounted, and that is listed."""
        if len(self.defects) < MOST_DEFECTS:
            self.defects.append(Defect(code, Bilingual(cy, en), file, row, None, value[:200]))
        elif len(self.defects) == MOST_DEFECTS:
            more = Bilingual("Mae rhagor o ddiffygion heb eu rhestru.", "There are more defects than are listed.")
            self.defects.append(Defect("more-defects", more, file))

    def rows(self, name: str) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a CSV by heading, each with the line it begins on."""
        text = self.texts.get(name)
        if text is None:
            return
        reader = csv.reader(io.StringIO(text, newline=""))
        header: list[str] = []
        line = 1
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.defect("bad-row", f"Nid CSV yw’r rhes ({error}).", f"The row is not CSV ({error}).", name, line)
                line = reader.line_num + 1
                continue
            begins, line = line, reader.line_num + 1
            if not header:
                header = [cell.strip() for cell in row]
            elif row and len(row) != len(header):
                self.defect(
                    "wrong-width",
                    f"Mae {len(row)} cell yn lle {len(header)}.",
                    f"There are {len(row)} cells instead of {len(header)}.",
                    name,
                    begins,
                )
            elif row:
                yield begins, dict(zip(header, row, strict=True))

    def header(self, name: str) -> list[str]:
        """Headings of a CSV; empty when it is not there."""
        first = re.split(r"[\r\n]", self.texts.get(name, "").lstrip("\r\n"), maxsplit=1)[0]
        return [cell.strip() for cell in next(csv.reader([first]), [])]


def _refuse(path: Path, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))


def _decode(files: Files, name: str, data: bytes) -> None:
    """Text of a file; a byte order mark is dropped, bytes that are not UTF-8 and NULs are listed."""
    text = data.decode("utf-8-sig", "replace")
    if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
        files.defect("not-utf-8", "Nid yw’r ffeil i gyd yn UTF-8.", "The file is not all UTF-8.", name)
    if "\0" in text:
        files.defect("nul", "Mae beit NUL yn y ffeil.", "The file holds a NUL byte.", name)
        text = text.replace("\0", "")
    files.texts[name] = text


def _from_folder(files: Files, path: Path) -> None:
    for name in NAMES:
        file = path / name
        if not file.is_file():
            continue
        if file.is_symlink() and not file.resolve().is_relative_to(path.resolve()):
            files.defect("outside", "Mae’r ddolen yn gadael y ffolder.", "The link leaves the folder.", name)
        elif file.stat().st_size > LARGEST_FILE:
            files.defect("too-large", "Mae’r ffeil dros 1 GB.", "The file is larger than 1 GB.", name)
        else:
            _decode(files, name, file.read_bytes())


def _from_zip(files: Files, path: Path) -> None:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        raise _refuse(path, "nid zip cyfan yw’r ffeil.", "the file is not a whole zip.") from None
    total = 0
    with archive:
        for member in archive.infolist():
            name = PurePosixPath(member.filename).name
            if name not in NAMES or member.is_dir() or name in files.texts:
                continue
            total += member.file_size
            linked = stat.S_ISLNK(member.external_attr >> 16)
            if ".." in PurePosixPath(member.filename).parts or linked:
                files.defect("outside", "Mae’r llwybr yn gadael y zip.", "The path leaves the zip.", member.filename)
            elif (
                member.file_size > LARGEST_FILE
                or total > LARGEST_EXPORT
                or member.file_size > LARGEST_RATIO * max(member.compress_size, 1) + LONGEST_CELL
            ):
                raise _refuse(path, f"mae {name} yn rhy fawr wedi’i ddadbacio.", f"{name} unpacks too large.")
            else:
                try:
                    _decode(files, name, archive.read(member))
                except (zipfile.BadZipFile, RuntimeError, OSError, ValueError):
                    files.defect("bad-member", "Ni ellir ei ddadbacio.", "It cannot be unpacked.", member.filename)


def open_export(path: Path) -> Files:
    """The files of an export.

    Raises:
        UnreadableFile: Neither a folder nor a zip, a zip bomb, or no file of an export in it.
    """
    files = Files(path.name)
    if path.is_dir():
        _from_folder(files, path)
    elif path.is_file():
        _from_zip(files, path)
    else:
        raise _refuse(path, "nid oes ffolder na zip o’r enw hwn.", "there is no folder or zip of this name.")
    if not files.texts:
        raise _refuse(
            path,
            "nid oes ffeil o allforiad Polis yma (votes.csv, comments.csv, participants-votes.csv).",
            "there is no file of a Polis export here (votes.csv, comments.csv, participants-votes.csv).",
        )
    return files
