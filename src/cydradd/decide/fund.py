"""One count over the pots of several funders: a project is bought only if the pots can pay it beside all before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from cydradd.decide import completion, equal_shares, greedy
from cydradd.decide.completion import Completed
from cydradd.decide.count import told
from cydradd.decide.election import Election
from cydradd.decide.equal_shares import Run
from cydradd.decide.funders import Cut, Flow, Pot, Shares, flow_of, who_pays
from cydradd.decide.jumps import Jumps
from cydradd.decide.options import Options, refused
from cydradd.decide.outcome import Outcome, first_purse, outcome_of
from cydradd.decide.result import Count
from cydradd.decide.standing import Standing, standing

COMPLETIONS = ("none", "add1e", "greedy")


@dataclass(frozen=True, slots=True)
class Funded:
    """A result that every pot can pay.

    Attributes:
        refused: Projects whose turn came and that the pots could not pay, in that order.
    """

    result: Count
    pots: tuple[Pot, ...]
    shares: Shares
    refused: tuple[Cut, ...]

    def used(self, pot: str) -> Fraction:
        """What a pot pays in all."""
        return sum((amount for (_, own), amount in self.shares.pays.items() if own == pot), Fraction(0))


class _Till:
    """The pots during one run."""

    def __init__(self, given: Standing, pots: Sequence[Pot]) -> None:
        self.voters = given.voters
        costs = dict(zip(self.voters.projects, self.voters.costs, strict=True))
        self.flow: Flow = flow_of(pots, costs)
        self.refused: dict[int, Cut] = {}

    def buys(self, project: int) -> bool:
        """Pay a project, or note why that cannot be."""
        found = self.flow.add(self.voters.projects[project], self.voters.costs[project])
        if found is not None:
            self.refused[project] = found
        return found is None

    def full(self, run: Run) -> bool:
        """Whether no supported project can be paid beside what was bought."""
        bought = set(run.winners)
        return not any(
            self.fits(project)
            for project, support in enumerate(self.voters.supporters)
            if project not in bought and project not in self.refused and len(support.members)
        )

    def fits(self, project: int) -> bool:
        """Whether a project could be paid too; nothing is paid."""
        return self.flow.fits(self.voters.projects[project], self.voters.costs[project])


def fund(
    election: Election,
    options: Options,
    pots: Sequence[Pot],
    *,
    ineligible: Mapping[str, str | None] | None = None,
    most_nodes: int | None = None,
) -> Funded:
    """Count by equal shares over the sum of all pots, and say who pays what.

    Args:
        most_nodes: Tries of the search for fewest payments.

    Raises:
        NotPossible: Another rule, a completion that is not offered here, or a comparison.
    """
    for name, value, allowed in (
        ("rule", options.rule, ("equal-shares",)),
        ("completion", options.completion, COMPLETIONS),
        ("compare", options.compare, ("off",)),
    ):
        if value not in allowed:
            raise refused(name, value, allowed)
    budget = sum((pot.amount for pot in pots), Fraction(0))
    given = standing(replace(election, budget=budget), options, ineligible or {}, {})
    found, refusals = outcome_over(given, pots)
    result = told(given, found)
    costs = {entry.project: entry.cost for entry in result.rounds}
    shares = who_pays(pots, costs) if most_nodes is None else who_pays(pots, costs, most_nodes=most_nodes)
    return Funded(result, tuple(pots), shares, refusals)


def outcome_over(given: Standing, pots: Sequence[Pot]) -> tuple[Outcome, tuple[Cut, ...]]:
    """The decision of equal shares over pots, and what they could not pay, before anybody asks who pays what."""
    done, till = _run(given, pots)
    picks = _filled(given, done.run, till) if given.options.completion == "greedy" else []
    found = outcome_of(given, done, picks)
    won = set(found.winners)
    return found, tuple(cut for cut in till.refused.values() if cut.project not in won)


def _run(given: Standing, pots: Sequence[Pot]) -> tuple[Completed, _Till]:
    """The run that is the answer, and the pots as it left them."""
    voters, utility, increment = given.voters, given.utility, given.options.increment
    rising = equal_shares.Rising(voters, utility, given.break_tie, increment, given.script, given.runs)
    tills: dict[Fraction, _Till] = {}

    def run_at(purse: Fraction) -> Run:
        tills.clear()
        till = tills[purse] = _Till(given, pots)
        return rising.run(purse, till.buys)

    start = first_purse(given)
    if given.options.completion != "add1e":
        done = Completed(run_at(start), ())
    else:
        done = completion.raise_purse(
            voters,
            given.election.budget,
            start,
            increment,
            run_at,
            Jumps(voters, utility, increment).after,
            stop_when_exhaustive=True,
            full=lambda run: tills[run.purse].full(run),
        )
    return done, tills[done.run.purse]


def _filled(given: Standing, run: Run, till: _Till) -> list[greedy.Pick]:
    """Projects that were not bought, by votes, each taken if the pots can pay it too."""
    bought = set(run.winners)
    rest = [project for project in range(len(given.voters.projects)) if project not in bought]
    total = sum((given.voters.costs[project] for project in rest), Fraction(0))
    order = greedy.pick(given.voters, total, rest, given.break_tie, by="votes")
    return [pick for pick in order if till.buys(pick.project)]
