"""What the seats gave the criteria: one's own points, the partner's mean and the mean of the partners."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cydradd.design.criteria import Points
from cydradd.design.partner_weights import mean_of_partners, of_partners
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Language
from cydradd_web.design.selectors import rows
from cydradd_web.design.selectors.workshop import said


@dataclass(frozen=True, slots=True)
class Weight:
    """One criterion, in hundredths; ``None``: not every partner has given points."""

    title: str
    lang: str | None
    own: str
    partners: tuple[str | None, ...]
    mean: str | None


@dataclass(frozen=True, slots=True)
class Weights:
    """What a seat may see. `shown`: only once it has given its own.

    Attributes:
        criteria: Id and words of each criterion, for the form.
        own: Points the seat has given.
        names: The partners, in the order of `Weight.partners`.
        waiting: Partners of which no seat has given points.
    """

    criteria: tuple[tuple[str, str], ...]
    own: dict[str, Fraction]
    names: tuple[str, ...] = ()
    shown: tuple[Weight, ...] = ()
    waiting: tuple[str, ...] = ()


def weights(round_id: int, seat: str | None, language: Language) -> Weights:
    """The weights of a round as one seat may see them. Two queries."""
    criteria: tuple[Any, ...] = rows(round_id, "design/criteria.csv")
    points: tuple[Any, ...] = rows(round_id, "design/weights.csv")
    own = {row.criterion: row.points for row in points if row.seat == seat}
    words = {row.id: said(row.title, language) for row in criteria}
    found = Weights(tuple((row.id, f"{row.id}: {words[row.id][0]}") for row in criteria), own)
    if not own:
        return found
    by_partner = _by_partner(points, [row.id for row in criteria])
    mean = mean_of_partners(by_partner) if len(by_partner) == len(Partner) else None
    total = sum(own.values(), Fraction(0)) or Fraction(1)
    shown = tuple(
        Weight(
            *words[row.id],
            _percent(own.get(row.id, Fraction(0)) / total) or "",
            tuple(_percent(by_partner[who][row.id]) if who in by_partner else None for who in Partner),
            _percent(mean[row.id]) if mean else None,
        )
        for row in criteria
    )
    names = {who: str(PARTNER_NAMES[who].side(language)) for who in Partner}
    waiting = tuple(name for who, name in names.items() if who not in by_partner)
    return Weights(found.criteria, own, tuple(names.values()), shown, waiting)


def _by_partner(points: tuple[Points, ...], criteria: list[str]) -> dict[Partner, dict[str, Fraction]]:
    """Weights of each partner that gave any. One partner alone is weighed by standing in for all three."""
    found: dict[Partner, dict[str, Fraction]] = {}
    for who in Partner:
        alone = [
            Points(f"{row.seat}-{other}", other, row.criterion, row.points)
            for row in points
            if row.partner is who
            for other in Partner
        ]
        try:
            found[who] = of_partners(alone, criteria)[0][who]
        except NotPossible:
            continue
    return found


def _percent(share: Fraction) -> str | None:
    return f"{float(100 * share):.1f}".removesuffix(".0") + " %"
