"""The report of the listening."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from cydradd.cycle.events import Event
from cydradd.vocabulary.text import Bilingual
from cydradd_web.listen.models import Report


@dataclass(frozen=True, slots=True)
class Summary:
    """Needs and assets as they were summed up. ``published``: ``None`` while it is not public."""

    needs: Bilingual = field(default_factory=Bilingual)
    assets: Bilingual = field(default_factory=Bilingual)
    published: datetime | None = None


def report_of(round_id: int) -> Summary:
    """The report as it stands; empty while there is none. One query."""
    row = Report.objects.filter(round_id=round_id).first()
    if row is None:
        return Summary()
    return Summary(
        Bilingual(row.needs_cy or None, row.needs_en or None),
        Bilingual(row.assets_cy or None, row.assets_en or None),
        row.published_at,
    )


def was_published(events: Iterable[Event]) -> bool:
    """Whether a round's acts say that the report of its listening is public."""
    return any(
        (each.kind == "publish" and each.object == "report") or each.kind == "listen.reported" for each in events
    )
