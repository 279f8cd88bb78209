"""One file that somebody sends is checked by the library, or copied with its repairs, and is gone when it is."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from cydradd.follow import any_file
from cydradd.follow.contracts.reading import OcdsReading
from cydradd.follow.report import Report
from cydradd.follow.threesixtygiving import CannotWrite, FileForm, left_to_mend, write
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.text import Bilingual

MEGABYTE = 10**6
UNPACKED = 10
"""How many times the largest file a workbook may unpack to: to read it takes as long as what is in it."""
LONGEST_NAME = 100
"""Bytes of its name by which a file is called; a system may hold no more than 255."""


class TooMuch(CydraddError):
    """A file that this site does not take, and that the command on one's own machine does."""

    code = "too-much"


class CannotHold(CydraddError):
    """Grants that the form that was asked for does not hold as they are; or contracts, which are not copied."""

    code = "cannot-hold"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one file.

    Attributes:
        is_table: Whether it has rows and cells; else it is JSON, and places are pointers.
        left: What people must still mend in its grants when the safe repairs are made; ``None`` of contracts.
    """

    report: Report
    is_table: bool
    left: Report | None


def largest() -> int:
    """Bytes of the largest file that is taken."""
    return int(settings.CHECK_MOST_MB * MEGABYTE)


def checked(sent: UploadedFile, as_of: date) -> Checked:
    """Check a file that was sent.

    Raises:
        TooMuch: It is too large, unpacks to too much, or takes too long.
        UnreadableFile: It is neither grants nor contracts, is empty or broken, or is made to do harm.
    """
    with _received(sent) as path:
        reading, watch = any_file.open_file(path), _until(time.monotonic() + settings.CHECK_MOST_SECONDS)
        report = any_file.check(reading, as_of, watch=watch)
        left = None if isinstance(reading, OcdsReading) else left_to_mend(reading, as_of, watch)
        return Checked(report, reading.form in ("csv", "xlsx"), left)


def corrected(sent: UploadedFile, form: FileForm | None) -> tuple[str, FileForm, BinaryIO]:
    """The grants of a file that was sent with their safe repairs made: its name, its form and its bytes.

    The bytes lie in a file that has no name any more, and is gone when it is closed.

    Args:
        form: ``None``: that of the file.

    Raises:
        CannotHold: The form does not hold the grants as they are, or the file holds contracts.
        TooMuch, UnreadableFile: As of `checked`.
    """
    with _received(sent) as path:
        reading, watch = any_file.open_file(path), _until(time.monotonic() + settings.CHECK_MOST_SECONDS)
        if isinstance(reading, OcdsReading):
            raise CannotHold(
                Bilingual(
                    "O grantiau yn unig y gwneir copi wedi’i gywiro, a chontractau sydd yn y ffeil hon.",
                    "A corrected copy is made of grants alone, and this file holds contracts.",
                )
            )
        form = form or FileForm(reading.form)
        copy = path.with_name("copy")
        try:
            changed = write(reading, copy, form, watch).changed
        except CannotWrite as error:
            raise CannotHold(error.sentence) from None
        if changed:
            raise _does_not_hold(form, changed)
        return f"{path.stem}-corrected.{form}", form, copy.open("rb")


def _does_not_hold(form: FileForm, changed: Mapping[str, int]) -> CannotHold:
    named = ", ".join(f"{field} ({count:,})" for field, count in changed.items())
    return CannotHold(
        Bilingual(
            f"Nid yw {form.upper()} yn dal y gwerthoedd hyn fel y maent: {named}. Dewiswch JSON, sy’n dal popeth.",
            f"{form.upper()} does not hold these values as they are: {named}. Choose JSON, which holds everything.",
        )
    )


@contextmanager
def _received(sent: UploadedFile) -> Iterator[Path]:
    """A file that was sent, in a folder of its own that is gone afterwards, whatever happens."""
    if (sent.size or 0) > largest():
        raise too_large(sent.size or 0)
    with TemporaryDirectory(prefix="cydradd-check-") as home:
        path = Path(home, _name(sent.name or ""))
        with path.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        if not path.stat().st_size:
            raise UnreadableFile(
                Bilingual(
                    f"{path.name}: mae’r ffeil yn wag. Dewiswch ffeil â grantiau neu gontractau ynddi.",
                    f"{path.name}: the file is empty. Choose a file with grants or contracts in it.",
                )
            )
        _unpacks_to_little(path)
        yield path


def _name(name: str) -> str:
    """The name of a file as it was sent, as far as it can be the name of one here."""
    plain = name.replace("/", "_").replace("\0", "")
    return plain.encode("utf-8", "replace")[-LONGEST_NAME:].decode("utf-8", "ignore").strip(". ") or "file"


def _unpacks_to_little(path: Path) -> None:
    """Refuse a workbook that says itself that it unpacks to much; one that says less than it holds is broken."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return  # no workbook, or a broken one: the library says which
    if unpacked > UNPACKED * largest():
        raise too_large(unpacked)


def _until(end: float) -> Callable[[int], None]:
    """What ends a check that goes on for too long."""

    def watch(_read: int) -> None:
        if time.monotonic() > end:
            raise TooMuch(
                Bilingual(
                    "Byddai gwirio’r ffeil hon yn cymryd gormod o amser yma. Rhannwch hi’n ffeiliau llai, neu "
                    "gwiriwch hi ar eich peiriant eich hun â’r gorchymyn cydradd follow check.",
                    "To check this file would take too long here. Split it into smaller files, or check it on your "
                    "own machine with the command cydradd follow check.",
                )
            )

    return watch


def too_large(size: int) -> TooMuch:
    """The refusal of a file of so many bytes, packed or unpacked."""
    most, has = largest() // MEGABYTE, -(-size // MEGABYTE)
    return TooMuch(
        Bilingual(
            f"Mae’r ffeil yn rhy fawr: {has} MB, gyda’r hyn sydd wedi’i bacio ynddi. Mae lle yma i {most} MB, neu "
            f"i {most * UNPACKED} MB ar ôl dadbacio llyfr gwaith. Rhannwch hi, neu gwiriwch hi ar eich peiriant eich "
            "hun â’r gorchymyn cydradd follow check.",
            f"The file is too large: {has} MB, with what is packed in it. Up to {most} MB fit here, or "
            f"{most * UNPACKED} MB when a workbook is unpacked. Split it, or check it on your own machine with the "
            "command cydradd follow check.",
        )
    )
