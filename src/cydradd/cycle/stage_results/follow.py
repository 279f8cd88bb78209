"""Where the money of a round folder went."""

from __future__ import annotations

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.round_folder import RoundFolder
from cydradd.vocabulary.facts import JsonValue


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:  # noqa: ARG001
    """``None``: nothing was awarded, or nothing is calculated of it yet."""
    return None
