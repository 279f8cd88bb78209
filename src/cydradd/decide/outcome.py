"""What a rule decides: the projects in order, the run they come from, and how it compares with greedy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from cydradd.decide import completion, equal_shares, greedy, phragmen
from cydradd.decide.comparison import Comparison, compare
from cydradd.decide.completion import Completed, Step
from cydradd.decide.election import Election
from cydradd.decide.electorate import Electorate
from cydradd.decide.equal_shares import Run, Utility
from cydradd.decide.jumps import Jumps
from cydradd.decide.pabulib_rows import number
from cydradd.decide.result import Round, SetAside
from cydradd.decide.standing import Standing
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Outcome:
    """The decision of a rule, before anybody asks who paid what.

    Attributes:
        run: The run of equal shares that is the answer; ``None`` for other rules, or when greedy took its place.
        purse_start: First purse per unit of weight; ``purse_final``: that of the answer.
        steps: Every purse at which the outcome changed.
        dropped: Projects below a threshold.
    """

    rounds: tuple[Round, ...]
    run: Run | None = None
    purse_start: Fraction | None = None
    purse_final: Fraction | None = None
    steps: tuple[Step, ...] = ()
    comparison: Comparison | None = None
    dropped: tuple[SetAside, ...] = ()

    @property
    def winners(self) -> tuple[str, ...]:
        """Ids of the funded projects, in order of purchase."""
        return tuple(entry.project for entry in self.rounds)


def decide(given: Standing) -> Outcome:
    """Decide by the rule of the options.

    Raises:
        NotPossible: A threshold is needed and not given, or an increment is too small.
    """
    if given.options.rule == "greedy":
        return _greedy(given)
    if given.options.rule == "phragmen":
        return _phragmen(given)
    return _equal_shares(given)


def first_purse(given: Standing) -> Fraction:
    """The purse per unit of weight that a count begins with."""
    start = given.election.budget / int(given.voters.counts.sum())
    return Fraction(math.floor(start)) if given.options.start == "floor" else start


def outcome_of(given: Standing, done: Completed, fill: Sequence[greedy.Pick] = ()) -> Outcome:
    """The outcome of a run of equal shares and of what filled it up."""
    rounds = [_bought(given, place, purchase) for place, purchase in enumerate(done.run.purchases, 1)]
    rounds += [_picked(given.voters, len(rounds) + place, pick, "fill") for place, pick in enumerate(fill, 1)]
    return Outcome(tuple(rounds), done.run, first_purse(given), done.run.purse, done.steps)


def _equal_shares(given: Standing) -> Outcome:
    """Equal shares, its completion, and the comparison with greedy."""
    options, voters = given.options, given.voters
    done = _completed(given, first_purse(given))
    picks: Sequence[greedy.Pick] = ()
    if options.completion in ("greedy", "add1u", "add1eu"):
        left = given.election.budget - completion.spent(voters, done.run)
        rest = sorted(set(range(len(voters.projects))) - set(done.run.winners))
        picks = greedy.pick(voters, left, rest, given.break_tie, by="votes")
    found = outcome_of(given, done, picks)
    return found if options.compare == "off" else _compared(given, found)


def _completed(given: Standing, start: Fraction) -> Completed:
    """The run that is the answer, from the first purse on."""

    options, voters, utility = given.options, given.voters, given.utility
    if options.completion in ("none", "greedy"):
        made = equal_shares.run(voters, utility, start, given.break_tie, given.asks, script=given.script)
        if given.runs is not None:
            given.runs[start] = made
        return Completed(made, ())
    rising = equal_shares.Rising(
        voters, utility, given.break_tie, options.increment, given.script, given.runs, given.asks
    )
    return completion.raise_purse(
        voters,
        given.election.budget,
        start,
        options.increment,
        rising.run,
        Jumps(voters, utility, options.increment).after,
        stop_when_exhaustive=options.completion in ("add1e", "add1eu"),
    )


def _compared(given: Standing, found: Outcome) -> Outcome:
    """The outcome, or greedy's in its place when more weight prefers that; nobody pays for a result of greedy."""
    voters = given.voters
    picks = greedy.pick(voters, given.election.budget, range(len(voters.projects)), given.break_tie)
    index = {name: project for project, name in enumerate(voters.projects)}
    mode = given.options.compare
    held = compare(voters, [index[name] for name in found.winners], [pick.project for pick in picks], mode)
    if held.kept == "main":
        return replace(found, comparison=held)
    rounds = tuple(_picked(voters, place, pick, "main") for place, pick in enumerate(picks, 1))
    return replace(found, rounds=rounds, run=None, comparison=held)


def _greedy(given: Standing) -> Outcome:
    """The greedy family."""
    options, voters = given.options, given.voters
    candidates = list(range(len(voters.projects)))
    dropped: tuple[SetAside, ...] = ()
    if options.variant == "threshold":
        least = options.threshold if options.threshold is not None else _least_score(given.election)
        low = {project for project in candidates if greedy.score(voters, project, options.by) < least}
        said = {entry.project for entry in given.aside}
        names = [voters.projects[project] for project in sorted(low)]
        dropped = tuple(SetAside(name, "threshold") for name in names if name not in said)
        candidates = [project for project in candidates if project not in low]
    skip = options.variant != "no-skip"
    picks = greedy.pick(voters, given.election.budget, candidates, given.break_tie, by=options.by, skip=skip)
    rounds = tuple(_picked(voters, place, pick, "main") for place, pick in enumerate(picks, 1))
    return Outcome(rounds, dropped=dropped)


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


def _phragmen(given: Standing) -> Outcome:
    """Sequential Phragmén."""
    voters = given.voters
    skip = given.options.stop == "skip"
    bought = phragmen.run(voters, given.election.budget, given.break_tie, skip=skip)
    return Outcome(
        tuple(
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
        )
    )


def _others(voters: Electorate, tied: Sequence[int], chosen: int) -> tuple[str, ...]:
    return tuple(voters.projects[project] for project in tied if project != chosen)


def _bought(given: Standing, place: int, purchase: equal_shares.Purchase) -> Round:
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
        paid_all=int(voters.counts[purchase.emptied].sum()),
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
