"""``/rounds/{slug}/results``."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema

from cydradd_web.api.fields import told
from cydradd_web.api.operations import reads
from cydradd_web.api.refusals import only
from cydradd_web.api.rounds import round_of
from cydradd_web.rounds.selectors.results import results as parts

router = Router(tags=["rounds"])


class Results(Schema):
    """All that was calculated of one round."""

    round: str = told("round")
    parts: dict[str, object] = told("parts")


@reads(router, "/rounds/{slug}/results", Results, "results")
def results(request: HttpRequest, slug: str) -> dict[str, object]:
    """All that was calculated of a round, as in results.json."""
    only(request)
    row = round_of(slug)
    return {"round": row.slug, "parts": parts(row.pk)}
