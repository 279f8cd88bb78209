"""What either method finds: where people and statements stand, and who is in which group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import Taken
from cydradd.listen.factors.choice import Choice
from cydradd.listen.factors.model import FactorModel, Ridges
from cydradd.listen.verdict import Stability
from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
LEAST_VOTES = 7
"""Votes after which a person is grouped."""
OF_A_HALF = 4
"""Votes after which they are, where only half of everybody's votes make the groups."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller fixes; ``None`` = choose.

    Attributes:
        groups: Number of groups. ``rank``, ``ridges``: of the model.
        refits: How often groups are fitted anew for the verdict; 0 = no verdict.
        least: Votes after which a person is grouped, or as many as there are statements.
    """

    groups: int | None = None
    rank: int | None = None
    ridges: Ridges | None = None
    refits: int = 0
    seed: int = 0
    least: int = LEAST_VOTES

    def chance(self, purpose: int) -> np.random.Generator:
        """A stream of its own for each purpose."""
        return np.random.default_rng([self.seed, purpose])


@dataclass(frozen=True, slots=True)
class Placing:
    """Tables of one method over all N people and C statements of the votes; see `opinion_map.OpinionMap`."""

    centre: Floats
    components: Floats
    positions: Floats
    statement_positions: Floats
    extremity: Floats
    placed: Mask
    base: Ints
    membership: Ints
    silhouettes: Mapping[int, float]
    stability: Stability | None = None
    sd: Floats | None = None
    factors: FactorPart | None = None


@dataclass(frozen=True, slots=True)
class FactorPart:
    """What only method ``cydradd`` has.

    Attributes:
        model: The fitted model, over the rows and columns of ``taken``.
        choice: How rank and ridges were chosen.
        r2, auc: On votes put aside, mean of the folds; ``None``: not computed.
        curves: For each number of groups, the R² of each fold; empty when it was given.
        predicted: Number of groups that predicts best within one standard error; ``None`` when it was given.
    """

    model: FactorModel
    taken: Taken
    choice: Choice
    r2: float | None
    auc: float | None
    curves: Mapping[int, tuple[float, ...]]
    predicted: int | None


def told_groups(votes: Votes, membership: Mapping[str, int]) -> Ints:
    """The groups somebody gives, -1 for those not named."""
    return np.array([membership.get(person, -1) for person in votes.participants], dtype=np.int64)
