"""Seats of people in rounds: duties given and taken back, handed over, and a seat that is left.

Each moves power, so each is an act; the record says which seat, and never whose.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.models import Place
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import Acting, acting
from cydradd_web.rounds.services.seating import end_seat_row

NO_OFFICER = Bilingual(
    "Rhaid i’r rownd gadw o leiaf un swyddog. Rhowch y ddyletswydd i rywun arall yn gyntaf.",
    "The round must keep at least one officer. Give the duty to somebody else first.",
)
NO_SEAT = Bilingual(
    "Nid oes neb yn y sedd hon mwyach. Nid oes dim wedi newid.", "Nobody sits there any more. Nothing was changed."
)
SAME = Bilingual(
    "Dyna’r dyletswyddau sydd gan y sedd yn barod. Nid oes dim wedi newid.",
    "The seat has these duties already. Nothing was changed.",
)
NOTHING_TO_HAND_OVER = Bilingual(
    "Nid oes gan eich sedd ddyletswyddau i’w trosglwyddo, neu dewisoch eich sedd eich hun.",
    "Your seat has no duties to hand over, or you chose your own seat.",
)


def _place(round_id: int, seat: str) -> Place:
    """The place of whoever sits there; the round is locked, so that it stays."""
    found = Place.objects.filter(round_id=round_id, seat=seat, ended_at__isnull=True).first()
    if found is None:
        raise NotPossible(NO_SEAT)
    return found


def _must_keep_an_officer(round_id: int) -> None:
    """Refuse what left the round without an officer; the caller's transaction takes it back."""
    held = Place.objects.filter(round_id=round_id, ended_at__isnull=True).values_list("duties", flat=True)
    if not any(str(Duty.OFFICER) in duties for duties in held):
        raise NotPossible(NO_OFFICER)


def say(act: Acting, about: str, code: str, *, seat: str = "", **body: object) -> Receipt:
    """Record what became of a seat or of duties, under its pseudonym. ``body`` holds codes and lists of codes."""
    named = {"id": seat} if seat else {}
    return act.record_body("round.decided", {"object": about, "code": code, **named, **body})  # type: ignore[dict-item]


def set_duties(*, round_id: int, seat: str, duties: Collection[Duty], by: By, at: datetime, key: str = "") -> Receipt:
    """Give a seat these duties and no others.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: Nobody sits there, it has these duties, or no officer would be left.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        place = _place(round_id, seat)
        wanted = sorted(str(duty) for duty in duties)
        if wanted == sorted(place.duties):
            raise NotPossible(SAME)
        place.duties = wanted
        place.save(update_fields=["duties"])
        _must_keep_an_officer(round_id)
        return say(act, "duty", "set", seat=seat, duties=wanted)


def end_seat(*, round_id: int, seat: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Somebody leaves a round, or its officer ends their place. What the seat has done stays.

    Raises:
        NotYours: It is another's seat, and whoever acts is not the round's officer.
        NotPossible: Nobody sits there, or no officer would be left.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        if by.seat != seat:
            by.must_have(Duty.OFFICER)
        place = _place(round_id, seat)
        had = sorted(place.duties)
        place.duties, place.ended_at = [], act.at
        place.save(update_fields=["duties", "ended_at"])
        _must_keep_an_officer(round_id)
        end_seat_row(round_id=round_id, seat=seat, on=local_date(act.at))
        return say(act, "seat", "ended", seat=seat, duties=had)


def hand_over(*, round_id: int, to: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Give all one's own duties to another seat of the round.

    Raises:
        NotYours: Whoever acts holds no seat.
        NotPossible: They have no duties, chose their own seat, or nobody sits there.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        _partner, seat = by.must_sit()
        mine, theirs = _place(round_id, seat), _place(round_id, to)
        handed = sorted(mine.duties)
        if not handed or to == seat:
            raise NotPossible(NOTHING_TO_HAND_OVER)
        mine.duties, theirs.duties = [], sorted({*theirs.duties, *handed})
        mine.save(update_fields=["duties"])
        theirs.save(update_fields=["duties"])
        return say(act, "duty", "handed_over", seat=to, **{"from": seat, "duties": handed})
