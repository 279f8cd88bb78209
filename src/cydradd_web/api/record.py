"""``/rounds/{slug}/record`` and ``/rounds/{slug}/record/{n}``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from cydradd.vocabulary.text import Bilingual
from cydradd_web.api.fields import told
from cydradd_web.api.operations import reads
from cydradd_web.api.paging import Asked, numbers
from cydradd_web.api.refusals import no_such, only
from cydradd_web.api.rounds import round_of
from cydradd_web.api.schemas import Listed
from cydradd_web.record import selectors

router = Router(tags=["record"])
MOST = 2_147_483_647


class Entry(Schema):
    """One act in the record of a round."""

    n: int = told("n")
    type: str = told("type")
    at: datetime = told("at")
    partner: str | None = told("partner")
    gate: str | None = told("gate")
    leaf: str = told("leaf")
    entry: dict[str, object] = told("entry")
    openings: dict[str, object] = told("openings")


class Entries(Listed):
    """A page of the record."""

    items: list[Entry] = told("items")


def _entry(row: Mapping[str, object]) -> dict[str, object]:
    named = {name: row[name] for name in ("type", "at", "partner", "gate", "leaf", "openings")}
    return {"n": row["position"], "entry": json.loads(str(row["entry"])), **named}


@reads(router, "/rounds/{slug}/record", Entries, "record")
def record(request: HttpRequest, slug: str, asked: Query[Asked]) -> dict[str, object]:
    """The record: every act, from the first to the last."""
    row = round_of(slug)
    found = selectors.recorded(row.pk, start=asked.start, most=asked.size)
    return {"items": [_entry(each) for each in found], **numbers(request, asked, selectors.count(row.pk, files=True))}


@reads(router, "/rounds/{slug}/record/{n}", Entry, "entry")
def entry(request: HttpRequest, slug: str, n: Annotated[int, Path(ge=0, le=MOST)]) -> dict[str, object]:
    """One entry of the record, by its index."""
    only(request)
    row = round_of(slug)
    found = selectors.recorded_at(row.pk, n)
    if found is None:
        raise no_such(Bilingual("Cofnodiad", "Entry"), "n", f"/api/v1/rounds/{row.slug}/record")
    return _entry(found)
