"""``results.json`` of a round (cycle.md section 2): each part as its own command prints it, null where it is not.

A stage that is not present is null. Inside a stage that is, a calculation that is not offered yet is null too.
``follow`` and, in ``decide``, ``own_ballots`` are ours, beside the keys of cycle.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.check import Checked
from cydradd.cycle.kept_explanations import explanations
from cydradd.cycle.kept_own_ballots import kept_own_ballots
from cydradd.cycle.report.from_folder import heard_document
from cydradd.cycle.round_folder import BALLOTS, RoundFolder
from cydradd.cycle.stage_results import StageResults
from cydradd.decide.certified import certified
from cydradd.decide.document import count_document, sha256
from cydradd.decide.explain_document import explain_document
from cydradd.decide.fairness_document import audit_document
from cydradd.decide.funders_document import fund_document, refusal
from cydradd.decide.own_ballots import own_ballots_document
from cydradd.record.canonical import serialise
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

Object = dict[str, JsonValue]


def decided_document(folder: RoundFolder, calculated: Calculated) -> Object | None:
    """The result as `decide count` prints it, or `decide fund` where the round has pots; ``None``: nothing is counted.

    Its RFC 8785 bytes are what the record has the hash of.
    """
    if calculated.count is None:
        return None
    hashed, defects = folder.files.get(BALLOTS), [defect for defect in folder.defects if defect.file == BALLOTS]
    if calculated.funded is None:
        return count_document(calculated.count, file_sha256=hashed, defects=defects)
    return fund_document(calculated.funded, file_sha256=hashed, defects=defects)


def _with_cuts(explained: Object, stopped: Mapping[str, Bilingual]) -> Object:
    """The explanations; of whatever the pots could not pay, why comes before what would have changed it."""

    def told(loser: JsonValue) -> JsonValue:
        if not isinstance(loser, Mapping) or str(loser["project"]) not in stopped:
            return loser
        cut, sentence = stopped[str(loser["project"])].as_json(), loser["sentence"]
        both = (
            {side: f"{cut[side]} {said}" for side, said in sentence.items()} if isinstance(sentence, Mapping) else cut
        )
        return {**loser, "sentence": both}

    losers = explained["losers"]
    return {**explained, "losers": [told(each) for each in losers] if isinstance(losers, list) else losers}


def _decide(folder: RoundFolder, calculated: Calculated) -> Object | None:
    decided = decided_document(folder, calculated)
    if calculated.count is None or decided is None:
        return None
    losses = explanations(calculated.count, calculated.funded)
    explained = None
    refused = {cut.project: cut for cut in calculated.funded.refused} if calculated.funded else {}
    if losses is not None:
        currency = folder.settings.currency
        stopped = {name: refusal(cut, currency) for name, cut in refused.items()}
        explained = _with_cuts(explain_document(calculated.count, losses, sha256(serialise(decided))), stopped)
    own = kept_own_ballots(calculated.count, calculated.funded)
    return {
        **decided,
        "audit": audit_document(certified(calculated.count, refused)),
        "explain": explained,
        "own_ballots": None if own is None else own_ballots_document(own),
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
