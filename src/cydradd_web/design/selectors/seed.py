"""How far the seed for drawing lots has come."""

from __future__ import annotations

from dataclasses import dataclass

from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Language
from cydradd_web.design.models import SeedPart


@dataclass(frozen=True, slots=True)
class Part:
    """One partner's part. ``sha256`` ``None``: it is not bound; ``words`` ``None``: it has not opened them."""

    partner: Partner
    name: str
    sha256: str | None
    words: str | None


def parts(round_id: int, language: Language) -> tuple[Part, ...]:
    """Every partner's part, in the order in which the seed is made of them. One query."""
    made = {row.partner: row for row in SeedPart.objects.filter(round_id=round_id)}
    return tuple(
        Part(
            who,
            str(PARTNER_NAMES[who].side(language)),
            made[str(who)].sha256 if str(who) in made else None,
            made[str(who)].words if str(who) in made else None,
        )
        for who in Partner
    )
