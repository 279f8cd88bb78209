"""What the evaluate stage calculates of a round folder."""

from __future__ import annotations

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.round_folder import RoundFolder
from cydradd.vocabulary.facts import JsonValue


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:  # noqa: ARG001
    """``{"outcomes": {id: {"effects", "pool"}}}``; ``None`` when the stage is not present."""
    rows = folder.tables.results
    if rows is None:
        return None
    return {"outcomes": {name: {"effects": None, "pool": None} for name in dict.fromkeys(row.outcome for row in rows)}}
