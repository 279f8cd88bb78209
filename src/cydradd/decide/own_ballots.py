"""How far a result hangs on ballots that choose one project alone, as people who vote only for their own would cast.

Whose ballot is whose is secret, so that the ballots of an applicant's own people cannot be taken out (decide.md 6).
What can be counted is the result without every ballot for one project alone, and each funded project without those for
it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from cydradd.decide.ballots import Ballot
from cydradd.decide.election import Election
from cydradd.decide.fund import Funded, outcome_over
from cydradd.decide.outcome import decide
from cydradd.decide.result import Count
from cydradd.decide.standing import standing
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue

Recount = Callable[[Collection[int]], frozenset[str] | None]
"""Who is funded without some ballots, by their places; ``None``: the rule cannot count the others."""


@dataclass(frozen=True, slots=True)
class Backing:
    """What one funded project rests on.

    Attributes:
        supporters: Ballots that choose it. ``alone``: of them, those that choose nothing else.
        wins: Whether it is funded without the latter. ``None``: the others cannot be counted.
    """

    project: str
    supporters: int
    alone: int
    wins: bool | None


@dataclass(frozen=True, slots=True)
class OwnBallots:
    """A result without ballots for one project alone.

    Attributes:
        alone: Such ballots.
        winners: Who is funded without them, in the order of the file. ``None``: the others cannot be counted.
        lost, gained: Who is not funded then but was, and who is but was not.
        backing: Of each funded project, in order of purchase.
    """

    alone: int
    winners: tuple[str, ...] | None
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    backing: tuple[Backing, ...]


def own_ballots(count: Count, funded: Funded | None = None) -> OwnBallots:
    """Count again without ballots for one project alone, and without those for each funded project alone.

    Args:
        funded: The same count over pots, where it had to follow their money.
    """
    ballots, again = count.election.ballots, _recount(count, funded)
    single = {at for at, ballot in enumerate(ballots) if len(ballot.support) == 1}
    found = again(single)
    order, before = [project.id for project in count.election.projects], set(count.winners)
    return OwnBallots(
        alone=len(single),
        winners=None if found is None else tuple(name for name in order if name in found),
        lost=() if found is None else tuple(name for name in count.winners if name not in found),
        gained=() if found is None else tuple(name for name in order if name in found - before),
        backing=tuple(_backing(name, ballots, again) for name in count.winners),
    )


def _recount(count: Count, funded: Funded | None) -> Recount:
    """The count by the same rule, decisions and pots; fewer ballots of a partner than it asks for are counted too."""
    decided = {entry.project: entry.reason for entry in count.set_aside if entry.kind == "decision"}
    objected = {entry.project: entry.partners for entry in count.set_aside if entry.kind == "objection"}
    options = replace(count.options, min_partner=1)

    def again(gone: Collection[int]) -> frozenset[str] | None:
        kept = tuple(ballot for at, ballot in enumerate(count.election.ballots) if at not in gone)
        election: Election = replace(count.election, ballots=kept)
        try:
            given = standing(election, options, decided, objected)
            return frozenset((decide(given) if funded is None else outcome_over(given, funded.pots)[0]).winners)
        except CydraddError:
            return None

    return again


def _backing(project: str, ballots: Collection[Ballot], again: Recount) -> Backing:
    chosen = {at: ballot.support for at, ballot in enumerate(ballots) if project in dict(ballot.support)}
    alone = {at for at, support in chosen.items() if len(support) == 1}
    found = again(alone) if alone else frozenset({project})
    return Backing(project, len(chosen), len(alone), None if found is None else project in found)


def own_ballots_document(found: OwnBallots) -> dict[str, JsonValue]:
    """``own_ballots`` of results.json. ``known`` is false: nothing published ties a ballot to an applicant."""
    return {
        "known": False,
        "without_single_choices": {
            "ballots": found.alone,
            "winners": None if found.winners is None else list(found.winners),
            "lost": list(found.lost),
            "gained": list(found.gained),
        },
        "winners": [
            {
                "project": each.project,
                "supporters": each.supporters,
                "alone": each.alone,
                "wins_without_alone": each.wins,
            }
            for each in found.backing
        ],
    }
