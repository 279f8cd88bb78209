"""What every agreement must satisfy: D1 to D6, and what only its kind asks (deliver.md 3.1).

A rule speaks where it is broken, and not where what it needs is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cydradd.deliver.months import is_shorter
from cydradd.deliver.profile import SMALL_INCOME
from cydradd.deliver.terms import Terms, consents_needed
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

MICRO_GRANT = Pence(100_000)
"""The most a micro grant may be, in minor units."""

LEAST_NOTICE, SHORT_TERM = 3, 6
"""Months of notice at least; months below which an agreement needs none."""

DETAILS: Mapping[str, tuple[str, ...]] = {
    "grant": ("purpose",),
    "micro_grant": (),
    "contract_lot": ("specification", "outcomes", "change_rule", "exit_plan"),
    "alliance": ("parties", "open_book"),
    "framework_call_off": ("framework", "call_off_rule"),
    "isf": ("person", "plan", "unspent_rule"),
    "direct_payment": (),
    "in_house": (),
}
"""Texts each kind needs before it is signed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that is broken. ``code`` is D1 to D6, or ``kind`` for what only its kind asks."""

    code: str
    field: str
    sentence: Bilingual

    def as_json(self) -> dict[str, JsonValue]:
        """``{"code", "field", "sentence"}``."""
        return {"code": self.code, "field": self.field, "sentence": self.sentence.as_json()}


def _found(code: str, field: str, cy: str, en: str) -> Finding:
    return Finding(code, field, Bilingual(cy, en))


def findings(terms: Terms) -> tuple[Finding, ...]:
    """Every broken rule, in the order of the rules."""
    rules = (_sums, _shares, _payments, _award, _notice, _changes, _kind, _arrears)
    return tuple(each for rule in rules for each in rule(terms))


def _sums(terms: Terms) -> Iterator[Finding]:
    """D1: the pots, the amount and the profile are the same sum."""
    if terms.amount <= 0:
        yield _found("D1", "amount_p", "Rhaid i’r swm fod yn fwy na 0.", "The amount must be above 0.")
    if terms.pots is not None and sum(terms.pots.values()) != terms.amount:
        yield _found(
            "D1",
            "pots",
            f"Nid yw swm y cronfeydd yr un â’r swm. Cronfeydd: {sum(terms.pots.values())}; swm: {terms.amount}.",
            f"The pots do not sum to the amount. Pots: {sum(terms.pots.values())}; amount: {terms.amount}.",
        )
    planned = None if terms.profile is None else sum(line.amount for line in terms.profile)
    if planned is not None and planned != terms.amount:
        yield _found(
            "D1",
            "profile",
            f"Nid yw’r taliadau arfaethedig yr un â’r swm. Taliadau: {planned}; swm: {terms.amount}.",
            f"The planned payments do not sum to the amount. Payments: {planned}; amount: {terms.amount}.",
        )


def _shares(terms: Terms) -> Iterator[Finding]:
    """D2: shares sum to 1."""
    for field, shares in (("members", terms.members), ("shares", terms.shares)):
        if shares is not None and sum(shares.values()) != 1:
            whole = sum(shares.values(), Fraction(0))
            yield _found(
                "D2",
                field,
                f"Nid yw’r cyfrannau’n rhoi 1 gyda’i gilydd, ond {whole}.",
                f"The shares do not sum to 1 but to {whole}.",
            )


def _payments(terms: Terms) -> Iterator[Finding]:
    """D3: no payment above the agreement, none outside its pots, none before signature."""
    paid = sum(payment.amount for payment in terms.paid)
    if paid > terms.amount:
        yield _found(
            "D3",
            "payments",
            f"Talwyd mwy na’r cytundeb. Talwyd: {paid}; swm: {terms.amount}.",
            f"More was paid than was agreed. Paid: {paid}; amount: {terms.amount}.",
        )
    by_pot: dict[str, int] = {}
    for number, payment in enumerate(terms.paid):
        if payment.pot is not None:
            by_pot[payment.pot] = by_pot.get(payment.pot, 0) + payment.amount
        if payment.amount > 0 and (terms.signed_on is None or payment.paid_on < terms.signed_on):
            place = f"payments[{number}].paid_on"
            yield _found("D3", place, "Talwyd cyn llofnodi.", "It was paid before the agreement was signed.")
    yield from _within_pots(terms, "payments", by_pot)
    planned: dict[str, int] = {}
    for number, line in enumerate(terms.profile or ()):
        if line.pot is not None:
            planned[line.pot] = planned.get(line.pot, 0) + line.amount
        if terms.signed_on is not None and line.due < terms.signed_on:
            place = f"profile[{number}].due"
            yield _found("D3", place, "Mae taliad cyn llofnodi.", "A payment is due before the agreement is signed.")
    yield from _within_pots(terms, "profile", planned)


def _within_pots(terms: Terms, field: str, by_pot: Mapping[str, int]) -> Iterator[Finding]:
    for pot, amount in by_pot.items():
        if terms.pots is not None and amount > terms.pots.get(pot, 0):
            yield _found(
                "D3",
                field,
                f"Mae mwy o un gronfa nag y mae’r cytundeb yn ei roi. Cronfa: {pot}.",
                f"There is more from a pot than the agreement gives. Pot: {pot}.",
            )


def _award(terms: Terms) -> Iterator[Finding]:
    """D4: an award that passed ``open-deliver``, or a budget holder's choice with live consent."""
    if terms.choice_consent:
        return
    if terms.choice_consent is not None:
        yield _found(
            "D4", "choice", "Nid yw cydsyniad deiliad y gyllideb yn fyw.", "The budget holder’s consent is not live."
        )
    elif terms.award is None:
        yield _found(
            "D4",
            "award",
            "Nid oes dyfarniad y tu ôl i’r cytundeb, na dewis gan ddeiliad cyllideb.",
            "There is no award behind the agreement, and no choice by a budget holder.",
        )
    elif terms.award_passed is False:
        yield _found(
            "D4", "award", "Nid yw’r dyfarniad wedi mynd drwy’r porth eto.", "The award has not passed its gate yet."
        )


def _notice(terms: Terms) -> Iterator[Finding]:
    """D5: three months of notice, unless the agreement is shorter than six."""
    if is_shorter(terms.start, terms.end, SHORT_TERM) or (terms.partial and terms.notice_months is None):
        return
    if terms.notice_months is None or terms.notice_months < LEAST_NOTICE:
        yield _found(
            "D5",
            "notice_months",
            "Rhaid rhoi o leiaf 3 mis o rybudd, oni bai bod y cytundeb yn fyrrach na 6 mis.",
            "At least 3 months of notice are needed, unless the agreement is shorter than 6 months.",
        )


def _changes(terms: Terms) -> Iterator[Finding]:
    """D6: every change with the consent of the parties, and of the three partners where it weighs."""
    for number, each in enumerate(terms.changes):
        needed = consents_needed(each, terms.amount, terms.changes[:number], terms.parties)
        if without := ", ".join(sorted(needed - each.consents)):
            yield _found(
                "D6",
                f"changes[{number}].consents",
                f"Newidiwyd heb gydsyniad pawb. Ar goll: {without}.",
                f"It was changed without everybody’s consent. Missing: {without}.",
            )


def _kind(terms: Terms) -> Iterator[Finding]:
    """What only the kind asks. Texts are asked of what is signed: a draft may still grow."""
    if terms.kind == "micro_grant" and terms.amount > MICRO_GRANT:
        yield _found("kind", "amount_p", "Mae grant bach hyd at £1,000.", "A micro grant is at most £1,000.")
    if terms.ceiling is not None and terms.amount + sum(terms.call_offs) > terms.ceiling:
        yield _found(
            "kind",
            "ceiling_p",
            "Mae’r archebion gyda’i gilydd yn fwy na therfyn y fframwaith.",
            "The call-offs together are above the ceiling of the framework.",
        )
    if terms.partial or terms.state in {"draft", "withdrawn"}:
        return
    missing = [name for name in DETAILS[terms.kind] if name not in terms.details]
    if terms.kind == "framework_call_off" and terms.ceiling is None:
        missing.append("ceiling_p")
    if terms.kind == "isf" and terms.portable_days is None:
        missing.append("portable_days")
    if terms.kind == "alliance" and terms.shares is None:
        missing.append("parties")
    for name in dict.fromkeys(missing):
        yield _found(
            "kind",
            name,
            f"Mae ar y math hwn o gytundeb angen “{name}” cyn llofnodi.",
            f"An agreement of this kind needs “{name}” before it is signed.",
        )


def _arrears(terms: Terms) -> Iterator[Finding]:
    """In arrears to a small organisation only with a reason, shown beside the award."""
    if terms.income is None or terms.income >= SMALL_INCOME:
        return
    for number, line in enumerate(terms.profile or ()):
        if line.kind == "in_arrears" and not (line.reason and line.reason.cy and line.reason.en):
            yield _found(
                "kind",
                f"profile[{number}].reason",
                "Mae talu sefydliad bach ar ôl y gwaith angen rheswm, yn Gymraeg a Saesneg.",
                "To pay a small organisation in arrears needs a reason, in Welsh and English.",
            )
