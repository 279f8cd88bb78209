"""``/rounds`` and ``/rounds/{slug}``."""

from __future__ import annotations

import re
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema

from cydradd.vocabulary.text import Bilingual
from cydradd_web.api.fields import told
from cydradd_web.api.operations import reads
from cydradd_web.api.paging import Asked, numbers
from cydradd_web.api.refusals import Refused, no_such, only
from cydradd_web.api.schemas import Listed, Money, Words, money, words
from cydradd_web.record import selectors as record
from cydradd_web.rounds import sources
from cydradd_web.rounds.sources import Source

router = Router(tags=["rounds"])
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")


class RoundLine(Schema):
    """One round."""

    slug: str = told("slug")
    reference: str = told("reference")
    title: Words = told("title")
    place: str | None = told("place")
    money: Money | None = told("money")
    as_of: datetime = told("as_of")
    stage_reached: str | None = told("stage_reached")
    stages: dict[str, str] = told("stages")
    objections: int = told("objections")
    overrides: int = told("overrides")
    url: str = told("url")
    pages: Words = told("pages")


class Rounds(Listed):
    """A page of rounds."""

    items: list[RoundLine] = told("items")


class Round(RoundLine):
    """One round, with its gates."""

    gates: list[object] = told("gates")
    entries: int = told("entries")


def round_of(slug: str) -> Source:
    """The round of an address. One query.

    Raises:
        Refused: 404; there is none.
    """
    found = sources.source(slug) if SLUG.fullmatch(slug) else None
    if found is None:
        raise no_round()
    return found


def no_round() -> Refused:
    """The refusal of a round that is not there."""
    return no_such(Bilingual("Rownd", "Round"), "slug", "/api/v1/rounds")


def _line(request: HttpRequest, row: Source) -> dict[str, object]:
    page = reverse("round", args=[row.slug]).split("/", 2)[2]
    return {
        "slug": row.slug,
        "reference": row.reference,
        "title": words(row.title),
        "place": row.place_code,
        "money": money(row.money, row.currency),
        "as_of": row.as_of,
        "stage_reached": row.stage_reached,
        "stages": dict(row.stages),
        "objections": row.objections,
        "overrides": row.overrides,
        "url": request.build_absolute_uri(f"/api/v1/rounds/{row.slug}"),
        "pages": Words(**{code: request.build_absolute_uri(f"/{code}/{page}") for code in ("cy", "en")}),
    }


@reads(router, "/rounds", Rounds, "rounds")
def rounds(request: HttpRequest, asked: Query[Asked]) -> dict[str, object]:
    """Every round, newest first."""
    every = sources.sources()
    items = [_line(request, row) for row in every[asked.start : asked.start + asked.size]]
    return {"items": items, **numbers(request, asked, len(every))}


@reads(router, "/rounds/{slug}", Round, "round")
def round(request: HttpRequest, slug: str) -> dict[str, object]:
    """One round: its stage, its money and its gates."""
    only(request)
    row = round_of(slug)
    gates = sources.part(row.pk, "gates")
    return {
        **_line(request, row),
        "gates": gates if isinstance(gates, list) else [],
        "entries": record.count(row.pk, files=True),
    }
