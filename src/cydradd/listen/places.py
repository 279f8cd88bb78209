"""What of an opinion map is kept to work out where one person stands: statements, groups, and dots without names.

A map is costly and one person's place is not: given what is known of the statements, it is one small system. So the
place of whoever asks is solved anew from their votes of now, and no list of who stands where is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.consensus import Findings
from cydradd.listen.opinion_map import OpinionMap
from cydradd.listen.picture import Crowd, crowd_of
from cydradd.listen.placing import LEAST_VOTES
from cydradd.listen.verdict import Verdict
from cydradd.vocabulary.facts import JsonValue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_PEOPLE, LEAST_STATEMENTS = 15, 7
"""Placed people and statements; below either it is too early for a map."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a vote says of who cast it, by statement. C statements, r axes.

    Attributes:
        level: C; the vote that is to be expected of anybody: μ + c, or the mean of `polis`.
        axes: C x r; g, or the components of `polis`.
        ridge: r + 1; of the person. ``variance``: σ². Both ``None`` for `polis`, which has neither.
        whole, left_out: Statements in all, and those that are out; `polis` stretches places by them.
    """

    statements: tuple[str, ...]
    level: Floats
    axes: Floats
    ridge: Floats | None
    variance: float | None
    whole: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that sets a group apart, or on which all groups are of one mind (``group`` is ``None``)."""

    group: int | None
    statement: str
    direction: str


@dataclass(frozen=True, slots=True)
class Places:
    """What is kept of a map. G groups, r axes.

    Attributes:
        verdict: Whether the groups are groups; ``None``: not known.
        tested: Whether anybody gave enough answers to try whether there is structure; `polis` does not ask.
        people, placed: Who voted, and who stands in a group.
        known: See there.
        turn: r x r; a place times it lies in the space in which groups were made (`factors.grouping.geometry`).
        centres: The middle, in that space, of each group of ``groups``.
        by_group: Of each group and each statement of ``known``: agree, disagree, pass.
        apart: What sets groups apart beyond chance, the surest first. ``shared``: common ground of all of them.
    """

    method: str
    verdict: Verdict | None
    tested: bool
    people: int
    placed: int
    known: Known
    turn: Floats
    centres: Floats
    crowd: Crowd
    by_group: Ints
    apart: tuple[Told, ...]
    shared: tuple[Told, ...]

    @property
    def groups(self) -> tuple[int, ...]:
        """The groups that have people."""
        return tuple(group for group, size in enumerate(self.crowd.sizes) if size)

    @property
    def has_ring(self) -> bool:
        """Whether the method says how sure a place is."""
        return self.known.variance is not None

    @property
    def is_early(self) -> bool:
        """Whether there is too little for a map."""
        return self.placed < LEAST_PEOPLE or len(self.known.statements) < LEAST_STATEMENTS

    @property
    def least_votes(self) -> int:
        """Votes after which a person is grouped."""
        return min(LEAST_VOTES, len(self.known.statements))


def places_of(made: OpinionMap, found: Findings) -> Places:
    """What is kept of a map and of what it says beyond chance."""
    columns = np.flatnonzero(~made.out) if made.factors is None else made.factors.taken.statements
    names = made.votes.statements
    turn, points = _space(made)
    centres = [points[made.membership == group].mean(axis=0) for group, size in enumerate(made.sizes) if size]
    counts = [np.column_stack((each.agree, each.disagree, each.passes))[columns] for each in made.by_group]
    return Places(
        method=made.method,
        verdict=made.verdict,
        tested=made.factors is None or bool(made.factors.choice.curves),
        people=int((made.votes.per_participant > 0).sum()),
        placed=int((made.membership >= 0).sum()),
        known=_known(made, columns),
        turn=turn,
        centres=np.array(centres).reshape(len(centres), turn.shape[1]),
        crowd=crowd_of(made),
        by_group=np.array(counts, dtype=np.int64).reshape(-1, len(columns), 3),
        apart=tuple(Told(each.group, names[each.statement], each.direction) for each in found.set_apart),
        shared=tuple(Told(None, names[each.statement], each.direction) for each in found.common_ground),
    )


def _space(made: OpinionMap) -> tuple[Floats, Floats]:
    """The turn into the space in which groups are made, and where everybody stands in it."""
    if made.factors is None:
        return np.eye(2), made.positions
    model = made.factors.model
    values, vectors = np.linalg.eigh(model.g.T @ model.g / max(len(model.g), 1))
    turn = np.asarray((vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T)
    points = np.zeros((len(made.votes.participants), model.rank))
    points[made.factors.taken.people] = model.f @ turn
    return turn, points


def _known(made: OpinionMap, columns: Ints) -> Known:
    names = tuple(made.votes.statements[j] for j in columns.tolist())
    whole, out = len(made.votes.statements), int(made.out.sum())
    if made.factors is None:
        return Known(names, made.centre[columns], made.components.T[columns], None, None, whole, out)
    model = made.factors.model
    ridge = model.ridges.of_people(model.rank + 1)
    return Known(names, model.mean + model.statement, model.g, ridge, model.variance, whole, out)


def as_json(places: Places) -> dict[str, JsonValue]:
    """All of it as plain values; nothing is rounded."""
    known, crowd = places.known, places.crowd
    return {
        "method": places.method,
        "verdict": None if places.verdict is None else str(places.verdict),
        "tested": places.tested,
        "people": places.people,
        "placed": places.placed,
        "known": {
            "statements": list(known.statements),
            "level": known.level.tolist(),
            "axes": known.axes.tolist(),
            "ridge": None if known.ridge is None else known.ridge.tolist(),
            "variance": known.variance,
            "whole": known.whole,
            "left_out": known.left_out,
        },
        "turn": places.turn.tolist(),
        "centres": places.centres.tolist(),
        "crowd": {
            "positions": crowd.positions.tolist(),
            "membership": crowd.membership.tolist(),
            "reach": crowd.reach.tolist(),
            "sizes": list(crowd.sizes),
            "middles": crowd.middles.tolist(),
            "step": crowd.step,
        },
        "by_group": places.by_group.tolist(),
        "apart": [[each.group, each.statement, each.direction] for each in places.apart],
        "shared": [[each.statement, each.direction] for each in places.shared],
    }


def from_json(told: Mapping[str, Any]) -> Places:
    """What `as_json` wrote."""
    known, crowd = told["known"], told["crowd"]
    rank = len(told["turn"])
    ridge = known["ridge"]
    return Places(
        method=str(told["method"]),
        verdict=None if told["verdict"] is None else Verdict(told["verdict"]),
        tested=bool(told["tested"]),
        people=int(told["people"]),
        placed=int(told["placed"]),
        known=Known(
            statements=tuple(known["statements"]),
            level=np.array(known["level"], dtype=np.float64),
            axes=np.array(known["axes"], dtype=np.float64).reshape(len(known["statements"]), rank),
            ridge=None if ridge is None else np.array(ridge, dtype=np.float64),
            variance=known["variance"],
            whole=int(known["whole"]),
            left_out=int(known["left_out"]),
        ),
        turn=np.array(told["turn"], dtype=np.float64).reshape(rank, rank),
        centres=np.array(told["centres"], dtype=np.float64).reshape(len(told["centres"]), rank),
        crowd=Crowd(
            positions=np.array(crowd["positions"], dtype=np.float64).reshape(-1, 2),
            membership=np.array(crowd["membership"], dtype=np.int64),
            reach=np.array(crowd["reach"], dtype=np.float64),
            sizes=tuple(crowd["sizes"]),
            middles=np.array(crowd["middles"], dtype=np.float64).reshape(-1, 2),
            step=int(crowd["step"]),
        ),
        by_group=np.array(told["by_group"], dtype=np.int64).reshape(-1, len(known["statements"]), 3),
        apart=tuple(Told(group, name, direction) for group, name, direction in told["apart"]),
        shared=tuple(Told(None, name, direction) for name, direction in told["shared"]),
    )
