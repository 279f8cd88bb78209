"""The second round of the demo: "Somewhere to go after school", in the middle of its listening."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import opened
import seeded
from carried import Carried
from cydradd_web.accounts.duties import Duty

DUTIES = {"public:2": [Duty.ELIGIBILITY, Duty.SAFEGUARDING], "third_sector:1": [Duty.MODERATOR]}
DAYS = opened.Heard(
    pots="2026-09-01T10:00",
    notice="2026-09-14T10:00",
    scope_consented=("2026-09-21T18:00", "2026-09-22T12:00", "2026-09-24T15:00"),
    opens="2026-10-05T09:00",
    last_day="2026-11-20",
)
VOTERS = opened.Voters(
    mixtures=[
        ("citizens", (0.55, 0.3, 0.15)),
        ("third_sector", (0.4, 0.3, 0.3)),
        ("public", (0.15, 0.25, 0.6)),
    ],
    sizes=(71, 12, 9),
    planted=7,
    moderator="third_sector:1",
    seed=20260107,
)


def write(rounds: Path, content: dict[str, Any]) -> None:
    """A round that has been convened and is listening."""
    seeded.seed(content["round"]["id"])
    carried = Carried(content, convened="2026-09-01T09:00", duties=DUTIES, listen={"method": "polis", "seed": 0})
    opened.listen(carried, DAYS, VOTERS)
    carried.carry()
    carried.write(rounds)
