"""The JSON of `cydradd listen map` and `listen import` (listen.md section 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cydradd.listen.chosen import participants_of, rounded, settings_of, stability_of
from cydradd.listen.consensus import Findings, Shared
from cydradd.listen.document_findings import NOTHING, bridging_of, finding_document, findings_document
from cydradd.listen.exports.rows import Participant
from cydradd.listen.findings.bridging import Bridging
from cydradd.listen.findings.by_partner import LEAST_PEOPLE as LEAST_PEOPLE
from cydradd.listen.findings.by_partner import too_few
from cydradd.listen.opinion_map import POLIS, OpinionMap
from cydradd.listen.polis_export import PolisExport
from cydradd.listen.representative import Representative
from cydradd.listen.votes import Counts, Strength, Votes
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner

LEAST_PLACED = 15
"""People placed below whom a map says that they are few."""

Object = dict[str, JsonValue]


def _counts(counts: Counts, j: int) -> Object:
    return {
        "agree": int(counts.agree[j]),
        "disagree": int(counts.disagree[j]),
        "pass": int(counts.passes[j]),
        "seen": int(counts.seen[j]),
    }


def by_partner(made: OpinionMap, participants: Sequence[Participant] | None) -> dict[str, Counts]:
    """Votes of each partner, and of those whose partner is not known; empty when nobody's is known."""
    partner_of = {person.voter: person.partner for person in participants or ()}
    if not any(partner_of.values()):
        return {}
    own = [partner_of.get(person) for person in made.votes.participants]
    masks = {str(partner): np.array([each is partner for each in own]) for partner in Partner}
    masks["unknown"] = np.array([each is None for each in own])
    return {name: made.votes.counts(mask) for name, mask in masks.items() if mask.any()}


def _partners(counts: Mapping[str, Counts], j: int) -> JsonValue:
    if not counts:
        return None
    hidden = too_few({name: int(each.seen[j]) for name, each in counts.items()})
    return {name: None if name in hidden else _counts(each, j) for name, each in counts.items()}


def _statement(made: OpinionMap, partners: Mapping[str, Counts], bridging: Bridging | None, j: int) -> Object:
    return {
        "id": made.votes.statements[j],
        "x": rounded(made.statement_positions[j, 0]),
        "y": rounded(made.statement_positions[j, 1]),
        "extremity": rounded(made.extremity[j]),
        "counts": _counts(made.counts, j),
        "by_group": [_counts(group, j) for group in made.by_group],
        "by_partner": _partners(partners, j),
        "group_aware": rounded(made.group_aware[j]),
        "priority": None if made.priority is None else rounded(made.priority[j]),
    } | bridging_of(bridging, j)


def _representative(made: OpinionMap, each: Representative) -> Object:
    return {
        "group": each.group,
        "statement": made.votes.statements[each.statement],
        "direction": each.direction,
        "p": rounded(each.p),
        "z_p": rounded(each.z_p),
        "ratio": rounded(each.ratio),
        "z_r": rounded(each.z_r),
        "difference": None,
        "low": None,
        "high": None,
        "n": int(made.by_group[each.group].seen[each.statement]),
        "q": None,
    }


def _shared(made: OpinionMap, listed: Sequence[Shared]) -> list[JsonValue]:
    return [
        {
            "statement": made.votes.statements[each.statement],
            "n_agree" if each.direction == "agree" else "n_disagree": each.chosen,
            "n": each.seen,
            "p": rounded(each.p),
            "z_p": rounded(each.z_p),
        }
        for each in listed
    ]


def counts_beside(beside: Votes) -> list[Counts | None]:
    """How those who are counted beside the map answered each statement; ``None``: too few to show."""
    counts = beside.counts()
    return [
        None
        if 0 < seen < LEAST_PEOPLE
        else Counts(*(each[j : j + 1] for each in (counts.agree, counts.disagree, counts.passes)))
        for j, seen in enumerate(counts.seen.tolist())
    ]


def _beside(beside: Votes | None) -> JsonValue:
    """Who is counted beside the map, and how they answered; without their sums, which would give away small cells."""
    if beside is None or not beside.participants:
        return None
    shown = zip(beside.statements, counts_beside(beside), strict=True)
    return {
        "strength": str(Strength.OPEN),
        "participants": len(beside.participants),
        "votes": len(beside.values),
        "statements": [{"id": id, "counts": None if each is None else _counts(each, 0)} for id, each in shown],
    }


def _warnings(made: OpinionMap, *, tested: bool) -> list[JsonValue]:
    found: list[JsonValue] = [] if tested else ["not-tested-against-chance"]
    return found + (["few-people"] if int(made.placed.sum()) < LEAST_PLACED else [])


def map_document(
    made: OpinionMap,
    participants: Sequence[Participant] | None,
    *,
    events: int | None,
    with_participants: bool,
    beside: Votes | None = None,
    found: Findings | None = None,
) -> Object:
    """Every key of ``listen map``; null or empty where this method has no such thing.

    Args:
        participants: Who voted, for counts by partner; ``None`` = not known.
        events: Votes before later ones replaced them; ``None`` = not known.
        with_participants: Also say where each person stands. Sites never publish that.
        beside: Votes counted beside the map, which ``made`` leaves out.
        found: What was tested beyond chance (`prediction.found`); ``None`` = nothing was, and its keys are null. What
            sets groups apart takes the place of Polis's list in a map of method `cydradd` alone.
    """
    votes, counts, factors = made.votes, made.counts, made.factors
    partners, bridging = by_partner(made, participants), None if found is None else found.bridging
    apart = None if found is None or made.method == POLIS else found.set_apart
    document: Object = {
        "method": made.method,
        "seed": made.seed,
        "settings": settings_of(made),
        "totals": {
            "participants": len(votes.participants),
            "statements": len(votes.statements),
            "moderated_out": int(made.out.sum()),
            "votes": len(votes.values),
            "events": events,
            "agree": int(counts.agree.sum()),
            "disagree": int(counts.disagree.sum()),
            "pass": int(counts.passes.sum()),
            "placed": int(made.placed.sum()),
        },
        "rank": None if factors is None else factors.model.rank,
        "ridge": None if factors is None else factors.model.ridges.factor,
        "r2": None if factors is None else rounded(factors.r2),
        "auc": None if factors is None else rounded(factors.auc),
        "verdict": None if made.verdict is None else str(made.verdict),
        "groups": [{"id": number, "size": size} for number, size in enumerate(made.sizes)],
        "stability": stability_of(made),
        "statements": [_statement(made, partners, bridging, j) for j in range(len(votes.statements))],
        "representative": [_representative(made, each) for each in made.representative]
        if apart is None
        else [finding_document(votes.statements, each) for each in apart],
        "consensus": {"agree": _shared(made, made.agree), "disagree": _shared(made, made.disagree)},
        **(NOTHING if found is None else findings_document(made, found)),
        "beside": _beside(beside),
        "centre": [rounded(value) for value in made.centre],
        "components": [[rounded(value) for value in row] for row in made.components],
        "warnings": _warnings(made, tested=apart is not None),
    }
    if with_participants:
        document["participants"] = participants_of(made)
    return document


def import_document(export: PolisExport) -> Object:
    """Every key of ``listen import``."""
    return {
        "generation": export.generation,
        "sign": {"value": export.sign, "how": export.sign_how},
        "files": list(export.files),
        "participants": len(export.votes.participants),
        "statements": len(export.votes.statements),
        "votes": len(export.votes.values),
        "events": export.events,
        "duplicates": export.duplicates,
        "ties": export.ties,
        "defects": [
            {"file": d.file, "line": d.row, "code": d.code, "text": d.message.as_json()} for d in export.defects
        ],
    }
