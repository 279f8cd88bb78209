"""The fourth round of the demo: "Getting there without a car", whose call stays open for months: anybody can apply."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import applied
import opened
import seeded
from carried import Carried
from cydradd_web.accounts.duties import Duty

DUTIES = {"public:2": [Duty.ELIGIBILITY, Duty.SAFEGUARDING], "third_sector:1": [Duty.MODERATOR]}
HEARD = opened.Heard(
    pots="2026-05-05T10:00",
    notice="2026-05-11T10:00",
    scope_consented=("2026-05-18T18:00", "2026-05-19T12:00", "2026-05-20T15:00"),
    opens="2026-06-01T09:00",
    last_day="2026-07-03",
    reported="2026-07-08T10:00",
    consented=("2026-07-13T18:00", "2026-07-14T12:00", "2026-07-15T15:00"),
)
VOTERS = opened.Voters(
    mixtures=[
        ("citizens", (0.5, 0.3, 0.2)),
        ("third_sector", (0.4, 0.3, 0.3)),
        ("public", (0.2, 0.3, 0.5)),
    ],
    sizes=(38, 7, 5),
    planted=6,
    moderator="third_sector:1",
    seed=20260505,
)
DESIGNED = opened.Designed(
    stated="2026-07-16T11:00",
    opens="2026-07-20T09:00",
    last_day="2026-08-21",
    weighed="2026-08-25T18:00",
    agreed="2026-08-28T14:00",
    published="2026-09-01T10:00",
    committed="2026-09-01T10:05",
    pots_consented="2026-09-03T09:00",
    consented=("2026-09-04T18:00", "2026-09-07T12:00", "2026-09-09T15:00"),
)


def write(rounds: Path, content: dict[str, Any], bodies: applied.Bodies) -> None:
    """A round in which everything up to the call is there; nobody has applied yet."""
    seeded.seed(content["round"]["id"])
    carried = Carried(content, convened="2026-05-05T09:00", duties=DUTIES, listen={"method": "polis", "seed": 0})
    opened.listen(carried, HEARD, VOTERS)
    able = content["providers"].items()
    opened.design(carried, DESIGNED, {name: {**bodies.written[name], "needs": needs} for name, needs in able})
    applied.declare(carried, "2026-09-14T10:00")
    carried.window("call", "2026-10-12T09:00", "2027-03-31", closes=False)
    carried.carry()
    carried.write(rounds)
