"""Weights of criteria: of a person, of a partner, of the round. Each partner holds a third, however many seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    from cydradd.design.criteria import Points

Weights: TypeAlias = "Mapping[str, Fraction]"


def _by_seat(points: Sequence[Points], criteria: Sequence[str]) -> dict[tuple[Partner, str], dict[str, Fraction]]:
    """What every seat gave, once each.

    Raises:
        NotPossible: A criterion that is not known, points below 0, a seat of two partners, points given twice.
    """
    partner_of: dict[str, Partner] = {}
    given: dict[tuple[Partner, str], dict[str, Fraction]] = {}
    for row in points:
        if row.criterion not in criteria:
            raise _wrong(row, "nid yw’r maen prawf hwn yn y rhestr", "this criterion is not in the list")
        if row.points < 0:
            raise _wrong(row, "rhowch 0 pwynt neu fwy", "give 0 points or more")
        if partner_of.setdefault(row.seat, row.partner) is not row.partner:
            raise _wrong(row, "mae’r sedd gan ddau bartner; cadwch un", "the seat belongs to two partners; keep one")
        seat = given.setdefault((row.partner, row.seat), {})
        if row.criterion in seat:
            raise _wrong(
                row, "mae’r pwyntiau yno ddwywaith; cadwch un rhes", "the points are there twice; keep one row"
            )
        seat[row.criterion] = row.points
    return given


def _wrong(row: Points, cy: str, en: str) -> NotPossible:
    where = f"{row.seat}, {row.criterion}"
    return NotPossible(
        Bilingual(f"Ni ellir cyfri’r pwyntiau hyn ({where}): {cy}.", f"These points cannot be counted ({where}): {en}.")
    )


def of_partners(
    points: Sequence[Points], criteria: Sequence[str]
) -> tuple[dict[Partner, dict[str, Fraction]], tuple[str, ...]]:
    """Weights of each partner: the mean of its seats; and the seats that gave nothing to anything.

    A criterion to which a seat gave no point has weight 0 for that seat: points are a whole that it shares out.

    Raises:
        NotPossible: A partner has no weights: they are never imputed.
    """
    given = _by_seat(points, criteria)
    found: dict[Partner, dict[str, Fraction]] = {}
    for partner in Partner:
        seats = [seat for (who, _), seat in given.items() if who is partner and sum(seat.values()) > 0]
        if not seats:
            name = PARTNER_NAMES[partner]
            raise NotPossible(
                Bilingual(
                    f"Nid yw pob partner wedi rhoi pwysoliadau, ac ni fydd neb yn eu dyfalu. Ar goll: {name.cy} "
                    f"({partner}). Gofynnwch i un o seddi’r partner roi pwyntiau.",
                    f"Not every partner has given weights, and nobody will guess them. Missing: {name.en} "
                    f"({partner}). Ask a seat of that partner to give points.",
                ),
                code="no-weights",
            )
        found[partner] = {
            name: sum((seat.get(name, Fraction(0)) / sum(seat.values()) for seat in seats), Fraction(0)) / len(seats)
            for name in criteria
        }
    return found, tuple(seat for (_, seat), each in given.items() if not sum(each.values()))


def mean_of_partners(by_partner: Mapping[Partner, Weights]) -> dict[str, Fraction]:
    """Weights of the round: a third from each partner."""
    names = next(iter(by_partner.values()))
    return {name: sum((by_partner[who][name] for who in Partner), Fraction(0)) / len(Partner) for name in names}


def distances(by_partner: Mapping[Partner, Weights]) -> list[Fraction]:
    """How far apart each two partners are: sum of the differences of their weights, 0 to 2."""
    return [
        sum((abs(by_partner[one][name] - by_partner[other][name]) for name in by_partner[one]), Fraction(0))
        for one, other in combinations(Partner, 2)
    ]
