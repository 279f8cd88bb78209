"""An election: projects with costs, ballots, a budget. Immutable; every rule reads it and none changes it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from cydradd.decide.ballots import Ballot, Support, VoteType
from cydradd.decide.classes import BallotClass, Cast, Classes, classes_of
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

__all__ = ["BallotClass", "Election", "Project", "election_sha256", "entries_of"]


@dataclass(frozen=True, slots=True)
class Project:
    """An application as it stands on the ballot.

    Attributes:
        cost: In the unit of the file (a Pabulib file: major units of its currency), exact.
        cells: The row as it stood in the file, by column; kept so that writing loses nothing.
    """

    id: str
    title: Bilingual
    cost: Fraction
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Election:
    """Projects, ballots and a budget, in the unit of the file.

    Attributes:
        meta: Every key of the file's META section, as spelt there.
        project_columns, vote_columns: Headings of the file, in their order.
    """

    projects: tuple[Project, ...]
    ballots: Sequence[Ballot]
    budget: Fraction
    vote_type: VoteType
    currency: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    project_columns: tuple[str, ...] = ("project_id", "cost")
    vote_columns: tuple[str, ...] = ("voter_id", "vote")

    @property
    def costs(self) -> dict[str, Fraction]:
        """Cost of each project."""
        return {project.id: project.cost for project in self.projects}

    @property
    def entries(self) -> int:
        """Number of choices on all ballots, as they stand in the file: one named twice is there twice."""
        if isinstance(self.ballots, Cast):
            return self.ballots.entries
        return sum(
            entries_of(ballot.cells["vote"]) if "vote" in ballot.cells else len(ballot.support)
            for ballot in self.ballots
        )

    @cached_property
    def classes(self) -> Classes:
        """The ballots, those alike taken together, in an order that does not depend on that of the rows."""
        if isinstance(self.ballots, Cast):
            return self.ballots.classes
        shared = {id(ballot.support): ballot.support for ballot in self.ballots}
        by_object = Counter((ballot.partner, id(ballot.support)) for ballot in self.ballots)
        alike: Counter[tuple[Partner | None, Support]] = Counter()
        for (partner, identity), many in by_object.items():
            alike[partner, shared[identity]] += many
        return classes_of(alike)

    def weighed_by(self, column: str | None) -> Election:
        """The same election, its ballots counting for the partners that ``column`` names; ``None``: as they are."""
        return self if column in (None, "partner") else self.with_partner_column(str(column))

    def with_partner_column(self, column: str) -> Election:
        """The same election, each ballot counting for the partner that a column of its row names.

        Raises:
            NotPossible: There is no such column.
        """
        if column not in self.vote_columns:
            raise NotPossible(
                Bilingual(
                    cy=f"Nid oes colofn “{column[:60]}” yn y papurau pleidleisio.",
                    en=f"The ballots have no column “{column[:60]}”.",
                ),
                code="no-partner-column",
            )
        known = {str(partner): partner for partner in Partner}
        ballots = tuple(
            replace(ballot, partner=known.get(ballot.cells.get(column, "").strip())) for ballot in self.ballots
        )
        return replace(self, ballots=ballots)

    def with_partners(self, partner_of: Mapping[str, Partner]) -> Election:
        """The same election, each ballot counting for the partner named for its voter.

        A voter that is not named keeps the partner of the file.
        """
        ballots = tuple(
            replace(ballot, partner=partner_of[ballot.voter]) if ballot.voter in partner_of else ballot
            for ballot in self.ballots
        )
        return replace(self, ballots=ballots)


def entries_of(vote: str) -> int:
    """Choices that a cell of a file holds."""
    return sum(1 for part in vote.split(",") if part.strip())


def election_sha256(election: Election, weights: Mapping[Partner, Fraction] | None = None) -> str:
    """A hash of what is counted: projects with costs, ballots by class, weights of the partners, budget.

    It does not depend on the order of rows, on titles, or on who cast which ballot.
    """
    from cydradd.record.canonical import serialise

    counted: JsonValue = {
        "budget": str(election.budget),
        "projects": {project.id: str(project.cost) for project in election.projects},
        "ballots": [
            [str(alike.partner or ""), [[choice, str(points)] for choice, points in alike.support], alike.many]
            for alike in election.classes
        ],
        "vote_type": str(election.vote_type),
        "weights": {str(partner): str(weight) for partner, weight in (weights or {}).items()},
    }
    return hashlib.sha256(serialise(counted)).hexdigest()
