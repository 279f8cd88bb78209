"""Acts of a round, one line each of ``cycle/events.jsonl``, and how they become entries of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Event:
    """One act (design.md section 6, cycle.md section 3).

    Attributes:
        kind: ``consent``, ``objection``, ``window_opens`` ..., or an entry type with a dot, verbatim.
        at: UTC, whole seconds.
        object: What the act is about: ``listen``, ``call``, ``ballot``, a pot id, an award id ...
        text: Said in one language (``en`` or ``cy`` unknown: kept in ``text_plain``) or in both.
        seq: Order among acts of the same instant; ``None`` = not given.
        row: Line in the file, the last key of the order ``at, seq, row``.
        body, sealed, refs: Only of an entry written verbatim.
        extra: Keys that no rule knows; kept in the sealed part ``extra``.
    """

    kind: str
    at: datetime
    id: str | None = None
    object: str | None = None
    partner: Partner | None = None
    item: str | None = None
    text: Bilingual | None = None
    text_plain: str | None = None
    links: tuple[str, ...] = ()
    code: str | None = None
    seat: str | None = None
    gate: str | None = None
    harm: Bilingual | None = None
    harm_plain: str | None = None
    remedy: Bilingual | None = None
    remedy_plain: str | None = None
    office: str | None = None
    ground: str | None = None
    seq: int | None = None
    channel: str = "system"
    role: str = "seat"
    body: Mapping[str, JsonValue] | None = None
    sealed: Mapping[str, JsonValue] | None = None
    refs: tuple[Mapping[str, JsonValue], ...] | None = None
    extra: Mapping[str, JsonValue] = field(default_factory=dict)
    row: int | None = None
