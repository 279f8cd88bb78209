"""Points that each seat gives the criteria. They are a whole that the seat shares out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from cydradd.design.criteria import Points as PointsRow
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import By
from cydradd_web.components.rows import add_row
from cydradd_web.design.models import Criterion, Points
from cydradd_web.design.selectors.agreed import DESIGN
from cydradd_web.design.services.checks import refuse
from cydradd_web.design.services.items import must_be_changeable
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import acting

PATH = "design/weights.csv"
MOST = 1_000_000


def give_points(*, round_id: int, points: Mapping[str, Fraction], by: By, at: datetime, key: str = "") -> Receipt:
    """Give the points of one seat, in place of those it gave before.

    The entry says that the seat weighed (``design.changed``, item ``weights``); the points are in the table.

    Args:
        points: By the id of the criterion; a criterion that is left out gets 0.

    Raises:
        NotYours: Whoever acts holds no seat.
        Amendment: The design is agreed.
        NotPossible: No criteria, one that is not in the design, points below 0 or too many, or none at all.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        partner, seat = by.must_sit()
        must_be_changeable(events_of(round_id))
        criteria = list(Criterion.objects.filter(round_id=round_id).values_list("identifier", flat=True))
        _must_be_points(points, criteria)
        Points.objects.filter(round_id=round_id, seat=seat).delete()
        for name in criteria:
            row = PointsRow(seat, Partner(partner), name, Fraction(points.get(name, 0)))
            add_row(Points, PATH, round_id, row)
        return act.record("change", object=DESIGN, item="weights", code="weighed")


def _must_be_points(points: Mapping[str, Fraction], criteria: list[str]) -> None:
    if not criteria:
        raise refuse("Nid oes maen prawf eto. Rhowch un yn gyntaf.", "There is no criterion yet. Add one first.")
    if missing := [name for name in points if name not in criteria]:
        listed = ", ".join(missing[:10])
        raise refuse(f"Nid yw hyn yn faen prawf yma: {listed}.", f"This is no criterion here: {listed}.")
    if any(not 0 <= value <= MOST for value in points.values()):
        raise refuse("Rhowch 0 pwynt neu fwy.", "Give 0 points or more.", "below-zero")
    if not sum(points.values(), Fraction(0)):
        raise refuse("Rhowch bwynt i un maen prawf o leiaf.", "Give a point to one criterion at least.", "no-points")
