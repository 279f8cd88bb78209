"""``/rounds/{slug}/stages/{stage}``."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema

from cydradd.cycle.stages import Stage
from cydradd_web.api.fields import told
from cydradd_web.api.operations import reads
from cydradd_web.api.refusals import only
from cydradd_web.api.rounds import round_of
from cydradd_web.rounds import sources

router = Router(tags=["rounds"])


class StageOfRound(Schema):
    """One stage of one round."""

    round: str = told("round")
    stage: Stage = told("stage")
    state: str = told("state")
    document: dict[str, object] | None = told("document")


@reads(router, "/rounds/{slug}/stages/{stage}", StageOfRound, "stage")
def stage(request: HttpRequest, slug: str, stage: Stage) -> dict[str, object]:
    """One stage of a round: what was calculated of it."""
    only(request)
    row = round_of(slug)
    document = sources.part(row.pk, str(stage))
    return {
        "round": row.slug,
        "stage": stage,
        "state": row.stages.get(stage, "not_present"),
        "document": document if isinstance(document, dict) else None,
    }
