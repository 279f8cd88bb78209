"""The third round of the demo: "Food and warmth this winter", while its ballot is open.

What people vote is sealed until the ballot closes, so there is no file in ``decide/``: no ballot, no score, no count.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import applied
import decided
import designed
import seeded
import voting
from carried import Carried, both
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import Duty
from cydradd_web.rounds.services.scoping import commit
from heard import Listening
from scoped import state_scope
from talked import talk

DUTIES = {
    "public:2": [Duty.ELIGIBILITY, Duty.ASSESSOR, Duty.SAFEGUARDING],
    "third_sector:2": [Duty.MODERATOR],
}
CODES = {Partner.CITIZENS: 640, Partner.THIRD_SECTOR: 60, Partner.PUBLIC: 30}


def write(rounds: Path, content: dict[str, Any], bodies: applied.Bodies) -> None:
    """A round in which everything up to the ballot is there and open."""
    seeded.seed(content["round"]["id"])
    carried = Carried(content, convened="2026-03-02T09:00", duties=DUTIES, listen={"method": "polis", "seed": 0})
    _listen(carried)
    _design(carried, bodies)
    _call(carried, bodies)
    carried.carry()
    carried.write(rounds)


def _listen(carried: Carried) -> None:
    rng = Random(20260302)
    designed.state_pots(carried, "2026-03-02T10:00")
    state_scope(carried)
    carried.publishes("2026-03-09T10:00", "notice", carried.content["notice"])
    carried.consents(Gate.OPEN_LISTEN, "2026-03-16T18:00", "2026-03-17T12:00", "2026-03-18T15:00")
    carried.window("listen", "2026-03-30T09:00", "2026-05-05")
    mixtures = [
        ("citizens", (0.5, 0.35, 0.15)),
        ("third_sector", (0.4, 0.2, 0.4)),
        ("public", (0.2, 0.2, 0.6)),
    ]
    people = voting.people(rng, mixtures, (124, 21, 14))
    listening = Listening(carried, rng, carried.content["statements"], people, "2026-03-30T09:00")
    listening.write_down(planted=8, moderator="third_sector:2")
    carried.reports("2026-05-12T10:00")
    carried.consents(Gate.OPEN_DESIGN, "2026-05-18T18:00", "2026-05-19T12:00", "2026-05-20T15:00")


def _design(carried: Carried, bodies: applied.Bodies) -> None:
    content = carried.content
    talk(carried)
    designed.state_design(carried, "2026-05-22T11:00", applied.providers(content, bodies.written))
    carried.window("design", "2026-05-25T09:00", "2026-06-26")
    designed.weigh(carried, "2026-06-30T18:00")
    designed.agree(carried, "2026-07-03T14:00", "tracker")
    carried.publishes("2026-07-06T10:00", "design")
    carried.on("2026-07-06T10:05", "public:1", commit, code="spec_published", text=both(content["committed"]))
    designed.consent_to_pots(carried, "2026-07-08T09:00")
    carried.consents(Gate.OPEN_APPLY, "2026-07-09T18:00", "2026-07-10T12:00", "2026-07-13T15:00")


def _call(carried: Carried, bodies: applied.Bodies) -> None:
    carried.window("call", "2026-09-01T09:00", "2026-10-02")
    applied.apply(carried, bodies, "2026-09-01T09:00")
    applied.answer(carried, "2026-10-08T10:00")
    applied.declare(carried, "2026-10-12T10:00")
    decided.roll(carried, "2026-10-14T10:00", CODES)
    carried.window("ballot", "2026-10-19T08:00", "2026-11-13", closes=False)
