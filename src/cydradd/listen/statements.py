"""Statements: one sentence each, on which people agree, disagree or pass."""

from __future__ import annotations

from dataclasses import dataclass

from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence somebody made.

    Attributes:
        id: As in the export.
        text: What it says; a side that nobody wrote is missing.
        moderated: 1 in, -1 out, 0 not looked at; 0 is in the map.
        meta: Asks who the voter is rather than what they think; never in the map.
        seed: Put there by the conveners before anybody voted.
        author: Pseudonym of its author; ``None`` = not told.
    """

    id: str
    text: Bilingual
    moderated: int = 0
    meta: bool = False
    seed: bool | None = None
    author: str | None = None

    @property
    def out(self) -> bool:
        """Whether it takes no part in the map."""
        return self.moderated == -1 or self.meta
