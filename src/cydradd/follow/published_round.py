"""A round as it is published: what was offered, asked for, awarded, agreed and paid, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

GRANTS = frozenset({"grant", "micro_grant"})
"""Offer types that are published as grants (360Giving); all others but `DIRECT_PAYMENT` as contracts (OCDS)."""

DIRECT_PAYMENT = "direct_payment"
"""Money that a person holds: nothing but its total is published."""

INDIVIDUAL = "individual"
"""`Body.kind` of one person, whose name is never published."""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation in the role of funder, applicant or member.

    Attributes:
        id: Org-id (``GB-CHC-1234567``) where one is known, else any id of the round.
        name: ``None`` = not given; then the id, as the round has it, stands in its place.
        kind: As the round has it: ``charity``, ``individual`` ...
    """

    id: str
    name: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedApplication:
    """One application and what became of it.

    Attributes:
        offer_type: Of its lot; ``grant`` where there is no lot.
        members: All who applied together, each with its exact share; one with share 1 when it applied alone.
        cost: Minor units asked for, and awarded where it is funded.
        status: ``funded``, ``not_funded``, ``ineligible``, ``withdrawn``; ``None`` = not decided.
        awarded_at: When its own result was published, where that differs from the round's.
    """

    id: str
    lot: str | None
    offer_type: str
    members: tuple[tuple[Body, Fraction], ...]
    title: Bilingual
    cost: Pence
    status: str | None
    reason: str | None = None
    awarded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublishedAgreement:
    """One grant or contract. `pots` = minor units that each pot pays; `ended_on` where it has come to a close."""

    id: str
    application: str
    body: Body
    amount: Pence
    start: date
    end: date
    signed_on: date
    pots: Mapping[str, Pence] = field(default_factory=dict)
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublishedPayment:
    """One payment under an agreement; a negative amount is a return."""

    agreement: str
    amount: Pence
    paid_on: date
    pot: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedLot:
    """The smallest thing that could be applied for. `value` in minor units."""

    id: str
    offer_type: str
    value: Pence
    title: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class PublishedPot:
    """Money of one funder, in minor units."""

    id: str
    amount: Pence
    funder: Body


@dataclass(frozen=True, slots=True)
class PublishedRound:
    """All of a round that its open data is written from.

    Attributes:
        place: GSS code.
        as_of: The only clock of the round; a package carries it as its date.
        publisher_id: Org-id. It and the three after it are settings; `publish` refuses where one that it needs is
            ``None``.
        awarded_at: When the result was published; ``None`` = not yet.
        call_opens, call_closes: ``None`` = not known.
    """

    id: str
    title: Bilingual
    place: str | None
    currency: str
    as_of: datetime
    publisher_id: str | None = None
    publisher_name: str | None = None
    grant_prefix: str | None = None
    ocid_prefix: str | None = None
    applications: tuple[PublishedApplication, ...] = ()
    awarded_at: datetime | None = None
    agreements: tuple[PublishedAgreement, ...] = ()
    payments: tuple[PublishedPayment, ...] = ()
    pots: tuple[PublishedPot, ...] = ()
    lots: tuple[PublishedLot, ...] = ()
    call_opens: datetime | None = None
    call_closes: datetime | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """One application that a package leaves out, and why.

    Attributes:
        code: ``contact_in_text``, ``direct_payment``, ``no_award_date``, ``no_organisation``.
        amount: Minor units of it, or of all together where `application` is ``None``.
    """

    application: str | None
    code: str
    amount: Pence
    message: Bilingual
