"""Where one person stands on a map that is fitted already, and how their answers compare with each group's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.findings.tests_of_shares import jeffreys
from cydradd.listen.places import Known, Places

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_SEEN = 5
"""People of a group who answered a statement, below whom nothing is said of their answer."""
MOST = 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands.

    Attributes:
        answered: Their votes that have a part in it.
        at: 2; on the picture. ``covariance``: 2 x 2, of it; ``None``: the method gives none.
        nearest: The group whose middle is nearest; ``None``: too few votes, or there are no two groups.
        share: How much of where the person could stand, given how sure their place is, lies nearest to that group;
            ``None``: the method does not say.
    """

    answered: int
    at: Floats
    covariance: Floats | None
    nearest: int | None
    share: float | None


DRAWS = 4_000
"""Places drawn from the uncertainty of a person's own; the share is of these."""


def stand(places: Places, votes: Mapping[str, int]) -> Standing | None:
    """Where somebody stands on a map that is fitted already; ``None``: no vote of theirs has a part in it.

    Args:
        votes: By statement: 1 agree, 0 no view, -1 disagree.
    """
    column = {name: j for j, name in enumerate(places.known.statements)}
    own = [(column[name], vote) for name, vote in votes.items() if name in column]
    if not own:
        return None
    columns = np.array([j for j, _ in own])
    left = np.array([vote for _, vote in own], dtype=np.float64) - places.known.level[columns]
    f, covariance = _solved(places.known, columns, left)
    enough = len(own) >= places.least_votes and len(places.centres) > 1
    nearest, share = _nearest(places, f, covariance) if enough else (None, None)
    axes = min(len(f), 2)
    at = np.zeros(2)
    at[:axes] = f[:axes]
    if covariance is None:
        return Standing(len(own), at, None, nearest, None)
    seen = np.zeros((2, 2))
    seen[:axes, :axes] = covariance[:axes, :axes]
    return Standing(len(own), at, seen, nearest, share)


def _solved(known: Known, columns: Ints, left: Floats) -> tuple[Floats, Floats | None]:
    """A person's place on every axis, and its covariance: the person's step of the sweeps, or the projection."""
    axes = known.axes[columns]
    if known.ridge is None or known.variance is None:
        stretch = np.sqrt(known.whole / max(len(columns) + known.left_out, 1))
        return np.asarray(stretch * (left @ axes)), None
    z = np.column_stack((np.ones(len(columns)), axes))
    inverse = np.linalg.inv(z.T @ z + np.diag(known.ridge))
    return np.asarray((inverse @ (z.T @ left))[1:]), np.asarray(known.variance * inverse[1:, 1:])


def _nearest(places: Places, f: Floats, covariance: Floats | None) -> tuple[int, float | None]:
    """The nearest group, and the share of the places drawn around one's own that are nearest to it."""

    def group_of(points: Floats) -> Ints:
        away = ((points[:, None, :] - places.centres[None]) ** 2).sum(axis=2)
        return np.asarray(away.argmin(axis=1))

    nearest = int(group_of((f @ places.turn)[None])[0])
    if covariance is None:
        return places.groups[nearest], None
    values, vectors = np.linalg.eigh(covariance)
    drawn = np.random.default_rng(0).standard_normal((DRAWS, len(f))) * np.sqrt(np.maximum(values, 0)) @ vectors.T
    return places.groups[nearest], float((group_of((f + drawn) @ places.turn) == nearest).mean())


@dataclass(frozen=True, slots=True)
class Alike:
    """One person's answers beside those of a group, on statements that most of the group surely answer one way.

    Attributes:
        same: Statements that the person answers as most of the group do, the group's surest first. ``other``:
            those that they answer the other way. No view is neither.
    """

    group: int
    same: tuple[str, ...]
    other: tuple[str, ...]


def compare(places: Places, votes: Mapping[str, int]) -> tuple[Alike, ...]:
    """Somebody's answers beside those of each group.

    Most of a group surely agree when the 5 % quantile of the share that agrees is above a half (`jeffreys`).
    """
    column = {name: j for j, name in enumerate(places.known.statements)}
    own = [(name, column[name], vote) for name, vote in votes.items() if vote and name in column]
    return tuple(_alike(places, group, own) for group in places.groups)


def _alike(places: Places, group: int, own: list[tuple[str, int, int]]) -> Alike:
    counts = places.by_group[group]
    seen = counts.sum(axis=1)
    lows = {vote: jeffreys(counts[:, place], seen)[0] for place, vote in ((0, 1), (1, -1))}
    same, other = [], []
    for name, j, vote in own:
        if seen[j] < LEAST_SEEN:
            continue
        if lows[vote][j] > MOST:
            same.append((-lows[vote][j], name))
        elif lows[-vote][j] > MOST:
            other.append((-lows[-vote][j], name))
    return Alike(group, tuple(name for _, name in sorted(same)), tuple(name for _, name in sorted(other)))
