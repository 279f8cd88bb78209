"""What the evaluate stage calculates of a round folder."""

from __future__ import annotations

from pathlib import Path

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.columns import TABLES
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.tables import TableRead, decode, read_table
from cydradd.evaluate.document import effects_document, pooled_document
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.evaluate.round_outcomes import outcome_evidence
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.text import Bilingual

RESULTS = "evaluate/outcomes.csv"


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:  # noqa: ARG001
    """``{"outcomes": {id: {"effects", "pool"}}}``; ``None`` when the stage is not present.

    ``pool`` is null where no row has an effect; the reasons are in ``excluded`` of ``effects``.
    """
    rows = folder.tables.results
    if rows is None:
        return None
    return {"outcomes": {name: _outcome(rows, name) for name in dict.fromkeys(row.outcome for row in rows)}}


def _outcome(rows: tuple[OutcomeResult, ...], name: str) -> JsonValue:
    evidence = outcome_evidence(rows, name)
    return {
        "effects": effects_document(evidence),
        "pool": pooled_document(evidence) if evidence.k else None,
    }


def results_of(path: Path) -> tuple[tuple[OutcomeResult, ...], tuple[Defect, ...]]:
    """The measurements of a round folder, or of its table of them alone, and what could not be read of it.

    Raises:
        UnreadableFile: Nothing in the table can be read; the first fault is named.
    """
    file = path / RESULTS if path.is_dir() else path
    defects: list[Defect] = []
    text = decode(RESULTS, file.read_bytes(), defects)
    read = read_table(RESULTS, TABLES[RESULTS], text) if text is not None else TableRead(RESULTS)
    defects += read.defects
    if not read.rows:
        why = defects[0].message if defects else Bilingual("Nid oes rhes ynddi.", "It has no row.")
        raise UnreadableFile(Bilingual(f"{file.name}: {why.cy}", f"{file.name}: {why.en}"))
    return tuple(read.rows), tuple(defects)
