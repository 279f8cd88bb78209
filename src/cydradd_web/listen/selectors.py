"""What others read of the listen stage. Querysets stay here."""

from __future__ import annotations

from collections.abc import Sequence

from cydradd_web.listen.models import Statement


def statements(round_id: int) -> Sequence[dict[str, object]]:
    """Every statement of a round, in order; authors are pseudonyms and stay out. One query."""
    names = ("identifier", "text_cy", "text_en", "moderated", "meta", "seed")
    rows = Statement.objects.filter(round_id=round_id).values_list(*names)
    return [dict(zip(names, row, strict=True)) for row in rows]
