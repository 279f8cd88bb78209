"""What the apply stage calculates of a round folder."""

from __future__ import annotations

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.facts import JsonValue


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:  # noqa: ARG001
    """``{"feedback", "net", "duplicates"}``; ``None`` when the stage is not present.

    What is not calculated yet is null.
    """
    if folder.stages[Stage.APPLY] == "not_present":
        return None
    return {"feedback": None, "net": None, "duplicates": None}
