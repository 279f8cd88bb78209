"""Consent of the owners of pots: money is spent only as its owner agrees."""

from __future__ import annotations

from datetime import datetime

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import pots_of, seats_of
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import Acting, acting
from cydradd_web.rounds.services.consenting import must_not_be_passed, or_nothing


def consent_for_pot(*, round_id: int, pot: str, how: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Record that the owner of a pot consents to what may be done with it.

    Raises:
        NotYours: Whoever acts cannot speak for its owner.
        NotPossible: There is no such pot, it was said already, or the call has opened.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        _must_speak_for(act, pot)
        if _last_said(round_id, pot) == "given":
            raise NotPossible(
                Bilingual("Mae perchennog y gronfa eisoes wedi cydsynio.", "The pot’s owner has already consented.")
            )
        return act.record("consent", object=pot, partner=None, text=or_nothing(how))


def take_back_pot(*, round_id: int, pot: str, why: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Record that the owner of a pot takes consent back, while nobody can apply for it yet.

    Raises:
        NotYours: Whoever acts cannot speak for its owner.
        NotPossible: There is no such pot, nothing was given, or the call has opened.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        _must_speak_for(act, pot)
        if _last_said(round_id, pot) != "given":
            raise NotPossible(Bilingual("Nid oes cydsyniad i’w dynnu’n ôl.", "There is no consent to take back."))
        return act.record("consent", object=pot, partner=None, code="withdrawn", text=or_nothing(why))


def _must_speak_for(act: Acting, pot: str) -> None:
    """Whether whoever acts can speak for a pot's owner: the seat that owns it, else a seat of the public bodies.

    A foundation's money is spoken for by whoever sits for its partner; a person's budget by that person's own seat.
    """
    partner, seat = act.by.must_sit()
    must_not_be_passed(act, Gate.OPEN_APPLY)
    row = next((each for each in pots_of(act.round_id) if each.id == pot), None)
    if row is None:
        raise NotPossible(Bilingual("Nid oes cronfa o’r enw hwn.", "There is no pot of this name."))
    body = row.mode != "individual" and not _is_seat(act.round_id, row.owner)
    if row.owner == seat or (body and (partner is Partner.PUBLIC or row.commissioner_kind == "foundation")):
        return
    raise NotYours(
        Bilingual(
            "Dim ond perchennog y gronfa, neu’r corff sy’n ei dal, all wneud hyn.",
            "Only the pot’s owner, or the body that holds it, can do this.",
        )
    )


def _is_seat(round_id: int, name: str | None) -> bool:
    return name is not None and any(seat.seat == name for seat in seats_of(round_id))


def _last_said(round_id: int, pot: str) -> str | None:
    said = [each for each in events_of(round_id) if each.kind == "consent" and each.object == pot]
    return None if not said else "withdrawn" if said[-1].code == "withdrawn" else "given"
