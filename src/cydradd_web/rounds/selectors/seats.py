"""Seats of a round, by their pseudonyms."""

from __future__ import annotations

from cydradd.vocabulary.people import Partner
from cydradd_web.rounds.models import Seat


def seat_of_number(round_id: int, partner: Partner, number: int) -> str:
    """The pseudonym of a partner's seat, counted from 1 in the order in which they were given. One query.

    Raises:
        LookupError: The partner has fewer seats.
    """
    rows = Seat.objects.filter(round_id=round_id, partner=str(partner)).order_by("position")
    found = rows.values_list("seat", flat=True)[number - 1 : number].first()
    if found is None:
        raise LookupError(f"{partner}:{number}")
    return str(found)
