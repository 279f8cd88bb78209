"""A round as the report tells it: every value the templates show, and nothing they would have to work out.

Money is in major units of the round's currency, exact. ``None`` means "not known", never zero. Text written by
people is kept as it came; the templates escape it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from markupsafe import Markup

from cydradd.cycle.consent import Override, PartnerState
from cydradd.cycle.gates import GateState
from cydradd.cycle.invariants import InvariantState
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

ByPartner: TypeAlias = "Mapping[Partner | None, Fraction]"
"""An amount for each partner; the key ``None``: those whose partner is not known, or everybody in a count without."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How some people answered one statement."""

    agree: int
    disagree: int
    passes: int

    @property
    def votes(self) -> int:
        """Everybody who answered, those who passed included."""
        return self.agree + self.disagree + self.passes


@dataclass(frozen=True, slots=True)
class Said:
    """One statement and how it was answered.

    Attributes:
        text: Its words; ``None``: not in the files.
        plain: Its words in a language that is not told.
        by_group: Answers of each group, by letter.
        by_partner: Answers of each partner; a partner of whom too few voted is left out. ``None``: not known.
        in_map: ``False`` when a moderator took it out of the map.
    """

    id: str
    everybody: Answers
    text: Bilingual | None = None
    plain: str | None = None
    by_group: Mapping[str, Answers] = field(default_factory=dict)
    by_partner: Mapping[Partner, Answers] | None = None
    in_map: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the opinion map. `agrees` and `disagrees`: statements that set it apart."""

    letter: str
    size: int
    agrees: tuple[Said, ...] = ()
    disagrees: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Apart:
    """A statement that two groups answer differently, and by how much.

    Attributes:
        high, low: Letters of the group that agrees most, and least.
        difference: Of their shares that agree, between 0 and 1.
    """

    said: Said
    high: str
    low: str
    difference: Fraction


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard.

    Attributes:
        people: Everybody who voted.
        placed: Those who stand in a group of the map.
        picture: Drawings of the map, wide and narrow; ``None``: too few votes for a map.
        partners: People who voted by partner; the key ``None``: partner not known.
        statements: Every statement, in order.
        settings: Method and seed, as the calculation states them.
    """

    people: int
    placed: int
    total: Answers
    statements: tuple[Said, ...]
    groups: tuple[Group, ...]
    agreed: tuple[Said, ...]
    refused: tuple[Said, ...]
    divides: tuple[Apart, ...]
    partners: Mapping[Partner | None, int]
    method: str
    seed: int
    picture: tuple[Markup, Markup] | None = None

    @property
    def unknown_partner(self) -> int:
        """People who voted and whose partner is not known."""
        return self.partners.get(None, 0)

    @property
    def moderated_out(self) -> int:
        """Statements that a moderator took out of the map."""
        return sum(not said.in_map for said in self.statements)


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
    """

    supporters: int
    had: Fraction | None = None


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
class Result:
    """What the count decided.

    Attributes:
        voters: Ballots, empty ones included.
        unknown_partner: Ballots whose voter's partner is not known, in a round that names partners; the number
            of all ballots in one that does not.
        equal: Whether every partner had the same to spend.
        without_winner: Ballots none of whose choices is funded.
        purse: Share of one unit of weight at the start and at the end. ``None``: the rule gives nobody a purse.
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

    @property
    def projects(self) -> int:
        """Projects that were asked for, those set aside included."""
        return len(self.funded) + len(self.not_funded) + len(self.set_aside)

    @property
    def raised(self) -> bool:
        """Whether every ballot's share was raised, so that what partners had adds up to more than the budget."""
        return self.purse is not None and self.purse[1] > self.purse[0]


@dataclass(frozen=True, slots=True)
class Published:
    """Open data of one standard. `what` is ``grants`` or ``contracts``.

    Attributes:
        awards: Awards in the package.
        why_not: Why nothing, or not everything, is published.
    """

    what: str
    awards: int
    why_not: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordHead:
    """The record that lies beside the report. `signed_by`: name of the key; ``None``: not signed."""

    entries: int
    head: str
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the report of one round tells.

    Attributes:
        place: Name of the round's place; ``None``: only its code is known, or nothing.
        exponent: Decimals of the currency (ISO 4217).
        stages: ``done``, ``present``, ``faulty`` or ``not_present``.
        money: All the money there is to spend; ``None``: not known.
        tables: Tables of the round as they were read.
        fates: What became of each application: ``funded``, ``not_funded``, ``withdrawn``, ``ineligible``; an
            application that is not in it has no decision yet.
        reasons: How many of those not funded were given complete reasons, and of how many; ``None``: not known.
        published: ``None``: nothing was tried.
        files: What lies beside the report, by path. Empty: nothing to download.
    """

    settings: Settings
    stages: Mapping[Stage, str]
    tables: Tables
    place: Bilingual | None = None
    exponent: int = 2
    money: Fraction | None = None
    heard: Heard | None = None
    result: Result | None = None
    gates: tuple[GateState, ...] = ()
    consents: Mapping[Gate, Mapping[Partner, PartnerState]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    fates: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[int, int] | None = None
    invariants: tuple[InvariantState, ...] = ()
    defects: tuple[Defect, ...] = ()
    published: tuple[Published, ...] = ()
    record: RecordHead | None = None
    files: tuple[str, ...] = ()

    @property
    def objections(self) -> int:
        """Objections that partners maintain, in mediation or not."""
        return sum(state.objects for states in self.consents.values() for state in states.values())

    @property
    def overridden(self) -> int:
        """Times a public body acted despite an objection; refused overrides do not count."""
        return sum(line.stands for line in self.overrides)
