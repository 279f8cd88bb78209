"""The second round of the demo: "Somewhere to go after school", in the middle of its listening."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import seeded
import voting
from carried import Carried
from cydradd.cycle.stages import Gate
from cydradd_web.accounts.duties import Duty
from designed import state_pots
from heard import Listening
from scoped import state_scope

DUTIES = {"public:2": [Duty.ELIGIBILITY, Duty.SAFEGUARDING], "third_sector:1": [Duty.MODERATOR]}


def write(rounds: Path, content: dict[str, Any]) -> None:
    """A round that has been convened and is listening."""
    rng = Random(20260107)
    seeded.seed(content["round"]["id"])
    carried = Carried(content, convened="2026-09-01T09:00", duties=DUTIES, listen={"method": "polis", "seed": 0})
    state_pots(carried, "2026-09-01T10:00")
    state_scope(carried)
    carried.publishes("2026-09-14T10:00", "notice", content["notice"])
    carried.consents(Gate.OPEN_LISTEN, "2026-09-21T18:00", "2026-09-22T12:00", "2026-09-24T15:00")
    carried.window("listen", "2026-10-05T09:00", "2026-11-20", closes=False)
    mixtures = [
        ("citizens", (0.55, 0.3, 0.15)),
        ("third_sector", (0.4, 0.3, 0.3)),
        ("public", (0.15, 0.25, 0.6)),
    ]
    people = voting.people(rng, mixtures, (71, 12, 9))
    listening = Listening(carried, rng, content["statements"], people, "2026-10-05T09:00")
    listening.write_down(planted=7, moderator="third_sector:1")
    carried.carry()
    carried.write(rounds)
