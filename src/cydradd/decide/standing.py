"""What stands when the counting begins: eligible projects, ballots weighed and collapsed, how ties are broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.decide import eligibility, ties
from cydradd.decide.election import Election
from cydradd.decide.electorate import Electorate, electorate
from cydradd.decide.equal_shares import Asks, Run, Script, Utility
from cydradd.decide.options import Options
from cydradd.decide.result import SetAside
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

TieBreak = Callable[[Sequence[int]], tuple[int, str | None]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What every rule is given.

    Attributes:
        aside: Projects that do not stand, in the order of the file.
        asks: What each project surely asks at a purse, known from an earlier run; ``None`` = nothing is known.
        script: Earlier runs in which one project alone was otherwise.
        runs: Where runs are kept by their first purse; ``None`` keeps none.
    """

    election: Election
    options: Options
    utility: Utility
    voters: Electorate
    aside: tuple[SetAside, ...]
    break_tie: TieBreak
    warnings: tuple[str, ...]
    asks: Asks | None = None
    script: Script | None = None
    runs: dict[Fraction, Run] | None = None


def standing(
    election: Election,
    options: Options,
    ineligible: Mapping[str, str | None],
    objections: Mapping[str, Sequence[Partner]],
) -> Standing:
    """Weigh and collapse the ballots, and set aside what may not stand.

    Raises:
        NotPossible: No ballots, or an option that does not go with these ballots.
        PartnerTooSmall: A partner has too few ballots and the rule names no fall-back.
    """
    election = election.weighed_by(options.weights)
    points = election.vote_type.has_points
    if options.rule == "phragmen" and points:
        raise NotPossible(
            Bilingual(
                cy="Mae Phragmén ar gyfer papurau approval neu choose-1 yn unig.",
                en="Phragmén is for approval or choose-1 ballots only.",
            )
        )
    weights, warnings = eligibility.weights(election, options)
    aside = eligibility.set_aside(election, options, ineligible, objections)
    gone = {entry.project for entry in aside}
    projects = [project.id for project in election.projects if project.id not in gone]
    utility = options.utility or (Utility.SCORE if points else Utility.COST)
    approvals = options.rule == "equal-shares" and not utility.reads_points
    voters = electorate(election, projects, weights, approvals=approvals)
    if not voters.size:
        raise NotPossible(
            Bilingual(cy="Nid oes papur pleidleisio i’w gyfrif.", en="There is no ballot to count."), code="no-ballots"
        )
    aside += [SetAside(p, "no_support") for i, p in enumerate(projects) if not len(voters.supporters[i].members)]
    if options.seed is None and "lot" in options.tie:
        warnings.append("no-seed")
    position = {project.id: number for number, project in enumerate(election.projects)}
    aside.sort(key=lambda entry: position[entry.project])
    break_tie = ties.tie_break(voters, options.tie, options.seed)
    return Standing(election, options, utility, voters, tuple(aside), break_tie, tuple(warnings))
