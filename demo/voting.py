"""Votes and ballots of invented people, drawn from a seeded generator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from writing import table

PARTNERS = ("citizens", "third_sector", "public")
Statement = Mapping[str, Any]


def vote(rng: Random, lean: float) -> int:
    """Agree, pass or disagree of somebody whose group leans so far."""
    if rng.random() < 0.12:
        return 0
    return 1 if rng.random() < (1 + lean) / 2 else -1


def listening(
    folder: Path, rng: Random, statements: Sequence[Statement], people: Sequence[tuple[str, int]], opened: int
) -> None:
    """The files of ``listen/``: people are (partner, group) pairs; ``opened`` is a POSIX time in seconds."""
    rows, participants = [], []
    agrees = [0] * len(statements)
    disagrees = [0] * len(statements)
    for voter, (partner, group) in enumerate(people):
        start = opened + rng.randrange(27 * 86400)
        seen = rng.sample(range(len(statements)), rng.randint(9, len(statements)))
        for step, index in enumerate(seen):
            value = vote(rng, statements[index]["lean"][group])
            agrees[index] += value == 1
            disagrees[index] += value == -1
            rows.append(
                {
                    "timestamp": start + 8 * step,
                    "comment-id": index + 1,
                    "voter-id": voter,
                    "vote": value,
                }
            )
        participants.append(
            {
                "voter-id": voter,
                "partner": partner if rng.random() < 0.92 else "",
                "strength": "email" if rng.random() < 0.8 else "in_person",
                "age_band": rng.choice(["16-24", "25-44", "45-64", "65-79", "80+"]),
            }
        )
    rows.sort(key=lambda row: row["timestamp"])
    table(folder / "votes.csv", ["timestamp", "comment-id", "voter-id", "vote"], rows)
    table(
        folder / "comments.csv",
        [
            "timestamp",
            "comment-id",
            "author-id",
            "agrees",
            "disagrees",
            "moderated",
            "comment-body",
            "comment-body-cy",
        ],
        [
            {
                "timestamp": opened,
                "comment-id": index + 1,
                "author-id": index % len(people),
                "agrees": agrees[index],
                "disagrees": disagrees[index],
                "moderated": 1,
                "comment-body": statement["en"],
                "comment-body-cy": statement["cy"],
            }
            for index, statement in enumerate(statements)
        ],
    )
    table(folder / "participants.csv", ["voter-id", "partner", "strength", "age_band"], participants)


def ballots(
    path: Path, rng: Random, meta: Mapping[str, object], projects: Sequence[Statement], size: Sequence[int]
) -> None:
    """A Pabulib file of approval ballots; ``size`` is the number of ballots of each partner."""
    voters = []
    for partner, count in enumerate(size):
        for _ in range(count):
            taste = rng.gauss(0, 0.12)
            chosen = [
                project["id"] for project in projects if rng.random() < min(0.95, project["love"][partner] + taste)
            ]
            voters.append((PARTNERS[partner], ",".join(chosen)))
    rng.shuffle(voters)
    lines = ["META", "key;value"]
    lines += [f"{key};{value}" for key, value in {**meta, "num_votes": len(voters)}.items()]
    lines += ["PROJECTS", "project_id;cost;name"]
    lines += [f"{project['id']};{project['cost']};{project['title_en']}" for project in projects]
    lines += ["VOTES", "voter_id;vote;partner"]
    lines += [f"{number};{chosen};{partner}" for number, (partner, chosen) in enumerate(voters, 1)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def people(rng: Random, counts: Iterable[tuple[str, Sequence[float]]], sizes: Sequence[int]) -> list[tuple[str, int]]:
    """(partner, group) of each person; each partner has its own mixture of the three groups."""
    everybody = [
        (partner, rng.choices(range(len(mixture)), mixture)[0])
        for (partner, mixture), size in zip(counts, sizes, strict=True)
        for _ in range(size)
    ]
    rng.shuffle(everybody)
    return everybody
