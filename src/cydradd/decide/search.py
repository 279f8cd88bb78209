"""The search for the smallest change that would have made a loser win, each step a whole count."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from cydradd.decide.document import round_document
from cydradd.decide.outcome import Outcome
from cydradd.decide.standing import Standing
from cydradd.record.canonical import serialise


@dataclass(frozen=True)
class Trial:
    """One count of a changed election, or of the election as it was."""

    given: Standing
    outcome: Outcome

    def wins(self, project: int) -> bool:
        """Whether a project is funded."""
        return self.given.voters.projects[project] in self.outcome.winners

    @cached_property
    def sha256(self) -> str:
        """Hash of the RFC 8785 bytes of the rounds."""
        return hashlib.sha256(serialise([dict(round_document(entry)) for entry in self.outcome.rounds])).hexdigest()


@dataclass(frozen=True, slots=True)
class Proof:
    """One count of a changed election.

    Attributes:
        change: ``cost``, ``singletons``, ``supporters_added`` or ``supporters_added_any``.
        value: The cost, or how many.
        result_sha256: Hash of the RFC 8785 bytes of the ``rounds`` of its result.
    """

    change: str
    value: Fraction | int
    wins: bool
    result_sha256: str


@dataclass(slots=True)
class Search:
    """The search for the smallest change of one kind that is enough, and the counts it took.

    Attributes:
        tried: Counts a changed election.
        change: Makes the changed election of a size; 0 is the election as it was.
        most: Largest size. ``left``: counts that may still be made.
    """

    project: int
    tried: Callable[[Standing], Trial]
    change: Callable[[int], Standing]
    most: int
    left: int
    done: dict[int, Trial] = field(default_factory=dict)

    def wins(self, size: int) -> bool:
        """Whether the project wins when changed by ``size``.

        Raises:
            OutOfNodes: No count may be made any more.
        """
        if size <= 0:
            return False
        if size not in self.done:
            if not self.left:
                raise OutOfNodes
            self.left -= 1
            self.done[size] = self.tried(self.change(size))
        return self.done[size].wins(self.project)

    def least(self, guess: int) -> int | None:
        """A size that wins while one less does not, looked for around ``guess``; ``None`` when none was found."""
        try:
            low, high = self._around(max(1, min(guess, self.most)))
            while high is not None and high - low > 1:
                middle = (low + high) // 2
                low, high = (low, middle) if self.wins(middle) else (middle, high)
        except OutOfNodes:
            return None
        return high

    def _around(self, guess: int) -> tuple[int, int | None]:
        """A size that loses and one that wins."""
        step, size = 1, guess
        if self.wins(guess):
            while size > 0 and self.wins(size - step):
                size, step = size - step, step * 2
            return max(size - step, 0), size
        while size < self.most:
            after = min(size + step, self.most)
            if self.wins(after):
                return size, after
            size, step = after, step * 2
        return size, None


class OutOfNodes(Exception):
    """The limit of counts is reached."""
