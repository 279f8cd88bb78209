"""What a count gives: every amount exact, in the unit of the file."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cydradd.decide.accounts import Accounts
from cydradd.decide.comparison import Comparison
from cydradd.decide.completion import Step
from cydradd.decide.election import Election
from cydradd.decide.electorate import Electorate
from cydradd.decide.equal_shares import Utility
from cydradd.decide.options import Options
from cydradd.vocabulary.people import Partner


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
        rho: Payment per unit of utility. ``theta``: payment per unit of weight. ``time``: of Phragmén.
        paid_all: Number of ballots that paid all they had left.
    """

    number: int
    project: str
    cost: Fraction
    part: str
    votes: Fraction
    rho: Fraction | None = None
    theta: Fraction | None = None
    time: Fraction | None = None
    paid_all: int | None = None
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
    """The whole result of one count.

    Attributes:
        accounts: Who paid what; ``None`` when the rule has no payments, or its result gave way in a comparison.
        comparison: ``None`` when none was asked for.
    """

    election: Election
    options: Options
    utility: Utility
    rounds: tuple[Round, ...]
    set_aside: tuple[SetAside, ...]
    losers: tuple[Loser, ...]
    voters: Electorate
    warnings: tuple[str, ...]
    purse_start: Fraction | None = None
    purse_final: Fraction | None = None
    steps: tuple[Step, ...] = ()
    partners: tuple[PartnerAccount, ...] = ()
    accounts: Accounts | None = None
    comparison: Comparison | None = None

    @property
    def winners(self) -> tuple[str, ...]:
        """Ids of the funded projects, in order of purchase."""
        return tuple(entry.project for entry in self.rounds)

    @property
    def spent(self) -> Fraction:
        """Cost of everything that is funded."""
        return sum((entry.cost for entry in self.rounds), Fraction(0))

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
