"""How far a result hangs on ballots that choose one project alone, as people who vote only for their own would cast.

Whose ballot is whose is secret, so that the ballots of an applicant's own people cannot be taken out (decide.md 6).
What can be counted is the result without every ballot for one project alone, and how many of its supporters' ballots
each funded project can do without.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from cydradd.decide.ballots import Ballot
from cydradd.decide.election import Election
from cydradd.decide.explain_over_pots import outcome_over
from cydradd.decide.fund import Funded
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
        without: It is funded without so many of its supporters' ballots, those with fewest choices first, and not
            without one more; both were counted. Other ballots, or more of these, may do otherwise. ``None``: not found.
    """

    project: str
    supporters: int
    alone: int
    wins: bool | None
    without: int | None


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
    """Count again without ballots for one project alone, and without supporters of each funded project.

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
            return frozenset((decide(given) if funded is None else outcome_over(given, funded.pots)).winners)
        except CydraddError:
            return None

    return again


def _backing(project: str, ballots: Collection[Ballot], again: Recount) -> Backing:
    rows = [
        (len(ballot.support), str(ballot.partner or ""), ballot.support, at)
        for at, ballot in enumerate(ballots)
        if any(name == project for name, _ in ballot.support)
    ]
    order = [at for *_, at in sorted(rows)]
    alone = sum(choices == 1 for choices, *_ in rows)
    found = again(set(order[:alone])) if alone else frozenset({project})
    return Backing(
        project, len(rows), alone, None if found is None else project in found, _without(project, order, again)
    )


def _without(project: str, order: list[int], again: Recount) -> int | None:
    """Between all its ballots, with which it wins, and none, with which it does not, a place where one more decides."""
    wins, loses = 0, len(order)
    while loses - wins > 1:
        middle = (wins + loses) // 2
        found = again(set(order[:middle]))
        if found is None:
            return None
        wins, loses = (middle, loses) if project in found else (wins, middle)
    return wins if order else None


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
                "wins_without": each.without,
                "loses_without": None if each.without is None else each.without + 1,
            }
            for each in found.backing
        ],
    }
