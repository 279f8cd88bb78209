"""A round as the library sees it: its settings, its seats, its acts and what each stage holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from cydradd.apply.application import Application
from cydradd.apply.consortium import Member
from cydradd.apply.feedback import Feedback
from cydradd.apply.organisation import Organisation
from cydradd.cycle.events import Event
from cydradd.decide.scores import Score
from cydradd.deliver.agreement import Agreement
from cydradd.deliver.checkin import CheckIn
from cydradd.deliver.ending import Ending
from cydradd.deliver.payments import Payment
from cydradd.design.criteria import Criterion, Points
from cydradd.design.fit import Provider
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Asset, Need, Outcome
from cydradd.design.pots import Pot
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.vocabulary.facts import JsonValue, Question
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


def _third_each() -> dict[Partner, Fraction]:
    return dict.fromkeys(Partner, Fraction(1, 3))


@dataclass(frozen=True, slots=True)
class Settings:
    """``round.toml``: what a round says of itself.

    Attributes:
        place: GSS code, such as ``W06000002``.
        currency: ISO 4217 code.
        as_of: The only clock of the round: nothing after it has happened yet.
        decide: Options of the count by their names (``rule``, ``utility``, ``seed`` ...), as written.
        partners: Share of each partner, exact.
        apply: ``rate_p``, what an hour of an applicant's time is worth; ``rate_source_cy`` and ``rate_source_en``,
            who says so.
    """

    id: str
    title: Bilingual
    place: str | None
    currency: str
    as_of: datetime
    authority_type: str | None = None
    publisher_id: str | None = None
    publisher_name: str | None = None
    grant_prefix: str | None = None
    ocid_prefix: str | None = None
    decide: Mapping[str, JsonValue] = field(default_factory=dict)
    listen: Mapping[str, JsonValue] = field(default_factory=dict)
    design: Mapping[str, JsonValue] = field(default_factory=dict)
    partners: Mapping[Partner, Fraction] = field(default_factory=_third_each)
    apply: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place in one round, for one partner (cycle/seats.csv). ``seat`` is a pseudonym.

    Attributes:
        starts, ends: First and last day of the seat; ``None`` means open on that side.
        interests: Org-ids in which the person has declared an interest.
    """

    seat: str
    partner: Partner
    starts: date | None = None
    ends: date | None = None
    paid: bool | None = None
    interests: tuple[str, ...] = ()
    relation: str | None = None
    row: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether somebody holds this seat on ``day``."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of a round that is not a vote or a ballot. ``None`` = the file is not present."""

    needs: tuple[Need, ...] | None = None
    assets: tuple[Asset, ...] | None = None
    outcomes: tuple[Outcome, ...] | None = None
    pots: tuple[Pot, ...] | None = None
    providers: tuple[Provider, ...] | None = None
    lots: tuple[Lot, ...] | None = None
    requirements: tuple[Requirement, ...] | None = None
    questions: tuple[Question, ...] | None = None
    criteria: tuple[Criterion, ...] | None = None
    weights: tuple[Points, ...] | None = None
    organisations: tuple[Organisation, ...] | None = None
    applications: tuple[Application, ...] | None = None
    members: tuple[Member, ...] | None = None
    feedback: tuple[Feedback, ...] | None = None
    scores: tuple[Score, ...] | None = None
    agreements: tuple[Agreement, ...] | None = None
    payments: tuple[Payment, ...] | None = None
    checkins: tuple[CheckIn, ...] | None = None
    endings: tuple[Ending, ...] | None = None
    results: tuple[OutcomeResult, ...] | None = None
    seats: tuple[Seat, ...] | None = None
    events: tuple[Event, ...] | None = None
