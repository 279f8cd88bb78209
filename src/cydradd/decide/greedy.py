"""The greedy family: most votes, points or density first, while the money lasts (decide.md 3.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.decide.electorate import Electorate

TieBreak = Callable[[Sequence[int]], tuple[int, str | None]]
ORDERS = ("score", "votes", "density")
VARIANTS = ("skip", "no-skip", "threshold")


@dataclass(frozen=True, slots=True)
class Pick:
    """One project taken, with those that stood exactly level with it."""

    project: int
    tied: tuple[int, ...]
    resolved_by: str | None


def score(voters: Electorate, project: int, by: str) -> Fraction:
    """What the order goes by: points (for approvals the votes), votes, or points per unit of cost."""
    if by == "votes":
        return voters.votes(project)
    points = voters.points(project)
    return points / voters.costs[project] if by == "density" and voters.costs[project] else points


def pick(
    voters: Electorate,
    budget: Fraction,
    candidates: Sequence[int],
    break_tie: TieBreak,
    *,
    by: str = "score",
    skip: bool = True,
) -> list[Pick]:
    """Take candidates in order of score, least first left out, skipping (or stopping at) what does not fit.

    A candidate that nobody supports is never taken.
    """
    scores = {project: score(voters, project, by) for project in candidates}
    waiting = [project for project in candidates if voters.votes(project) > 0]
    left, taken = budget, []
    while waiting:
        best = max(scores[project] for project in waiting)
        tied = tuple(project for project in waiting if scores[project] == best)
        chosen, resolved_by = break_tie(tied) if len(tied) > 1 else (tied[0], None)
        waiting.remove(chosen)
        if voters.costs[chosen] <= left:
            left -= voters.costs[chosen]
            taken.append(Pick(chosen, tied, resolved_by))
        elif not skip:
            break
    return taken
