"""A round as it is published: what the writers of 360Giving and OCDS are given, and nothing more.

No person is named here. Who converts a round into this leaves out what has not happened yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

FUNDED, NOT_FUNDED, INELIGIBLE, WITHDRAWN = "funded", "not_funded", "ineligible", "withdrawn"
INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class PublishedNeed:
    """One need that the round set out to meet."""

    id: str
    title: Bilingual
    size: Pence | None = None


@dataclass(frozen=True, slots=True)
class PublishedCriterion:
    """One thing applications were judged by."""

    id: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class PublishedPot:
    """Money of one funder. ``funder`` is an org-id where one is known, else the name as given."""

    id: str
    funder: str
    amount: Pence


@dataclass(frozen=True, slots=True)
class PublishedLot:
    """The smallest thing that could be applied for. ``offer_type`` as in design/lots.csv."""

    id: str
    offer_type: str
    value: Pence | None = None
    title: Bilingual = field(default_factory=Bilingual)
    reserved: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedOrganisation:
    """A body that applied.

    Attributes:
        id: Org-id where known, else the round's own.
        kind: ``individual`` for a person, who is never named.
        place: GSS code.
    """

    id: str
    name: str
    kind: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedMember:
    """One organisation's exact share of a consortium's application."""

    organisation: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class PublishedApplication:
    """One request and what became of it.

    Attributes:
        organisation: ``None``: not given.
        members: Of a consortium, the organisation that leads it included; else empty.
        fate: ``funded``, ``not_funded``, ``ineligible`` or ``withdrawn``; ``None``: not decided yet.
        decided_at: When that was decided; ``None``: no act says.
        amount: Awarded, in minor units; ``None`` unless funded.
        reasons: Codes of the feedback that was sent.
    """

    id: str
    cost: Pence
    title: Bilingual = field(default_factory=Bilingual)
    lot: str | None = None
    organisation: str | None = None
    members: tuple[PublishedMember, ...] = ()
    fate: str | None = None
    decided_at: datetime | None = None
    amount: Pence | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedAgreement:
    """The grant or contract that followed an award. ``pots`` is what each pot pays; ``ended_on`` is an early end."""

    id: str
    application: str
    organisation: str
    kind: str
    amount: Pence
    start: date
    end: date
    signed_on: date
    pots: Mapping[str, Pence] = field(default_factory=dict)
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublishedPayment:
    """One payment, in the order of the file. A negative amount is a return."""

    id: str
    agreement: str
    amount: Pence
    paid_on: date
    pot: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedConsent:
    """That a partner consented to a gate, and when."""

    gate: str
    partner: Partner
    at: datetime


@dataclass(frozen=True, slots=True)
class PublishedRound:
    """Everything of one round that open data may hold.

    Attributes:
        place: GSS code.
        as_of: The only clock: when the packages are issued.
        publisher_id: Org-id of who publishes.
        grant_prefix: Prefix that 360Giving gave the publisher, with or without ``360G-``.
        ocid_prefix: Prefix that the Open Contracting Partnership gave the publisher, such as ``ocds-b5fd17``.
        planned_at: First act of the round; ``None``: no act is known.
        call_opened_at, call_closed_at: ``None``: no act says.
    """

    id: str
    title: Bilingual
    currency: str
    as_of: datetime
    place: str | None = None
    publisher_id: str | None = None
    publisher_name: str | None = None
    grant_prefix: str | None = None
    ocid_prefix: str | None = None
    planned_at: datetime | None = None
    call_opened_at: datetime | None = None
    call_closed_at: datetime | None = None
    needs: tuple[PublishedNeed, ...] = ()
    criteria: tuple[PublishedCriterion, ...] = ()
    pots: tuple[PublishedPot, ...] = ()
    lots: tuple[PublishedLot, ...] = ()
    organisations: tuple[PublishedOrganisation, ...] = ()
    applications: tuple[PublishedApplication, ...] = ()
    agreements: tuple[PublishedAgreement, ...] = ()
    payments: tuple[PublishedPayment, ...] = ()
    consents: tuple[PublishedConsent, ...] = ()
