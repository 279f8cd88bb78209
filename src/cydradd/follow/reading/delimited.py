"""Comma-separated text: its letters and its separator are told by its bytes, and said."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cydradd.follow.marking import unmarked
from cydradd.follow.reading.headings import columns
from cydradd.follow.reading.reading import note
from cydradd.follow.reading.refusing import refuse
from cydradd.follow.reading.table import Cell, Sheet, TableReading, recognised

SEPARATORS = (",", ";", "\t")
_SAID = re.compile(r"sep=([,;\t])\s*")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the letters of a file are written, by the name Python has for it, and how many quotation marks it has."""

    name: str
    sha256: str
    quotes: int


def examine(path: Path) -> Encoding:
    """Hash a file and tell how its letters are written, in one pass.

    Raises:
        UnreadableFile: Its bytes are no text.
    """
    hashed = hashlib.sha256()
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    wide: codecs.IncrementalDecoder | None = None
    quotes, name = 0, "utf-8"
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            if file.tell() == len(chunk):
                name = _by_first_bytes(path, chunk)
                wide = codecs.getincrementaldecoder(name)("replace") if name.startswith("utf-16") else None
            hashed.update(chunk)
            # Half of another letter can be the byte of a quotation mark.
            quotes += wide.decode(chunk).count('"') if wide is not None else chunk.count(b'"')
            if decoder is not None and wide is None:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    decoder, name = None, "cp1252"
    return Encoding(name, hashed.hexdigest(), quotes)


def _by_first_bytes(path: Path, head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[:512:2].count(0), head[1:512:2].count(0)
    if even or odd:
        if min(even, odd) == 0 and max(even, odd) > len(head[:512]) // 4:
            return "utf-16-le" if odd else "utf-16-be"
        raise refuse(
            path,
            "nid testun yw’r ffeil. Darllenir JSON, CSV ac XLSX.",
            "the file is no text. JSON, CSV and XLSX are read.",
        )
    return "utf-8"


class DelimitedReading(TableReading):
    """Grants as comma-separated text, with a comma, semicolon or tab between the cells."""

    form = "csv"

    def __init__(self, path: Path) -> None:
        self._encoding = examine(path)
        super().__init__(path, self._encoding.sha256)
        first = self._first_lines()
        said = _SAID.fullmatch(first.split("\n", 1)[0].strip(" \r"))
        self._skipped = 1 if said else 0
        self._separator = said[1] if said else _separator(first)

    def _first_lines(self) -> str:
        with self.path.open("rb") as raw, self._text(raw) as text:
            try:
                return text.read(1 << 16)
            except UnicodeError:
                raise self._no_text() from None

    def _text(self, raw: BinaryIO) -> io.TextIOWrapper:
        return io.TextIOWrapper(
            raw,
            encoding=self._encoding.name,
            errors="replace" if self._encoding.name == "cp1252" else "strict",
            newline="",
        )

    def sheets(self) -> Iterator[Sheet]:
        """The one table that there is."""
        with self.path.open("rb") as raw, self._text(raw) as text:
            reader = csv.reader(text, delimiter=self._separator)
            records = self._records(reader, raw)
            for _ in range(self._skipped):
                next(records, None)
            first = next(records, None)
            headings = recognised(self.path, [unmarked(each) for each in first[1]] if first else ())
            self._note_letters()
            yield Sheet(None, headings, records, is_marked=True)

    def _records(self, reader: Iterator[list[str]], raw: BinaryIO) -> Iterator[tuple[int, list[str]]]:
        number, line = 0, 0
        try:
            for record in reader:
                number += 1
                lines, line = reader.line_num - line, reader.line_num  # type: ignore[attr-defined]
                if number & 1023 == 0:
                    self.bytes_read = raw.tell()
                yield number, record
        except csv.Error:
            raise self._unclosed(reader.line_num) from None  # type: ignore[attr-defined]
        except UnicodeError:
            raise self._no_text() from None
        if self._encoding.quotes % 2 and number and lines > 1:
            raise self._unclosed(line - lines + 1)

    def _note_letters(self) -> None:
        if self._encoding.name not in ("utf-8", "utf-8-sig"):
            name = "Windows-1252" if self._encoding.name == "cp1252" else "UTF-16"
            note(self.defects, "other_encoding", encoding=name)

    def _unclosed(self, line: int) -> Exception:
        return refuse(
            self.path,
            f"nid yw dyfynnod a agorwyd ar linell {line} neu cyn hynny wedi’u cau.",
            f"a quotation mark opened at or before line {line} is never closed.",
        )

    def _no_text(self) -> Exception:
        return refuse(self.path, "mae’r testun wedi’i dorri’n fyr.", "the text is cut off in the middle of a letter.")


def _separator(text: str) -> str:
    """The separator by which most headings are known; of several, the one that makes most columns."""

    def known(separator: str) -> tuple[int, int]:
        headings: Sequence[Cell] = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        found = columns(tuple(str(each) for each in headings[:4096]))
        return sum(bool(each.path) for each in found), len(found)

    try:
        return max(SEPARATORS, key=known)
    except csv.Error:
        return ","
