"""The JSON of `cydradd decide count`: every amount and ratio as text in lowest terms, every count an integer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction

from cydradd.decide.completion import Step
from cydradd.decide.election import election_sha256
from cydradd.decide.options import Options
from cydradd.decide.result import Count, Round
from cydradd.decide.ties import in_force
from cydradd.decide.utility import Utility
from cydradd.vocabulary.facts import Defect, JsonValue

SCHEMA = "cydradd.decide.result/1"


def exact(value: Fraction | None) -> str | None:
    """``"75/2"``, ``"40"``, or null."""
    return None if value is None else str(value)


def sha256(data: bytes) -> str:
    """Hash of the bytes of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def count_document(
    result: Count, *, file_sha256: str | None = None, defects: Sequence[Defect] = (), payments: bool = False
) -> dict[str, JsonValue]:
    """Every key of decide.md section 5; null where this rule has no such number.

    Args:
        file_sha256: Hash of the file that was counted; null when there was none.
        payments: Also list who paid what, by class of identical ballots.
    """
    return {
        "schema": SCHEMA,
        "rule": rule_document(result.options, result.utility),
        "input": _input(result, file_sha256),
        "eligibility": [
            {
                "project": entry.project,
                "eligible": False,
                "kind": entry.kind,
                "reason": None if entry.reason is None else {"cy": None, "en": entry.reason},
                "partners": [str(partner) for partner in entry.partners],
            }
            for entry in result.set_aside
        ],
        "winners": list(result.winners),
        "spent": exact(result.spent),
        "left": exact(result.left),
        "rounds": [round_document(entry) for entry in result.rounds],
        "purse": {
            "start": exact(result.purse_start),
            "final": exact(result.purse_final),
            "steps": [_step(result, step) for step in result.steps],
        },
        "partners": [
            {
                "name": str(own.name),
                "ballots": own.ballots,
                "weight": exact(own.weight),
                "endowment": exact(own.endowment),
                "spent": exact(own.spent),
                "left": exact(own.left),
            }
            for own in result.partners
        ],
        "comparison": _comparison(result),
        "ties": [
            {
                "round": entry.number,
                "projects": sorted([entry.project, *entry.tied_with]),
                "chosen": entry.project,
                "resolved_by": entry.resolved_by,
            }
            for entry in result.rounds
            if entry.tied_with
        ],
        "without_winner": _without_winner(result),
        "payments": _payments(result) if payments else None,
        "defects": defects_document(defects),
        "warnings": list(result.warnings),
    }


def defects_document(defects: Sequence[Defect]) -> list[JsonValue]:
    """Defects of the file as `decide` prints them, by line and column."""
    return [
        {"line": d.row, "column": d.column, "code": d.code, "value": d.value, "message": d.message.as_json()}
        for d in defects
    ]


def rule_document(options: Options, utility: Utility) -> Mapping[str, JsonValue]:
    """The rule of a count; null where it has no such option."""
    equal = options.rule == "equal-shares"
    return {
        "name": options.rule,
        "utility": str(utility) if equal else None,
        "completion": options.completion if equal else None,
        "increment": exact(options.increment) if equal else None,
        "start": options.start if equal else None,
        "compare": options.compare if equal else None,
        "stop": options.stop if options.rule == "phragmen" else None,
        "variant": options.variant if options.rule == "greedy" else None,
        "by": options.by if options.rule == "greedy" else None,
        "threshold": exact(options.threshold),
        "tie": list(in_force(options.tie, options.seed)),
        "seed": options.seed,
        "weights": options.weights,
        "shares": None if options.shares is None else {str(p): exact(s) for p, s in options.shares.items()},
        "min_partner": options.min_partner if options.weights else None,
        "small_partner": options.small_partner,
        "consent": {str(p): exact(s) for p, s in options.consent.items()} or None,
    }


def _input(result: Count, file_sha256: str | None) -> Mapping[str, JsonValue]:
    election = result.election
    return {
        "file_sha256": file_sha256,
        "election_sha256": election_sha256(election, {own.name: own.weight for own in result.partners}),
        "voters": len(election.ballots),
        "projects": len(election.projects),
        "entries": election.entries,
        "empty_ballots": election.classes.empty,
        "budget": exact(election.budget),
        "currency": election.currency,
        "vote_type": str(election.vote_type),
    }


def _comparison(result: Count) -> Mapping[str, JsonValue] | None:
    found = result.comparison
    if found is None:
        return None
    return {
        "mode": found.mode,
        "for_main": exact(found.for_main),
        "for_greedy": exact(found.for_greedy),
        "kept": found.kept,
    }


def round_document(entry: Round) -> Mapping[str, JsonValue]:
    """One round of a result."""
    return {
        "round": entry.number,
        "project": entry.project,
        "cost": exact(entry.cost),
        "part": entry.part,
        "rho": exact(entry.rho),
        "theta": exact(entry.theta),
        "effective_votes": exact(entry.cost / entry.theta) if entry.theta else None,
        "time": exact(entry.time),
        "votes": exact(entry.votes),
        "paid_all": entry.paid_all,
        "tied_with": list(entry.tied_with),
        "resolved_by": entry.resolved_by,
    }


def _step(result: Count, step: Step) -> Mapping[str, JsonValue]:
    return {
        "from": exact(step.first),
        "to": exact(step.last),
        "winners": [result.voters.projects[project] for project in step.winners],
        "spent": exact(step.spent),
        "feasible": step.feasible,
        "exhaustive": step.exhaustive,
    }


def _without_winner(result: Count) -> Mapping[str, JsonValue]:
    """Ballots that support no winner, and what they weigh together."""
    won = set(result.winners)
    voters = result.voters
    empty = [m for m in range(voters.size) if not won & {name for name, _ in voters.support[m]}]
    weight = sum((voters.weight[m] * voters.many[m] for m in empty), Fraction(0))
    return {"voters": sum(voters.many[m] for m in empty), "weight": exact(weight)}


def _payments(result: Count) -> Mapping[str, JsonValue] | None:
    """By project: each class of identical ballots, how many they are, and what each of them paid."""
    if result.accounts is None:
        return None
    voters = result.voters
    return {
        voters.projects[project]: [
            {
                "ballot": [name for name, _ in voters.support[member]],
                "partner": voters.partner[member],
                "voters": voters.many[member],
                "each": exact(amount),
            }
            for member, amount in shares.items()
        ]
        for project, shares in result.accounts.paid.items()
    }
