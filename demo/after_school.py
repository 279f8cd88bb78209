"""The second round of the demo: "Somewhere to go after school", in the middle of its listening."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import voting
from acts import act, both_languages, consents, window
from writing import events, round_toml, table

SEATS = [
    ("c-11", "citizens"),
    ("c-12", "citizens"),
    ("t-11", "third_sector"),
    ("p-11", "public"),
    ("p-12", "public"),
]


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
    pots = [{**pot, "amount_p": pot["amount"] * 100, "consent": True} for pot in content["pots"]]
    columns = ["id", "commissioner", "commissioner_kind", "amount_p", "mode", "consent", "restriction"]
    table(folder / "design" / "pots.csv", columns, pots)
    seats = [{"seat": seat, "partner": partner, "from": "2026-09-01", "relation": "none"} for seat, partner in SEATS]
    table(folder / "cycle" / "seats.csv", ["seat", "partner", "from", "relation"], seats)
    events(folder / "cycle" / "events.jsonl", ACTS)


ACTS = [
    act(
        "2026-09-01T09:00",
        "item",
        id="item-1",
        object="scope",
        code="open",
        text={"cy": "Beth ddylai ddigwydd, a phryd.", "en": "What should happen, and when."},
    ),
    act(
        "2026-09-01T09:05",
        "item",
        id="item-2",
        object="scope",
        code="closed",
        text={
            "cy": "Rhaid i’r lle fod yn y pentref: nid oes arian am fysiau.",
            "en": "The place must be in the village: there is no money for buses.",
        },
    ),
    *both_languages("2026-09-14T10:00", object="notice"),
    *consents("open-listen", ["2026-09-21T18:00", "2026-09-22T12:00", "2026-09-24T15:00"]),
    *window("listen", "2026-10-05T09:00", None),
]
