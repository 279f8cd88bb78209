"""One count: who is eligible, what is bought, who paid, what was left and why."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from cydradd.decide import completion, eligibility, equal_shares, greedy, phragmen, ties
from cydradd.decide.accounts import Accounts, accounts
from cydradd.decide.comparison import compare
from cydradd.decide.completion import Completed
from cydradd.decide.election import Election
from cydradd.decide.electorate import Electorate, electorate
from cydradd.decide.equal_shares import Run, Utility
from cydradd.decide.options import Options
from cydradd.decide.pabulib_rows import number
from cydradd.decide.result import Count, Loser, PartnerAccount, Round, SetAside
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

__all__ = ["Count", "Loser", "PartnerAccount", "Round", "SetAside", "count"]

TieBreak = Callable[[Sequence[int]], tuple[int, str | None]]


@dataclass(frozen=True, slots=True)
class _Given:
    """What every rule is given."""

    election: Election
    options: Options
    utility: Utility
    voters: Electorate
    aside: tuple[SetAside, ...]
    break_tie: TieBreak
    warnings: tuple[str, ...]

    def result(self, rounds: Sequence[Round], books: Accounts | None = None) -> Count:
        """The result that rounds make; purses, partners and comparison are added by the rule that has them."""
        return Count(
            election=self.election,
            options=self.options,
            utility=self.utility,
            rounds=tuple(rounds),
            set_aside=self.aside,
            losers=_losers(self.voters, rounds, books),
            voters=self.voters,
            warnings=self.warnings,
            accounts=books,
        )


def count(
    election: Election,
    options: Options,
    *,
    ineligible: Mapping[str, str | None] | None = None,
    objections: Mapping[str, Sequence[Partner]] | None = None,
) -> Count:
    """Count an election by one rule.

    Args:
        ineligible: Projects that were decided to be ineligible before opening, each with its reason.
        objections: Projects against which partners maintain a reasoned objection.

    Raises:
        NotPossible: No ballots, or an option that does not go with these ballots.
        PartnerTooSmall: A partner has too few ballots and the rule names no fall-back.
    """
    given = _given(election.weighed_by(options.weights), options, ineligible or {}, objections or {})
    if options.rule == "greedy":
        return _greedy(given)
    if options.rule == "phragmen":
        return _phragmen(given)
    return _equal_shares(given)


def _given(
    election: Election,
    options: Options,
    ineligible: Mapping[str, str | None],
    objections: Mapping[str, Sequence[Partner]],
) -> _Given:
    """Ballots weighed and collapsed, projects that stand, and how ties are broken."""
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
    return _Given(election, options, utility, voters, tuple(aside), break_tie, tuple(warnings))


def _equal_shares(given: _Given) -> Count:
    """Equal shares, its completion, and the comparison with greedy."""
    options, voters, budget = given.options, given.voters, given.election.budget
    start = budget / sum(voters.many)
    if options.start == "floor":
        start = Fraction(math.floor(start))
    done = _completed(given, start)
    rounds = [_bought(given, number, purchase) for number, purchase in enumerate(done.run.purchases, 1)]
    if options.completion in ("greedy", "add1u", "add1eu"):
        left = budget - completion.spent(voters, done.run)
        rest = sorted(set(range(len(voters.projects))) - set(done.run.winners))
        picks = greedy.pick(voters, left, rest, given.break_tie, by="votes")
        rounds += [_picked(voters, len(rounds) + number, pick, "fill") for number, pick in enumerate(picks, 1)]
    books = accounts(voters, done.run)
    weighed = options.weights is not None and any(voters.partner)
    result = replace(
        given.result(rounds, books),
        purse_start=start,
        purse_final=done.run.purse,
        steps=done.steps,
        partners=_partner_accounts(voters, done.run.purse, books) if weighed else (),
    )
    return result if options.compare == "off" else _compared(given, result)


def _completed(given: _Given, start: Fraction) -> Completed:
    """The run that is the answer, from the first purse on."""

    def run_at(purse: Fraction) -> Run:
        return equal_shares.run(given.voters, given.utility, purse, given.break_tie)

    options = given.options
    if options.completion in ("none", "greedy"):
        return Completed(run_at(start), ())
    return completion.raise_purse(
        given.voters,
        given.election.budget,
        start,
        options.increment,
        run_at,
        stop_when_exhaustive=options.completion in ("add1e", "add1eu"),
    )


def _compared(given: _Given, result: Count) -> Count:
    """The result, or greedy's in its place when more weight prefers that; nobody pays for a result of greedy."""
    voters = given.voters
    picks = greedy.pick(voters, given.election.budget, range(len(voters.projects)), given.break_tie)
    index = {name: project for project, name in enumerate(voters.projects)}
    found = compare(
        voters, [index[name] for name in result.winners], [pick.project for pick in picks], given.options.compare
    )
    if found.kept == "main":
        return replace(result, comparison=found)
    rounds = tuple(_picked(voters, number, pick, "main") for number, pick in enumerate(picks, 1))
    losers = _losers(voters, rounds, None)
    return replace(result, rounds=rounds, losers=losers, partners=(), accounts=None, comparison=found)


def _greedy(given: _Given) -> Count:
    """The greedy family."""
    options, voters = given.options, given.voters
    candidates = list(range(len(voters.projects)))
    if options.variant == "threshold":
        least = options.threshold if options.threshold is not None else _least_score(given.election)
        low = {project for project in candidates if greedy.score(voters, project, options.by) < least}
        said = {entry.project for entry in given.aside}
        dropped = [SetAside(voters.projects[p], "threshold") for p in sorted(low) if voters.projects[p] not in said]
        given = replace(given, aside=(*given.aside, *dropped))
        candidates = [project for project in candidates if project not in low]
    skip = options.variant != "no-skip"
    picks = greedy.pick(voters, given.election.budget, candidates, given.break_tie, by=options.by, skip=skip)
    return given.result([_picked(voters, number, pick, "main") for number, pick in enumerate(picks, 1)])


def _least_score(election: Election) -> Fraction:
    text = election.meta.get("min_project_score_threshold", "").strip()
    least = number(text)
    if least is None:
        raise NotPossible(
            Bilingual(
                cy="Mae angen trothwy: rhowch threshold, neu min_project_score_threshold yn y ffeil.",
                en="A threshold is needed: give threshold, or min_project_score_threshold in the file.",
            )
        )
    return least


def _phragmen(given: _Given) -> Count:
    """Sequential Phragmén."""
    voters = given.voters
    skip = given.options.stop == "skip"
    bought = phragmen.run(voters, given.election.budget, given.break_tie, skip=skip)
    return given.result(
        [
            Round(
                number=place,
                project=voters.projects[each.project],
                cost=voters.costs[each.project],
                part="main",
                votes=voters.votes(each.project),
                time=each.time,
                tied_with=_others(voters, each.tied, each.project),
                resolved_by=each.resolved_by,
            )
            for place, each in enumerate(bought, 1)
        ]
    )


def _others(voters: Electorate, tied: Sequence[int], chosen: int) -> tuple[str, ...]:
    return tuple(voters.projects[project] for project in tied if project != chosen)


def _bought(given: _Given, place: int, purchase: equal_shares.Purchase) -> Round:
    voters, utility = given.voters, given.utility
    cost = voters.costs[purchase.project]
    per_point = purchase.rate * voters.point_scale
    worth = cost if utility in (Utility.COST, Utility.COST_SCORE) else Fraction(1)
    rho = None if utility is Utility.SQRT else (per_point / worth if worth else Fraction(0))
    return Round(
        number=place,
        project=voters.projects[purchase.project],
        cost=cost,
        part="main",
        votes=voters.votes(purchase.project),
        rho=rho,
        theta=None if utility.reads_points else purchase.rate,
        paid_all=sum(voters.many[member] for member in purchase.emptied.tolist()),
        tied_with=_others(voters, purchase.tied, purchase.project),
        resolved_by=purchase.resolved_by,
    )


def _picked(voters: Electorate, place: int, pick: greedy.Pick, part: str) -> Round:
    return Round(
        number=place,
        project=voters.projects[pick.project],
        cost=voters.costs[pick.project],
        part=part,
        votes=voters.votes(pick.project),
        tied_with=_others(voters, pick.tied, pick.project),
        resolved_by=pick.resolved_by,
    )


def _losers(voters: Electorate, rounds: Sequence[Round], books: Accounts | None) -> tuple[Loser, ...]:
    """Every supported project that was not bought, most votes first."""
    bought = {entry.project for entry in rounds}
    losers = []
    for project, name in enumerate(voters.projects):
        if name in bought or not len(voters.supporters[project].members):
            continue
        cost = voters.costs[project]
        held = None if books is None else books.held(project)
        missing = None if held is None else max(cost - held, Fraction(0))
        losers.append(Loser(name, cost, voters.votes(project), held, missing))
    return tuple(sorted(losers, key=lambda loser: (-loser.votes, loser.project)))


def _partner_accounts(voters: Electorate, purse: Fraction, books: Accounts) -> tuple[PartnerAccount, ...]:
    """What each partner's ballots had, spent and kept."""
    found = []
    for partner in Partner:
        members = [member for member, own in enumerate(voters.partner) if own is partner]
        if not members:
            continue
        ballots = sum(voters.many[member] for member in members)
        weight = voters.weight[members[0]]
        left = sum(int(books.purses[member]) * voters.many[member] for member in members) * weight / books.units
        endowment = purse * weight * ballots
        found.append(PartnerAccount(partner, ballots, weight, endowment, endowment - left, left))
    return tuple(found)
