"""Votes and ballots of invented people, drawn from a seeded generator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

PARTNERS = ("citizens", "third_sector", "public")
Statement = Mapping[str, Any]


def vote(rng: Random, lean: float) -> int:
    """Agree, pass or disagree of somebody whose group leans so far."""
    if rng.random() < 0.12:
        return 0
    return 1 if rng.random() < (1 + lean) / 2 else -1


def choices(rng: Random, projects: Sequence[Statement], sizes: Sequence[int]) -> list[tuple[str, list[str], int]]:
    """Who approves what: the partner of each voter, the projects they choose, and which of its voters they are."""
    voters = []
    for partner, many in enumerate(sizes):
        for number in range(many):
            taste = rng.gauss(0, 0.12)
            chosen = [
                project["id"] for project in projects if rng.random() < min(0.95, project["love"][partner] + taste)
            ]
            voters.append((PARTNERS[partner], chosen, number))
    return voters


def people(rng: Random, counts: Iterable[tuple[str, Sequence[float]]], sizes: Sequence[int]) -> list[tuple[str, int]]:
    """(partner, group) of each person; each partner has its own mixture of the three groups."""
    everybody = [
        (partner, rng.choices(range(len(mixture)), mixture)[0])
        for (partner, mixture), size in zip(counts, sizes, strict=True)
        for _ in range(size)
    ]
    rng.shuffle(everybody)
    return everybody
