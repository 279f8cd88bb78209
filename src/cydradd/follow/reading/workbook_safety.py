"""A workbook is looked through before it is opened: what unpacks to too much, or holds a DTD, is refused."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from pathlib import Path
from typing import TypeAlias
from xml.etree.ElementTree import ParseError, fromstring
from zipfile import BadZipFile, ZipFile, ZipInfo

from cydradd.follow.reading.refusing import refuse

Formulas: TypeAlias = "dict[str, Counter[str]]"
"""Formulas of each sheet, counted by the letters of their columns."""

MOST_PARTS, LARGEST_PART, LARGEST = 5000, 1 << 30, 2 << 30
"""Files in a workbook, and bytes of one and of all when unpacked, above which it is not read."""
MOST_PACKED, SMALL = 250, 50 << 20
"""How many times smaller a part may be packed; parts of a few megabytes are let be."""
LARGEST_TEXTS = 256 << 20
"""Bytes of the table of texts, which is kept in memory."""

_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00?!\x00?(?:D\x00?O\x00?C|E\x00?N\x00?T)", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})[0-9]+\"[^>]*>\s*<(?:\w+:)?f\b")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def inspect(path: Path) -> Formulas:
    """Unpack every part once, keeping nothing, and count the formulas of each sheet.

    Raises:
        UnreadableFile: No workbook, a zip bomb, an XML entity or DTD, a password, or broken parts.
    """
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names:
                raise refuse(
                    path,
                    "nid llyfr gwaith Excel (.xlsx) yw’r ffeil. Cadwch hi fel .xlsx neu .csv.",
                    "the file is no Excel workbook (.xlsx). Save it as .xlsx or .csv.",
                )
            if len(names) > MOST_PARTS:
                raise _bomb(path)
            by_part, total = dict[str, Counter[str]](), 0
            for part in archive.infolist():
                size, by_part[part.filename] = _part(archive, part, path)
                total += size
                if total > LARGEST:
                    raise _bomb(path)
            titles = _titles(archive)
    except (BadZipFile, zlib.error, ParseError, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise refuse(
            path,
            "mae’r llyfr gwaith wedi’i dorri, neu mae cyfrinair arno. Lawrlwythwch ef eto.",
            "the workbook is broken, or has a password. Download it again.",
        ) from None
    return {title: by_part.get(part, Counter()) for title, part in titles.items()}


def _part(archive: ZipFile, part: ZipInfo, path: Path) -> tuple[int, Counter[str]]:
    """Bytes of one part when unpacked, and its formulas by column."""
    size, found, tail = 0, Counter[str](), b""
    is_xml = part.filename.endswith((".xml", ".rels", ".vml"))
    is_sheet = part.filename.startswith("xl/worksheets/")
    limit = LARGEST_TEXTS if part.filename == "xl/sharedStrings.xml" else LARGEST_PART
    with archive.open(part) as file:
        while chunk := file.read(1 << 18):
            size += len(chunk)
            if size > limit or (size > SMALL and size > MOST_PACKED * max(part.compress_size, 1)):
                raise _bomb(path)
            text = tail + chunk
            if is_xml and _DTD.search(text):
                raise refuse(
                    path,
                    f"mae’r rhan {part.filename} yn diffinio endidau XML, peth nad oes ei angen ar lyfr gwaith.",
                    f"the part {part.filename} defines XML entities, which no workbook needs.",
                )
            kept = 0
            for match in _FORMULA.finditer(text) if is_sheet else ():
                found[match[1].decode()] += 1
                kept = match.end()
            tail = text[max(kept, len(text) - 512) :]
    return size, found


def _titles(archive: ZipFile) -> dict[str, str]:
    """The part that holds each sheet, by the sheet's title."""
    links = {
        str(each.get("Id")): str(each.get("Target"))
        for each in fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # no DTD: looked through above
    }
    sheets = fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")  # noqa: S314
    return {
        str(each.get("name")): "xl/" + links.get(str(each.get(_LINK)), "").removeprefix("/").removeprefix("xl/")
        for each in sheets
    }


def _bomb(path: Path) -> Exception:
    return refuse(
        path,
        "mae’r llyfr gwaith yn dadbacio’n llawer mwy nag y gall fod ei angen. Ni chaiff ei ddarllen.",
        "the workbook unpacks to far more than it can need. It is not read.",
    )
