"""What is new in rounds that are carried here, for whoever tells people of it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, OuterRef, Subquery

from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.events import Event, read_line
from cydradd.cycle.gates.consents import NEEDS_CONSENT
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.rounds.models import Act, Opened, Round
from cydradd_web.rounds.selectors.evidence import gate_state
from cydradd_web.rounds.selectors.live import events_of


@dataclass(frozen=True, slots=True)
class LiveRound:
    """A round that is carried here: the position of its last act, and the last day of each window."""

    round_id: int
    slug: str
    reference: str
    title: Bilingual
    last: int
    days: dict[str, date]


def live_rounds(round_ids: Collection[int] | None = None) -> tuple[LiveRound, ...]:
    """Every round that is carried here, or those of them that are asked for. One query."""
    last = Act.objects.filter(round_id=OuterRef("pk")).order_by().values("round_id").annotate(last=Max("position"))
    rows = Round.objects.filter(live=True).annotate(last=Subquery(last.values("last")))
    return tuple(
        LiveRound(
            round_id=row.pk,
            slug=row.slug,
            reference=row.reference,
            title=Bilingual(row.title_cy, row.title_en),
            last=row.last or 0,
            days={window: date.fromisoformat(day) for window, day in row.plan.items()},
        )
        for row in (rows if round_ids is None else rows.filter(pk__in=list(round_ids)))
    )


def acts_after(round_id: int, position: int) -> tuple[Event, ...]:
    """The acts of a round after one of them; each ``row`` is its position. One query."""
    rows = Act.objects.filter(round_id=round_id, position__gt=position).values_list("position", "line")
    read = (read_line(number, json.dumps(line).encode(), []) for number, line in rows)
    return tuple(event for event in read if event is not None)


def acts_since(round_id: int, since: datetime) -> tuple[Event, ...]:
    """The acts of a round from an instant on, in order. One query."""
    rows = Act.objects.filter(round_id=round_id, at__gte=since).values_list("position", "line")
    read = (read_line(number, json.dumps(line).encode(), []) for number, line in rows)
    return tuple(event for event in read if event is not None)


def windows_open(round_id: int, *, at: datetime) -> tuple[str, ...]:
    """The windows that stand open. One query."""
    acts = Acts(in_order(events_of(round_id), at))
    return tuple(window for window in ("listen", "design", "call", "ballot") if acts.is_open(window))


def consent_waits(round_id: int, *, at: datetime) -> tuple[Gate, tuple[Partner, ...]] | None:
    """The next gate, and the partners whose consent alone it waits for.

    It asks for consent once every other fact holds, or once another partner has consented there. ``None``: the next
    gate rests on facts alone, or is not so far.
    """
    passed = set(Opened.objects.filter(round_id=round_id).values_list("gate", flat=True))
    gate = next((each for each in Gate if each not in passed and each is not Gate.ENDING), None)
    if gate is None or gate not in NEEDS_CONSENT:
        return None
    lacking = [fact for fact in gate_state(round_id, gate, at=at).facts if fact.state is not FactState.HOLDS]
    codes = {code for fact in lacking for code in fact.codes}
    waits = tuple(partner for partner in Partner if f"no-consent:{partner}" in codes)
    asks = all(code.startswith("no-consent:") for code in codes) or 0 < len(waits) < len(Partner)
    return (gate, waits) if waits and asks else None
