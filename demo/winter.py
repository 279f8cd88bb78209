"""The third round of the demo: "Food and warmth this winter", while its ballot is open.

What people vote is sealed until the ballot closes, so there is no file in ``decide/``: no ballot, no score, no count.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import design_tables
import voting
from acts import Act, act, both_languages, consents, declarations, said, window
from writing import Row, design_hash, events, round_toml

Content = dict[str, Any]


def write(rounds: Path, content: Content, bodies: Mapping[str, Row]) -> None:
    """A round in which everything up to the ballot is there and open."""
    rng = Random(20260302)
    folder = rounds / content["round"]["id"]
    names = design_tables.seat_names(content["seats"], first=31)
    round_toml(
        folder / "round.toml",
        content["round"],
        decide=content["decide"],
        listen={"method": "polis", "seed": 0},
    )
    mixtures = [
        ("citizens", (0.5, 0.35, 0.15)),
        ("third_sector", (0.4, 0.2, 0.4)),
        ("public", (0.2, 0.2, 0.6)),
    ]
    opened = calendar.timegm(datetime(2026, 3, 30, 9, tzinfo=UTC).timetuple())
    people = voting.people(rng, mixtures, (124, 21, 14))
    voting.listening(folder / "listen", rng, content["statements"], people, opened)
    applied = {one["organisation"] for one in content["applications"]}
    providers = {id: body for id, body in bodies.items() if id in applied}
    design_tables.design(folder / "design", content, content_needs(content, providers), names)
    design_tables.apply(folder / "apply", content, bodies)
    design_tables.seats(folder / "cycle" / "seats.csv", names, "2026-03-02", content["interests"])
    agreed = design_hash(folder, content["decide"])
    events(folder / "cycle" / "events.jsonl", acts(content, names, agreed))


def content_needs(content: Content, providers: Mapping[str, Row]) -> dict[str, Row]:
    """Providers with the needs of this round that they applied for."""
    return {
        id: {**body, "needs": sorted({one["need"] for one in content["applications"] if one["organisation"] == id})}
        for id, body in providers.items()
    }


def acts(content: Content, names: Mapping[str, Sequence[str]], agreed: str) -> list[Act]:
    """From the notice to the opening of the ballot; it closes after the round's clock."""
    return [
        *said(content["acts"]),
        *both_languages("2026-03-09T10:00", object="notice"),
        *consents("open-listen", ["2026-03-16T18:00", "2026-03-17T12:00", "2026-03-18T15:00"]),
        *window("listen", "2026-03-30T09:00", "2026-05-05T17:00"),
        *both_languages("2026-05-12T10:00", object="report"),
        *consents("open-design", ["2026-05-18T18:00", "2026-05-19T12:00", "2026-05-20T15:00"]),
        *window("design", "2026-05-25T09:00", "2026-06-26T17:00"),
        act("2026-07-03T14:00", "decision", object="design", item=agreed, code="tracker"),
        *both_languages("2026-07-06T10:00", object="design"),
        act("2026-07-06T10:05", "commitment", object="design", code="spec_published"),
        *[act("2026-07-08T09:00", "consent", gate="open-apply", object=pot["id"]) for pot in content["pots"]],
        *consents("open-apply", ["2026-07-09T18:00", "2026-07-10T12:00", "2026-07-13T15:00"]),
        *window("call", "2026-09-01T09:00", "2026-10-02T17:00"),
        *both_languages("2026-10-08T10:00", object="eligibility"),
        *declarations("2026-10-12T10:00", names, content["interests"]),
        *window("ballot", "2026-10-19T08:00", None),
    ]
