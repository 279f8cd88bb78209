"""Whether a design is agreed, and what people said about it, read from the acts of its round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cydradd.cycle.events import Event, in_order

DESIGN, TAKEN_UP = "design", "taken_up"
"""What every act of the design is about; and the code of the act that takes an agreed design up again."""


def agreement(events: Sequence[Event]) -> Event | None:
    """The act by which the design was agreed as it stands; ``None``: it can still be changed."""
    found = None
    for act in in_order(events):
        if act.kind == "decision" and act.object == DESIGN:
            found = act
        elif act.kind == "change" and (act.object, act.code) == (DESIGN, TAKEN_UP):
            found = None
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution to the design, and what became of it.

    Attributes:
        replies: Answers of the seats, in order.
        changes: Changes that were made because of it, in order.
    """

    act: Event
    replies: tuple[Event, ...]
    changes: tuple[Event, ...]

    @property
    def answered(self) -> bool:
        """Whether a seat has answered."""
        return bool(self.replies)


def contributions(events: Iterable[Event]) -> tuple[Said, ...]:
    """Every contribution to the design, newest first."""
    acts = in_order(list(events))
    answers = [act for act in acts if act.kind in ("reply", "change") and act.links]
    found = [
        Said(
            act,
            tuple(each for each in answers if each.kind == "reply" and act.id in each.links),
            tuple(each for each in answers if each.kind == "change" and act.id in each.links),
        )
        for act in acts
        if act.kind == "contribution" and act.object == DESIGN and act.id
    ]
    return tuple(reversed(found))


def drafts(events: Iterable[Event]) -> tuple[Event, ...]:
    """Every draft of the design in words, newest first."""
    return tuple(reversed([act for act in in_order(list(events)) if act.kind == "design_text"]))


def options(events: Iterable[Event]) -> tuple[Event, ...]:
    """Every option that was considered, in order."""
    return tuple(act for act in in_order(list(events)) if act.kind == "option")
