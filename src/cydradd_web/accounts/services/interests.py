"""What somebody in a seat declares of their ties to organisations (cycle.md section 1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from cydradd.cycle.columns import RELATIONS
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import parse_org_id
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.models import Place
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import acting
from cydradd_web.rounds.services.seating import declare_in_row

NONE = "none"
"""No tie to any organisation: that, too, is a declaration."""
NOT_BOTH = Bilingual(
    "Dewiswch naill ai sefydliadau a’ch cysylltiad â nhw, neu “Dim cysylltiad”, nid y ddau.",
    "Choose either organisations and your tie to them, or “No tie”, not both.",
)


def declare_interests(
    *, round_id: int, organisations: Collection[str], relation: str, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Record the organisations to which whoever sits here has a tie, and which. The last declaration stands in the
    seat's row; every earlier one stays among the acts, and the seat stands aside from what it ever declared.

    Args:
        organisations: Org-ids; none with the relation ``none``.
        relation: One of `RELATIONS`: the nearest tie, where there are several.

    Raises:
        NotYours: Whoever acts holds no seat in the round.
        UnknownIdentifier: An organisation that org-id.guide does not know.
        NotPossible: Organisations with ``none``, or another relation without any.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        _partner, seat = by.must_sit()
        declared = sorted({str(parse_org_id(each)) for each in organisations})
        if relation not in RELATIONS or bool(declared) == (relation == NONE):
            raise NotPossible(NOT_BOTH)
        declare_in_row(round_id=round_id, seat=seat, organisations=declared, relation=relation)
        Place.objects.filter(round_id=round_id, seat=seat).update(declared_at=act.at)
        return act.record("interest", links=tuple(declared), code=relation)
