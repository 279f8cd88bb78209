"""One count: who is eligible, what is bought, who paid, what was left and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cydradd.decide.accounts import Accounts, accounts
from cydradd.decide.election import Election
from cydradd.decide.electorate import Electorate
from cydradd.decide.options import Options
from cydradd.decide.outcome import Outcome, decide
from cydradd.decide.result import Count, Loser, PartnerAccount, Round, SetAside
from cydradd.decide.standing import Standing, standing
from cydradd.vocabulary.people import Partner

__all__ = ["Count", "Loser", "PartnerAccount", "Round", "SetAside", "count"]


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
    given = standing(election, options, ineligible or {}, objections or {})
    return told(given, decide(given))


def told(given: Standing, found: Outcome) -> Count:
    """The whole result of an outcome: who paid, who lost and why, what each partner spent."""
    voters = given.voters
    books = None if found.run is None else accounts(voters, found.run)
    weighed = given.options.weights is not None and any(voters.partner)
    return Count(
        election=given.election,
        options=given.options,
        utility=given.utility,
        rounds=found.rounds,
        set_aside=(*given.aside, *found.dropped),
        losers=_losers(voters, found.rounds, books),
        voters=voters,
        warnings=given.warnings,
        purse_start=found.purse_start,
        purse_final=found.purse_final,
        steps=found.steps,
        partners=_partner_accounts(voters, found.run.purse, books) if weighed and found.run and books else (),
        accounts=books,
        comparison=found.comparison,
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
