"""Breaking ties in public: exact equality only, keys in a declared order, every tie kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from fractions import Fraction

from cydradd.decide.electorate import Electorate

KEYS = ("cost", "votes", "lot", "id", "max-cost")
DEFAULT = ("cost", "votes", "lot")


def lot(seed: str, project: str) -> str:
    """Place of a project in the draw: ascending SHA-256(seed || 0x00 || id), in hexadecimal."""
    return hashlib.sha256(seed.encode() + b"\x00" + project.encode()).hexdigest()


def in_force(keys: Sequence[str], seed: str | None) -> tuple[str, ...]:
    """The keys that are used: without a seed there is no lot to draw, and ``id`` takes its place."""
    return tuple("id" if key == "lot" and seed is None else key for key in keys)


def _value(voters: Electorate, key: str, seed: str | None) -> Callable[[int], Fraction | str]:
    if key == "cost":
        return lambda project: voters.costs[project]
    if key == "max-cost":
        return lambda project: -voters.costs[project]
    if key == "votes":
        return lambda project: -voters.votes(project)
    if key == "lot" and seed is not None:
        return lambda project: lot(seed, voters.projects[project])
    return lambda project: voters.projects[project]


def tie_break(
    voters: Electorate, keys: Sequence[str], seed: str | None
) -> Callable[[Sequence[int]], tuple[int, str | None]]:
    """A function that chooses among tied projects and names the key that decided."""
    values = [(key, _value(voters, key, seed)) for key in in_force(keys, seed)]

    def choose(tied: Sequence[int]) -> tuple[int, str | None]:
        left = list(tied)
        for key, value in values:
            best = min(value(project) for project in left)
            left = [project for project in left if value(project) == best]
            if len(left) == 1:
                return left[0], key
        return min(left, key=lambda project: voters.projects[project]), "id"

    return choose
