"""The second round of the demo: "Somewhere to go after school", in the middle of its listening."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import design_tables
import voting
from acts import both_languages, consents, said, window
from writing import events, round_toml


def write(rounds: Path, content: dict[str, Any]) -> None:
    """A round that has been convened and is listening."""
    rng = Random(20260107)
    folder = rounds / content["round"]["id"]
    round_toml(folder / "round.toml", content["round"], listen={"method": "polis", "seed": 0})
    mixtures = [
        ("citizens", (0.55, 0.3, 0.15)),
        ("third_sector", (0.4, 0.3, 0.3)),
        ("public", (0.15, 0.25, 0.6)),
    ]
    opened = calendar.timegm(datetime(2026, 10, 5, 9, tzinfo=UTC).timetuple())
    people = voting.people(rng, mixtures, (71, 12, 9))
    voting.listening(folder / "listen", rng, content["statements"], people, opened)
    design_tables.pots(folder / "design" / "pots.csv", content["pots"])
    names = design_tables.seat_names(content["seats"], first=11)
    design_tables.seats(folder / "cycle" / "seats.csv", names, "2026-09-01", {})
    acts = [
        *said(content["acts"]),
        *both_languages("2026-09-14T10:00", object="notice"),
        *consents("open-listen", ["2026-09-21T18:00", "2026-09-22T12:00", "2026-09-24T15:00"]),
        *window("listen", "2026-10-05T09:00", None),
    ]
    events(folder / "cycle" / "events.jsonl", acts)
