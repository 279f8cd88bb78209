"""Places of rows that are added."""

from __future__ import annotations

from cydradd_web.components.rows import RoundRow


def after_last(model: type[RoundRow], round_id: int) -> int:
    """The place after the last row of a round, which the caller holds locked. One query."""
    last = model._default_manager.filter(round_id=round_id).order_by("-position").values_list("position", flat=True)
    return (last.first() or 0) + 1
