"""``results.json`` of a round (cycle.md section 2): each part as its own command prints it, null where it is not.

A stage that is not present is null. Inside a stage that is, a calculation that is not offered yet is null too.
``follow`` is ours, beside the keys of cycle.md.
"""

from __future__ import annotations

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.check import Checked
from cydradd.cycle.kept_explanations import explanations
from cydradd.cycle.report.from_folder import heard_document
from cydradd.cycle.round_folder import BALLOTS, RoundFolder
from cydradd.cycle.stage_results import StageResults
from cydradd.decide.certified import certified
from cydradd.decide.document import count_document, sha256
from cydradd.decide.explain_document import explain_document
from cydradd.decide.fairness_document import audit_document
from cydradd.record.canonical import serialise
from cydradd.vocabulary.facts import JsonValue

Object = dict[str, JsonValue]


def _decide(folder: RoundFolder, calculated: Calculated) -> Object | None:
    if calculated.count is None:
        return None
    defects = [defect for defect in folder.defects if defect.file == BALLOTS]
    counted = count_document(calculated.count, file_sha256=folder.files.get(BALLOTS), defects=defects)
    losses = explanations(calculated.count)
    return {
        **counted,
        "audit": audit_document(certified(calculated.count)),
        "explain": None if losses is None else explain_document(calculated.count, losses, sha256(serialise(counted))),
    }


def results(folder: RoundFolder, calculated: Calculated, checked: Checked, stages: StageResults) -> Object:
    """Every result of a round."""
    found = checked.as_json()
    return {
        "round": found["round"],
        "listen": heard_document(folder, calculated),
        "design": stages.design,
        "apply": stages.apply,
        "decide": _decide(folder, calculated),
        "deliver": stages.deliver,
        "evaluate": stages.evaluate,
        "follow": stages.follow,
        "gates": found["gates"],
        "invariants": found["invariants"],
        "defects": found["defects"],
    }
