"""Money that flows from pots to projects, grown by one project at a time.

A set of projects can be paid when a flow fills every cost; otherwise, by the theorem of maximal flow and minimal cut
(L. R. Ford and D. R. Fulkerson, 1956), some of them cost more than all pots that may pay for any of them hold.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Pot:
    """Money of one funder.

    Attributes:
        projects: What it may pay for; ``None`` = anything. ``reason``: why only that.
    """

    id: str
    funder: str
    amount: Fraction
    projects: frozenset[str] | None = None
    reason: Bilingual = field(default_factory=Bilingual)

    def permits(self, project: str) -> bool:
        """Whether it may pay for a project."""
        return self.projects is None or project in self.projects


@dataclass(frozen=True, slots=True)
class Cut:
    """Why a project cannot be paid: these projects cost ``need``, all pots that may pay for any of them ``have``."""

    project: str
    pots: tuple[str, ...]
    projects: tuple[str, ...]
    have: Fraction
    need: Fraction

    @property
    def short_by(self) -> Fraction:
        """What is missing."""
        return self.need - self.have


class Flow:
    """Projects that are paid, each by which pots; grows by one project at a time.

    Args:
        parts: Parts of the unit of money in which every amount is whole.
    """

    def __init__(self, pots: Sequence[Pot], parts: int) -> None:
        self.pots, self.parts = pots, parts
        self.left = [int(pot.amount * parts) for pot in pots]
        self.pays: dict[str, dict[int, int]] = {}
        self.may: dict[str, Sequence[int]] = {}
        self.paid_by: list[set[str]] = [set() for _ in pots]
        self.order: dict[str, int] = {}

    def add(self, project: str, cost: Fraction, may: Sequence[int] | None = None) -> Cut | None:
        """Pay one project more; when that cannot be, nothing changes and the cut nearest to it is returned.

        Args:
            may: Pots that may pay, by number; all that permit it when not given.
        """
        pushed: list[tuple[Sequence[tuple[str, int]], int]] = []
        self._enter(project, [at for at, pot in enumerate(self.pots) if pot.permits(project)] if may is None else may)
        due = int(cost * self.parts)
        while due:
            path, reached = self._path(project)
            if not path:
                cut = self._cut(project, reached, due)
                self._undo(project, pushed)
                return cut
            carried = self._push(path, due)
            pushed.append((path, carried))
            due -= carried
        return None

    def fits(self, project: str, cost: Fraction) -> bool:
        """Whether a project could be paid too; nothing changes."""
        return self.copy().add(project, cost) is None

    def copy(self) -> Flow:
        """The same flow, to be grown otherwise."""
        copy = Flow(self.pots, self.parts)
        copy.left, copy.may, copy.order = self.left.copy(), self.may.copy(), self.order.copy()
        copy.pays = {name: paid.copy() for name, paid in self.pays.items()}
        copy.paid_by = [names.copy() for names in self.paid_by]
        return copy

    def _enter(self, project: str, may: Sequence[int]) -> None:
        self.may[project], self.pays[project] = may, {}
        self.order[project] = max(self.order.values(), default=0) + 1

    def _leave(self, project: str) -> None:
        for pot in self.pays.pop(project):
            self.paid_by[pot].discard(project)
        del self.may[project], self.order[project]

    def _undo(self, project: str, pushed: Sequence[tuple[Sequence[tuple[str, int]], int]]) -> None:
        """Take back all money that was let through for a project, the last first."""
        for path, carried in reversed(pushed):
            self.left[path[0][1]] += carried
            for place, (name, pot) in enumerate(path):
                self.give(name, pot, -carried)
                if place + 1 < len(path):
                    self.give(name, path[place + 1][1], carried)
        self._leave(project)

    def give(self, name: str, pot: int, amount: int) -> None:
        """Change what a pot pays for a project."""
        paid = self.pays[name]
        paid[pot] = paid.get(pot, 0) + amount
        if paid[pot]:
            self.paid_by[pot].add(name)
        else:
            del paid[pot]
            self.paid_by[pot].discard(name)

    def without(self, project: str) -> Flow:
        """A copy in which a project is not paid."""
        copy = self.copy()
        for pot, amount in self.pays[project].items():
            copy.left[pot] += amount
        copy._leave(project)
        return copy

    def _path(self, project: str) -> tuple[list[tuple[str, int]], dict[int, tuple[str, int | None]]]:
        """Steps (project, pot that takes over) from a project to a pot with money left; and the pots reached.

        A pot that is spent lets go of a project that it pays, if another pot takes that over.
        """
        reached: dict[int, tuple[str, int | None]] = {}
        waiting: deque[tuple[str, int | None]] = deque([(project, None)])
        seen = {project}
        while waiting:
            name, through = waiting.popleft()
            for pot in self.may[name]:
                if pot in reached:
                    continue
                reached[pot] = (name, through)
                if self.left[pot]:
                    return self._steps(pot, reached), reached
                for other in sorted(self.paid_by[pot] - seen, key=self.order.__getitem__):
                    seen.add(other)
                    waiting.append((other, pot))
        return [], reached

    def _steps(self, pot: int, reached: Mapping[int, tuple[str, int | None]]) -> list[tuple[str, int]]:
        steps = []
        at: int | None = pot
        while at is not None:
            name, through = reached[at]
            steps.append((name, at))
            at = through
        return steps

    def _push(self, path: Sequence[tuple[str, int]], due: int) -> int:
        """Let money through a path, as much as it carries; the first step ends at a pot with money left."""
        carried = min(due, self.left[path[0][1]])
        for (name, _), (_, giving) in pairwise(path):
            carried = min(carried, self.pays[name][giving])
        self.left[path[0][1]] -= carried
        for place, (name, pot) in enumerate(path):
            self.give(name, pot, carried)
            if place + 1 < len(path):
                self.give(name, path[place + 1][1], -carried)
        return carried

    def _cut(self, project: str, reached: Collection[int], due: int) -> Cut:
        names = {project} | {name for name, paid in self.pays.items() if any(pot in reached for pot in paid)}
        pots = sorted(reached)
        have = sum((self.pots[at].amount for at in pots), Fraction(0))
        order = [project, *sorted(names - {project})]
        return Cut(
            project, tuple(self.pots[at].id for at in pots), tuple(order), have, have + Fraction(due, self.parts)
        )

    def amounts(self) -> dict[tuple[str, str], Fraction]:
        """By project and pot what is paid."""
        return {
            (name, self.pots[at].id): Fraction(paid[at], self.parts)
            for name, paid in self.pays.items()
            for at in sorted(paid)
        }


def flow_of(pots: Sequence[Pot], costs: Mapping[str, Fraction]) -> Flow:
    """A flow that pays nothing yet, fine enough for these costs."""
    return Flow(pots, math.lcm(*(value.denominator for value in (*costs.values(), *(p.amount for p in pots))), 1))
