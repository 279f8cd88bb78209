"""What pages read of the record: each act in words, with its index and its hash."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from cydradd.cycle.report import formats
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.record.models import Entry
from cydradd_web.record.words import said


@dataclass(frozen=True, slots=True)
class Act:
    """One act, as a page shows it.

    Attributes:
        number: Its index in the record of the round, from 0.
        partner: Who acted; ``None`` where no partner did.
        words: What was done, in the language of the page.
        told: What was written there, in the language of the page where it is; its language when it is another.
    """

    number: int
    type: str
    at: datetime
    day: str
    partner: Partner | None
    partner_name: str | None
    words: str
    told: tuple[str, Language] | None
    leaf: str
    body: str
    harm: tuple[str, Language] | None = None
    remedy: tuple[str, Language] | None = None
    office: str | None = None
    ground: str | None = None


FILE = "record.file_bound"
"""The entry of one file of a round: not what anybody did, so that lists of acts leave it out unless it is asked for."""


def _of_stage(round_id: int, stage: Stage | None, *, files: bool) -> QuerySet[Entry]:
    """Acts of a round; of one stage: its own, and those at the gate that opens it."""
    found = Entry.objects.filter(round_id=round_id)
    if stage is None:
        return found if files else found.exclude(type=FILE)
    gates = [f"open-{stage}"] + (["ending"] if stage is Stage.DELIVER else [])
    return found.filter(Q(type__startswith=f"{stage}.") | Q(gate__in=gates))


def count(round_id: int, *, stage: Stage | None = None, files: bool = False) -> int:
    """How many acts there are; with ``files``, how many entries. One query."""
    return _of_stage(round_id, stage, files=files).count()


def entries(
    round_id: int, language: Language, *, stage: Stage | None = None, most: int, start: int = 0, files: bool = False
) -> tuple[Act, ...]:
    """Acts of a round, newest first. One query.

    Args:
        stage: Only acts of this stage.
        most: How many at the most.
        start: How many to pass over.
        files: The entries of files too.
    """
    rows = _of_stage(round_id, stage, files=files).order_by("-position")[start : start + most]
    return tuple(_act(row, language) for row in rows)


def entry(round_id: int, number: int, language: Language) -> Act | None:
    """One act; ``None``: there is no such index. One query."""
    row = Entry.objects.filter(round_id=round_id, position=number).first()
    return None if row is None else _act(row, language)


@dataclass(frozen=True, slots=True)
class LastAct:
    """The act that was the last one at some instant: its index, and what was done."""

    number: int
    words: str


def last_act(round_id: int, language: Language, *, until: datetime) -> LastAct | None:
    """The last act of a round up to an instant; ``None``: there was none. One query."""
    rows = Entry.objects.filter(round_id=round_id, at__lte=until).exclude(type=FILE)
    row = rows.order_by("-position").first()
    return None if row is None else LastAct(row.position, said(row.type, json.loads(row.entry)["body"], language))


RECORDED = ("position", "leaf", "type", "at", "partner", "gate", "entry", "openings")


def recorded(round_id: int, *, start: int = 0, most: int | None = None) -> Sequence[dict[str, object]]:
    """Entries of a round as they are recorded, in order, with what their sealed parts open to. One query.

    Args:
        start: How many to pass over.
        most: How many at the most; ``None``: all that follow.
    """
    end = None if most is None else start + most
    return list(Entry.objects.filter(round_id=round_id).values(*RECORDED)[start:end])


def leaves(round_id: int) -> Sequence[str]:
    """The hash of every entry of a round, in order. One query."""
    return list(Entry.objects.filter(round_id=round_id).order_by("position").values_list("leaf", flat=True))


def recorded_at(round_id: int, number: int) -> dict[str, object] | None:
    """One entry as it is recorded; ``None``: there is no such index. One query."""
    found: dict[str, object] | None = Entry.objects.filter(round_id=round_id, position=number).values(*RECORDED).first()
    return found


def has_entry(round_id: int, type_: str) -> bool:
    """Whether an act of this type is in the record of a round. One query."""
    return Entry.objects.filter(round_id=round_id, type=type_).exists()


def body_of_last(round_id: int, type_: str) -> dict[str, Any] | None:
    """What the last act of a type says in its body; ``None``: there is none. One query."""
    found = Entry.objects.filter(round_id=round_id, type=type_).order_by("-position").values_list("entry", flat=True)
    text = found.first()
    return None if text is None else dict(json.loads(text)["body"])


def named_by(round_id: int, type_: str, start: str) -> tuple[int, str] | None:
    """Index and leaf of the act of a type whose leaf begins so; ``None``: there is none. One query."""
    found = Entry.objects.filter(round_id=round_id, type=type_, leaf__startswith=start)
    return found.values_list("position", "leaf").first()


def latest(language: Language, most: int) -> tuple[tuple[int, Act], ...]:
    """The latest acts of all rounds, newest first, each with the key of its round. One query."""
    rows = Entry.objects.exclude(type=FILE).order_by("-at", "-round_id", "-position")[:most]
    return tuple((row.round_id, _act(row, language)) for row in rows)


def dated(round_ids: Sequence[int], types: Sequence[str], language: Language) -> tuple[tuple[int, Act], ...]:
    """Every act of some kinds in some rounds, in order, each with the key of its round. One query."""
    rows = Entry.objects.filter(round_id__in=round_ids, type__in=types)
    return tuple((row.round_id, _act(row, language)) for row in rows)


def numbers() -> tuple[tuple[str, int], ...]:
    """Every entry of every round, by the address of its round and its index. One query."""
    return tuple(Entry.objects.values_list("round__slug", "position"))


def _act(row: Entry, language: Language) -> Act:
    partner = Partner(row.partner) if row.partner else None
    body: dict[str, Any] = json.loads(row.entry)["body"]
    return Act(
        number=row.position,
        type=row.type,
        at=row.at,
        day=formats.day(row.at, language),
        partner=partner,
        partner_name=PARTNER_NAMES[partner].side(language) if partner else None,
        words=said(row.type, body, language),
        told=_told(row.openings.get("text"), "text", language),
        leaf=row.leaf,
        body=json.dumps(json.loads(row.entry), ensure_ascii=False, indent=2),
        harm=_told(row.openings.get("text"), "harm", language),
        remedy=_told(row.openings.get("text"), "remedy", language),
        office=_word(body.get("office")),
        ground=_word(body.get("ground")),
    )


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _told(part: object, name: str, language: Language) -> tuple[str, Language] | None:
    """What was said under a name in an opened part: in two languages, or in one that is not named."""
    text = part.get(name) if isinstance(part, dict) else part if name == "text" else None
    if isinstance(text, dict):
        return Bilingual(_side(text, "cy"), _side(text, "en")).either(language)
    return (text, language) if isinstance(text, str) else None


def _side(text: dict[str, object], code: str) -> str | None:
    side = text.get(code)
    return side if isinstance(side, str) else None
