"""The terms of one agreement, whole, and whose consent a change of them needs (deliver.md 3.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.deliver.checkin_plan import PlannedCheckIn
from cydradd.deliver.payments import Payment
from cydradd.deliver.profile import ProfileLine
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner

KINDS = ("grant", "micro_grant", "contract_lot", "alliance", "framework_call_off", "isf", "direct_payment", "in_house")

NEXT: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"offered", "withdrawn"}),
    "offered": frozenset({"signed", "withdrawn"}),
    "signed": frozenset({"running", "changed", "ending"}),
    "running": frozenset({"changed", "ending"}),
    "changed": frozenset({"changed", "ending"}),
    "ending": frozenset({"ended"}),
    "ended": frozenset(),
    "withdrawn": frozenset(),
}
"""States, and which may follow each."""

PARTIES = ("funder", "provider")
"""Who consents to a change where no parties are named."""

WEIGHTY = frozenset({"outcomes", "place", "people"})
"""What no change touches without the three partners."""

WEIGHTY_MONEY = Fraction(1, 10)
"""Part of the money above which a change needs the three partners."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an agreement.

    Attributes:
        what: What changes: ``outcomes``, ``place``, ``people``, ``money``, or any other word.
        money: Minor units that are added, taken away or moved.
        consents: Who consented: names of parties, and of partners.
    """

    what: frozenset[str]
    money: Pence = Pence(0)
    consents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """One agreement, whole.

    Attributes:
        pots: What each pot pays; ``None``: not told.
        profile: Payments planned; ``None``: the default of its kind, where there is one.
        members: Share of each member of a consortium; ``None``: one organisation alone.
        award_passed: Whether the award passed ``open-deliver``; ``None``: not told.
        choice_consent: A direct choice by a budget holder, and whether its consent is live; ``None``: no such choice.
        details: Texts that only some kinds need, by key; an absent key is missing.
        shares: Risk and reward of each party of an alliance.
        call_offs: Sums called off before under the same framework.
        income: Yearly income of the organisation; ``None``: not known.
        spend: Planned spending by month; ``None``: not told.
        paid: Payments made.
        partial: Read from a table without a column for everything: what is not told is not known, and not missing.
    """

    kind: str
    amount: Pence
    start: date
    end: date
    currency: str = "GBP"
    state: str = "draft"
    id: str | None = None
    organisation: str | None = None
    award: str | None = None
    award_passed: bool | None = None
    choice_consent: bool | None = None
    members: Mapping[str, Fraction] | None = None
    pots: Mapping[str, Pence] | None = None
    profile: tuple[ProfileLine, ...] | None = None
    checkins: tuple[PlannedCheckIn, ...] | None = None
    notice_months: Fraction | None = None
    signed_on: date | None = None
    parties: tuple[str, ...] = PARTIES
    shares: Mapping[str, Fraction] | None = None
    ceiling: Pence | None = None
    call_offs: tuple[Pence, ...] = ()
    portable_days: Fraction | None = None
    details: frozenset[str] = frozenset()
    changes: tuple[Change, ...] = ()
    income: Pence | None = None
    spend: tuple[Pence, ...] | None = None
    paid: tuple[Payment, ...] = ()
    partial: bool = False


def consents_needed(change: Change, amount: Pence, before: Sequence[Change], parties: Sequence[str]) -> frozenset[str]:
    """Whose consent a change needs (D6).

    Money is counted together with that of earlier changes to which the three partners did not consent: many
    small changes are one large one.
    """
    partners = frozenset(map(str, Partner))
    moved = abs(change.money) + sum(abs(each.money) for each in before if not partners <= each.consents)
    weighty = bool(change.what & WEIGHTY) or moved > WEIGHTY_MONEY * amount
    return frozenset(parties) | partners if weighty else frozenset(parties)
