"""What sets a group apart, tested on votes that had no part in making the group (listen.md 3.4).

Groups are made so that they differ. To test with the same votes that they differ finds something in pure noise;
so the votes of each person are halved, groups are made from one half and tested on the other, and the reverse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.findings.tests_of_shares import benjamini_hochberg, fisher, newcombe, q_values
from cydradd.listen.groups import ari, match
from cydradd.listen.halves import first_half
from cydradd.listen.votes import Counts, Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
FitGroups = Callable[[Votes, int], Ints]
"""Group of each participant, -1 for nobody's, from votes and a seed."""

LEAST_AGREEMENT = 0.5
"""Adjusted Rand index below which groups of a half are not those that are shown."""
LEAST_SEEN = 5
LEAST_DIFFERENCE = 0.15
DIRECTIONS = ("agree", "disagree")


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement on which a group differs from everybody else who is grouped, beyond chance.

    Every count is of votes that had no part in making the group they are counted in.

    Attributes:
        statement: A column.
        direction: ``agree`` or ``disagree``.
        chosen, n: ``chosen`` of the group's ``n`` votes; ``others`` of ``rest`` outside it.
        difference: Of the two shares; ``low`` to ``high`` is its 95 % interval (Newcombe).
        p: Of both halves together. ``q``: the least rate of false findings at which it is one.
    """

    group: int
    statement: int
    direction: str
    chosen: int
    n: int
    others: int
    rest: int
    difference: float
    low: float
    high: float
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Fold:
    """One half of the votes, counted by groups that the other half made.

    Attributes:
        counts: Of each group that is shown.
        agreement: Adjusted Rand index of the half's groups with those shown; below `LEAST_AGREEMENT` it tells nothing.
    """

    counts: tuple[Counts, ...]
    agreement: float

    @property
    def usable(self) -> bool:
        """Whether the half found the groups that are shown."""
        return self.agreement >= LEAST_AGREEMENT


def halves(votes: Votes, seed: int) -> tuple[Votes, Votes]:
    """Two halves of each participant's votes, drawn at random; the odd vote goes to either."""
    first = first_half(votes.starts, np.random.default_rng(seed))
    return votes_at(votes, first), votes_at(votes, ~first)


def votes_at(votes: Votes, kept: Mask) -> Votes:
    """Some of the votes, on the same participants and statements."""
    many = np.bincount(votes.rows[kept], minlength=len(votes.participants))
    starts = np.concatenate(([0], np.cumsum(many)))
    return Votes(votes.participants, votes.statements, starts, votes.columns[kept], votes.values[kept])


def matched(labels: Ints, shown: Ints) -> tuple[Ints, float]:
    """Labels renamed after the groups they share most people with, and their adjusted Rand index.

    Args:
        labels, shown: Group of each participant, -1 for nobody's; only people grouped by both are compared. A group
            without a counterpart is numbered after the shown ones.
    """
    both = (labels >= 0) & (shown >= 0)
    if not both.any():
        return labels, 0.0
    named, other = match(labels[both], shown[both]), int(shown.max()) + 1
    name = np.full(int(labels.max()) + 1, other, dtype=np.int64)
    name[labels[both]] = np.where(named >= 0, named, other)
    return np.where(labels >= 0, name[labels], -1), ari(labels[both], shown[both])


def folds(votes: Votes, fit_groups: FitGroups, membership: Ints, seed: int) -> tuple[Fold, Fold]:
    """Both halves, each counted by the groups that the other one made, named after the groups that are shown."""
    first, second = halves(votes, seed)
    shown = range(int(membership.max(initial=-1)) + 1)

    def fold(made_from: Votes, counted: Votes) -> Fold:
        labels, agreement = matched(fit_groups(made_from, seed), membership)
        others = (labels >= len(shown)) if labels.max(initial=-1) >= len(shown) else None
        counts = [counted.counts(labels == group) for group in shown]
        return Fold((*counts, counted.counts(others)) if others is not None else tuple(counts), agreement)

    return fold(first, second), fold(second, first)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Chosen and seen in a group and outside it, C each, in one direction."""

    chosen: Ints
    seen: Ints
    others: Ints
    rest: Ints

    def __add__(self, other: _Cells) -> _Cells:
        return _Cells(
            self.chosen + other.chosen, self.seen + other.seen, self.others + other.others, self.rest + other.rest
        )

    @property
    def difference(self) -> Floats:
        return np.asarray(self.chosen / np.maximum(self.seen, 1) - self.others / np.maximum(self.rest, 1))

    @property
    def enough(self) -> Mask:
        return np.asarray((self.seen >= LEAST_SEEN) & (self.rest >= LEAST_SEEN))


def _cells(counts: Sequence[Counts], group: int, direction: str) -> _Cells:
    chosen = np.array([each.agree if direction == "agree" else each.disagree for each in counts])
    seen = np.array([each.seen for each in counts])
    return _Cells(chosen[group], seen[group], chosen.sum(axis=0) - chosen[group], seen.sum(axis=0) - seen[group])


def cross_fit(
    votes: Votes, fit_groups: FitGroups, membership: Ints, *, seed: int, q: float = 0.05, out: Mask | None = None
) -> tuple[Finding, ...]:
    """What sets each group apart beyond chance; empty when nothing does.

    For each statement, group and direction, Fisher's exact test of the group against everybody else who is grouped,
    in both halves: p = min(1, 2 min(p_a, p_b)), the same direction in both, at least `LEAST_SEEN` votes on either side
    in both. Over all tests at once, at most a share ``q`` of the findings is chance (Benjamini and Hochberg 1995). A
    half whose groups are not those shown (`LEAST_AGREEMENT`) makes no claim.

    Args:
        fit_groups: Makes groups from half of the votes; participants and statements are those of ``votes``.
        membership: N; the groups that are shown, -1 for people in none.
        out: C; statements that take no part.

    Returns:
        Findings with a difference of at least `LEAST_DIFFERENCE`, the surest (highest lower bound) first.
    """
    return findings_of(folds(votes, fit_groups, membership, seed), int(membership.max(initial=-1)) + 1, q=q, out=out)


def findings_of(both: Sequence[Fold], groups: int, *, q: float = 0.05, out: Mask | None = None) -> tuple[Finding, ...]:
    """The findings of `cross_fit` from halves that are counted already."""
    usable = [fold for fold in both if fold.usable]
    if not usable or groups < 2:
        return ()
    tests: list[tuple[int, str, _Cells, Ints, Floats, Mask]] = []
    for group in range(groups):
        for direction in DIRECTIONS:
            cells = [_cells(fold.counts, group, direction) for fold in usable]
            tested = np.logical_and.reduce([each.enough for each in cells])
            columns = np.flatnonzero(tested if out is None else tested & ~out)
            p = np.min([_p(each, columns) for each in cells], axis=0)
            same = np.logical_and.reduce([each.difference[columns] > 0 for each in cells])
            together = cells[0] if len(cells) == 1 else cells[0] + cells[1]
            tests.append((group, direction, together, columns, np.minimum(1.0, 2 * p), same))
    p_all = np.concatenate([each[4] for each in tests])
    rejected, q_all = benjamini_hochberg(p_all, q), q_values(p_all)
    ends = np.cumsum([len(each[3]) for each in tests])[:-1]
    found: list[Finding] = []
    for test, yes, q_of in zip(tests, np.split(rejected, ends), np.split(q_all, ends), strict=True):
        found += _made(*test, yes, q_of)
    return tuple(sorted(found, key=lambda each: (-each.low, each.group, each.statement, each.direction)))


def _p(cells: _Cells, columns: Ints) -> Floats:
    return fisher(cells.chosen[columns], cells.seen[columns], cells.others[columns], cells.rest[columns])


def _made(
    group: int, direction: str, cells: _Cells, columns: Ints, p: Floats, same: Mask, rejected: Mask, q_of: Floats
) -> list[Finding]:
    """The findings among the tests of one group and direction."""
    low, high = newcombe(cells.chosen, cells.seen, cells.others, cells.rest)
    difference = cells.difference
    return [
        Finding(
            group, j, direction,
            int(cells.chosen[j]), int(cells.seen[j]), int(cells.others[j]), int(cells.rest[j]),
            float(difference[j]), float(low[j]), float(high[j]), float(p[at]), float(q_of[at]),
        )
        for at, j in enumerate(columns.tolist())
        if rejected[at] and same[at] and difference[j] >= LEAST_DIFFERENCE
    ]  # fmt: skip
