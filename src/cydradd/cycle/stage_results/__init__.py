"""What each stage calculates of a round folder, as its own commands print it (cycle.md section 2).

One file per stage: the folder's rows become the stage's own values here, and nowhere else. ``results.json`` holds
what is made; the report shows it; commands that accept a folder call the same functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stage_results import apply, deliver, design, evaluate, follow
from cydradd.vocabulary.facts import JsonValue

Object: TypeAlias = "dict[str, JsonValue]"


@dataclass(frozen=True, slots=True)
class StageResults:
    """The part of each stage in ``results.json``; ``None``: the stage is not present."""

    design: Object | None = None
    apply: Object | None = None
    deliver: Object | None = None
    evaluate: Object | None = None
    follow: Object | None = None


def stage_results(folder: RoundFolder, calculated: Calculated) -> StageResults:
    """Run every calculation that the files of a folder allow."""
    return StageResults(
        design=design.results(folder, calculated),
        apply=apply.results(folder, calculated),
        deliver=deliver.results(folder, calculated),
        evaluate=evaluate.results(folder, calculated),
        follow=follow.results(folder, calculated),
    )
