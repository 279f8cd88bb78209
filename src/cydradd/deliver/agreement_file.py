"""Read one agreement from JSON (docs/reference/deliver-files.md)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from cydradd.deliver.checkin_plan import PlannedCheckIn
from cydradd.deliver.json_reader import Fields, read_object
from cydradd.deliver.payments import Payment
from cydradd.deliver.profile import LINE_KINDS, ProfileLine
from cydradd.deliver.terms import KINDS, NEXT, PARTIES, Change, Terms
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.money import EXPONENTS, Pence

DETAILS = (
    *("purpose", "specification", "outcomes", "change_rule", "exit_plan", "framework"),
    *("call_off_rule", "open_book", "person", "plan", "unspent_rule", "parties"),
)
"""Keys of which it is only asked whether they are filled."""
KEPT = ("review_dates", "languages", "full_cost", "decision_rule", "provider")
"""Keys that belong to an agreement and that no rule asks."""


def read_agreement(path: Path) -> tuple[Terms, tuple[str, ...]]:
    """The terms of a file, and the keys in it that nobody knows.

    Raises:
        UnreadableFile: No JSON object, a value that is not what its key asks, or no kind, amount, start or end.
    """
    fields = read_object(path)
    terms = terms_of(fields)
    fields.close()
    return terms, tuple(fields.unknown)


def _need(fields: Fields, key: str) -> UnreadableFile:
    return fields.refuse(key, "mae eisiau hwn.", "this is needed.")


def terms_of(fields: Fields) -> Terms:
    """The terms in one object."""
    kind, amount = fields.text("kind", KINDS), fields.money("amount_p")
    start, end = fields.day("start"), fields.day("end")
    if kind is None:
        raise _need(fields, "kind")
    if amount is None:
        raise _need(fields, "amount_p")
    if start is None or end is None:
        raise _need(fields, "start" if start is None else "end")
    if end < start:
        raise fields.refuse("end", "ni all y diwedd ddod cyn y dechrau.", "the end cannot come before the start.")
    signed_on = fields.day("signed_on")
    parties, shares = _parties(fields)
    choice = fields.object("choice")
    for key in KEPT:
        fields.get(key)
    return Terms(
        kind=kind,
        amount=amount,
        start=start,
        end=end,
        currency=fields.text("currency", tuple(EXPONENTS)) or "GBP",
        state=fields.text("state", tuple(NEXT)) or ("signed" if signed_on else "draft"),
        id=fields.text("id"),
        organisation=fields.text("organisation"),
        award=fields.text("award"),
        award_passed=fields.flag("award_passed"),
        choice_consent=None if choice is None else _choice(choice),
        members=_shares(fields, "members"),
        pots=_pots(fields),
        profile=_profile(fields),
        checkins=_checkins(fields),
        notice_months=fields.exact("notice_months"),
        signed_on=signed_on,
        parties=parties or PARTIES,
        shares=shares,
        ceiling=fields.money("ceiling_p"),
        call_offs=fields.money_list("call_offs_p") or (),
        portable_days=fields.exact("portable_days"),
        details=frozenset(key for key in DETAILS if fields.get(key) not in (None, "", [], {})),
        changes=_changes(fields),
        income=fields.money("income_p"),
        spend=fields.money_list("spend_p"),
        paid=_paid(fields),
    )


def _choice(choice: Fields) -> bool:
    """A direct choice by a budget holder: whether the consent is live. What is not said is no consent."""
    choice.text("budget_holder")
    live = choice.flag("consent") or False
    choice.close()
    return live


def _parties(fields: Fields) -> tuple[tuple[str, ...], Mapping[str, Fraction] | None]:
    """Who the parties are, and the shares of risk and reward where they are told."""
    listed = fields.get("parties")
    if isinstance(listed, list) and all(isinstance(each, str) for each in listed):
        return fields.texts("parties") or (), None
    shares = _shares(fields, "parties")
    return tuple(shares or ()), shares


def _shares(fields: Fields, key: str) -> Mapping[str, Fraction] | None:
    """Shares by organisation, each named once."""
    listed = fields.objects(key)
    if not listed:
        return None
    found: dict[str, Fraction] = {}
    for each in listed:
        name = each.text("organisation") or each.text("id")
        share = each.exact("share")
        each.text("role")
        if name is None:
            raise _need(each, "organisation")
        if share is None:
            raise _need(each, "share")
        if name in found:
            raise each.refuse("organisation", "mae yno ddwywaith.", "it is there twice.")
        found[name] = share
        each.close()
    return found


def _pots(fields: Fields) -> Mapping[str, Pence] | None:
    """What each pot pays, each pot named once."""
    listed = fields.objects("pots")
    if listed is None:
        return None
    found: dict[str, Pence] = {}
    for each in listed:
        pot, amount = each.text("pot"), each.money("amount_p")
        if pot is None or amount is None:
            raise _need(each, "pot" if pot is None else "amount_p")
        if pot in found:
            raise each.refuse("pot", "mae’r gronfa yno ddwywaith.", "the pot is there twice.")
        found[pot] = amount
        each.close()
    return found


def _profile(fields: Fields) -> tuple[ProfileLine, ...] | None:
    listed = fields.objects("profile")
    if not listed:
        return None
    found = []
    for each in listed:
        due, amount = each.day("due"), each.money("amount_p")
        if due is None or amount is None:
            raise _need(each, "due" if due is None else "amount_p")
        kind, reason = each.text("kind", LINE_KINDS) or "on_date", each.both("reason")
        found.append(ProfileLine(due, amount, kind, reason, each.text("pot")))
        each.close()
    return tuple(found)


def _checkins(fields: Fields) -> tuple[PlannedCheckIn, ...] | None:
    listed = fields.objects("checkins")
    if not listed:
        return None
    found = []
    for each in listed:
        due, minutes = each.day("due"), each.exact("minutes")
        if due is None:
            raise _need(each, "due")
        found.append(PlannedCheckIn(due, None if minutes is None else -(-minutes.numerator // minutes.denominator)))
        each.close()
    return tuple(found)


def _changes(fields: Fields) -> tuple[Change, ...]:
    found = []
    for each in fields.objects("changes") or ():
        each.moment("at")
        found.append(
            Change(
                frozenset(each.texts("what") or ()),
                each.money("money_p") or Pence(0),
                frozenset(each.texts("consents") or ()),
            )
        )
        each.close()
    return tuple(found)


def _paid(fields: Fields) -> tuple[Payment, ...]:
    found = []
    for each in fields.objects("payments") or ():
        paid_on, amount = each.day("paid_on"), each.money("amount_p")
        if paid_on is None or amount is None:
            raise _need(each, "paid_on" if paid_on is None else "amount_p")
        due, invoiced_on = each.day("due"), each.day("invoiced_on")
        found.append(Payment(fields.text("id") or "", amount, paid_on, due, invoiced_on, each.text("pot")))
        each.close()
    return tuple(found)
