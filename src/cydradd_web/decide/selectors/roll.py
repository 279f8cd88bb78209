"""The roll as the eligibility office sees it: how many codes, never which, and never who voted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Language
from cydradd_web.decide.models import Batch, Code, Roll

LEAST_SHOWN = 10
"""Smaller numbers are not shown (evaluate.md 3.11)."""


@dataclass(frozen=True, slots=True)
class Made:
    """One batch of codes."""

    pk: int
    partner: Partner
    partner_name: str
    label: str
    many: int
    issued_at: datetime
    cancelled: bool


@dataclass(frozen=True, slots=True)
class OfPartner:
    """Codes of one partner that stand; ``many`` is ``None`` below 10."""

    partner: Partner
    name: str
    many: int | None


@dataclass(frozen=True, slots=True)
class RollPage:
    """The roll of one round. Who voted is not in it: not even how many, before the close."""

    partners: tuple[OfPartner, ...]
    batches: tuple[Made, ...]
    closed_at: datetime | None
    root: str


def roll(round_id: int, language: Language) -> RollPage:
    """The roll of a round. Four queries."""
    standing = Count("pk", filter=Q(cancelled=False))
    counted = Code.objects.filter(round_id=round_id).values("partner").annotate(many=standing)
    held = {row["partner"]: row["many"] for row in counted.order_by()}
    row = Roll.objects.filter(round_id=round_id).first()
    gone = set(Code.objects.filter(round_id=round_id, cancelled=True).order_by().values_list("batch", flat=True))
    batches = Batch.objects.filter(round_id=round_id)
    return RollPage(
        partners=tuple(OfPartner(each, _name(each, language), _shown(held.get(str(each), 0))) for each in Partner),
        batches=tuple(
            Made(
                each.pk,
                Partner(each.partner),
                _name(Partner(each.partner), language),
                each.label,
                each.many,
                each.issued_at,
                each.pk in gone,
            )
            for each in batches
        ),
        closed_at=row.closed_at if row else None,
        root=row.root if row else "",
    )


def _name(partner: Partner, language: Language) -> str:
    return PARTNER_NAMES[partner].side(language) or str(partner)


def _shown(many: int) -> int | None:
    return many if many == 0 or many >= LEAST_SHOWN else None


def is_closed(round_id: int) -> bool:
    """Whether the roll is closed. One query."""
    return Roll.objects.filter(round_id=round_id, closed_at__isnull=False).exists()
