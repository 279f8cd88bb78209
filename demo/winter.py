"""The third round of the demo: "Food and warmth this winter", while its ballot is open.

What people vote is sealed until the ballot closes, so there is no file in ``decide/``: no ballot, no score, no count.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import applied
import decided
import opened
import seeded
from carried import Carried
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import Duty

DUTIES = {
    "public:2": [Duty.ELIGIBILITY, Duty.ASSESSOR, Duty.SAFEGUARDING],
    "third_sector:2": [Duty.MODERATOR],
}
CODES = {Partner.CITIZENS: 640, Partner.THIRD_SECTOR: 60, Partner.PUBLIC: 30}
HEARD = opened.Heard(
    pots="2026-03-02T10:00",
    notice="2026-03-09T10:00",
    scope_consented=("2026-03-16T18:00", "2026-03-17T12:00", "2026-03-18T15:00"),
    opens="2026-03-30T09:00",
    last_day="2026-05-05",
    reported="2026-05-12T10:00",
    consented=("2026-05-18T18:00", "2026-05-19T12:00", "2026-05-20T15:00"),
)
VOTERS = opened.Voters(
    mixtures=[
        ("citizens", (0.5, 0.35, 0.15)),
        ("third_sector", (0.4, 0.2, 0.4)),
        ("public", (0.2, 0.2, 0.6)),
    ],
    sizes=(124, 21, 14),
    planted=8,
    moderator="third_sector:2",
    seed=20260302,
)
DESIGNED = opened.Designed(
    stated="2026-05-22T11:00",
    opens="2026-05-25T09:00",
    last_day="2026-06-26",
    weighed="2026-06-30T18:00",
    agreed="2026-07-03T14:00",
    published="2026-07-06T10:00",
    committed="2026-07-06T10:05",
    pots_consented="2026-07-08T09:00",
    consented=("2026-07-09T18:00", "2026-07-10T12:00", "2026-07-13T15:00"),
)


def write(rounds: Path, content: dict[str, Any], bodies: applied.Bodies) -> None:
    """A round in which everything up to the ballot is there and open."""
    seeded.seed(content["round"]["id"])
    carried = Carried(content, convened="2026-03-02T09:00", duties=DUTIES, listen={"method": "polis", "seed": 0})
    opened.listen(carried, HEARD, VOTERS)
    opened.design(carried, DESIGNED, applied.providers(content, bodies.written))
    _call(carried, bodies)
    carried.carry()
    carried.write(rounds)


def _call(carried: Carried, bodies: applied.Bodies) -> None:
    carried.window("call", "2026-09-01T09:00", "2026-10-02")
    applied.apply(carried, bodies, "2026-09-01T09:00")
    applied.answer(carried, "2026-10-08T10:00")
    applied.declare(carried, "2026-10-12T10:00")
    decided.roll(carried, "2026-10-14T10:00", CODES)
    carried.window("ballot", "2026-10-19T08:00", "2026-11-13", closes=False)
