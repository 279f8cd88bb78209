"""The opinion map: people who voted alike stand together (method ``polis``, listen.md 3.1).

Missing votes are filled with the statement's mean and centred, which leaves a sparse residual: the votes less the
means where votes are, zero elsewhere. Nothing of size people x statements is ever made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen import groups as grouping
from cydradd.listen.consensus import Shared, group_aware, polis_consensus
from cydradd.listen.representative import Representative, polis_repness
from cydradd.listen.routing import priorities
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Counts, Votes
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

LEAST_VOTES, LEAST_PEOPLE = 7, 15
BASE_CLUSTERS = 100
BLOCK = 256
"""People whose votes are laid out densely at a time."""
DENSE_UP_TO = 400
"""Side of the Gram matrix up to which it is solved as a dense one."""


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """The map with every table it was made from. N people, C statements, G groups.

    Attributes:
        votes: The votes themselves.
        out: C; statements that take no part (moderated out, or meta).
        centre: C; mean vote per statement.
        components: 2 x C; leading right singular vectors, largest entry positive.
        positions: N x 2; where people stand.
        statement_positions, extremity: C x 2, and C.
        placed: N; people with enough votes to be grouped.
        base: N; base cluster of each placed person, -1 for the others.
        membership: N; group of each placed person, -1 for the others.
        counts: C; votes of everybody. ``by_group``: of each group.
        group_aware, priority: C.
        representative, agree, disagree: Polis's lists.
    """

    method: str
    seed: int
    votes: Votes
    out: Mask
    meta: Mask
    centre: Floats
    components: Floats
    positions: Floats
    statement_positions: Floats
    extremity: Floats
    placed: Mask
    base: Ints
    membership: Ints
    silhouettes: Mapping[int, float]
    counts: Counts
    by_group: tuple[Counts, ...]
    group_aware: Floats
    priority: Floats
    representative: tuple[Representative, ...]
    agree: tuple[Shared, ...]
    disagree: tuple[Shared, ...]

    @property
    def sizes(self) -> list[int]:
        """People in each group."""
        return [int((self.membership == group).sum()) for group in range(len(self.by_group))]


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


def enough_votes(votes: Votes) -> Mask:
    """Who is placed: people with `LEAST_VOTES` votes; where they are few, those with most votes."""
    given = votes.per_participant
    placed = given >= min(LEAST_VOTES, len(votes.statements))
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


def _groups(
    positions: Floats, placed: Mask, groups: int | None, start: Floats | None
) -> tuple[Ints, Ints, dict[int, float], Mask]:
    """Base cluster and group of each person, -1 for those not placed."""
    base, membership = np.full(len(placed), -1), np.full(len(placed), -1)
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


def _told(votes: Votes, membership: Mapping[str, int]) -> tuple[Ints, Ints, dict[int, float], Mask]:
    """The groups somebody gives: no groups beneath them, and nothing to choose their number by."""
    member = np.array([membership.get(person, -1) for person in votes.participants], dtype=np.int64)
    return np.full(len(member), -1), member, {}, member >= 0


def fit(
    votes: Votes,
    method: str = "polis",
    *,
    statements: Sequence[Statement] = (),
    groups: int | None = None,
    start: Floats | None = None,
    membership: Mapping[str, int] | None = None,
    seed: int = 0,
) -> OpinionMap:
    """Make the map.

    Args:
        method: ``polis``; the method ``cydradd`` is not offered yet.
        statements: What is known of the columns: moderation and meta. Others count as in.
        groups: Number of groups; chosen by silhouette when not given.
        start: k x 2 first centres of the groups.
        membership: Group of each participant by id, given instead of found.
        seed: Kept with the map; this method draws nothing.

    Raises:
        NotPossible: Another method, no vote, or fewer than 1 group.
    """
    _refuse_the_impossible(votes, method, groups)
    out, meta = _masks(votes, statements)
    centre, cells = residual(votes, out)
    components = leading_components(votes, cells)
    positions = project(votes, cells, components, out)
    if membership is None:
        base, member, silhouettes, placed = _groups(positions, enough_votes(votes), groups, start)
    else:
        base, member, silhouettes, placed = _told(votes, membership)
    everybody = votes.counts()
    agree, disagree = map(tuple, polis_consensus(everybody, out))
    by_group = tuple(votes.counts(member == group) for group in range(int(member.max(initial=-1)) + 1))
    at = np.sqrt(len(votes.statements)) * ((1 - centre) * components).T
    extremity = np.linalg.norm(at, axis=1)
    return OpinionMap(
        method=method,
        seed=seed,
        votes=votes,
        out=out,
        meta=meta,
        centre=centre,
        components=components,
        positions=positions,
        statement_positions=at,
        extremity=extremity,
        placed=placed,
        base=base,
        membership=member,
        silhouettes=silhouettes,
        counts=everybody,
        by_group=by_group,
        group_aware=group_aware(by_group, len(out)),
        priority=priorities(_together(by_group, len(out)), extremity, meta),
        representative=_representative(by_group, out),
        agree=agree,
        disagree=disagree,
    )


def _masks(votes: Votes, statements: Sequence[Statement]) -> tuple[Mask, Mask]:
    """Which columns take no part, and which ask who the voter is."""
    known = {statement.id: statement for statement in statements}
    out = np.array([known[i].out if i in known else False for i in votes.statements], dtype=bool)
    meta = np.array([known[i].meta if i in known else False for i in votes.statements], dtype=bool)
    return out, meta


def _refuse_the_impossible(votes: Votes, method: str, groups: int | None) -> None:
    if method != "polis":
        raise NotPossible(
            Bilingual(
                cy=f"Nid yw’r dull “{method}” ar gael eto; defnyddiwch polis.",
                en=f"The method “{method}” is not offered yet; use polis.",
            ),
            code="method-not-offered",
        )
    if not len(votes.values):
        raise NotPossible(
            Bilingual(cy="Nid oes pleidlais i wneud map ohoni.", en="There is no vote to make a map of."),
            code="no-votes",
        )
    if groups is not None and not 1 <= groups <= 100:
        raise NotPossible(
            Bilingual(cy="Rhaid cael rhwng 1 a 100 o grwpiau.", en="There must be between 1 and 100 groups.")
        )


def _together(groups: Sequence[Counts], size: int) -> Counts:
    """Votes of all grouped people."""
    zero = np.zeros(size, dtype=np.int64)
    return Counts(
        sum((each.agree for each in groups), zero),
        sum((each.disagree for each in groups), zero),
        sum((each.passes for each in groups), zero),
    )


def _representative(groups: Sequence[Counts], out: Mask) -> tuple[Representative, ...]:
    """Polis's list of each group against the others; nothing to set apart when there is one."""
    if len(groups) < 2:
        return ()
    found: list[Representative] = []
    for number, own in enumerate(groups):
        rest = _together([each for other, each in enumerate(groups) if other != number], len(out))
        found += polis_repness(number, own, rest, out)
    return tuple(found)
