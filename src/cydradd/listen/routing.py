"""Which statement to show next: Polis's way (listen.md 3.1.9) and ours (3.6).

Ours shows what tells most about the person, what is least known, and what the person's own group and partner have
seen least; nothing is shown to many before everything was shown to some of each group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.votes import Counts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
META_PRIORITY = 49.0

HEARD = 30
"""Views from a group by which a statement counts as put to it."""
OFTEN = 300
"""Views at which a statement waits until the others are heard."""
LEAST_VOTERS = 50
"""Voters before whom nothing is known: every unseen statement is as likely."""
EARLY = 10
"""A person's first statements, among which at most one asks who they are."""


def priorities(counts: Counts, extremity: Floats, meta: NDArray[np.bool_]) -> Floats:
    """Polis's priority of each statement: seldom passed, far out, agreed with, and little seen yet.

    Args:
        counts: Votes of grouped people.
        extremity: Distance of each statement from the middle of the map.
        meta: Statements that ask who the voter is; they have a fixed priority.
    """
    seen = counts.seen
    passed, agreed = (counts.passes + 1) / (seen + 2), (counts.agree + 1) / (seen + 2)
    value = ((1 - passed) * (extremity + 1) * agreed * (1 + 8 * 2.0 ** (-seen / 5))) ** 2
    return np.where(meta, META_PRIORITY, value)


def draw(weights: Floats, unseen: Sequence[int], rng: np.random.Generator) -> int | None:
    """One unseen statement in proportion to its weight; ``None`` when all are seen.

    Args:
        weights: C; what is not above 0 counts as next to nothing.
    """
    if not len(unseen):
        return None
    own = weights[list(unseen)]
    own = np.where(own > 0, own, np.finfo(float).tiny)
    return int(rng.choice(list(unseen), p=own / own.sum()))


def seeded(round_id: str, participant: str, n: int) -> np.random.Generator:
    """The chance of a person's ``n``-th statement in a round: the same whenever it is asked for again."""
    digest = sha256("\0".join((round_id, participant, str(n))).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the statements of a round when one is chosen. C statements, r factors.

    Attributes:
        g: C x r; place of each statement in the factor model.
        ridge: r + 1; the diagonal that the model adds to a person's system: intercept, then factors.
        news: C; mean posterior variance of each statement's intercept and place.
        counts: Votes of everybody.
        open: C; whether it may be shown. ``meta``: C; whether it asks who the voter is.
        groups, partners: Views (C) by each group and each partner.
        voters: People who have voted.
    """

    g: Floats
    ridge: Floats
    news: Floats
    counts: Counts
    open: Mask
    meta: Mask
    groups: tuple[Ints, ...]
    partners: tuple[Ints, ...]
    voters: int


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asked next.

    Attributes:
        seen: Columns answered so far, in any order. ``own``: columns of the person's own statements.
        group, partner: Index into `Known.groups` and `Known.partners`; ``None`` = not known yet.
    """

    seen: Ints
    own: Ints
    group: int | None = None
    partner: int | None = None


def gain(h: Floats, g: Floats, passed: Floats | float) -> Floats:
    """What a vote would tell of a person: ln(1 + z'H⁻¹z)(1 - p), z = (1, g): the fall of the log volume of doubt.

    Source: D-optimal design, Wald 1943, doi:10.1214/aoms/1177731358.

    Args:
        h: q x q; the person's system, H = Σ zz' + ridge. ``g``: n x r; statements. ``passed``: chance that they pass.
    """
    z = np.column_stack((np.ones(len(g)), g))
    return np.asarray(np.log1p((z * np.linalg.solve(h, z.T).T).sum(axis=1)) * (1 - passed))


def next_statement(known: Known, person: Person, rng: np.random.Generator) -> int | None:
    """The column to show next; ``None`` when nothing is left.

    Weight = gain / mean + news / mean + 2 fairness, drawn in proportion to its square. Fairness is the greater of what
    the person's group and partner lack of `HEARD` views, as a share of it. While an unseen statement has fewer views
    than that from the person's group (of a person without one: from any group), none with `OFTEN` views is drawn; where
    only such are left, those that the group has seen least often enough. At most one of a person's first `EARLY` asks
    who they are; nobody is shown their own. Before `LEAST_VOTERS` people voted, all that may be shown are as likely.

    Args:
        rng: `seeded` by round, participant and number.
    """
    unseen = candidates(known, person)
    if not len(unseen):
        return None
    if known.voters < LEAST_VOTERS:
        return int(rng.choice(unseen))
    weights = np.zeros(len(known.open))
    weights[unseen] = _weights(known, person, unseen) ** 2
    return draw(weights, unseen.tolist(), rng)


def candidates(known: Known, person: Person) -> Ints:
    """Columns that the rules let this person see next."""
    free = known.open.copy()
    free[person.seen] = False
    free[person.own] = False
    if len(person.seen) < EARLY and known.meta[person.seen].any():
        others = free & ~known.meta
        free = others if others.any() else free & False
    own = _views(known, person)
    if known.voters >= LEAST_VOTERS and (free & (own < HEARD)).any():
        seldom = free & (known.counts.seen < OFTEN)
        free = seldom if seldom.any() else free & (own < HEARD)
    return np.flatnonzero(free)


def _views(known: Known, person: Person) -> Ints:
    """Views from the person's group; of a person without one, from the group that saw least."""
    if not known.groups:
        return known.counts.seen
    if person.group is not None:
        return known.groups[person.group]
    return np.asarray(np.min(known.groups, axis=0))


def _weights(known: Known, person: Person, unseen: Ints) -> Floats:
    """Weight of each unseen statement."""
    z = np.column_stack((np.ones(len(person.seen)), known.g[person.seen]))
    passed = ((known.counts.passes + 1) / (known.counts.seen + 2))[unseen]
    told = gain(z.T @ z + np.diag(known.ridge), known.g[unseen], passed)
    views = [_views(known, person)[unseen]]
    if person.partner is not None:
        views.append(known.partners[person.partner][unseen])
    lacking = np.max([np.maximum(0.0, 1 - each / HEARD) for each in views], axis=0)
    return np.asarray(_over_mean(told) + _over_mean(known.news[unseen]) + 2 * lacking)


def _over_mean(values: Floats) -> Floats:
    mean = float(values.mean())
    return np.asarray(values / mean) if mean > 0 else np.zeros(len(values))
