"""What a design needs in Welsh and in English before it is public."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cydradd.vocabulary.text import Bilingual
from cydradd_web.design import selectors
from cydradd_web.design.kinds import KINDS
from cydradd_web.rounds.publishable import needs

SIDES = ("title", "text", "reason")


@needs("design")
def design(round_id: int) -> Iterable[Bilingual]:
    """One sentence for each title, question and reason that lacks a language."""
    return sides_missing(round_id)


def sides_missing(round_id: int) -> tuple[Bilingual, ...]:
    """As `design`, in the order of the kinds."""
    found = []
    for kind in KINDS.values():
        for row in selectors.rows(round_id, kind.path):
            found += [_sentence(row, side) for side in missing_in(row)]
    return tuple(found)


def missing_in(row: Any) -> tuple[str, ...]:
    """The languages, ``cy`` or ``en``, that a row of the design lacks."""
    for name in SIDES:
        if hasattr(row, name):
            both = getattr(row, name) or Bilingual()
            return tuple(side for side in ("cy", "en") if not getattr(both, side))
    return ()


def _sentence(row: Any, side: str) -> Bilingual:
    cy, en = ("Cymraeg", "Welsh") if side == "cy" else ("Saesneg", "English")
    return Bilingual(f"{row.id}: {cy}", f"{row.id}: {en}")
