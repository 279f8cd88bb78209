"""How far the purse may be raised until anything about a run of equal shares can change (decide.md 3.2).

While projects have their turn in the same order and the same voters pay all they have, every purse and every rate is
affine in the first purse. What a rival's supporters would raise at the rate at which it draws level is then a sum of
least values of two affine terms, so concave: its tangent bounds it from above. The nearest increase at which a payer
may change sides, or a bound may reach a rival's cost, is found in floating point, each figure with a bound of its own
error, and taken too small rather than too large.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from cydradd.decide.electorate import Electorate, Support
from cydradd.decide.equal_shares import Purchase, Run, Utility
from cydradd.decide.purses import UNIT_ROUNDOFF

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_STEEPEST = 1e6
"""Slope beyond which a run is not followed: rounding would have grown too."""
_WORTH_IT = 2
"""Increments that a jump must leave out: a look at all rivals takes about as long as a run."""
_LONGEST_REST = 31
"""Runs after which a jump is looked for again, when there was none so often."""


@dataclass(slots=True)
class Jumps:
    """Finds increments that can be left out; after fruitless looks it rests for longer and longer.

    Attributes:
        increment: What the purse grows by, per unit of weight.
    """

    voters: Electorate
    utility: Utility
    increment: Fraction
    rest: int = 0
    fruitless: int = 0

    def after(self, run: Run) -> int:
        """Increments that surely change neither the order of turns nor who pays all they have; 0 when in doubt."""
        if self.rest:
            self.rest -= 1
            return 0
        each = float(self.increment)
        surely = unchanged_for(self.voters, self.utility, run, _WORTH_IT * each) / each
        many = int(min(surely * (1 - 1e-9), 2.0**53))
        self.fruitless = 0 if many else self.fruitless + 1
        self.rest = min(2**self.fruitless - 1, _LONGEST_REST) if self.fruitless else 0
        return many


def unchanged_for(voters: Electorate, utility: Utility, run: Run, at_least: float = 0.0) -> float:
    """An increase of the first purse (per unit of weight) during which surely nothing about the run changes.

    Args:
        at_least: A smaller increase is of no use: what rivals ask is then not looked at, and 0 returned.
    """
    if any(len(turn.tied) > 1 for turn, _ in run.turns):
        return 0.0
    safe = min((_payers_stay(voters, state) for state in _states(voters, run)), default=math.inf)
    if safe < at_least:
        return 0.0
    return min(safe, _rivals_stay(voters, utility, run, at_least))


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """Before one turn: purses by class, how they grow with the first purse, and bounds of the errors of both.

    Attributes:
        turn: The project whose turn it is; ``None`` after the last. ``bought``: not refused.
        grows: Growth of its rate; ``grows_error`` bounds its error.
    """

    near: Floats
    slope: Floats
    near_error: float
    slope_error: float
    turn: Purchase | None = None
    bought: bool = False
    payers: Flags | None = None
    emptied: Flags | None = None
    grows: float = 0.0
    grows_error: float = 0.0


def _states(voters: Electorate, run: Run) -> Iterator[_State]:
    """The state before each turn and after the last; ends early with an endless error where slopes grow too steep."""
    first = float(run.purse)
    near, slope, empty = np.full(voters.size, first), np.ones(voters.size), np.zeros(voters.size, dtype=bool)
    slope_error = 0.0
    for number, (turn, bought) in enumerate(run.turns):
        near_error = 4 * UNIT_ROUNDOFF * (number + 2) * first
        own = voters.supporters[turn.project]
        payers = ~empty[own.members]
        mark = np.zeros(voters.size, dtype=bool)
        mark[turn.emptied] = True
        emptied = mark[own.members] & payers
        grows, grows_error = _growth(own, slope, payers, emptied, slope_error)
        yield _State(near, slope, near_error, slope_error, turn, bought, payers, emptied, grows, grows_error)
        if not bought:
            continue
        near, slope, empty = near.copy(), slope.copy(), empty.copy()
        paying = own.members[payers]
        points = own.near_points[payers]
        near[paying] -= float(turn.rate) * points
        slope[paying] -= grows * points
        near[turn.emptied], slope[turn.emptied], empty[turn.emptied] = 0.0, 0.0, True
        most = float(points.max(initial=0.0))
        steepest = float(np.abs(slope).max(initial=0.0))
        slope_error += most * grows_error + 4 * UNIT_ROUNDOFF * (steepest + abs(grows) * most)
        if not steepest < _STEEPEST:
            slope_error = math.inf
    yield _State(near, slope, 4 * UNIT_ROUNDOFF * (len(run.turns) + 2) * first, slope_error)


def _growth(own: Support, slope: Floats, payers: Flags, emptied: Flags, error: float) -> tuple[float, float]:
    """How the rate of a project grows with the first purse: those who pay all they have pay for the others."""
    heads = float(own.near_heads[payers & ~emptied].sum())
    if not emptied.any():
        return 0.0, 0.0
    if not heads:
        return 0.0, math.inf
    slopes, weights = slope[own.members[emptied]], own.near_weights[emptied]
    held = float(weights.sum())
    grows = -float(weights @ slopes) / heads
    rounding = (len(weights) + 8) * UNIT_ROUNDOFF * held * float(np.abs(slopes).max(initial=0.0))
    return grows, (held * error + rounding) / heads + 4 * UNIT_ROUNDOFF * abs(grows)


def _payers_stay(voters: Electorate, state: _State) -> float:
    """Increase during which those who pay all they have for this project stay the same."""
    if state.turn is None or state.payers is None or state.emptied is None:
        return math.inf
    own, rate = voters.supporters[state.turn.project], float(state.turn.rate)
    paying, points = own.members[state.payers], own.near_points[state.payers]
    beyond = state.near[paying] - rate * points
    speed = state.slope[paying] - state.grows * points
    margin = np.abs(beyond) - state.near_error - 8 * UNIT_ROUNDOFF * rate * points
    towards = np.where(state.emptied[state.payers], speed, -speed)
    towards += state.slope_error + points * state.grows_error + 8 * UNIT_ROUNDOFF * np.abs(speed)
    return _soonest(margin, towards)


def _soonest(margin: Floats, towards: Floats) -> float:
    """When the first of these margins is used up, each at its speed; one without a margin is used up already."""
    moving = towards > 0
    if not moving.any():
        return math.inf
    if not np.isfinite(towards).all() or (margin[moving] <= 0).any():
        return 0.0
    return float((margin[moving] / towards[moving]).min())


class _Rivals:
    """All support of all projects that have any, in one list.

    Attributes:
        waiting: Which of ``projects`` are still in the race.
    """

    def __init__(self, voters: Electorate) -> None:
        projects = [project for project, own in enumerate(voters.supporters) if len(own.members)]
        supports = [voters.supporters[project] for project in projects]
        self.projects = np.array(projects)
        self.waiting = np.ones(len(projects), dtype=bool)
        self.lengths = np.array([len(own.members) for own in supports])
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.members = np.concatenate([own.members for own in supports])
        self.weights = np.concatenate([own.near_weights for own in supports])
        self.points = np.concatenate([own.near_points for own in supports])
        self.heft = np.array([own.heft for own in supports])
        self.most = np.maximum.reduceat(self.points, self.starts)
        self.costs = np.array([float(voters.scaled_costs[project]) for project in projects])

    def raised(self, terms: Floats) -> Floats:
        """Sums over each project's supporters, by weight."""
        return np.add.reduceat(self.weights * terms, self.starts)


def _rivals_stay(voters: Electorate, utility: Utility, run: Run, at_least: float) -> float:
    """Increase during which no other project draws level with the one whose turn it is, or can be paid at the end."""
    rivals, safe = _Rivals(voters), math.inf
    for state in _states(voters, run):
        if state.turn is not None:
            rivals.waiting &= rivals.projects != state.turn.project
            if not voters.costs[state.turn.project]:
                continue
        if rivals.waiting.any():
            safe = min(safe, _level(voters, utility, state, rivals))
        if safe < at_least:
            return 0.0
    return safe


def _level(voters: Electorate, utility: Utility, state: _State, rivals: _Rivals) -> float:
    """Increase during which all rivals raise less than they cost, at the rates at which they would draw level."""
    near, slope = state.near[rivals.members], state.slope[rivals.members]
    purse, error, growth_error = float(np.abs(near).max(initial=0.0)), state.near_error, state.slope_error
    if state.turn is None:
        now, growth = near, slope
        errors, growth_errors = np.full(len(rivals.costs), error), np.full(len(rivals.costs), growth_error)
    else:
        cost = voters.costs[state.turn.project]
        factor = np.array([_factor(utility, voters.costs[project] / cost) for project in rivals.projects.tolist()])
        each = np.repeat(factor, rivals.lengths) * rivals.points
        asked = float(state.turn.rate) * each
        pays_all = near < asked
        now, growth = np.where(pays_all, near, asked), np.where(pays_all, slope, state.grows * each)
        rate_error = 8 * UNIT_ROUNDOFF * float(state.turn.rate)
        errors = np.maximum(error, rate_error * factor * rivals.most)
        growth_errors = np.maximum(growth_error, state.grows_error * factor * rivals.most)
    rounding = (rivals.lengths + 16) * UNIT_ROUNDOFF
    steepest = np.maximum.reduceat(np.abs(growth), rivals.starts)
    margin = rivals.costs * (1 - 4 * UNIT_ROUNDOFF) - rivals.raised(now) - rivals.heft * (errors + rounding * purse)
    towards = rivals.raised(growth) + rivals.heft * (growth_errors + rounding * steepest)
    return _soonest(margin[rivals.waiting], towards[rivals.waiting])


def _factor(utility: Utility, costs: Fraction) -> float:
    """What a rival's rate is to the rate of the project whose turn it is where their keys are equal."""
    if utility in (Utility.CARDINALITY, Utility.SCORE):
        return 1.0
    return math.sqrt(costs) if utility is Utility.SQRT else float(costs)
