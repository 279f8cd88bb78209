"""The file of `cydradd design weigh`: criteria, points and scores of one decision (design.md section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cydradd.design.criteria import Criterion, Judged, Points
from cydradd.design.json_file import read_json
from cydradd.design.robustness import DRAWS, MOST_DRAWS
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.people import Partner


@dataclass(frozen=True, slots=True)
class WeighFile:
    """What the file holds. ``draws`` and ``seed`` have the defaults of `weigh`."""

    criteria: Sequence[Criterion]
    points: Sequence[Points]
    judged: Sequence[Judged]
    draws: int
    seed: int
    defects: Sequence[Defect]


def read_weigh_file(path: Path) -> WeighFile:
    """Read the file.

    Raises:
        UnreadableFile: No strict JSON.
        UnreadableValue: A value that is not what its place asks for, with the place.
        OSError: There is no such file.
    """
    node = read_json(path)
    top = node.keys("criteria weights scores", "draws seed")
    criteria = []
    for each in top["criteria"].items():
        keys = each.keys("id low high", "direction")
        direction = keys["direction"].word(("up", "down")) if "direction" in keys else "up"
        criteria.append(Criterion(keys["id"].text(), keys["low"].number(), keys["high"].number(), direction=direction))
    points = []
    for each in top["weights"].items():
        keys = each.keys("seat partner criterion points")
        partner = Partner(keys["partner"].word(tuple(Partner)))
        points.append(Points(keys["seat"].text(), partner, keys["criterion"].text(), keys["points"].number(least=0)))
    judged = []
    for each in top["scores"].items():
        keys = each.keys("application criterion value")
        judged.append(Judged(keys["application"].text(), keys["criterion"].text(), keys["value"].number()))
    draws = top["draws"].whole(1, MOST_DRAWS) if "draws" in top else DRAWS
    seed = top["seed"].whole() if "seed" in top else 0
    return WeighFile(criteria, points, judged, draws, seed, node.defects)
