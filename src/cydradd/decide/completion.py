"""Completions: what happens to money that equal shares leaves over.

``add1`` gives everybody one unit more and runs again, until a run costs more than the budget; ``add1e`` stops at
the first run to which nothing can be added; the forms with ``u`` fill up by votes afterwards (decide.md 3.2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from cydradd.decide.electorate import Electorate
from cydradd.decide.equal_shares import Run
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

COMPLETIONS = ("none", "add1", "add1e", "add1u", "add1eu", "greedy")
MOST_RUNS = 200_000
"""Runs after which a purse that is raised in tiny increments is given up, with a sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of purses that all give the same outcome; ``first`` and ``last`` are on the grid."""

    first: Fraction
    last: Fraction
    winners: tuple[int, ...]
    spent: Fraction
    feasible: bool
    exhaustive: bool


@dataclass(frozen=True, slots=True)
class Completed:
    """The run that is the answer, and every purse at which the outcome changed on the way."""

    run: Run
    steps: tuple[Step, ...]


def spent(voters: Electorate, run: Run) -> Fraction:
    """Cost of everything a run bought."""
    return sum((voters.costs[project] for project in run.winners), Fraction(0))


def exhaustive(voters: Electorate, run: Run, budget: Fraction) -> bool:
    """Whether no supported project that was not bought fits into what is left."""
    left = budget - spent(voters, run)
    bought = set(run.winners)
    return not any(
        cost <= left and project not in bought and len(voters.supporters[project].members)
        for project, cost in enumerate(voters.costs)
    )


def _step(voters: Electorate, run: Run, budget: Fraction, full: Callable[[Run], bool]) -> Step:
    cost = spent(voters, run)
    return Step(run.purse, run.purse, run.winners, cost, cost <= budget, full(run))


def _extended(steps: list[Step], new: Step, before: Fraction) -> list[Step]:
    """Steps with one more; a purse with the outcome of the last one lengthens it.

    Args:
        before: The purse before the new one on the grid: so far the last step reaches.
    """
    last = replace(steps[-1], last=before)
    if set(last.winners) == set(new.winners):
        return [*steps[:-1], replace(last, last=new.last)]
    return [*steps[:-1], last, new]


def raise_purse(
    voters: Electorate,
    budget: Fraction,
    start: Fraction,
    increment: Fraction,
    run_at: Callable[[Fraction], Run],
    jump: Callable[[Run], int],
    *,
    stop_when_exhaustive: bool,
    full: Callable[[Run], bool] | None = None,
) -> Completed:
    """Run at ``start``, ``start + increment``, ...; the answer is the last run that the budget can pay.

    Args:
        jump: Increments after a run that surely change nothing; they are left out.
        full: Whether a run is exhaustive; `exhaustive` when not given.

    Raises:
        NotPossible: The increment is not above 0, or so small that it would take more than `MOST_RUNS` runs.
    """
    if increment <= 0:
        raise NotPossible(
            Bilingual(cy="Rhaid i’r cynyddiad (increment) fod dros 0.", en="The increment must be above 0.")
        )
    is_full = full or (lambda run: exhaustive(voters, run, budget))
    supported = sum(1 for support in voters.supporters if len(support.members))
    answer, number = run_at(start), 0
    steps = [_step(voters, answer, budget, is_full)]
    for _ in range(1, MOST_RUNS):
        if len(answer.winners) == supported or (stop_when_exhaustive and steps[-1].exhaustive):
            return Completed(answer, tuple(steps))
        number += 1 + jump(answer)
        after, before = run_at(start + number * increment), start + (number - 1) * increment
        steps = _extended(steps, _step(voters, after, budget, is_full), before)
        if not steps[-1].feasible:
            return Completed(answer if answer.purse == before else run_at(before), tuple(steps))
        answer = after
    raise NotPossible(
        Bilingual(
            cy=f"Mae’r cynyddiad {increment} yn rhy fach: byddai angen dros {MOST_RUNS} o rediadau. Dewiswch un mwy.",
            en=f"The increment {increment} is too small: over {MOST_RUNS} runs would be needed. Choose a larger one.",
        )
    )
