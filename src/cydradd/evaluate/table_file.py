"""Read a table of studies: one row each, columns by the names of the roles of `formulas.MEASURES`.

A blank cell is "not reported". A cell with words in a column of numbers is not guessed at: it counts as not
reported, and is listed. Beside the roles: ``study``, ``group`` (treated or control), ``scale`` (the instrument on which
means were measured) and ``controlled`` (yes or no).
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cydradd.evaluate.effect_size import ALONE, Excluded, Row
from cydradd.evaluate.formulas import MEASURES, PRE_POST
from cydradd.vocabulary.errors import NotPossible, UnreadableFile
from cydradd.vocabulary.text import Bilingual

STEMS: Mapping[str, tuple[str, ...]] = {"vi": ("sei",), "bi": ("ai", "n1i"), "di": ("ci", "n2i")}
"""What a role is derived from when its own column is not there."""

NOT_REPORTED = frozenset({"", "NA"})
NO_CONTROL = frozenset({"no", "false", "0"})
"""Words of the column ``controlled``."""

Note = tuple[str, int, str]
"""A code, the row and what to look at there."""


@dataclass(frozen=True, slots=True)
class StudyTable:
    """The numbers of a table under the names of the roles.

    Attributes:
        rows, studies: The rows that were read.
        numbers: The number of each in the file, from 1, the header not counted.
        groups, scales: The words of those columns; ``None``: there is no such column.
        excluded: Rows that take no part whatever the measure, with the reason.
        notes: What to look at before the numbers are believed.
    """

    rows: tuple[Row, ...]
    studies: tuple[str, ...]
    numbers: tuple[int, ...]
    groups: tuple[str, ...] | None = None
    scales: tuple[str, ...] | None = None
    excluded: tuple[Excluded, ...] = ()
    notes: tuple[Note, ...] = ()


def read_studies(
    path: Path, measure: str, columns: Mapping[str, str] | None = None, study: str | None = None
) -> StudyTable:
    """The rows of a UTF-8 CSV file with what ``measure`` needs.

    Args:
        path: The file; a byte order mark is accepted.
        measure: A key of `MEASURES`.
        columns: Column that holds each role, where its name is not that of the role.
        study: Column that names the study; ``study`` when there is one, else the number of the row.

    Raises:
        UnreadableFile: Not a CSV file in UTF-8 with a header row.
        NotPossible: A measure or column that is not there, a number that is none, a variance of 0 or less, or a
            correlation of 1 or more.
    """
    header, records = _records(path)
    sources = _sources(measure, columns or {}, header)
    name = study or ("study" if "study" in header or measure == "PPC" else None)
    if name is not None and name not in header:
        raise _no_column(name)
    labels = {label: label for label in ("group", "scale", "controlled") if label in header}
    for column in (*sources.values(), *labels):
        if Counter(header)[column] > 1:
            raise _twice(column)
    excluded, notes, kept = [], list[Note](), []
    for number, cells in enumerate(records, 1):
        record = dict(zip(header, cells, strict=False))
        called = (record.get(name) or "").strip() or str(number) if name else str(number)
        if len(cells) != len(header):
            excluded.append(Excluded(number, called, _wrong_width(len(cells), len(header))))
            continue
        found = {role: _number(record[column], number, column, notes) for role, column in sources.items()}
        _refuse_the_impossible(found, number)
        kept.append((number, called, _derived(found), {label: record[label].strip() for label in labels}))
    controlled = [words.get("controlled", "").lower() not in NO_CONTROL for *_, words in kept]
    if any(controlled) and not all(controlled):
        parted = list(zip(kept, controlled, strict=True))
        excluded += [Excluded(each[0], each[1], ALONE) for each, there in parted if not there]
        kept = [each for each, there in parted if there]
    return StudyTable(
        tuple(row for _, _, row, _ in kept),
        tuple(called for _, called, _, _ in kept),
        tuple(number for number, *_ in kept),
        tuple(words["group"].lower() for *_, words in kept) if "group" in labels else None,
        tuple(words["scale"] for *_, words in kept) if "scale" in labels else None,
        tuple(sorted(excluded, key=lambda each: each.row)),
        tuple(notes),
    )


def _records(path: Path) -> tuple[list[str], list[list[str]]]:
    """The header, and every row that is not blank."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if "\0" in text:
            raise csv.Error
        found = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableFile(
            Bilingual(cy=f"Nid ffeil CSV mewn UTF-8 yw {path.name}.", en=f"{path.name} is not a CSV file in UTF-8.")
        ) from None
    return ([cell.strip() for cell in found[0]], found[1:]) if found else ([], [])


def _sources(measure: str, columns: Mapping[str, str], header: Sequence[str]) -> dict[str, str]:
    """The column of each role that the measure needs, or of what the role is derived from."""
    if measure not in MEASURES:
        known = " ".join(MEASURES)
        raise NotPossible(
            Bilingual(
                cy=f"Nid oes mesur o’r enw {measure}. Dewiswch un o’r rhain: {known}.",
                en=f"There is no measure named {measure}. Choose one of: {known}.",
            )
        )
    for column in columns.values():
        if column not in header:
            raise _no_column(column)
    sources = {}
    for role in MEASURES[measure][0]:
        stems = STEMS.get(role, ())
        there = columns.get(role, role) in header
        if role == "ri" and measure in PRE_POST and not there:
            continue
        for each in (role,) if there or not stems else stems:
            column = columns.get(each, each)
            if column not in header:
                raise _no_column(column)
            sources[each] = column
    return sources


def _no_column(column: str) -> NotPossible:
    return NotPossible(
        Bilingual(cy=f"Nid oes colofn o’r enw {column} yn y tabl.", en=f"The table has no column named {column}.")
    )


def _twice(column: str) -> NotPossible:
    return NotPossible(
        Bilingual(
            cy=f"Mae mwy nag un golofn o’r enw {column}. Rhowch enw gwahanol i bob un.",
            en=f"There is more than one column named {column}. Give each a name of its own.",
        )
    )


def _wrong_width(cells: int, columns: int) -> Bilingual:
    return Bilingual(
        f"nifer y celloedd: {cells}, lle mae {columns} yn y pennawd; ai coma sydd yn lle pwynt degol?",
        f"{cells} cells where the header has {columns}; is a decimal written with a comma?",
    )


def _number(text: str, row: int, column: str, notes: list[Note]) -> float | None:
    cell = text.strip()
    if cell in NOT_REPORTED:
        return None
    try:
        value = float(cell)
    except ValueError:
        if re.fullmatch(r"[-+]?\d+,\d+", cell):
            notes.append(("comma-decimal", row, f"column {column}: '{cell}' has a decimal comma; write a point"))
        elif cell.endswith("%"):
            notes.append(("percent", row, f"column {column}: '{cell}' is a percentage; write the number itself"))
        else:
            notes.append(("not-a-number", row, f"column {column}: '{cell[:40]}' is not a number"))
        return None
    if not math.isfinite(value):
        raise NotPossible(
            Bilingual(
                cy=f"Rhes {row}, colofn {column}: nid yw ‘{cell[:40]}’ yn rhif. Gadewch hi’n wag os nad yw’n hysbys.",
                en=f"Row {row}, column {column}: '{cell[:40]}' is no number. Leave the cell blank if it is not known.",
            )
        )
    return value


def _derived(found: dict[str, float | None]) -> Row:
    """The roles with what follows from others: a variance from its error, those without the event from the group."""
    error = found.get("sei")
    if "sei" in found:
        found["vi"] = None if error is None else error**2
    for role, (events, group) in (("bi", ("ai", "n1i")), ("di", ("ci", "n2i"))):
        if role not in found and events in found and group in found:
            some, everyone = found[events], found[group]
            found[role] = None if some is None or everyone is None else everyone - some
    return found


def _refuse_the_impossible(row: Row, number: int) -> None:
    correlation = row.get("ri")
    if any(value is not None and value <= 0 for value in (row.get("vi"), row.get("sei"))):
        raise NotPossible(
            Bilingual(
                cy=f"Rhes {number}: rhaid i’r amrywiant fod yn fwy na 0.",
                en=f"Row {number}: the variance must be above 0.",
            )
        )
    if correlation is not None and abs(correlation) >= 1:
        raise NotPossible(
            Bilingual(
                cy=f"Rhes {number}: rhaid i’r cydberthyniad fod rhwng -1 ac 1.",
                en=f"Row {number}: the correlation must be between -1 and 1.",
            )
        )
