"""What a count decided, as the report tells it. Money is in major units of the round's currency, exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from cydradd.cycle.report.over_pots import OverPots
from cydradd.decide.own_ballots import OwnBallots
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

ByPartner: TypeAlias = "Mapping[Partner | None, Fraction]"
"""An amount for each partner; the key ``None``: those whose partner is not known, or everybody in a count without."""


@dataclass(frozen=True, slots=True)
class Project:
    """An application as it stands on the ballot. `plain`: its title in a language that is not told."""

    id: str
    title: Bilingual | None
    plain: str | None
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Funded(Project):
    """A project that is funded.

    Attributes:
        paid: What the ballots of each partner paid. ``None``: the rule takes nothing from ballots, or it was
            added at the end from money left over.
        filled: Added at the end, from money left over.
    """

    supporters: int
    paid: ByPartner | None = None
    filled: bool = False


@dataclass(frozen=True, slots=True)
class NotFunded(Project):
    """A project that stood in the count and is not funded.

    Attributes:
        had: What its supporters had left at the end. ``None``: the rule gives nobody a purse.
        change: What would have made it win, as counts proved; ``None``: not worked out.
    """

    supporters: int
    had: Fraction | None = None
    change: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class SetAside(Project):
    """A project that did not stand in the count. `kind` is decide.md's word, `reason` people's own."""

    kind: str
    reason: Bilingual | None = None
    reason_plain: str | None = None
    by: tuple[Partner, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerMoney:
    """What the ballots of one partner had and spent. ``partner`` ``None``: partner not known."""

    partner: Partner | None
    ballots: int
    endowment: Fraction
    spent: Fraction


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that were exactly equal, and how one was chosen. `by` is a key of decide.md 3.5."""

    step: int | None
    projects: tuple[str, ...]
    chosen: str
    by: str


@dataclass(frozen=True, slots=True)
class Step(Project):
    """One purchase of equal shares.

    Attributes:
        most: The most that one ballot paid for it, by partner; empty where ballots gave points, which make it differ.
        emptied: Ballots that paid all they had left.
        left: What all ballots have left after it, by partner.
    """

    supporters: int
    most: ByPartner
    emptied: int
    left: ByPartner


@dataclass(frozen=True, slots=True)
class Claim(Project):
    """The supporters of a project that is not funded who have least, as far as their claim on it is strongest.

    Attributes:
        voters: Ballots in the group.
        share: What the group holds of the budget.
        best_off: Cost of the funded projects that the best-off of them supports.
        part: Share over best_off and cost together; above 1 the group deserves the project. ``None``: without bound.
    """

    voters: int
    share: Fraction
    best_off: Fraction
    part: Fraction | None

    @property
    def wronged(self) -> bool:
        """Whether the group deserves the project."""
        return self.share > self.best_off + self.cost


@dataclass(frozen=True, slots=True)
class Result:
    """What the count decided.

    Attributes:
        voters: Ballots, empty ones included.
        unknown_partner: Ballots whose voter's partner is not known, in a round that names partners; the number
            of all ballots in one that does not.
        equal: Whether every partner had the same to spend.
        without_winner: Ballots none of whose choices is funded.
        claims: Of each project not funded, the group with the strongest claim, strongest first; whether any is above
            its share is the fairness certificate.
        purse: Share of one unit of weight at the start and at the end. ``None``: the rule gives nobody a purse.
        pots: Who pays what. ``None``: the round has no pots.
        own: The result without ballots for one project alone. ``None``: not worked out.
    """

    budget: Fraction
    spent: Fraction
    left: Fraction
    voters: int
    empty_ballots: int
    funded: tuple[Funded, ...]
    not_funded: tuple[NotFunded, ...]
    set_aside: tuple[SetAside, ...]
    rule: str
    utility: str | None
    completion: str | None
    partners: tuple[PartnerMoney, ...] = ()
    unknown_partner: int = 0
    equal: bool = True
    ties: tuple[Tie, ...] = ()
    without_winner: int | None = None
    purse: tuple[Fraction, Fraction] | None = None
    claims: tuple[Claim, ...] = ()
    steps: tuple[Step, ...] = ()
    pots: OverPots | None = None
    own: OwnBallots | None = None

    @property
    def wronged(self) -> tuple[Claim, ...]:
        """The groups that deserve a project that they did not get."""
        return tuple(claim for claim in self.claims if claim.wronged)

    @property
    def projects(self) -> int:
        """Projects that were asked for, those set aside included."""
        return len(self.funded) + len(self.not_funded) + len(self.set_aside)

    @property
    def raised(self) -> bool:
        """Whether every ballot's share was raised, so that what partners had adds up to more than the budget."""
        return self.purse is not None and self.purse[1] > self.purse[0]

    @property
    def endowments(self) -> Fraction:
        """What all partners had in the count; more than the budget where the shares were raised."""
        return sum((row.endowment for row in self.partners), Fraction(0))

    def part(self, row: PartnerMoney) -> Fraction:
        """A partner's part of the money there really is: an equal third, unless they agreed otherwise."""
        return self.budget * row.endowment / self.endowments if self.endowments else Fraction(0)

    @property
    def nothing_fits(self) -> Fraction | None:
        """Cost of the cheapest project not funded, where that is more than what is left; else ``None``."""
        cheapest = min((project.cost for project in self.not_funded), default=None)
        return cheapest if cheapest is not None and cheapest > self.left else None
