"""What a file of open data is, told by its bytes and not by its name."""

from __future__ import annotations

from pathlib import Path

from cydradd.follow.reading.reading import JsonReading, Reading
from cydradd.follow.reading.refusing import refuse

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def open_file(path: Path) -> Reading:
    """A file of grants, ready to be read.

    Raises:
        UnreadableFile: No file of this name, empty, or none of JSON, CSV and XLSX; a workbook made to do harm.
    """
    head = _head(path)
    if head.startswith((b"{", b"[")):
        return JsonReading(path)
    if head.startswith(_ZIP):
        from cydradd.follow.reading.workbook import WorkbookReading

        return WorkbookReading(path)
    if head.startswith(_OLD_EXCEL):
        raise refuse(
            path,
            "dyma hen lyfr gwaith Excel (.xls), neu un â chyfrinair. Cadwch ef fel .xlsx heb gyfrinair.",
            "this is an old Excel workbook (.xls), or one with a password. Save it as .xlsx without a password.",
        )
    from cydradd.follow.reading.delimited import DelimitedReading

    return DelimitedReading(path)


def _head(path: Path) -> bytes:
    """The first bytes of a file, without a mark of UTF-8 and without spaces."""
    if not path.is_file():
        raise refuse(path, "nid oes ffeil o’r enw hwn.", "there is no file of this name.")
    with path.open("rb") as file:
        head = file.read(4096)
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if not head:
        raise refuse(path, "mae’r ffeil yn wag.", "the file is empty.")
    return head
