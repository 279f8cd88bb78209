"""Rows of the seats of a round: ended, opened again, and with what they declare. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from cydradd.cycle.round import Seat as SeatRow
from cydradd_web.components.rows import change_row, given_row
from cydradd_web.rounds.models import Seat
from cydradd_web.rounds.selectors.live import SEATS


def end_seat_row(*, round_id: int, seat: str, on: date) -> None:
    """Somebody holds a seat no longer: ``on`` is its last day."""
    made = Seat.objects.get(round_id=round_id, seat=seat)
    change_row(made, SEATS, replace(given_row(made, SeatRow), ends=on))


def open_seat_row_again(*, round_id: int, seat: str) -> None:
    """Whoever had left a seat sits in it again."""
    made = Seat.objects.get(round_id=round_id, seat=seat)
    change_row(made, SEATS, replace(given_row(made, SeatRow), ends=None))


def declare_in_row(*, round_id: int, seat: str, organisations: Collection[str], relation: str) -> None:
    """What a seat declares now: the row holds the last word, the acts hold every one before it."""
    made = Seat.objects.get(round_id=round_id, seat=seat)
    declared = tuple(sorted(organisations))
    change_row(made, SEATS, replace(given_row(made, SeatRow), interests=declared, relation=relation))
