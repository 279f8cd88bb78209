"""Grants as 360Giving publishes them: read as a stream from JSON, text or a workbook, checked, and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from cydradd.follow.checking.checker import Checker, of_package
from cydradd.follow.checking.places import Origin, fault
from cydradd.follow.faults import Fault, level
from cydradd.follow.reading.opening import open_file
from cydradd.follow.reading.reading import Reading
from cydradd.follow.report import Faults, Report
from cydradd.follow.rows import Row
from cydradd.follow.writing.writing import CannotWrite, FileForm, Written, write

__all__ = ["CannotWrite", "FileForm", "Written", "check", "left_to_mend", "of_whole", "open_file", "read", "write"]


def read(path: Path) -> Iterator[Row]:
    """Every grant of a file, in its order, each with its place; memory stays bounded whatever the size.

    `open_file` gives the same rows, with the package around them, the repairs and what is wrong with the file.

    Raises:
        UnreadableFile: The file is no file of grants, is broken, or is made to do harm.
    """
    return open_file(path).rows()


def check(
    rows: Reading | Iterable[Row],
    as_of: date,
    *,
    most: int | None = None,
    watch: Callable[[int], None] | None = None,
) -> Report:
    """Hold grants against the standard as they are written, add up their money, and check their quality.

    Args:
        rows: A file that was opened, or rows alone: then nothing is said of the package around them.
        as_of: The day on which dates are in the future or long past.
        most: Findings that are kept; all are counted. ``None``: 100,000.
        watch: Told now and then how many bytes of the file have been read.

    Raises:
        UnreadableFile: The file is broken, or is made to do harm.
    """
    reading = None if isinstance(rows, Iterable) else rows
    checker, faults = Checker(as_of), Faults(most)
    repairs: Counter[tuple[str, str]] = Counter()
    row = None
    for row in reading.rows() if reading is not None else rows:  # type: ignore[union-attr]
        found = checker.findings(row)
        if found:
            faults.add_all(found, row, checker.count)
        if reading is None:
            repairs.update((each.code, each.path) for each in row.repairs)
        elif watch is not None and not checker.count & 1023:
            watch(reading.bytes_read)
    sha256 = row.file_sha256 if row is not None else ""
    if reading is not None:
        sha256, repairs = reading.sha256, reading.repairs
        for each in of_whole(reading, checker.count):
            faults.add(each)
    return Report(
        reading.path.name if reading is not None else "",
        sha256,
        "360giving",
        reading.meta.get("version") if reading is not None else None,
        checker.count,
        checker.invalid,
        checker.sums,
        checker.duplicate_ids,
        repairs,
        faults.by_code,
        faults.kept(),
    )


def left_to_mend(reading: Reading, as_of: date, watch: Callable[[int], None] | None = None) -> Report:
    """What people must still mend in the grants of a file when its safe repairs are made: counts without places.

    Raises:
        UnreadableFile: The file is broken.
    """

    def repaired() -> Iterator[Row]:
        for number, row in enumerate(reading.rows()):
            if watch is not None and not number & 1023:
                watch(reading.bytes_read)
            yield row._replace(repairs=())

    return check(repaired(), as_of, most=0)


def of_whole(reading: Reading, count: int) -> Iterator[Fault]:
    """What is wrong with a file whose rows have been read, or with the package around them, and not with one grant."""
    around = Origin(0, "", None, None, ())
    for found in of_package(reading.meta, count):
        yield fault(around, found)
    for defect in reading.defects:
        place = defect.column or None
        yield Fault(defect.code, level(defect.code), None, place, None, defect.value, defect.message)
