"""What sets a group apart: by Polis's statistics (listen.md 3.1.7), and beyond chance (3.4).

Polis's are the field's reference, kept for parity. They find "representative" statements in pure noise too; the
report says so, and the tested findings of `cross_fit` replace them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.findings.cross_fit import Finding as Finding
from cydradd.listen.findings.cross_fit import cross_fit as cross_fit
from cydradd.listen.findings.tests_of_shares import benjamini_hochberg as benjamini_hochberg
from cydradd.listen.findings.tests_of_shares import fisher as fisher
from cydradd.listen.findings.tests_of_shares import jeffreys as jeffreys
from cydradd.listen.findings.tests_of_shares import newcombe as newcombe
from cydradd.listen.votes import Counts

Floats = NDArray[np.float64]
Z_90 = 1.2816
"""The gate: one-sided 90 %."""
MOST = 5
"""Statements listed per group."""


@dataclass(frozen=True, slots=True)
class Side:
    """One direction's statistics for one group, an array over statements each.

    Attributes:
        p: Share with a pseudo-count, (k + 1)/(S + 2).
        z_p: One-sample z of that share against a half.
        ratio: p of the group over p of everybody else who is grouped.
        z_r: Two-sample z of the two shares.
    """

    p: Floats
    z_p: Floats
    ratio: Floats
    z_r: Floats

    @property
    def metric(self) -> Floats:
        """What the list is ordered by."""
        return self.ratio * self.z_r * self.p * self.z_p


@dataclass(frozen=True, slots=True)
class Representative:
    """One statement listed for one group. ``statement`` is a column."""

    group: int
    statement: int
    direction: str
    p: float
    z_p: float
    ratio: float
    z_r: float
    best_agree: bool = False


def side(
    chosen: NDArray[np.int64], seen: NDArray[np.int64], others: NDArray[np.int64], rest: NDArray[np.int64]
) -> Side:
    """Statistics of one direction: ``chosen`` of ``seen`` in the group, ``others`` of ``rest`` outside it."""
    p, p_rest = (chosen + 1) / (seen + 2), (others + 1) / (rest + 2)
    z_p = 2 * np.sqrt(seen + 1) * ((chosen + 1) / (seen + 1) - 0.5)
    a, b, c, d = chosen + 1, seen + 1, others + 1, rest + 1
    pooled = (a + c) / (b + d)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / b + 1 / d), where=pooled < 1, out=np.ones_like(p))
    z_r = np.where(pooled < 1, (a / b - c / d) / spread, 0.0)
    return Side(p, z_p, p / p_rest, z_r)


def sides(group: Counts, rest: Counts) -> tuple[Side, Side]:
    """Agree and disagree of a group against everybody else who is grouped."""
    return (
        side(group.agree, group.seen, rest.agree, rest.seen),
        side(group.disagree, group.seen, rest.disagree, rest.seen),
    )


def _passes(each: Side) -> NDArray[np.bool_]:
    return np.asarray((each.z_p > Z_90) & (each.z_r > Z_90))


def _best_agree(agree: Side, counts: Counts, columns: list[int]) -> int | None:
    """The statement the group agrees on most, walking statements by id."""
    best: int | None = None
    for j in columns:
        if counts.agree[j] == counts.disagree[j] == 0:
            continue
        if best is None:
            if agree.z_p[j] > Z_90 or (agree.ratio[j] > 1 and agree.p[j] > 0.5):
                best = j
        elif agree.ratio[best] > 1:
            best = j if agree.metric[j] > agree.metric[best] else best
        elif agree.p[j] * agree.z_p[j] > agree.p[best] * agree.z_p[best]:
            best = j
    return best


def polis_repness(group: int, counts: Counts, rest: Counts, out: NDArray[np.bool_]) -> list[Representative]:
    """At most `MOST` statements that set a group apart: agreed ones first.

    Args:
        counts: The group's votes. ``rest``: those of all other groups together.
        out: Statements that take no part.
    """
    agree, disagree = sides(counts, rest)
    columns = [int(j) for j in np.flatnonzero(~out)]
    toward = agree.z_r > disagree.z_r
    gate = (_passes(agree) | _passes(disagree)) & ~out

    def made(j: int, *, best: bool = False) -> Representative:
        agrees = best or bool(toward[j])
        stats = agree if agrees else disagree
        word = "agree" if agrees else "disagree"
        return Representative(
            group, j, word, float(stats.p[j]), float(stats.z_p[j]), float(stats.ratio[j]), float(stats.z_r[j]), best
        )

    metric = np.where(toward, agree.metric, disagree.metric)
    best = _best_agree(agree, counts, columns)
    gated = sorted((j for j in columns if gate[j] and j != best), key=lambda j: -metric[j])
    chosen = ([made(best, best=True)] if best is not None else []) + [made(j) for j in gated]
    if not chosen and columns:
        strongest = np.where(toward, agree.z_r, disagree.z_r)
        chosen = [made(max(columns, key=lambda j: strongest[j]))]
    return sorted(chosen[:MOST], key=lambda each: each.direction != "agree")
