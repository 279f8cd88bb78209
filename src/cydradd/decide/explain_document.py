"""The JSON of `cydradd decide explain`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cydradd.decide.document import exact
from cydradd.decide.explain import Loss
from cydradd.decide.explain_sentences import lost, won
from cydradd.decide.result import Count
from cydradd.decide.search import Proof
from cydradd.vocabulary.facts import JsonValue


def explain_document(result: Count, losses: Sequence[Loss], result_sha256: str) -> dict[str, JsonValue]:
    """Every key of decide.md section 5 for explanations.

    Args:
        result_sha256: Hash of the bytes of the result that is explained.
    """
    currency, weighed = result.election.currency, bool(result.partners)
    return {
        "result_sha256": result_sha256,
        "losers": [_loser(loss, currency) for loss in losses],
        "winners": [
            {
                "project": entry.project,
                "round": entry.number,
                "effective_votes": exact(entry.cost / entry.theta) if entry.theta else None,
                "paid_all": entry.paid_all,
                "sentence": won(entry, currency, weighed=weighed).as_json(),
            }
            for entry in result.rounds
        ],
        "set_aside": [
            {
                "project": entry.project,
                "kind": entry.kind,
                "reason": None if entry.reason is None else {"cy": None, "en": entry.reason},
            }
            for entry in result.set_aside
        ],
    }


def _loser(loss: Loss, currency: str | None) -> dict[str, JsonValue]:
    loser = loss.loser
    return {
        "project": loser.project,
        "cost": exact(loser.cost),
        "votes": exact(loser.votes),
        "purse_sum": exact(loser.held),
        "missing": exact(loser.missing),
        "spent_by": [{"project": name, "amount": exact(amount)} for name, amount in loss.spent_by],
        "cost_reduction": exact(loss.cost_reduction),
        "singletons": loss.singletons,
        "singletons_partner": None if loss.singletons_partner is None else str(loss.singletons_partner),
        "supporters_added": loss.supporters_added,
        "supporters_added_any": loss.supporters_added_any,
        "rivals": [{"project": name, "voters": voters} for name, voters in loss.rivals],
        "proof": [_proof(each) for each in loss.proof],
        "sentence": lost(loss, currency).as_json(),
    }


def _proof(proof: Proof) -> dict[str, JsonValue]:
    value = exact(proof.value) if isinstance(proof.value, Fraction) else proof.value
    return {"change": proof.change, "value": value, "wins": proof.wins, "result_sha256": proof.result_sha256}
