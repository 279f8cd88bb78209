"""What a map says of how it was made: settings, stability and the uncertainty of people (listen.md section 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cydradd.listen.factors.choice import MOST_VOTES
from cydradd.listen.opinion_map import OpinionMap
from cydradd.listen.placing import FactorPart
from cydradd.listen.verdict import DELETED, LEAST_SHARE, LEAST_STABLE
from cydradd.vocabulary.facts import JsonValue

Object = dict[str, JsonValue]


def rounded(value: float | None) -> float | None:
    """Twelve significant digits: more would print the machine, not the map. ``None`` for what is not known."""
    return None if value is None or np.isnan(value) else float(f"{value:.12g}")


def settings_of(made: OpinionMap) -> Object:
    """What was chosen, by what, and what it was chosen among."""
    settings: Object = {
        "groups": len(made.by_group),
        "silhouettes": {str(k): rounded(v) for k, v in made.silhouettes.items()},
    }
    if made.factors is not None:
        settings |= _factors(made.factors)
    if made.stability is not None:
        settings["verdict"] = {
            "deleted": DELETED,
            "least_stable": LEAST_STABLE,
            "least_share": LEAST_SHARE,
            "separate_p": rounded(made.stability.separate),
        }
    return settings


def _factors(part: FactorPart) -> Object:
    model, choice = part.model, part.choice
    return {
        "ridges": {
            "factor": model.ridges.factor,
            "person": model.ridges.person,
            "statement": model.ridges.statement,
        },
        "variance": rounded(model.variance),
        "effective": rounded(model.effective),
        "sweeps": model.sweeps,
        "ranks": _curves(choice.curves, choice.ridge_of),
        "chosen_on": {"people": choice.people, "most_votes": MOST_VOTES, "folds": len(choice.splits)},
        "numbers_of_groups": _curves(part.curves),
        "predicts_best": part.predicted,
    }


def _curves(curves: Mapping[int, Sequence[float]], ridges: Mapping[int, float] | None = None) -> Object:
    """Mean R² of each setting and its standard error, with the ridge it needs."""
    found: Object = {}
    for setting, scores in curves.items():
        error = float(np.std(scores, ddof=1) / np.sqrt(len(scores))) if len(scores) > 1 else None
        row: Object = {"r2": rounded(float(np.mean(scores))), "se": rounded(error)}
        found[str(setting)] = row if ridges is None else row | {"ridge": ridges[setting]}
    return found


def stability_of(made: OpinionMap) -> JsonValue:
    """How well the groups come back; ``None`` when nobody asked."""
    found = made.stability
    if found is None:
        return None
    return {
        "median": rounded(found.median),
        "q1": rounded(found.lower_quartile),
        "participants": found.people,
        "refits": len(found.indices),
    }


def participants_of(made: OpinionMap) -> list[JsonValue]:
    """Where each person stands, how surely, and in which group."""
    share = made.stability.share if made.stability is not None else None
    known = None if made.sd is None else ~np.isnan(made.sd)
    return [
        {
            "id": person,
            "x": rounded(made.positions[i, 0]) if known is None or known[i] else None,
            "y": rounded(made.positions[i, 1]) if known is None or known[i] else None,
            "sd": None if made.sd is None else rounded(made.sd[i]),
            "group": int(made.membership[i]) if made.membership[i] >= 0 else None,
            "share": None if share is None else rounded(share[i]),
        }
        for i, person in enumerate(made.votes.participants)
    ]
