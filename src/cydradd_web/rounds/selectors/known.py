"""Rounds among others, for what is told over all of them: where money went, what an organisation did, what is where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import JSONField, OuterRef, Subquery
from django.utils.safestring import SafeString, mark_safe

from cydradd.cycle.events import Event
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.rounds.convert import WHY
from cydradd_web.rounds.models import Act, Document, Piece, Round


@dataclass(frozen=True, slots=True)
class Known:
    """One round among others.

    Attributes:
        winners: Ids of the projects that are funded; ``None``: nothing is counted yet.
        set_aside: Ids of projects that did not stand in the count, each with its kind.
        whys: Why the count did not fund a project, by its id, where a language was asked for.
    """

    id: int
    slug: str
    reference: str
    title: Bilingual
    place: str | None
    currency: str
    as_of: datetime
    winners: tuple[str, ...] | None = None
    set_aside: Mapping[str, str] = field(default_factory=dict)
    whys: Mapping[str, SafeString] = field(default_factory=dict)


def known(round_ids: Iterable[int] | None = None, language: Language | None = None) -> tuple[Known, ...]:
    """Rounds with what their count came to, newest first. One query.

    Args:
        round_ids: These rounds only; ``None``: every round.
        language: The language in which it is told why projects were not funded.
    """
    why = Piece.objects.filter(round_id=OuterRef("pk"), name=WHY, language=str(language or ""))
    decided = Document.objects.filter(round_id=OuterRef("pk"), part="decide")
    rows = Round.objects.annotate(
        why=Subquery(why.values("html")),
        won=Subquery(decided.values("content__winners"), output_field=JSONField()),
        aside=Subquery(decided.values("content__eligibility"), output_field=JSONField()),
    )
    return tuple(
        Known(
            id=row.pk,
            slug=row.slug,
            reference=row.reference,
            title=Bilingual(row.title_cy, row.title_en),
            place=row.place_code,
            currency=row.currency,
            as_of=row.as_of,
            winners=None if row.won is None else tuple(row.won),
            set_aside={each["project"]: each["kind"] for each in row.aside or ()},
            whys={id: mark_safe(told) for id, told in json.loads(row.why or "{}").items()},  # noqa: S308  escaped there
        )
        for row in (rows if round_ids is None else rows.filter(pk__in=list(round_ids)))
    )


def publications() -> dict[int, tuple[Event, ...]]:
    """Every act by which a round made something public, by round. One query."""
    found: dict[int, list[Event]] = {}
    for act in Act.objects.filter(kind="publish"):
        made = Event(act.kind, act.at, object=act.object, code=act.code, row=act.position)
        found.setdefault(act.round_id, []).append(made)
    return {id: tuple(acts) for id, acts in found.items()}


def known_live(slug: str) -> int | None:
    """Key of a round that is carried on this site; ``None``: there is none of this address. One query."""
    return Round.objects.filter(slug=slug, live=True).values_list("pk", flat=True).first()
