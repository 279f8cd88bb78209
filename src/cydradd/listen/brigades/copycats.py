"""Pairs of people whose votes are alike beyond what their groups explain, found without looking at every pair.

People who gave the same rare answers fall into one bucket (locality-sensitive hashing, Broder 1997,
doi:10.1109/SEQUEN.1997.666900; weighted by Ioffe 2010, doi:10.1109/ICDM.2010.80); only people of one bucket are
compared, each with a few others. Work grows with votes, not with pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

LEAST_SHARED = 10
"""Statements both answered, below which a pair is not judged."""
BANDS, ROWS = 60, 2
"""Buckets each person falls into, and hashes that make one."""
BESIDE = 6
"""Others in a bucket that a person is compared with."""
CHUNK = 4_000
"""Pairs worked out at a time: they then stay near the processor."""
ANSWERS = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of people that were compared; an entry per pair each.

    Attributes:
        one, two: Rows; ``one`` is the lesser.
        shared, matches: Statements both answered, and those answered alike.
        z: (matches - Σe)/sqrt(Σe(1 - e)), e the chance of a match given both people's groups.
        same_seen: Like z, of how many statements both answered, given how many each did, were they drawn at random.
    """

    one: Ints
    two: Ints
    shared: Ints
    matches: Ints
    z: Floats
    same_seen: Floats

    def at(self, kept: Mask | Ints) -> Pairs:
        """Some of the pairs."""
        return Pairs(
            self.one[kept], self.two[kept], self.shared[kept], self.matches[kept], self.z[kept], self.same_seen[kept]
        )


@dataclass(frozen=True, slots=True)
class Usual:
    """What answers are usual without any copying.

    Attributes:
        table: G + 1 x 3 x C of `chances`. ``membership``: N; group of each person, -1 for nobody's.
        lean: 3 x N of `leanings`.
    """

    table: Floats
    membership: Ints
    lean: Floats


def chances(votes: Votes, membership: Ints, groups: int) -> Floats:
    """Chance of each answer in each group: G + 1 x 3 x C, the last row of people in no group.

    A group's share leans on everybody's by two votes, so that a group of few is not taken at its word.
    """
    everybody = votes.counts()
    overall = (np.array([everybody.disagree, everybody.passes, everybody.agree]) + 1) / (everybody.seen + 3)
    tables = [overall] * (groups + 1)
    for group in range(groups):
        own = votes.counts(membership == group)
        tables[group] = (np.array([own.disagree, own.passes, own.agree]) + 2 * overall) / (own.seen + 2)
    return np.array(tables)


def leanings(votes: Votes, table: Floats, membership: Ints) -> Floats:
    """How much more often each person disagrees, passes and agrees than their group does: 3 x N, about 1.

    Two people who agree with everything match on much and copy nothing; this keeps them apart. Found by proportional
    fitting, and held to 1 by two votes.
    """
    people, rows = len(votes.participants), votes.rows
    chance = np.array([table[membership[rows], answer, votes.columns] for answer in range(3)])
    given = np.array([np.bincount(rows[votes.values == each], minlength=people) for each in ANSWERS])
    lean = np.ones((3, people))
    for _ in range(5):
        tilted = chance * lean[:, rows]
        tilted /= tilted.sum(axis=0)
        expected = np.array([np.bincount(rows, each, minlength=people) for each in tilted])
        lean *= (given + 2) / (expected + 2)
    return lean


def candidates(votes: Votes, rarity: Floats, seed: int) -> tuple[Ints, Ints]:
    """Pairs that fell into one bucket, each once, sorted.

    Args:
        rarity: 3 x C; weight of each answer to each statement: what a match on it tells.
    """
    rng = np.random.default_rng(seed)
    size, people = len(votes.statements), np.flatnonzero(votes.per_participant >= LEAST_SHARED)
    if len(people) < 2:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    kept = np.repeat(votes.per_participant >= LEAST_SHARED, votes.per_participant)
    token = (votes.columns + (votes.values.astype(np.int64) + 1) * size)[kept]
    starts = np.concatenate(([0], np.cumsum(votes.per_participant[people])))[:-1]
    weight = np.maximum(rarity.ravel(), 1e-9)
    found: list[Ints] = []
    many = len(votes.participants)
    for _ in range(BANDS):
        bucket = np.zeros(len(people), dtype=np.uint64)
        for _ in range(ROWS):
            # The least of exponential times picks an answer in proportion to its weight; the same one for both.
            time = rng.exponential(size=3 * size) / weight
            bucket = bucket * np.uint64(0x9E3779B97F4A7C15) + np.minimum.reduceat(time[token], starts).view(np.uint64)
        found.append(_neighbours(bucket, people, many, rng))
    pairs = np.unique(np.concatenate(found))
    return pairs // many, pairs % many


def _neighbours(bucket: NDArray[np.uint64], people: Ints, many: int, rng: np.random.Generator) -> Ints:
    """Each person of a bucket with the next few of it in a drawn order, as one number per pair."""
    order = np.lexsort((rng.random(len(bucket)), bucket))
    sorted_bucket, row = bucket[order], people[order]
    pairs = []
    for step in range(1, BESIDE + 1):
        same = sorted_bucket[step:] == sorted_bucket[:-step]
        pairs.append(np.column_stack((row[:-step][same], row[step:][same])))
    both = np.concatenate(pairs)
    return np.asarray(both.min(axis=1) * many + both.max(axis=1), dtype=np.int64)


def compared(votes: Votes, one: Ints, two: Ints, usual: Usual) -> Pairs:
    """How alike each pair's votes are, of those that share `LEAST_SHARED` statements."""
    shape = (len(votes.participants), len(votes.statements))
    coded = csr_matrix((votes.values.astype(np.int8) + 2, votes.columns, votes.starts), shape=shape)
    # Chances are worked out once for each vote and not for each pair: a pair multiplies what its people bring.
    chance = [
        csr_matrix((each, coded.indices, coded.indptr), shape=shape)
        for each in tilted(votes.rows, votes.columns, usual)
    ]
    parts = [
        _compared(coded, chance, one[at : at + CHUNK], two[at : at + CHUNK]) for at in range(0, max(len(one), 1), CHUNK)
    ]
    return Pairs(*(np.concatenate([getattr(each, name) for each in parts]) for name in Pairs.__slots__))


def _compared(coded: csr_matrix, chance: Sequence[csr_matrix], one: Ints, two: Ints) -> Pairs:
    both = csr_matrix(coded[one].multiply(coded[two]))  # 1, 4 and 9 where the answers are the same
    shared = np.diff(both.indptr)
    enough = shared >= LEAST_SHARED
    one, two, shared = one[enough], two[enough], shared[enough]
    same = np.isin(both.data[np.repeat(enough, np.diff(both.indptr))], (1, 4, 9))
    row = np.repeat(np.arange(len(one)), shared)
    matches = np.bincount(row, same, minlength=len(one))
    e = np.zeros(len(row))
    for each in chance:
        e += csr_matrix(each[one].multiply(each[two])).data
    expected = np.bincount(row, e, minlength=len(one))
    spread = np.sqrt(np.bincount(row, e * (1 - e), minlength=len(one)))
    z = (matches - expected) / np.maximum(spread, 1e-9)
    return Pairs(one, two, shared.astype(np.int64), matches.astype(np.int64), z, _same_seen(coded, one, two, shared))


def tilted(rows: Ints, columns: Ints, usual: Usual) -> Floats:
    """Chance of each answer in cells, by the person's group and leaning: 3 x cells, all above 0."""
    group = usual.membership[rows]
    chance = np.array([usual.table[group, answer, columns] * usual.lean[answer, rows] for answer in range(3)])
    return np.asarray(chance / chance.sum(axis=0))


def _same_seen(coded: csr_matrix, one: Ints, two: Ints, shared: Ints) -> Floats:
    """z of how many statements both answered, of the hypergeometric distribution."""
    given, size = np.diff(coded.indptr), coded.shape[1]
    a, b = given[one].astype(float), given[two].astype(float)
    expected = a * b / size
    spread = np.sqrt(expected * (1 - a / size) * (1 - b / size) * size / max(size - 1, 1))
    return np.asarray(np.where(spread > 1e-9, (shared - expected) / np.maximum(spread, 1e-9), 0.0))
