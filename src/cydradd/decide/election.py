"""An election: projects with costs, ballots, a budget. Immutable; every rule reads it and none changes it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from cydradd.decide.ballots import Ballot, VoteType
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


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


@dataclass(frozen=True, slots=True)
class Election:
    """Projects, ballots and a budget, in the unit of the file.

    Attributes:
        meta: Every key of the file's META section, as spelt there.
        project_columns, vote_columns: Headings of the file, in their order.
    """

    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
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

    def with_partners(self, partner_of: Mapping[str, Partner]) -> Election:
        """The same election, each ballot counting for the partner named for its voter.

        A voter that is not named keeps the partner of the file.
        """
        ballots = tuple(
            replace(ballot, partner=partner_of[ballot.voter]) if ballot.voter in partner_of else ballot
            for ballot in self.ballots
        )
        return replace(self, ballots=ballots)


def classes(election: Election) -> Counter[tuple[Partner | None, tuple[tuple[str, Fraction], ...]]]:
    """How many ballots are alike: same partner, same choices with the same points."""
    return Counter((ballot.partner, ballot.support) for ballot in election.ballots)


def election_sha256(election: Election) -> str:
    """A hash of what is counted: projects with costs, ballots by kind, budget.

    It does not depend on the order of rows, on titles, or on who cast which ballot.
    """
    from cydradd.record.canonical import serialise

    counted: JsonValue = {
        "budget": str(election.budget),
        "projects": {project.id: str(project.cost) for project in election.projects},
        "ballots": [
            [str(partner or ""), [[choice, str(points)] for choice, points in support], many]
            for (partner, support), many in sorted(
                classes(election).items(), key=lambda item: (str(item[0][0] or ""), item[0][1])
            )
        ],
        "vote_type": str(election.vote_type),
    }
    return hashlib.sha256(serialise(counted)).hexdigest()
