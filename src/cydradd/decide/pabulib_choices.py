"""What one ballot of a Pabulib file says, and what is wrong with it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import methodcaller
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cydradd.decide import ballots as kinds
from cydradd.decide.ballots import Support, VoteType
from cydradd.decide.election import Project
from cydradd.decide.pabulib_rows import Reading, number
from cydradd.vocabulary.errors import UnreadableFile

Ints: TypeAlias = NDArray[np.int64]
MOST_CHOICES = 100_000
"""Choices on one ballot above which a file is refused."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What META says a ballot may hold. ``None`` = not limited.

    Attributes:
        most: Greatest number of choices; the L of a ranking.
        most_cost: Greatest sum of the costs of what is chosen.
    """

    kind: VoteType
    most: int | None = None
    most_cost: Fraction | None = None


class _Numbers(dict[str, int]):
    """Numbers of projects; -1 for what is none."""

    def __missing__(self, name: str) -> int:
        return -1


class Choices:
    """Reads the cells of ballots."""

    def __init__(self, reading: Reading, projects: Sequence[Project], rules: Rules) -> None:
        self.reading = reading
        self.rules = rules
        self.costs = {project.id: project.cost for project in projects}
        self.shared: dict[Support, Support] = {}

    @property
    def most(self) -> int | None:
        """Greatest number of choices; ``None`` = not limited."""
        return 1 if self.rules.kind is VoteType.CHOOSE_1 else self.rules.most

    def approved(self, votes: Sequence[str], names: Sequence[str]) -> dict[str, str]:
        """The votes that are a plain list of ids without any fault, each with the letters of its projects, sorted.

        Args:
            votes: Each once.
            names: Projects, the place of each being that of its letter.
        """
        if not votes:
            return {}
        number = _Numbers({name: at for at, name in enumerate(names)})
        many = np.fromiter(map(methodcaller("count", ","), votes), dtype=np.int64, count=len(votes)) + 1
        ends = np.cumsum(many)
        parts = ",".join(votes).split(",")
        chosen = np.fromiter(map(number.__getitem__, parts), dtype=np.int64, count=len(parts))
        at = np.repeat(np.arange(len(votes)), many)
        chosen = np.sort(at * (len(names) + 1) + chosen + 1) - at * (len(names) + 1) - 1
        good = many <= min(self.most or MOST_CHOICES, MOST_CHOICES)
        good[at[chosen < 0]] = False
        good[at[1:][(chosen[1:] == chosen[:-1]) & (at[1:] == at[:-1])]] = False
        if self.rules.most_cost is not None:
            good &= self._cheap(chosen, ends - many, names)
        letters = np.maximum(chosen, 0).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        found = zip(votes, (ends - many).tolist(), ends.tolist(), good.tolist(), strict=True)
        return {vote: letters[start:end] for vote, start, end, fine in found if fine}

    def _cheap(self, chosen: Ints, starts: Ints, names: Sequence[str]) -> NDArray[np.bool_]:
        """Which votes surely cost no more than the limit."""
        parts = math.lcm(*(cost.denominator for cost in self.costs.values()))
        costs = [int(self.costs[name] * parts) for name in names]
        if sum(costs) * len(chosen) >= 2**62 or self.rules.most_cost is None:
            return np.zeros(len(starts), dtype=np.bool_)
        totals = np.add.reduceat(np.array(costs, dtype=np.int64)[chosen], starts)
        return totals <= min(int(self.rules.most_cost * parts), 2**62)

    def looked_at(self, vote: str, points: str) -> tuple[Support, bool]:
        """What a ballot gives to which project, and whether anything is wrong with it; nothing is listed."""
        listed, self.reading = self.reading, Reading(self.reading.name)
        try:
            return self.support(0, vote, points), bool(self.reading.defects)
        except UnreadableFile:
            return (), True
        finally:
            self.reading = listed

    def support(self, line: int, vote: str, points: str) -> Support:
        """What a ballot gives to which project; each fault is listed."""
        support = self.choose(line, vote, points)
        support = self.shared.setdefault(support, support)
        self.check_limits(line, vote, support)
        return support

    def choose(self, line: int, vote: str, points: str) -> Support:
        """What the cells of a ballot say, by the kind of vote."""
        if vote.count(",") > MOST_CHOICES:
            raise self.reading.refuse(
                f"llinell {line}, colofn vote: mae dros {MOST_CHOICES} o ddewisiadau.",
                f"line {line}, column vote: over {MOST_CHOICES} choices.",
            )
        names = [part.strip() for part in vote.split(",") if part and not part.isspace()]
        known = self.known(line, names)
        if self.rules.kind is VoteType.ORDINAL:
            return kinds.ranking(known, self.rules.most)
        if self.rules.kind.has_points:
            return self.scored(line, names, points)
        return kinds.approvals(known)

    def known(self, line: int, names: Sequence[str]) -> list[str]:
        """The projects named on a ballot; unknown ones are listed and left out."""
        known = [name for name in names if name in self.costs]
        if len(known) < len(names):
            for name in dict.fromkeys(name for name in names if name not in self.costs):
                self.reading.defect(
                    "unknown-project",
                    "Nid oes prosiect â’r cyfeirnod hwn.",
                    "There is no project with this id.",
                    line,
                    "vote",
                    name,
                )
        if len(set(known)) < len(known):
            for name in sorted(name for name, many in Counter(known).items() if many > 1):
                self.reading.defect(
                    "duplicate-in-ballot",
                    "Mae’r prosiect ddwywaith ar yr un papur; mae’n cyfrif unwaith.",
                    "The project is on one ballot twice; it counts once.",
                    line,
                    "vote",
                    name,
                )
        return known

    def scored(self, line: int, names: Sequence[str], given: str) -> Support:
        """Support of a ballot with points; a choice without readable points is listed and gives none."""
        values = [part.strip() for part in given.split(",") if part and not part.isspace()]
        if len(names) != len(values):
            self.points_defect(
                "points-differ",
                f"Nifer y dewisiadau: {len(names)}; nifer y pwyntiau: {len(values)}.",
                f"{len(names)} choices and {len(values)} points.",
                line,
                given,
            )
        chosen, points = [], []
        for name, text in zip(names, values, strict=False):
            value = number(text)
            if value is None:
                self.points_defect(
                    "unreadable-points", "Nid yw’r pwyntiau’n rhif.", "The points are not a number.", line, text
                )
            elif value < 0:
                self.points_defect(
                    "negative-points",
                    "Nid yw pwyntiau o dan 0 yn cyfrif.",
                    "Points below 0 do not count.",
                    line,
                    text,
                )
            if value is not None and name in self.costs:
                chosen.append(name)
                points.append(value)
        return kinds.points(chosen, points)

    def points_defect(self, code: str, cy: str, en: str, line: int, value: str) -> None:
        """Note what is wrong with the points of a ballot."""
        self.reading.defect(code, cy, en, line, "points", value)

    def check_limits(self, line: int, vote: str, support: Support) -> None:
        """List a ballot that chose more than META allows. It counts: the city counted it."""
        chosen = vote.count(",") + 1 if self.rules.kind is VoteType.ORDINAL else len(support)
        if self.most is not None and chosen > self.most:
            self.reading.defect(
                "over-max-length",
                f"Nifer y dewisiadau: {chosen}; y mwyaf: {self.most}.",
                f"{chosen} choices; at most {self.most}.",
                line,
                "vote",
                vote,
            )
        if self.rules.most_cost is None:
            return
        total = sum((self.costs[name] for name, _ in support), Fraction(0))
        if total > self.rules.most_cost:
            self.reading.defect(
                "over-max-sum-cost",
                f"Mae’r dewisiadau’n costio {total}, dros {self.rules.most_cost}; mae’r papur yn cyfrif.",
                f"The choices cost {total}, over {self.rules.most_cost}; the ballot counts.",
                line,
                "vote",
                vote,
            )
