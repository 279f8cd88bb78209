"""The roll of a round of the demo: codes with which people vote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from applied import OFFICE
from carried import Carried, instant
from cydradd.vocabulary.people import Partner
from cydradd_web.decide.services.roll import close_roll, issue_codes


def roll(carried: Carried, at: str, many: Mapping[Partner, int]) -> None:
    """The eligibility office makes codes for each partner, and closes the roll two days later."""
    for partner, number in many.items():
        carried.on(at, OFFICE, issue_codes, partner=partner, many=number, label="llythyrau")
    carried.on(instant(at) + timedelta(days=2, hours=6), OFFICE, close_roll)
