"""``results.json`` of a round (cycle.md section 2): each part as its own command prints it, null where it is not.

A stage that is not present is null. Inside a stage that is, a calculation that is not offered yet is null too.
"""

from __future__ import annotations

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.check import Checked
from cydradd.cycle.report.from_folder import heard_document
from cydradd.cycle.round_folder import BALLOTS, RoundFolder
from cydradd.cycle.stages import Stage
from cydradd.decide.document import count_document
from cydradd.vocabulary.facts import JsonValue

Object = dict[str, JsonValue]
_LATER = {
    Stage.DESIGN: ("fit", "proportion", "involvement", "weigh", "level_field"),
    Stage.APPLY: ("feedback", "net", "duplicates"),
    Stage.DELIVER: ("payments", "agreements", "endings"),
}


def _later(folder: RoundFolder, stage: Stage) -> Object | None:
    """Keys of a stage whose calculations are not offered yet; ``None`` when the stage is not present."""
    return None if folder.stages[stage] == "not_present" else dict.fromkeys(_LATER[stage])


def _decide(folder: RoundFolder, calculated: Calculated) -> Object | None:
    if calculated.count is None:
        return None
    defects = [defect for defect in folder.defects if defect.file == BALLOTS]
    counted = count_document(calculated.count, file_sha256=folder.files.get(BALLOTS), defects=defects)
    return {**counted, "audit": None, "explain": None}


def _evaluate(folder: RoundFolder) -> Object | None:
    rows = folder.tables.results
    if rows is None:
        return None
    return {"outcomes": {name: {"effects": None, "pool": None} for name in dict.fromkeys(row.outcome for row in rows)}}


def results(folder: RoundFolder, calculated: Calculated, checked: Checked) -> Object:
    """Every result of a round."""
    found = checked.as_json()
    return {
        "round": found["round"],
        "listen": heard_document(folder, calculated),
        "design": _later(folder, Stage.DESIGN),
        "apply": _later(folder, Stage.APPLY),
        "decide": _decide(folder, calculated),
        "deliver": _later(folder, Stage.DELIVER),
        "evaluate": _evaluate(folder),
        "gates": found["gates"],
        "invariants": found["invariants"],
        "defects": found["defects"],
    }
