"""What an invariant answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Whether an invariant is kept, broken, or cannot be judged from what is there."""

    HOLDS = "holds"
    BROKEN = "broken"
    NOT_EVIDENCED = "not_evidenced"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer, with the ids of what breaks the rule."""

    state: State
    ids: tuple[str, ...] = ()


NOT_EVIDENCED = Verdict(State.NOT_EVIDENCED)


def broken_by(ids: Iterable[str], *, judged: bool = True) -> Verdict:
    """Broken by the ids there are; with none, kept if everything could be ``judged``."""
    offending = tuple(sorted(set(ids)))
    if offending:
        return Verdict(State.BROKEN, offending)
    return Verdict(State.HOLDS) if judged else NOT_EVIDENCED
