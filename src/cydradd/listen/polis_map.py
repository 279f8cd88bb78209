"""Where method ``polis`` puts people and statements, and its groups (listen.md 3.1).

Missing votes are filled with the statement's mean and centred, which leaves a sparse residual: the votes less the
means where votes are, zero elsewhere. Nothing of size people x statements is ever made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cydradd.listen import groups as grouping
from cydradd.listen.placing import LEAST_VOTES, Asked, Placing, told_groups
from cydradd.listen.verdict import Stability, come_back, separate
from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

LEAST_PEOPLE = 15
BASE_CLUSTERS = 100
BLOCK = 256
"""People whose votes are laid out densely at a time."""
DENSE_UP_TO = 400
"""Side of the Gram matrix up to which it is solved as a dense one."""


def residual(votes: Votes, out: Mask) -> tuple[Floats, Floats]:
    """Means of the statements, and each vote less its mean; both 0 for statements that are out."""
    size = len(votes.statements)
    values = np.where(out[votes.columns], 0.0, votes.values.astype(float))
    seen = np.bincount(votes.columns, minlength=size)
    mean = np.bincount(votes.columns, values, minlength=size) / np.maximum(seen, 1)
    mean[out] = 0.0
    return mean, values - mean[votes.columns]


def _gram(votes: Votes, cells: Floats) -> Floats:
    """The C x C products of the columns, from blocks of a few people at a time."""
    size = len(votes.statements)
    total = np.zeros((size, size))
    rows = votes.rows
    for first in range(0, len(votes.participants), BLOCK):
        last = min(first + BLOCK, len(votes.participants))
        start, end = votes.starts[first], votes.starts[last]
        block = np.zeros((last - first, size))
        block[rows[start:end] - first, votes.columns[start:end]] = cells[start:end]
        total += block.T @ block
    return total


def _by_iteration(votes: Votes, cells: Floats) -> Floats:
    """Leading right singular vectors of a wide residual, by Lanczos from a fixed start."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.linalg import svds

    shape = (len(votes.participants), len(votes.statements))
    start = np.random.default_rng(0).standard_normal(min(shape))
    matrix = csr_matrix((cells, votes.columns, votes.starts), shape=shape)
    _, strength, right = svds(matrix, k=2, v0=start, tol=0)
    return np.asarray(right[np.argsort(-strength)])


def leading_components(votes: Votes, cells: Floats) -> Floats:
    """The two leading right singular vectors of the residual, 2 x C, largest entry positive; zeros beyond its rank."""
    size = len(votes.statements)
    if size <= DENSE_UP_TO or len(votes.participants) <= 3:
        eigenvalues, vectors = np.linalg.eigh(_gram(votes, cells))
        strength = eigenvalues[::-1][:2]
        found = np.where(
            strength[:, None] > 1e-12 * max(float(eigenvalues[-1]), 1e-300), vectors[:, ::-1][:, :2].T, 0.0
        )
    else:
        found = _by_iteration(votes, cells)
    components = np.zeros((2, size))
    components[: len(found)] = found
    peak = np.abs(components).argmax(axis=1)
    sign = np.where(components[np.arange(2), peak] < 0, -1.0, 1.0)
    return np.asarray(components * sign[:, None])


def project(votes: Votes, cells: Floats, components: Floats, out: Mask) -> Floats:
    """Where people stand: N x 2, stretched for those who have voted on little."""
    rows, people = votes.rows, len(votes.participants)
    answered = np.bincount(rows[~out[votes.columns]], minlength=people) + int(out.sum())
    stretch = np.sqrt(len(votes.statements) / np.maximum(answered, 1))
    sums = [np.bincount(rows, cells * each[votes.columns], minlength=people).astype(float) for each in components]
    return np.asarray(np.column_stack(sums) * stretch[:, None], dtype=float)


def enough_votes(votes: Votes, least: int = LEAST_VOTES) -> Mask:
    """Who is placed: people with ``least`` votes; where they are few, those with most votes."""
    given = votes.per_participant
    placed = given >= min(least, len(votes.statements))
    if placed.sum() < LEAST_PEOPLE:
        most = np.lexsort((np.arange(len(given)), -given))[:LEAST_PEOPLE]
        placed = placed.copy()
        placed[most] = True
    return np.asarray(placed & (given > 0))


def _base_clusters(points: Floats) -> tuple[Ints, Floats]:
    """People taken together where they are many; each alone below a hundred."""
    if len(points) < BASE_CLUSTERS:
        return np.arange(len(points)), points
    start = grouping.first_distinct(points, BASE_CLUSTERS)
    return grouping.kmeans(points, start, most=BASE_CLUSTERS)


def _choose(
    centres: Floats, sizes: Floats, wanted: Sequence[int], start: Floats | None
) -> tuple[Ints, dict[int, float]]:
    """Groups of base clusters: the number with the best mean silhouette."""
    best = np.zeros(len(centres), dtype=np.int64)
    silhouettes: dict[int, float] = {}
    for k in wanted:
        first = start if start is not None else grouping.first_distinct(centres, k)
        if len(first) < k:
            continue
        labels, _ = grouping.kmeans(centres, first, sizes, most=20)
        if len(np.unique(labels)) < 2:
            continue
        value = grouping.silhouette(centres, labels)
        if not silhouettes or value > max(silhouettes.values()):
            best = labels
        silhouettes[k] = value
    return best, silhouettes


def find_groups(
    positions: Floats, placed: Mask, groups: int | None, start: Floats | None
) -> tuple[Ints, Ints, dict[int, float], Mask]:
    """Base cluster and group of each person, -1 for those not placed."""
    base, membership = np.full(len(placed), -1, dtype=np.int64), np.full(len(placed), -1, dtype=np.int64)
    points = positions[placed]
    if not len(points):
        return base, membership, {}, placed
    own, centres = _base_clusters(points)
    sizes = np.bincount(own, minlength=len(centres)).astype(float)
    most = min(5, 2 + len(centres) // 12)
    wanted = range(2, most + 1) if groups is None else [groups]
    labels, silhouettes = _choose(centres, sizes, wanted, start)
    _, compact = np.unique(labels, return_inverse=True)
    base[placed] = own
    membership[placed] = compact[own]
    return base, membership, silhouettes, placed


def place_by_polis(
    votes: Votes, out: Mask, asked: Asked, start: Floats | None, membership: Mapping[str, int] | None
) -> Placing:
    """Project people and group them.

    Args:
        start: k x 2 first centres of the groups.
        membership: Groups by participant, given instead of found; they carry no verdict.
    """
    centre, cells = residual(votes, out)
    components = leading_components(votes, cells)
    positions = project(votes, cells, components, out)
    stability = None
    if membership is None:
        base, member, silhouettes, placed = find_groups(
            positions, enough_votes(votes, asked.least), asked.groups, start
        )
        if asked.refits and placed.any():
            stability = _stability(votes, out, positions, member, asked)
    else:
        member = told_groups(votes, membership)
        base, silhouettes, placed = np.full(len(member), -1, dtype=np.int64), {}, member >= 0
    at = np.sqrt(len(votes.statements)) * ((1 - centre) * components).T
    return Placing(
        centre=centre,
        components=components,
        positions=positions,
        statement_positions=at,
        extremity=np.linalg.norm(at, axis=1),
        placed=placed,
        base=base,
        membership=member,
        silhouettes=silhouettes,
        stability=stability,
    )


def _stability(votes: Votes, out: Mask, positions: Floats, member: Ints, asked: Asked) -> Stability:
    """How well the groups come back, as many of them, when a fifth of the votes is missing."""
    k = int(member.max()) + 1

    def refit(kept: Mask) -> dict[int, Ints]:
        before = np.concatenate(([0], np.cumsum(kept)))
        rest = Votes(
            votes.participants, votes.statements, before[votes.starts], votes.columns[kept], votes.values[kept]
        )
        _, cells = residual(rest, out)
        again = project(rest, cells, leading_components(rest, cells), out)
        return {k: find_groups(again, enough_votes(rest), k, None)[1]}

    found = come_back(refit, len(votes.values), {k: member}, asked.chance(3), refits=asked.refits)
    indices, share = found[k]
    p = separate(positions[member >= 0], k, asked.chance(4))
    return Stability(indices, int((~np.isnan(share)).sum()), share, p)
