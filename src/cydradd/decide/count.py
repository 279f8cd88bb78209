"""One count: who is eligible, what is bought, who paid, what was left and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.decide import completion, equal_shares, greedy, seats, ties
from cydradd.decide.accounts import Accounts, accounts
from cydradd.decide.completion import Step
from cydradd.decide.election import Election
from cydradd.decide.electorate import Electorate, electorate
from cydradd.decide.equal_shares import Run, Utility
from cydradd.decide.options import FALL_BACK, Options
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

Weights = Mapping[Partner, Fraction]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A project that did not stand in the count.

    Attributes:
        kind: ``decision``, ``consent``, ``objection``, ``cost_above_budget``, ``no_support`` or ``threshold``.
        partners: Partners that stopped it, where partners did.
    """

    project: str
    kind: str
    reason: str | None = None
    partners: tuple[Partner, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One project bought or taken; ``None`` where the rule has no such number.

    Attributes:
        part: ``main``, or ``fill`` when a greedy completion added it.
        rho: Payment per unit of utility. ``theta``: payment per unit of weight.
        paid_all: Number of ballots that paid all they had left.
    """

    number: int
    project: str
    cost: Fraction
    part: str
    rho: Fraction | None
    theta: Fraction | None
    votes: Fraction
    paid_all: int | None
    tied_with: tuple[str, ...] = ()
    resolved_by: str | None = None


@dataclass(frozen=True, slots=True)
class PartnerAccount:
    """One partner's ballots and money at the final purse."""

    name: Partner
    ballots: int
    weight: Fraction
    endowment: Fraction
    spent: Fraction
    left: Fraction


@dataclass(frozen=True, slots=True)
class Loser:
    """An eligible project that is not funded: what its supporters still have, against its cost.

    Attributes:
        held: Money of its supporters at the end; ``None`` when the rule gives voters no money.
        missing: What they lack to pay it; ``None`` likewise. Where it is 0 the budget, not its supporters, stopped it.
    """

    project: str
    cost: Fraction
    votes: Fraction
    held: Fraction | None
    missing: Fraction | None


@dataclass(frozen=True, slots=True)
class Count:
    """The whole result of one count, every amount exact and in the unit of the file."""

    election: Election
    options: Options
    utility: Utility
    winners: tuple[str, ...]
    spent: Fraction
    rounds: tuple[Round, ...]
    set_aside: tuple[SetAside, ...]
    losers: tuple[Loser, ...]
    purse_start: Fraction | None
    purse_final: Fraction | None
    steps: tuple[Step, ...]
    partners: tuple[PartnerAccount, ...]
    voters: Electorate
    accounts: Accounts | None
    warnings: tuple[str, ...]

    @property
    def left(self) -> Fraction:
        """What of the budget is not spent."""
        return self.election.budget - self.spent

    def paid_by_partner(self, project: str) -> dict[Partner | None, Fraction]:
        """Who paid a winner: the sum of its supporters' payments by partner; empty when the rule has no payments."""
        if self.accounts is None or project not in self.voters.projects:
            return {}
        index = self.voters.projects.index(project)
        return self.accounts.paid_by_partner(index) if index in self.accounts.payments else {}


def count(
    election: Election,
    options: Options,
    *,
    ineligible: Mapping[str, str] | None = None,
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
    if not election.ballots:
        raise NotPossible(
            Bilingual(cy="Nid oes papur pleidleisio i’w gyfrif.", en="There is no ballot to count."), code="no-ballots"
        )
    utility = _utility(election, options)
    weights, warnings = _weights(election, options)
    aside = _set_aside(election, options, ineligible or {}, objections or {})
    gone = {entry.project for entry in aside}
    projects = [project.id for project in election.projects if project.id not in gone]
    approvals = options.rule == "equal-shares" and not utility.reads_points
    voters = electorate(election, projects, weights, approvals=approvals)
    aside += [SetAside(p, "no_support") for i, p in enumerate(projects) if not len(voters.supporters[i].members)]
    if options.seed is None and "lot" in options.tie:
        warnings.append("no-seed")
    break_tie = ties.tie_break(voters, options.tie, options.seed)
    position = {project.id: number for number, project in enumerate(election.projects)}
    aside.sort(key=lambda entry: position[entry.project])
    if options.rule == "greedy":
        return _greedy(election, options, utility, voters, aside, break_tie, warnings)
    return _equal_shares(election, options, utility, voters, aside, break_tie, warnings)


def _utility(election: Election, options: Options) -> Utility:
    points = election.vote_type.has_points
    if options.utility is None:
        return Utility.SCORE if points else Utility.COST
    return options.utility


def _weights(election: Election, options: Options) -> tuple[Weights | None, list[str]]:
    """Weight of one ballot by partner, or ``None`` when all weigh the same; and what must be said of it."""
    if options.weights is None:
        return None, []
    ballots = Counter(ballot.partner for ballot in election.ballots)
    nowhere = ballots.pop(None, 0)
    declared = {partner: ballots.get(partner, 0) for partner in (options.shares or ballots) if partner is not None}
    warnings = ["ballots-without-partner"] if nowhere else []
    if not declared:
        raise NotPossible(
            Bilingual(
                cy="Nid oes papur pleidleisio yn enwi partner. Ychwanegwch golofn partner, neu cyfrwch heb weights.",
                en="No ballot names a partner. Add a column partner, or count without weights.",
            ),
            code="no-partner",
        )
    try:
        return seats.weights(declared, options.shares, options.min_partner), warnings
    except seats.PartnerTooSmall:
        if options.small_partner != FALL_BACK or 0 in declared.values():
            raise
        return None, [*warnings, "small-partner-fall-back"]


def _set_aside(
    election: Election,
    options: Options,
    ineligible: Mapping[str, str],
    objections: Mapping[str, Sequence[Partner]],
) -> list[SetAside]:
    """Projects that do not stand, each with the first reason that applies."""
    ballots = Counter(b.partner for b in election.ballots if b.partner)
    approved: dict[str, Counter[Partner]] = {project.id: Counter() for project in election.projects}
    for ballot in election.ballots if options.consent else ():
        if ballot.partner:
            for name, _ in ballot.support:
                approved[name][ballot.partner] += 1
    aside = []
    for project in election.projects:
        stopped = seats.stopped_by(approved[project.id], ballots, options.consent)
        if project.id in ineligible:
            aside.append(SetAside(project.id, "decision", ineligible[project.id]))
        elif objections.get(project.id):
            aside.append(SetAside(project.id, "objection", None, tuple(objections[project.id])))
        elif stopped:
            aside.append(SetAside(project.id, "consent", None, tuple(stopped)))
        elif project.cost > election.budget:
            aside.append(SetAside(project.id, "cost_above_budget"))
    return aside


TieBreak = Callable[[Sequence[int]], tuple[int, str | None]]


def _equal_shares(
    election: Election,
    options: Options,
    utility: Utility,
    voters: Electorate,
    aside: list[SetAside],
    break_tie: TieBreak,
    warnings: list[str],
) -> Count:
    """Equal shares with its completion."""
    people = sum(voters.many)
    start = election.budget / people
    if options.start == "floor":
        start = Fraction(math.floor(start))

    def run_at(purse: Fraction) -> Run:
        return equal_shares.run(voters, utility, purse, break_tie)

    steps: tuple[Step, ...] = ()
    if options.completion in ("none", "greedy"):
        result = run_at(start)
    else:
        early = options.completion in ("add1e", "add1eu")
        done = completion.raise_purse(
            voters, election.budget, start, options.increment, run_at, stop_when_exhaustive=early
        )
        result, steps = done.run, done.steps
    rounds = [_bought(voters, utility, number, purchase) for number, purchase in enumerate(result.purchases, 1)]
    if options.completion in ("greedy", "add1u", "add1eu"):
        spent = completion.spent(voters, result)
        rest = [p for p in range(len(voters.projects)) if p not in set(result.winners)]
        picks = greedy.pick(voters, election.budget - spent, rest, break_tie, by="votes")
        rounds += [_picked(voters, len(rounds) + n, pick, "fill") for n, pick in enumerate(picks, 1)]
    books = accounts(voters, result)
    return Count(
        election=election,
        options=options,
        utility=utility,
        winners=tuple(entry.project for entry in rounds),
        spent=sum((entry.cost for entry in rounds), Fraction(0)),
        rounds=tuple(rounds),
        set_aside=tuple(aside),
        losers=_losers(voters, rounds, books),
        purse_start=start,
        purse_final=result.purse,
        steps=steps,
        partners=_partner_accounts(voters, result.purse, books) if any(voters.partner) and options.weights else (),
        voters=voters,
        accounts=books,
        warnings=tuple(warnings),
    )


def _greedy(
    election: Election,
    options: Options,
    utility: Utility,
    voters: Electorate,
    aside: list[SetAside],
    break_tie: TieBreak,
    warnings: list[str],
) -> Count:
    """The greedy family."""
    candidates = list(range(len(voters.projects)))
    if options.variant == "threshold":
        least = options.threshold if options.threshold is not None else _least_score(election)
        low = [project for project in candidates if greedy.score(voters, project, options.by) < least]
        said = {entry.project for entry in aside}
        aside += [SetAside(voters.projects[p], "threshold") for p in low if voters.projects[p] not in said]
        candidates = [project for project in candidates if project not in set(low)]
    picks = greedy.pick(
        voters, election.budget, candidates, break_tie, by=options.by, skip=options.variant != "no-skip"
    )
    rounds = tuple(_picked(voters, number, pick, "main") for number, pick in enumerate(picks, 1))
    return Count(
        election=election,
        options=options,
        utility=utility,
        winners=tuple(entry.project for entry in rounds),
        spent=sum((entry.cost for entry in rounds), Fraction(0)),
        rounds=rounds,
        set_aside=tuple(aside),
        losers=_losers(voters, rounds, None),
        purse_start=None,
        purse_final=None,
        steps=(),
        partners=(),
        voters=voters,
        accounts=None,
        warnings=tuple(warnings),
    )


def _least_score(election: Election) -> Fraction:
    text = election.meta.get("min_project_score_threshold", "").strip()
    if not text:
        raise NotPossible(
            Bilingual(
                cy="Mae angen trothwy: rhowch threshold, neu min_project_score_threshold yn y ffeil.",
                en="A threshold is needed: give threshold, or min_project_score_threshold in the file.",
            )
        )
    return Fraction(text)


def _bought(voters: Electorate, utility: Utility, number: int, purchase: equal_shares.Purchase) -> Round:
    cost = voters.costs[purchase.project]
    scored = utility.reads_points
    per_point = purchase.rate * voters.point_scale if scored else purchase.rate
    worth = cost if utility in (Utility.COST, Utility.COST_SCORE) else Fraction(1)
    rho = None if utility is Utility.SQRT else (per_point / worth if worth else Fraction(0))
    return Round(
        number=number,
        project=voters.projects[purchase.project],
        cost=cost,
        part="main",
        rho=rho,
        theta=None if scored else purchase.rate,
        votes=voters.votes(purchase.project),
        paid_all=sum(voters.many[member] for member in purchase.emptied.tolist()),
        tied_with=tuple(voters.projects[p] for p in purchase.tied if p != purchase.project),
        resolved_by=purchase.resolved_by,
    )


def _picked(voters: Electorate, number: int, pick: greedy.Pick, part: str) -> Round:
    return Round(
        number=number,
        project=voters.projects[pick.project],
        cost=voters.costs[pick.project],
        part=part,
        rho=None,
        theta=None,
        votes=voters.votes(pick.project),
        paid_all=None,
        tied_with=tuple(voters.projects[p] for p in pick.tied if p != pick.project),
        resolved_by=pick.resolved_by,
    )


def _losers(voters: Electorate, rounds: Sequence[Round], books: Accounts | None) -> tuple[Loser, ...]:
    """Every supported project that was not bought, most votes first."""
    bought = {entry.project for entry in rounds}
    losers = []
    for project, name in enumerate(voters.projects):
        support = voters.supporters[project]
        if name in bought or not len(support.members):
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
        members = [m for m, own in enumerate(voters.partner) if own is partner]
        if not members:
            continue
        ballots = sum(voters.many[m] for m in members)
        weight = voters.weight[members[0]]
        left = sum((books.left[m] * voters.many[m] for m in members), Fraction(0))
        endowment = purse * weight * ballots
        found.append(PartnerAccount(partner, ballots, weight, endowment, endowment - left, left))
    return tuple(found)
