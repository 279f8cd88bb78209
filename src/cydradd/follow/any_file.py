"""A file of open data, whichever it is: grants as 360Giving publishes them, or contracts as OCDS does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from cydradd.follow import ocds, threesixtygiving
from cydradd.follow.contracts.reading import OcdsReading
from cydradd.follow.reading.reading import Reading
from cydradd.follow.report import Report
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual


def open_file(path: Path) -> Reading | OcdsReading:
    """A file ready to be read; what it holds is told by its bytes, not by its name.

    Raises:
        UnreadableFile: No file of this name, neither grants nor contracts, or made to do harm.
    """
    return ocds.open_file(path) if ocds.holds_contracts(path) else threesixtygiving.open_file(path)


def check(
    reading: Reading | OcdsReading,
    as_of: date,
    *,
    most: int | None = None,
    watch: Callable[[int], None] | None = None,
    schema: Path | None = None,
) -> Report:
    """Hold a file against its standard as it is written, and add up its money.

    Args:
        reading: A file that was opened.
        as_of: The day on which dates are in the future or long past; contracts are not asked for it.
        most: Findings that are kept; all are counted. ``None``: 100,000.
        watch: Told now and then how many bytes of the file have been read; what it raises ends the check.
        schema: Folder of official schema files of OCDS that hold beside our tables.

    Raises:
        UnreadableFile: The file is broken, or is made to do harm; or there is no such schema.
        NotPossible: A schema is given, and the file is of grants.
    """
    if isinstance(reading, OcdsReading):
        return ocds.check(reading, most=most, watch=watch, schema=schema)
    if schema is not None:
        raise NotPossible(
            Bilingual(
                f"{reading.path.name}: grantiau yw’r rhain. Mae ffeiliau sgema ar gyfer contractau yn unig.",
                f"{reading.path.name}: these are grants. Schema files are for contracts alone.",
            ),
            code="schema-of-contracts",
        )
    return threesixtygiving.check(reading, as_of, most=most, watch=watch)
