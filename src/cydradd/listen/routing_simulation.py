"""What a way of choosing statements would have taught: a real conversation asked again, a few statements each.

Everybody comes in a drawn order and answers a few of the statements that they did answer, chosen by a policy. A fifth
of each person's votes is put aside before, the same for every policy; the factor model of the votes given predicts
them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import take
from cydradd.listen.factors.held_out import auc
from cydradd.listen.factors.model import FactorModel, Ridges, fit_factors
from cydradd.listen.findings.cross_fit import votes_at
from cydradd.listen.opinion_map import leading_components, residual
from cydradd.listen.quick_groups import LEAST_VOTES, RANK, split_in_two, two_groups
from cydradd.listen.routing import HEARD, LEAST_VOTERS, OFTEN, Known, Person, draw, next_statement, priorities
from cydradd.listen.votes import Counts, Votes, from_arrays

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

POLICIES = ("cydradd", "polis", "random")
ASIDE = 5
"""One in so many of a person's votes is put aside."""
REFIT = 100
"""People between two fits."""


@dataclass(frozen=True, slots=True)
class Routed:
    """What a policy did.

    Attributes:
        auc: Chance that a vote of agree, put aside, is predicted above one of disagree; ``None`` = none to compare.
        min_views_by_group: Views of the statement each group saw least, among those that `routing.HEARD` of it could
            be asked, and at most that many; groups are those of all votes of the conversation, for every policy the
            same.
        over_300_early: Statements drawn with `routing.OFTEN` views while the person had not seen one with fewer than
            `routing.HEARD` from their group.
        views: Views in all.
    """

    auc: float | None
    min_views_by_group: tuple[int, ...]
    over_300_early: int
    views: int


@dataclass(slots=True)
class _State:
    """The conversation so far."""

    votes: Votes
    out: Mask
    counts: Counts
    group_views: list[Ints]
    member: Ints
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    model: FactorModel | None = None
    g: Floats = field(default_factory=lambda: np.zeros((0, RANK)))
    news: Floats = field(default_factory=lambda: np.zeros(0))
    intercept: Floats = field(default_factory=lambda: np.zeros(0))
    centres: Floats = field(default_factory=lambda: np.zeros((0, RANK)))
    extremity: Floats = field(default_factory=lambda: np.zeros(0))
    voters: int = 0

    def given(self) -> Votes:
        """The votes given so far."""
        rows, columns, values = (np.array(each, dtype=np.int64) for each in (self.rows, self.columns, self.values))
        return from_arrays(self.votes.participants, self.votes.statements, rows, columns, values.astype(np.int8))


def simulate(votes: Votes, policy: str, *, each: int = 15, seed: int = 0, out: Mask | None = None) -> Routed:
    """Ask a conversation again by a policy.

    Args:
        policy: One of `POLICIES`.
        each: Statements a person answers at most.
        out: C; statements that take no part.
    """
    size = len(votes.statements)
    rng = np.random.default_rng(seed)
    mask = np.zeros(size, dtype=bool) if out is None else out
    aside = _aside(votes, rng)
    zero = np.zeros(size, dtype=np.int64)
    state = _State(votes, mask, Counts(zero.copy(), zero.copy(), zero.copy()), [], np.full(len(votes.participants), -1))
    early = 0
    for number, i in enumerate(rng.permutation(len(votes.participants)).tolist()):
        if number % REFIT == 0 and state.voters >= LEAST_VOTERS:
            _refit(state, policy)
        early += _session(state, i, aside, policy, each, rng)
    return Routed(_predicted(state, aside), _least_views(state, votes_at(votes, ~aside)), early, len(state.values))


def _least_views(state: _State, possible: Votes) -> tuple[int, ...]:
    """Views, by each group of all votes, of the statement it saw least among those it could see often enough."""
    groups, given = two_groups(state.votes, state.out), state.given()
    least = []
    for group in range(int(groups.max(initial=-1)) + 1):
        could = (possible.counts(groups == group).seen >= HEARD) & ~state.out
        least.append(int(given.counts(groups == group).seen[could].min(initial=HEARD)))
    return tuple(least)


def _aside(votes: Votes, rng: np.random.Generator) -> Mask:
    """Cells put aside: one in `ASIDE` of each person's."""
    order = np.lexsort((rng.random(len(votes.values)), votes.rows))
    aside = np.zeros(len(order), dtype=bool)
    aside[order] = (np.arange(len(order)) - votes.starts[votes.rows]) % ASIDE == ASIDE - 1
    return aside


def _session(state: _State, i: int, aside: Mask, policy: str, each: int, rng: np.random.Generator) -> int:
    """Let one person answer; how often a statement that had been seen often was drawn too early."""
    votes = state.votes
    cells = np.arange(votes.starts[i], votes.starts[i + 1])
    cells = cells[~aside[cells] & ~state.out[votes.columns[cells]]]
    vote_on = dict(zip(votes.columns[cells].tolist(), votes.values[cells].tolist(), strict=True))
    seen: list[int] = []
    early = 0
    for _ in range(min(each, len(vote_on))):
        left = [j for j in vote_on if j not in seen]
        group = _group_of(state, seen, vote_on) if policy == "cydradd" else None
        j = _choose(state, policy, left, seen, group, rng)
        early += _early(state, j, left, group)
        _count(state, i, j, vote_on[j], group)
        seen.append(j)
    state.voters += bool(seen)
    return early


def _choose(
    state: _State, policy: str, left: list[int], seen: list[int], group: int | None, rng: np.random.Generator
) -> int:
    size = len(state.votes.statements)
    if policy == "cydradd" and state.model is not None:
        may = np.zeros(size, dtype=bool)
        may[left] = True
        no = np.zeros(0, dtype=np.int64)
        ridge = state.model.ridges.of_people(RANK + 1)
        views = tuple(state.group_views)
        no_meta = np.zeros(size, dtype=bool)
        known = Known(state.g, ridge, state.news, state.counts, may, no_meta, views, (), state.voters)
        chosen = next_statement(known, Person(np.array(seen, dtype=np.int64), no, group), rng)
    elif policy == "polis" and len(state.extremity):
        chosen = draw(priorities(state.counts, state.extremity, np.zeros(size, dtype=bool)), left, rng)
    else:
        chosen = int(rng.choice(left))
    return left[0] if chosen is None else chosen


def _early(state: _State, j: int, left: list[int], group: int | None) -> bool:
    """Whether a statement seen often was drawn while one was left that a group has hardly seen."""
    if state.counts.seen[j] < OFTEN or not state.group_views:
        return False
    views = state.group_views[group] if group is not None else np.min(state.group_views, axis=0)
    return bool((views[left] < HEARD).any())


def _count(state: _State, i: int, j: int, vote: int, group: int | None) -> None:
    {1: state.counts.agree, -1: state.counts.disagree, 0: state.counts.passes}[vote][j] += 1
    if group is not None:
        state.group_views[group][j] += 1
    state.rows.append(i)
    state.columns.append(j)
    state.values.append(vote)


def _group_of(state: _State, seen: list[int], vote_on: dict[int, int]) -> int | None:
    """The group a person stands nearest to, once they have answered enough."""
    if state.model is None or len(seen) < LEAST_VOTES:
        return None
    z = np.column_stack((np.ones(len(seen)), state.g[seen]))
    target = np.array([vote_on[j] for j in seen]) - state.model.mean - state.intercept[seen]
    solved = np.linalg.solve(z.T @ z + np.diag(state.model.ridges.of_people(RANK + 1)), z.T @ target)
    return int(((state.centres - solved[1:]) ** 2).sum(axis=1).argmin())


def _refit(state: _State, policy: str) -> None:
    """What is known of the statements, from the votes given so far."""
    given, size = state.given(), len(state.votes.statements)
    if policy == "polis":
        mean, cells = residual(given, state.out)
        state.extremity = np.sqrt((size * ((1 - mean) * leading_components(given, cells)) ** 2).sum(axis=0))
    if policy != "cydradd":
        return
    taken = take(given, state.out)
    model = fit_factors(taken.cells, RANK, Ridges())
    state.model = model
    state.g, state.intercept = np.zeros((size, RANK)), np.zeros(size)
    state.g[taken.statements], state.intercept[taken.statements] = model.g, model.statement
    # Of a statement that nobody has seen nothing but the ridges is known.
    state.news = np.full(size, model.variance * float(np.mean(1 / model.ridges.of_statements(RANK + 1))))
    state.news[taken.statements] = model.news
    labels, state.centres = split_in_two(model.f)
    member = np.full(len(given.participants), -1)
    member[taken.people] = labels
    state.group_views = [given.counts(member == group).seen for group in range(len(state.centres))]


def _predicted(state: _State, aside: Mask) -> float | None:
    """How well the votes put aside are told by those given."""
    taken = take(state.given(), state.out)
    model = fit_factors(taken.cells, RANK, Ridges())
    row, column = np.full(len(state.votes.participants), -1), np.full(len(state.votes.statements), -1)
    row[taken.people], column[taken.statements] = np.arange(len(taken.people)), np.arange(len(taken.statements))
    i, j = row[state.votes.rows[aside]], column[state.votes.columns[aside]]
    predicted = np.full(len(i), model.mean)
    predicted[i >= 0] += model.person[i[i >= 0]]
    told = (i >= 0) & (j >= 0)
    predicted[told] = model.predict(i[told], j[told])
    return auc(state.votes.values[aside].astype(float), predicted)
