"""What every group agrees on, and what divides them (listen.md 3.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.findings.tests_of_shares import benjamini_hochberg, fisher, jeffreys, newcombe, q_values
from cydradd.listen.votes import Counts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MAJORITY = 0.5
LEAST_SEEN = 5
DIRECTIONS = ("agree", "disagree")


@dataclass(frozen=True, slots=True)
class Ground:
    """One statement with which most of every group agrees, or disagrees.

    Attributes:
        statement: A column.
        low: The least lower bound of the groups' shares: the 5 % quantile (Jeffreys). Above a half.
        chosen, seen: Of each group: ``chosen`` of ``seen`` votes.
        highs: The 95 % quantile of each group's share. ``lows``: the 5 % quantile.
    """

    statement: int
    direction: str
    low: float
    chosen: tuple[int, ...]
    seen: tuple[int, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Divide:
    """One statement on which two groups answer differently beyond chance.

    Attributes:
        statement: A column.
        more, less: The group with the greater share and the one with the lesser.
        chosen, n: ``chosen`` of the ``n`` votes of ``more``; ``others`` of the ``rest`` votes of ``less``.
        difference: Of the two shares; ``low`` to ``high`` is its 95 % interval (Newcombe). ``low`` is above 0.
        p: Two-sided. ``q``: the least rate of false findings at which it is one, over all pairs and statements.
    """

    statement: int
    direction: str
    more: int
    less: int
    chosen: int
    n: int
    others: int
    rest: int
    difference: float
    low: float
    high: float
    p: float
    q: float


def chosen_of(counts: Counts, direction: str) -> Ints:
    """How many chose a direction, per statement."""
    return counts.agree if direction == "agree" else counts.disagree


def common_ground(groups: Sequence[Counts], out: Mask | None = None) -> tuple[Ground, ...]:
    """Statements whose least lower bound over the groups is above a half, the surest first.

    The least, not the product: it does not shrink as groups are added. A group that has not seen a statement has a
    low bound, so that nothing is common ground which one group was never asked.

    Args:
        groups: Votes of each group. ``out``: C; statements that take no part.
    """
    if not groups:
        return ()
    seen = np.array([each.seen for each in groups])
    found: list[Ground] = []
    for direction in DIRECTIONS:
        chosen = np.array([chosen_of(each, direction) for each in groups])
        lows, highs = jeffreys(chosen, seen)
        least = lows.min(axis=0)
        listed = (least > MAJORITY) if out is None else (least > MAJORITY) & ~out
        found += [
            Ground(
                int(j),
                direction,
                float(least[j]),
                tuple(chosen[:, j].tolist()),
                tuple(seen[:, j].tolist()),
                tuple(lows[:, j].tolist()),
                tuple(highs[:, j].tolist()),
            )
            for j in np.flatnonzero(listed)
        ]
    return tuple(sorted(found, key=lambda each: (-each.low, each.statement)))


def divides(
    counted: Sequence[Sequence[Counts]],
    *,
    q: float = 0.05,
    out: Mask | None = None,
    untold: Sequence[Mask] | None = None,
    halves: int | None = None,
) -> tuple[Divide, ...]:
    """Statements on which two groups differ beyond chance, each by its most different pair, the surest first.

    Args:
        counted: The groups' votes, once for each independent way they were made: one where groups are declared, the
            two of `cross_fit.folds` where votes made them. Then p = min(1, 2 min(p_a, p_b)), in one direction. To give
            the votes that made the groups is to test them with themselves.
        q: Share of the findings that may be chance, over all pairs, statements and directions.
        out: C; statements that take no part. ``untold``: of each group, statements whose counts must not be shown.
        halves: Ways in all, where ``counted`` leaves out those that tell nothing.
    """
    groups = min((len(each) for each in counted), default=0)
    times = len(counted) if halves is None else halves
    pairs = [
        _pair(counted, pair, direction, out, untold, times)
        for pair in combinations(range(groups), 2)
        for direction in DIRECTIONS
    ]
    if not pairs:
        return ()
    p = np.concatenate([each.p for each in pairs])
    rejected, adjusted = benjamini_hochberg(p, q), q_values(p)
    best: dict[int, Divide] = {}
    at = 0
    for pair in pairs:
        for number, j in enumerate(pair.columns.tolist()):
            if rejected[at + number] and pair.same[number]:
                made = pair.made(number, j, float(adjusted[at + number]))
                if made.low > 0 and (j not in best or made.difference > best[j].difference):
                    best[j] = made
        at += len(pair.columns)
    return tuple(sorted(best.values(), key=lambda each: (-each.low, each.statement)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two groups in one direction, on the statements both were asked often enough: one entry per column each."""

    groups: tuple[int, int]
    direction: str
    columns: Ints
    k: Ints
    n: Ints
    o: Ints
    r: Ints
    p: Floats
    same: Mask

    def made(self, at: int, j: int, q: float) -> Divide:
        """The finding of one column, the greater share first."""
        k, n, o, r = (int(each[at]) for each in (self.k, self.n, self.o, self.r))
        more, less = self.groups
        if k * r < o * n:
            k, n, o, r, more, less = o, r, k, n, less, more
        low, high = newcombe(k, n, o, r)
        return Divide(
            j, self.direction, more, less, k, n, o, r, k / n - o / r, float(low), float(high), float(self.p[at]), q
        )  # fmt: skip


def _pair(
    counted: Sequence[Sequence[Counts]],
    pair: tuple[int, int],
    direction: str,
    out: Mask | None,
    untold: Sequence[Mask] | None,
    times: int,
) -> _Pair:
    """Test one pair of groups in one direction."""
    one, two = pair
    cells = [(chosen_of(c[one], direction), c[one].seen, chosen_of(c[two], direction), c[two].seen) for c in counted]
    tested = np.logical_and.reduce([(n >= LEAST_SEEN) & (r >= LEAST_SEEN) for _, n, _, r in cells])
    for mask in ([] if out is None else [out]) + ([] if untold is None else [untold[one], untold[two]]):
        tested = tested & ~mask
    columns = np.flatnonzero(tested)
    taken = [tuple(each[columns] for each in cell) for cell in cells]
    upper = np.array([fisher(k, n, o, r) for k, n, o, r in taken])
    lower = np.array([fisher(o, r, k, n) for k, n, o, r in taken])
    p = np.minimum(1.0, times * np.minimum(1.0, 2 * np.minimum(upper, lower)).min(axis=0))
    signs = np.array([np.sign(k * r - o * n) for k, n, o, r in taken])
    k, n, o, r = (np.sum([cell[part] for cell in taken], axis=0) for part in range(4))
    return _Pair(
        pair, direction, columns, k, n, o, r, p, np.asarray((signs != 0).all(axis=0) & (np.ptp(signs, axis=0) == 0))
    )
