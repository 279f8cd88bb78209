"""Read a table of studies: one row each, columns by the names of the roles of `effect_size.MEASURES`.

A blank cell is "not reported". A cell with words in a column of numbers is not guessed at: it counts as not
reported, and is listed.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cydradd.evaluate.effect_size import MEASURES, Row
from cydradd.vocabulary.errors import NotPossible, UnreadableFile
from cydradd.vocabulary.text import Bilingual

STEMS: Mapping[str, tuple[str, ...]] = {"vi": ("sei",), "bi": ("ai", "n1i"), "di": ("ci", "n2i")}
"""What a role is derived from when its own column is not there."""

NOT_REPORTED = frozenset({"", "NA"})


@dataclass(frozen=True, slots=True)
class StudyTable:
    """The numbers of a table under the names of the roles. ``unread`` is row (from 1), column and text."""

    rows: tuple[Row, ...]
    studies: tuple[str, ...]
    unread: tuple[tuple[int, str, str], ...] = ()


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
        NotPossible: A measure or column that is not there, a variance of 0 or less, a correlation of 1 or more.
    """
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        header, records = list(reader.fieldnames or ()), list(reader)
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableFile(
            Bilingual(cy=f"Nid ffeil CSV mewn UTF-8 yw {path.name}.", en=f"{path.name} is not a CSV file in UTF-8.")
        ) from None
    sources = _sources(measure, columns or {}, header)
    if study is not None and study not in header:
        raise _no_column(study)
    name = study or ("study" if "study" in header else None)
    unread: list[tuple[int, str, str]] = []
    rows = []
    for number, record in enumerate(records, 1):
        found = {role: _number(record.get(column), number, column, unread) for role, column in sources.items()}
        rows.append(_derived(found))
        _refuse_the_impossible(rows[-1], number)
    names = tuple((record.get(name) or str(n)) if name else str(n) for n, record in enumerate(records, 1))
    return StudyTable(tuple(rows), names, tuple(unread))


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
        if columns.get(role, role) in header or not stems:
            wanted: tuple[str, ...] = (role,)
        else:
            wanted = stems
        for each in wanted:
            column = columns.get(each, each)
            if column not in header:
                raise _no_column(column)
            sources[each] = column
    return sources


def _no_column(column: str) -> NotPossible:
    return NotPossible(
        Bilingual(cy=f"Nid oes colofn o’r enw {column} yn y tabl.", en=f"The table has no column named {column}.")
    )


def _number(text: str | None, row: int, column: str, unread: list[tuple[int, str, str]]) -> float | None:
    cell = (text or "").strip()
    if cell in NOT_REPORTED:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if math.isfinite(value):
        return value
    unread.append((row, column, cell))
    return None


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
    variance, correlation = row.get("vi"), row.get("ri")
    if variance is not None and variance <= 0:
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
