"""What the benches of listen share: the real conversations, one that was invented, and how a figure is told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from cydradd.listen.votes import Votes

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "polis"
CONVERSATIONS = (
    "vtaiwan.uberx",
    "american-assembly.bowling-green",
    "scoop-hivemind.biodiversity",
    "brexit-consensus",
)


def say(**facts: object) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def invented(people: int, statements: int, votes: int, seed: int = 0) -> Votes:
    """Votes of people in three camps, few by most and many by some; rows are made in order, none twice."""
    rng = np.random.default_rng(seed)
    per_person = np.minimum(rng.geometric(people / votes, people), statements // 2)
    starts = np.concatenate(([0], np.cumsum(per_person)))
    leaning, camp = rng.uniform(-0.8, 0.8, (3, statements)), rng.integers(3, size=people)
    columns = np.empty(starts[-1], dtype=np.int64)
    for i in range(people):
        columns[starts[i] : starts[i + 1]] = np.sort(rng.choice(statements, per_person[i], replace=False))
    pull = leaning[np.repeat(camp, per_person), columns]
    drawn = pull + rng.normal(0, 0.6, len(columns))
    values = np.where(np.abs(drawn) < 0.15, 0, np.sign(drawn)).astype(np.int8)
    ids = [tuple(str(i) for i in range(size)) for size in (people, statements)]
    return Votes(ids[0], ids[1], starts, columns, values)
