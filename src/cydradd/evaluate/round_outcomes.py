"""The outcomes of a round as effects: each outcome for itself, a null result counted like any other.

What has no effect is listed with the reason, never dropped and never filled in. Change before and after in both
groups (PPC) is listed until that measure is there; a missing correlation has no silent default.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cydradd.evaluate.effect_size import Effects, Row, effects
from cydradd.evaluate.outcomes import OutcomeResult

GROUPS = ("treated", "control")


@dataclass(frozen=True, slots=True)
class OutcomeEffects:
    """The effects of one outcome; a study is an agreement.

    Attributes:
        found: By measure, in the units of that measure.
        listed: Agreement (``None`` when blank) and why it takes no part.
    """

    outcome: str
    found: tuple[Effects, ...]
    listed: tuple[tuple[str | None, str], ...]


def outcome_effects(results: Sequence[OutcomeResult]) -> tuple[OutcomeEffects, ...]:
    """The effects of every outcome, in the order in which the outcomes come."""
    return tuple(_one(name, results) for name in dict.fromkeys(result.outcome for result in results))


def _one(outcome: str, results: Sequence[OutcomeResult]) -> OutcomeEffects:
    groups: dict[str, dict[str, OutcomeResult]] = {}
    listed: list[tuple[str | None, str]] = []
    for result in results:
        if result.outcome != outcome:
            continue
        if result.agreement is None:
            listed.append((None, "no agreement is named"))
        elif result.group not in GROUPS:
            listed.append((result.agreement, f"'{result.group}' is no group"))
        elif result.group in groups.setdefault(result.agreement, {}):
            listed.append((result.agreement, f"a second row of the group {result.group}"))
        else:
            groups[result.agreement][result.group] = result
    by_measure: dict[str, dict[str, Row]] = {}
    for agreement, rows in groups.items():
        measure, row = _row(rows.get("treated"), rows.get("control"))
        if row is None:
            listed.append((agreement, measure))
        else:
            by_measure.setdefault(measure, {})[agreement] = row
    found = tuple(effects(measure, list(rows.values()), list(rows)) for measure, rows in by_measure.items())
    listed += [(each.study, each.reason) for every in found for each in every.excluded]
    return OutcomeEffects(outcome, found, tuple(listed))


def _row(treated: OutcomeResult | None, control: OutcomeResult | None) -> tuple[str, Row | None]:
    """The measure and its numbers, or the reason why there is none."""
    if treated is None:
        return "there is no treated group", None
    if treated.events is not None:
        if control is None:
            return "PLO", {"xi": treated.events, "ni": treated.of}
        a, c = treated.events, control.events
        b = None if treated.of is None else treated.of - a
        d = None if control.of is None or c is None else control.of - c
        return "RR", {"ai": a, "bi": b, "ci": c, "di": d}
    if treated.mean_before is None:
        if control is None:
            return "nothing to compare with: no control and nothing from before", None
        return "SMD", {
            "m1i": treated.mean, "sd1i": treated.sd, "n1i": treated.n,
            "m2i": control.mean, "sd2i": control.sd, "n2i": control.n,
        }  # fmt: skip
    if control is not None:
        return "change in both groups (PPC) is not offered yet", None
    if treated.n != treated.n_before:
        return "n differs from n_before", None
    if treated.r is not None and abs(treated.r) >= 1:
        return "the correlation is not between -1 and 1", None
    return "SMCR", {
        "m_pre": treated.mean_before, "m_post": treated.mean, "sd_pre": treated.sd_before,
        "ni": treated.n, "ri": treated.r,
    }  # fmt: skip
