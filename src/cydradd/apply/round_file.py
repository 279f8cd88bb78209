"""Read ROUND.json, the applications of a round and what became of them, and the hours that a table adds."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cydradd.apply.reading import MOST_SECONDS, Value, bytes_of, json_file
from cydradd.apply.results import ApplicationResult, Outcome, Told, refuse_impossible
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

KEYS = (
    "id", "applicant", "outcome", "award_pence", "apply_seconds", "report_seconds", "volunteer_seconds", "feedback",
)  # fmt: skip
FEEDBACK_KEYS = ("codes", "text", "line", "distance", "rules")
_NOT_THERE = Bilingual("Nid oes cais â’r enw hwn.", "There is no application of this id.")
_TWICE = Bilingual("Mae’r cais yno eisoes; y rhes gyntaf sy’n cyfrif.", "It is there already; the first row counts.")
HOURS = ("apply_seconds", "report_seconds", "volunteer_seconds")


@dataclass(frozen=True, slots=True)
class ResultsRead:
    """The applications of a round, and what is wrong with what was read."""

    results: tuple[ApplicationResult, ...]
    defects: tuple[Defect, ...]


def read_round(path: Path) -> ResultsRead:
    """The applications of a file ``{"applications": [...]}``; null seconds are missing, never 0.

    Raises:
        UnreadableFile: No JSON, or a value that is not what its key asks; with the place.
        NotPossible: Two applications of one id, or a funded one without its award.
    """
    document = json_file(path)
    defects = document.unknown(("applications",))
    results = tuple(_result(each, defects) for each in document.get("applications").items())
    if document.get("applications").value is None:
        raise document.get("applications").refuse("mae angen rhestr o geisiadau.", "a list of applications is needed.")
    refuse_impossible(results)
    return ResultsRead(results, tuple(defects))


def _result(each: Value, defects: list[Defect]) -> ApplicationResult:
    defects += each.unknown(KEYS)
    outcome = each.get("outcome").word(tuple(Outcome))
    award = each.get("award_pence").pence()
    if award and outcome != Outcome.FUNDED:
        message = Bilingual(
            "Ni chafodd y cais arian; nid yw’r swm yn cyfrif.", "It is not funded; the award counts nothing."
        )
        defects.append(Defect("award-not-funded", message, each.file, None, f"{each.place}.award_pence"))
    return ApplicationResult(
        id=each.get("id").needed(),
        outcome=None if outcome is None else Outcome(outcome),
        award=award if outcome == Outcome.FUNDED else None,
        apply_seconds=each.get("apply_seconds").whole(MOST_SECONDS),
        report_seconds=each.get("report_seconds").whole(MOST_SECONDS),
        volunteer_seconds=each.get("volunteer_seconds").whole(MOST_SECONDS),
        told=_told(each.get("feedback"), defects),
        applicant=each.get("applicant").text(),
    )


def _told(feedback: Value, defects: list[Defect]) -> Told | None:
    if feedback.value is None:
        return None
    defects += feedback.unknown(FEEDBACK_KEYS)
    return Told(
        codes=tuple(code.needed() for code in feedback.get("codes").items()),
        text=feedback.get("text").bilingual(),
        line=_said(feedback.get("line")),
        distance=_said(feedback.get("distance")),
        rules=tuple(rule.needed() for rule in feedback.get("rules").items()),
    )


def _said(value: Value) -> bool:
    """Whether a line or a distance is given: a number, or words."""
    if isinstance(value.value, int | float) and not isinstance(value.value, bool):
        return True
    return value.text() is not None


def with_hours(results: Sequence[ApplicationResult], path: Path) -> ResultsRead:
    """The applications with the times of a table ``application,apply_seconds,report_seconds,volunteer_seconds``.

    A time that is there takes the place of the round's; a blank cell leaves it as it is. An application that the
    round does not have, a cell that is no whole number and a column of another name are listed.

    Raises:
        UnreadableFile: No CSV in UTF-8, or no column ``application``.
    """
    header, rows = _table(path)
    defects = [
        Defect(
            "unknown-column", Bilingual("Nid oes rheol i’r golofn hon.", "No rule knows this column."), path.name, 1, c
        )
        for c in header
        if c not in ("application", *HOURS)
    ]
    found = {each.id: each for each in results}
    seen: set[str] = set()
    for number, cells in rows:
        id = (cells.get("application") or "").strip()
        if id not in found or id in seen:
            cy, en = "Nid oes cais â’r enw hwn.", "There is no application of this id."
            if id in seen:
                cy, en = (
                    "Mae’r cais yno eisoes; y rhes gyntaf sy’n cyfrif.",
                    "It is there already; the first row counts.",
                )
            defects.append(Defect("not-read", Bilingual(cy, en), path.name, number, "application", id[:200]))
            continue
        seen.add(id)
        apply, report, volunteers = _times(path.name, number, cells, defects)
        was = found[id]
        found[id] = replace(
            was,
            apply_seconds=was.apply_seconds if apply is None else apply,
            report_seconds=was.report_seconds if report is None else report,
            volunteer_seconds=was.volunteer_seconds if volunteers is None else volunteers,
        )
    return ResultsRead(tuple(found.values()), tuple(defects))


def _times(file: str, number: int, cells: dict[str, str], defects: list[Defect]) -> list[int | None]:
    """The three times of one row; ``None`` for a blank cell, and for one that is no time, which is listed."""
    found: list[int | None] = []
    for name in HOURS:
        text = (cells.get(name) or "").strip()
        good = text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= MOST_SECONDS
        found.append(int(text) if good else None)
        if text and not good:
            cy, en = f"Rhowch eiliadau cyfan, 0 i {MOST_SECONDS}.", f"Write whole seconds, 0 to {MOST_SECONDS}."
            defects.append(Defect("unreadable-cell", Bilingual(cy, en), file, number, name, text[:200]))
    return found


def _table(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The headings, and each row with the line it ends on."""
    try:
        text = bytes_of(path).decode("utf-8")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        header = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = header
        rows = [(reader.line_num, {k: v for k, v in row.items() if isinstance(v, str)}) for row in reader]
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableFile(
            Bilingual(f"{path.name}: nid CSV mewn UTF-8 yw’r ffeil.", f"{path.name}: the file is not CSV in UTF-8.")
        ) from None
    if "application" not in header:
        first = ",".join(("application", *HOURS))
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: nid oes colofn application. Llinell gyntaf y ffeil: {first}.",
                f"{path.name}: there is no column application. The first line of the file: {first}.",
            )
        )
    return header, rows
