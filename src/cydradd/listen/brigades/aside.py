"""What each list loses and gains when some people's votes are set aside; both maps stay public (listen.md 3.7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.votes import Strength, Votes

Mask = NDArray[np.bool_]

Lists = Callable[[Votes], Mapping[str, Sequence[str]]]
"""The lists of a conversation by name, each of statement ids in order."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a list loses and gains when some people's votes are set aside: statement ids."""

    name: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


def effect(votes: Votes, people: Mask, lists: Lists) -> tuple[Effect, ...]:
    """How each list would change without some people; for flags, and for the weakest strength of identity.

    Args:
        people: N; whose votes are set aside. Nothing is deleted: this is the second of two maps.
    """
    before, after = lists(votes), lists(votes.of(~people))
    return tuple(
        Effect(
            name,
            tuple(each for each in before[name] if each not in after.get(name, ())),
            tuple(each for each in after.get(name, ()) if each not in before[name]),
        )
        for name in before
    )


def weakest(votes: Votes, strengths: Mapping[str, str | None]) -> tuple[Strength, Mask] | None:
    """The weakest strength by which anybody in the map is known, and who is known by it; ``None`` where all are alike.

    Args:
        strengths: By participant; of whom nothing is told is not the weakest.
    """
    own = [strengths.get(person) for person in votes.participants]
    present = [strength for strength in Strength if str(strength) in own]
    if len(present) < 2:
        return None
    return present[0], np.array([each == present[0] for each in own], dtype=bool)
