"""What files to download, feeds and calendars read of rounds. Querysets stay here; typed values leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.rounds.models import Act, Document, Round, RoundFile, Seat


@dataclass(frozen=True, slots=True)
class Source:
    """One round, as a program sees it. Money is in minor units of ``currency``; ``None``: not known.

    ``folder_hash``: another one whenever the round's data are others.
    """

    pk: int
    slug: str
    reference: str
    title: Bilingual
    place_code: str | None
    currency: str
    money: int | None
    as_of: datetime
    stage_reached: str | None
    stages: Mapping[str, str]
    objections: int
    overrides: int
    folder_hash: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One table as it stood in its file: its headings, and the lines that no row came of, each with its text."""

    header: tuple[str, ...]
    unread: tuple[tuple[int, tuple[str, ...]], ...]


def _source(row: Round) -> Source:
    return Source(
        pk=row.pk,
        slug=row.slug,
        reference=row.reference,
        title=Bilingual(row.title_cy, row.title_en),
        place_code=row.place_code,
        currency=row.currency,
        money=row.money,
        as_of=row.as_of,
        stage_reached=row.stage_reached,
        stages=row.stages,
        objections=row.objections,
        overrides=row.overrides,
        folder_hash=row.folder_hash or row.output,
    )


def sources() -> tuple[Source, ...]:
    """Every round, newest first. One query."""
    return tuple(_source(row) for row in Round.objects.all())


def source(slug: str) -> Source | None:
    """One round; ``None``: there is no such round. One query."""
    row = Round.objects.filter(slug=slug).first()
    return None if row is None else _source(row)


def known() -> tuple[tuple[str, Bilingual], ...]:
    """The address and the title of every round, newest first. One query."""
    rows = Round.objects.values_list("slug", "title_cy", "title_en")
    return tuple((slug, Bilingual(cy, en)) for slug, cy, en in rows)


def shapes(round_id: int) -> Mapping[str, Shape]:
    """Every file of a round by its path. One query."""
    rows = RoundFile.objects.filter(round_id=round_id).values_list("path", "header", "unread")
    return {
        path: Shape(tuple(header), tuple((position, tuple(cells)) for position, cells in unread))
        for path, header, unread in rows
    }


def seats(round_id: int, _path: str) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The text of each seat of a round, with its line; a seat is a pseudonym. One query."""
    return list(Seat.objects.filter(round_id=round_id).values_list("position", "cells"))


def part(round_id: int, name: str) -> JsonValue:
    """One part of what a round gives (results.json); ``None``: there is none. One query."""
    found: JsonValue = Document.objects.filter(round_id=round_id, part=name).values_list("content", flat=True).first()
    return found


def changes(round_ids: Iterable[int], kind: str) -> Mapping[tuple[int, str], int]:
    """How many acts of one kind speak of each thing, by its round. One query."""
    found = Act.objects.filter(round_id__in=list(round_ids), kind=kind).values_list("round_id", "object", "line")
    counted: dict[tuple[int, str], int] = {}
    for round_id, thing, line in found:
        about = thing or (line.get("body") or {}).get("object")
        if about:
            counted[round_id, str(about)] = counted.get((round_id, str(about)), 0) + 1
    return counted
