"""Agreements: the grant or contract that follows an award, from its draft to its end.

The terms of all eight kinds are in `terms`, and what they must satisfy in `agreement_rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from cydradd.deliver.agreement_rules import findings
from cydradd.deliver.terms import NEXT, Change, Terms, consents_needed
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Agreement:
    """One grant or contract (deliver/agreements.csv). `pots` is what each pot pays, in minor units."""

    id: str
    application: str
    organisation: str
    kind: str
    amount: Pence
    start: date
    end: date
    signed_on: date
    pots: Mapping[str, Pence] = field(default_factory=dict)
    notice_months: Fraction | None = None
    share_up_front: Fraction | None = None
    welsh: bool | None = None
    row: int | None = None


def move(terms: Terms, state: str) -> Terms:
    """The agreement in its next state.

    Raises:
        NotPossible: A state that does not follow the one it is in.
    """
    if state not in NEXT.get(terms.state, frozenset()):
        allowed = ", ".join(sorted(NEXT.get(terms.state, frozenset()))) or "-"
        raise NotPossible(
            Bilingual(
                cy=f"Ni all cytundeb symud o “{terms.state}” i “{state}”. Beth all ddod nesaf: {allowed}.",
                en=f"An agreement cannot go from “{terms.state}” to “{state}”. What may come next: {allowed}.",
            ),
            code="wrong-state",
        )
    return replace(terms, state=state)


def sign(terms: Terms, on: date) -> Terms:
    """The agreement, signed.

    Raises:
        NotPossible: It was not offered, or breaks a rule; the sentence is that of the first.
    """
    signed = replace(move(terms, "signed"), signed_on=on)
    if broken := findings(signed):
        raise NotPossible(broken[0].sentence, code=broken[0].code)
    return signed


def change(terms: Terms, wanted: Change) -> Terms:
    """The agreement with one change more.

    Raises:
        NotPossible: A consent is missing, or there is nothing running to be changed.
    """
    without = consents_needed(wanted, terms.amount, terms.changes, terms.parties) - wanted.consents
    if without:
        names = ", ".join(sorted(without))
        raise NotPossible(
            Bilingual(
                cy=f"Ni ellir newid y cytundeb eto. Cydsyniad ar goll: {names}.",
                en=f"The agreement cannot be changed yet. Consent missing: {names}.",
            ),
            code="D6",
        )
    return replace(move(terms, "changed"), changes=(*terms.changes, wanted))


def parts(whole: Pence, shares: Mapping[str, Fraction]) -> dict[str, Pence]:
    """What each member gets of ``whole``: to the minor unit, and always the whole of it.

    Largest remainder; of equal remainders the organisation first by id.

    Raises:
        NotPossible: Shares below 0, or that do not sum to 1.
    """
    if sum(shares.values()) != 1 or any(share < 0 for share in shares.values()):
        raise NotPossible(
            Bilingual(
                cy="Rhaid i’r cyfrannau fod yn 0 neu fwy, a’u swm yn 1 union.",
                en="Shares must be 0 or more, and sum to exactly 1.",
            ),
            code="D2",
        )
    sign_of, size = (-1, -whole) if whole < 0 else (1, whole)
    exact = {id: size * share for id, share in shares.items()}
    given = {id: int(value) for id, value in exact.items()}
    odd = size - sum(given.values())
    for id in sorted(exact, key=lambda id: (given[id] - exact[id], id))[:odd]:
        given[id] += 1
    return {id: Pence(sign_of * given[id]) for id in shares}
