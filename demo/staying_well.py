"""The finished round of the demo: "Staying well at home", from the first notice to the last ending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import applied
import beyond
import decided
import delivered
import designed
import seeded
import voting
from carried import OFFICER, Carried, both
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.services.seats import end_seat
from cydradd_web.rounds.services.consenting import (
    close_mediation,
    end_objection,
    open_mediation,
    override,
    raise_objection,
)
from cydradd_web.rounds.services.scoping import commit
from heard import Listening
from scoped import state_scope
from talked import talk

CODES = {Partner.CITIZENS: 900, Partner.THIRD_SECTOR: 60, Partner.PUBLIC: 30}
LEFT = ("citizens:10", "2026-03-31T12:00")
"""A seat that was given up, and when."""
DECIDED = {"object": "ending", "code": "decided", "partner": None}
"""The officer writes the decision down; whose it is, the consents at its gate say."""
MEDIATOR = {"third_sector": "public:3", "citizens": "third_sector:4"}
"""Who mediates an objection of a partner: a seat of another."""


def write(rounds: Path, content: dict[str, Any], bodies: applied.Bodies) -> None:
    """Eight stages, by people's acts; what follows an award follows the true count."""
    seeded.seed(content["round"]["id"])
    tables = {"listen": {"method": "polis", "seed": 0}, "apply": content["apply"]}
    carried = Carried(content, convened="2025-01-06T09:00", duties=_duties(content), **tables)
    _listen(carried)
    _design(carried, bodies)
    _call(carried, bodies)
    _decide(carried)
    _deliver(carried, bodies)
    _share(carried)
    carried.carry()
    carried.write(rounds)


def _duties(content: Mapping[str, Any]) -> dict[str, list[Duty]]:
    found = {seat: [Duty.ASSESSOR] for seat in content["panel"]}
    found.setdefault("public:2", []).extend([Duty.ELIGIBILITY, Duty.SAFEGUARDING])
    found.setdefault("third_sector:1", []).append(Duty.MODERATOR)
    return found


def _listen(carried: Carried) -> None:
    """Five weeks of listening: 236 people; partners lean, and none of them is of one mind."""
    rng = Random(20250103)
    designed.state_pots(carried, "2025-01-06T10:00")
    state_scope(carried)
    carried.publishes("2025-01-13T10:00", "notice", carried.content["notice"])
    carried.consents(Gate.OPEN_LISTEN, "2025-01-20T18:00", "2025-01-21T12:00", "2025-01-23T15:00")
    carried.window("listen", "2025-02-03T09:00", "2025-03-10")
    mixtures = [
        ("citizens", (0.45, 0.3, 0.25)),
        ("third_sector", (0.4, 0.3, 0.3)),
        ("public", (0.3, 0.4, 0.3)),
    ]
    people = voting.people(rng, mixtures, (178, 36, 22))
    listening = Listening(carried, rng, carried.content["statements"], people, "2025-02-03T09:00")
    listening.write_down(planted=12, moderator="third_sector:1")
    carried.reports("2025-03-17T10:00")
    carried.consents(Gate.OPEN_DESIGN, "2025-03-19T18:00", "2025-03-21T10:00", partners=["citizens", "public"])
    _objects(carried, "mediated", "2025-03-20T17:00", ("2025-03-24T10:00", "2025-04-02T16:00"))
    gate, how = Gate.OPEN_DESIGN, both(carried.content["objections"]["mediated"], "remedy")
    carried.on("2025-04-02T16:30", "third_sector:1", end_objection, gate=gate, code="resolved", how=how)
    carried.consents(gate, "2025-04-03T09:00", partners=["third_sector"])


def _objects(carried: Carried, which: str, raised: str, *mediations: tuple[str, str]) -> None:
    """A reasoned objection, its mediation, and the repeat of it if there was one."""
    told = carried.content["objections"][which]
    gate, partner = Gate(told["gate"]), Partner(told["partner"])
    harm, remedy = both(told, "harm"), both(told, "remedy")
    carried.on(raised, f"{partner}:1", raise_objection, gate=gate, harm=harm, remedy=remedy)
    about = {"gate": gate, "partner": partner}
    mediator = MEDIATOR[str(partner)]
    for opens, closes in mediations:
        seat = carried.seat(mediator)
        carried.on(opens, OFFICER, open_mediation, mediator=seat, **about)
        carried.on(closes, mediator, close_mediation, how=both(told, "mediated"), **about)


def _design(carried: Carried, bodies: applied.Bodies) -> None:
    content = carried.content
    talk(carried)
    designed.state_design(carried, "2025-04-04T11:00", applied.providers(content, bodies.written))
    carried.window("design", "2025-04-07T09:00", "2025-05-06")
    designed.weigh(carried, "2025-05-07T09:00")
    designed.agree(carried, "2025-05-08T14:00", "opened")
    carried.publishes("2025-05-09T10:00", "design")
    carried.on("2025-05-09T10:05", OFFICER, commit, code="spec_published", text=both(content["committed"]))
    designed.consent_to_pots(carried, "2025-05-12T09:00")
    carried.consents(Gate.OPEN_APPLY, "2025-05-12T18:00", "2025-05-13T12:00", "2025-05-14T15:00")


def _call(carried: Carried, bodies: applied.Bodies) -> None:
    carried.window("call", "2025-05-19T09:00", "2025-06-30")
    applied.apply(carried, bodies, "2025-05-19T09:00")
    applied.answer(carried, "2025-07-02T10:00")
    applied.declare(carried, "2025-07-01T10:00")


def _decide(carried: Carried) -> None:
    codes = decided.roll(carried, "2025-07-02T11:00", CODES)
    decided.score(carried, "2025-07-08T08:00")
    carried.window("ballot", "2025-07-07T08:00", "2025-07-21")
    decided.vote(carried, "2025-07-07T08:00", codes, (412, 38, 19))
    decided.count(carried, "2025-07-22T09:00")
    decided.explain(carried, "2025-07-23T09:30")
    carried.consents(Gate.OPEN_DELIVER, "2025-07-28T18:00", "2025-07-29T12:00", "2025-07-30T15:00")


def _deliver(carried: Carried, bodies: applied.Bodies) -> None:
    awarded = decided.award(carried, "2025-08-01T10:00")
    delivered.plan(carried, "2025-08-04T10:00")
    delivered.sign(carried, "2025-08-11T10:00")
    carried.at("2025-08-12T09:00", decided.renewed)
    delivered.publish(carried, "2025-08-12T10:00")
    delivered.pay(carried, bodies, awarded)
    delivered.tell(carried, bodies)
    reported = carried.content["ending"]["report_on"]
    delivered.argue_about_the_ending(carried)
    carried.on(f"{reported}T09:00", OFFICER, beyond.reports_impact)
    carried.publishes(f"{reported}T10:00", "impact")
    carried.on(f"{reported}T12:00", OFFICER, beyond.says, kind="window_opens", object="ending")
    carried.on("2026-03-23T17:00", OFFICER, beyond.says, kind="window_closes", object="ending")
    carried.consents(Gate.ENDING, "2026-03-24T18:00", "2026-03-25T12:00", "2026-03-26T15:00")
    carried.on("2026-03-27T14:00", OFFICER, beyond.says, kind="decision", **DECIDED)
    seat, on = LEFT
    carried.on(on, seat, _leaves)
    delivered.end(carried)
    delivered.measure(carried)


def _leaves(*, round_id: int, by: By, at: datetime) -> None:
    """Somebody gives up their own seat."""
    end_seat(round_id=round_id, seat=str(by.seat), by=by, at=at)


def _share(carried: Carried) -> None:
    """The one override: citizens object, mediation fails twice, and the council goes on, in public."""
    told = carried.content["override"]
    _objects(
        carried,
        "overridden",
        "2026-09-14T18:00",
        ("2026-09-16T10:00", "2026-09-25T16:00"),
        ("2026-09-28T10:00", "2026-10-07T16:00"),
    )
    gate = Gate(carried.content["objections"]["overridden"]["gate"])
    carried.consents(gate, "2026-09-15T12:00", "2026-09-15T15:00", partners=["third_sector", "public"])
    what = {"gate": gate, "office": told["office"], "ground": told["ground"], "reasons": both(told)}
    carried.on("2026-10-12T10:00", OFFICER, override, **what)
