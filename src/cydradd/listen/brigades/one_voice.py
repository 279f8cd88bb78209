"""People joined by pairs that copy one another, and how closely others follow what they say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from cydradd.listen.brigades.copycats import LEAST_SHARED, Pairs, Usual, tilted
from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_PEOPLE = 5
LINKS = 2
"""Others in a component that each of its people copies: one alone may be chance."""
LEAST_SCRIPT = 3
"""People who must have answered a statement for it to be in their script."""
MAJORITY = 2 / 3


def one_voice(votes: Votes, pairs: Pairs) -> list[Ints]:
    """Rows of each component of at least `LEAST_PEOPLE` people, each of whom is joined to `LINKS` others of it."""
    many = len(votes.participants)
    one, two = pairs.one, pairs.two
    while len(one):
        degree = np.bincount(np.concatenate((one, two)), minlength=many)
        stays = (degree[one] >= LINKS) & (degree[two] >= LINKS)
        if stays.all():
            break
        one, two = one[stays], two[stays]
    if not len(one):
        return []
    joined = csr_matrix((np.ones(len(one), dtype=np.int8), (one, two)), shape=(many, many))
    _, label = connected_components(joined, directed=False)
    sizes = np.bincount(label)
    return [np.flatnonzero(label == each) for each in np.flatnonzero(sizes >= LEAST_PEOPLE)]


def follows(votes: Votes, inside: Ints, usual: Usual) -> tuple[Floats, Floats]:
    """How far above chance each person follows the script of some people, and on what share of it: N each.

    NaN where too little is shared.

    The script is the answer that most of them gave, where they gave one; somebody inside is held against what the
    others say.

    Args:
        inside: Rows.
    """
    rows, columns, answers = votes.rows, votes.columns, votes.values.astype(np.int64) + 1
    member = np.zeros(len(votes.participants), dtype=bool)
    member[inside] = True
    own = member[rows]
    said = np.zeros((3, len(votes.statements)), dtype=np.int64)
    np.add.at(said, (answers[own], columns[own]), 1)
    others = said[:, columns] - (own & (answers == np.arange(3)[:, None]))
    script = others.argmax(axis=0)
    most, all_ = others.max(axis=0), others.sum(axis=0)
    kept = (all_ >= LEAST_SCRIPT) & (most >= MAJORITY * all_)
    chance = tilted(rows[kept], columns[kept], usual)
    e = chance[script[kept], np.arange(int(kept.sum()))]
    size = len(votes.participants)
    match = np.bincount(rows[kept], answers[kept] == script[kept], minlength=size)
    expected, spread = np.bincount(rows[kept], e, minlength=size), np.bincount(rows[kept], e * (1 - e), minlength=size)
    shared = np.bincount(rows[kept], minlength=size)
    enough = shared >= LEAST_SHARED
    z = np.where(enough, (match - expected) / np.sqrt(np.maximum(spread, 1e-9)), np.nan)
    return z, np.where(enough, match / np.maximum(shared, 1), np.nan)
