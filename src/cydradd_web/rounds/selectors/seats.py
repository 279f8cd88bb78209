"""Seats of a round, by their pseudonyms."""

from __future__ import annotations

from cydradd.vocabulary.people import Partner
from cydradd_web.rounds.models import Seat


def partner_of_seat(round_id: int, seat: str) -> Partner:
    """For which partner a seat sits. One query.

    Raises:
        LookupError: There is no such seat.
    """
    found = Seat.objects.filter(round_id=round_id, seat=seat).values_list("partner", flat=True).first()
    if found is None:
        raise LookupError(seat)
    return Partner(found)
