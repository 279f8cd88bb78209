"""The finished round of the demo: "Staying well at home", from the first notice to the last ending."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import design_tables
import staying_well_after
import voting
from cydradd.decide import count, pabulib
from cydradd.decide.options import Options
from staying_well_acts import acts
from writing import Row, design_hash, events, round_toml, table

Content = dict[str, Any]
LEFT = {"c-10": "2026-03-31"}
"""A seat that was given up, and when."""


def write(rounds: Path, content: Content, bodies: Mapping[str, Row]) -> None:
    """The whole folder. The count is run on it, so that what follows an award follows the true result."""
    rng = Random(20250103)
    folder = rounds / content["round"]["id"]
    names = design_tables.seat_names(content["seats"])
    round_toml(
        folder / "round.toml",
        content["round"],
        decide=content["decide"],
        listen={"method": "polis", "seed": 0},
        apply=content["apply"],
    )
    listen(folder / "listen", rng, content["statements"])
    design_tables.design(folder / "design", content, here(content, bodies), names)
    design_tables.apply(folder / "apply", content, bodies)
    ballots(folder / "decide" / "ballots.pb", rng, content)
    table(
        folder / "decide" / "scores.csv",
        ["application", "seat", "criterion", "score"],
        scores(rng, content),
    )
    design_tables.seats(folder / "cycle" / "seats.csv", names, "2025-01-06", content["interests"], LEFT)
    agreed = design_hash(folder, content["decide"])
    funded = winners(folder, content)
    staying_well_after.write(folder, content, bodies, funded)
    events(folder / "cycle" / "events.jsonl", acts(content, names, agreed, funded))


def here(content: Content, bodies: Mapping[str, Row]) -> dict[str, Row]:
    """The bodies that could meet a need of this round."""
    applied = {one["organisation"] for one in content["applications"]}
    return {id: body for id, body in bodies.items() if id in applied}


def listen(folder: Path, rng: Random, statements: Sequence[Mapping[str, Any]]) -> None:
    """236 people vote on the statements; partners lean, and none of them is of one mind."""
    mixtures = [
        ("citizens", (0.45, 0.3, 0.25)),
        ("third_sector", (0.4, 0.3, 0.3)),
        ("public", (0.3, 0.4, 0.3)),
    ]
    people = voting.people(rng, mixtures, (178, 36, 22))
    opened = calendar.timegm(datetime(2025, 2, 3, 9, tzinfo=UTC).timetuple())
    voting.listening(folder, rng, statements, people, opened)


def ballots(path: Path, rng: Random, content: Content) -> None:
    """469 ballots on everything that was not withdrawn."""
    projects = [one for one in content["applications"] if one.get("status") != "withdrawn"]
    meta = {
        "description": "Staying well at home (invented)",
        "country": "Wales",
        "unit": "Dyffryn Eithin",
        "instance": "2025",
        "num_projects": len(projects),
        "budget": sum(pot["amount"] for pot in content["pots"]),
        "currency": "GBP",
        "vote_type": "approval",
        "rule": "equal-shares",
        "min_length": 1,
        "max_length": len(projects),
    }
    voting.ballots(path, rng, meta, projects, (412, 38, 19))


def scores(rng: Random, content: Content) -> list[Row]:
    """What the panel gave: the marks as written, one more or less by each reader; none where there is an interest."""
    return [
        {
            "application": one["id"],
            "seat": seat,
            "criterion": criterion["id"],
            "score": min(10, max(0, mark + rng.choice([-1, 0, 0, 1]))),
        }
        for one in content["applications"]
        if "status" not in one
        for seat in content["panel"]
        if one["need"] not in recused_needs(seat, content)
        for criterion, mark in zip(content["criteria"], one["marks"], strict=True)
    ]


def recused_needs(seat: str, content: Content) -> set[str]:
    """Needs whose lot a seat may not judge, since a body it is tied to applies there."""
    tied = content["interests"].get(seat, {}).get("links", [])
    return {one["need"] for one in content["applications"] if one["organisation"] in tied}


def winners(folder: Path, content: Content) -> list[str]:
    """What the count funds, in order of purchase."""
    election, _ = pabulib.read(folder / "decide" / "ballots.pb")
    options = Options.from_settings({**content["decide"], "weights": "partner"})
    aside = {one["id"]: one["reason"] for one in content["applications"] if one.get("status") == "ineligible"}
    return list(count.count(election, options, ineligible=aside).winners)
