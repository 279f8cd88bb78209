"""The JSON of `cydradd decide audit`: every amount and ratio as text in lowest terms."""

from __future__ import annotations

from cydradd.decide.document import exact
from cydradd.decide.fairness import Certificate, Group
from cydradd.vocabulary.facts import JsonValue


def audit_document(found: Certificate, *, identical: bool | None = None) -> dict[str, JsonValue]:
    """Every key of decide.md section 5 for an audit.

    Args:
        identical: Whether a re-count gave the same result; ``None`` = not asked for, and not told.
    """
    worst = found.worst
    document: dict[str, JsonValue] = {
        "clean": found.clean,
        "worst": None if worst is None else exact(worst.ratio),
        "checked": len(found.groups),
        "violations": [_group(group) for group in found.violations],
        "worst_group": None if worst is None else _group(worst),
        "unchecked": [{"project": name, "reason": kind} for name, kind in found.unchecked],
        "certificate": {
            "budget": exact(found.budget),
            "voters": found.voters,
            "rows": [
                {
                    "project": group.project,
                    "prefix": group.voters,
                    "weight": exact(group.weight),
                    "best_off": exact(group.best_off),
                    "ratio": exact(group.ratio),
                }
                for group in found.groups
            ],
        },
    }
    return document if identical is None else {**document, "identical": identical}


def _group(group: Group) -> dict[str, JsonValue]:
    return {
        "project": group.project,
        "cost": exact(group.cost),
        "voters": group.voters,
        "weight": exact(group.weight),
        "share": exact(group.share),
        "best_off": exact(group.best_off),
        "ratio": exact(group.ratio),
        "short_by": exact(group.short_by),
    }
