"""The opinion map of method ``cydradd``: what it predicts and what it costs: ``python bench/listen.py [PART ...]``.

Parts: ``predict`` (R² over the statement's mean on votes put aside, rank 2, 5, 8 and chosen, beside Polis's own
projection, on four real conversations), ``verdict`` (groups, stability, verdict and CPU seconds of the whole map),
``permute`` (findings in permuted votes), ``large`` (50,000 people x 1,000 statements) and ``huge`` (1,000,000 x
10,000). Without a part: ``predict verdict large``. Real data is read from ``../shared/data/polis``. Each line is JSON.
Set OPENBLAS_NUM_THREADS=1: threads that wait for one another count as CPU seconds.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from cydradd.listen import polis_export
from cydradd.listen.factors.model import Ridges
from cydradd.listen.opinion_map import fit
from cydradd.listen.prediction import held_out, permute
from cydradd.listen.votes import Votes

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "polis"
CONVERSATIONS = (
    "vtaiwan.uberx",
    "american-assembly.bowling-green",
    "scoop-hivemind.biodiversity",
    "brexit-consensus",
)
SEEDS = range(2)


def say(**facts: object) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def mean_r2(votes: Votes, how: dict[str, object]) -> tuple[float, list[int | None]]:
    """Mean R² over the seeds, and the ranks."""
    found = [held_out(votes, seed=seed, **how) for seed in SEEDS]  # type: ignore[arg-type]
    return round(float(np.mean([each.score.r2 or 0.0 for each in found])), 4), [each.rank for each in found]


def predict() -> None:
    """The table of R²."""
    gains: dict[str, list[float]] = {}
    for name in CONVERSATIONS:
        export = polis_export.read(DATA / name)
        row: dict[str, object] = {}
        base, _ = mean_r2(export.votes, {"method": "polis", "statements": export.statements})
        for label, rank in (("rank 2", 2), ("rank 5", 5), ("rank 8", 8), ("chosen", None)):
            r2, ranks = mean_r2(export.votes, {"rank": rank, "statements": export.statements})
            row[label] = r2 if rank is not None else {"r2": r2, "ranks": ranks}
            gains.setdefault(label, []).append(r2 - base)
        say(part="predict", conversation=name, polis=base, **row)
    say(part="predict", mean_gain={label: round(float(np.mean(each)), 4) for label, each in gains.items()})


def verdict() -> None:
    """The whole map of each conversation."""
    for name in CONVERSATIONS:
        export = polis_export.read(DATA / name)
        for method in ("polis", "cydradd"):
            before = time.process_time()
            made = fit(export.votes, method, statements=export.statements, refits=20)
            say(
                part="verdict",
                conversation=name,
                method=method,
                rank=None if made.model is None else made.model.rank,
                groups=made.sizes,
                verdict=str(made.verdict),
                stability=None if made.stability is None else round(made.stability.median, 3),
                cpu=round(time.process_time() - before, 2),
            )


def noise() -> None:
    """What is found in permuted votes."""
    for name in CONVERSATIONS:
        export = polis_export.read(DATA / name)
        before = time.process_time()
        found = permute(export.votes, statements=export.statements, runs=20)
        cpu = round(time.process_time() - before, 1)
        say(
            part="permute",
            conversation=name,
            runs=found.runs,
            with_any=found.with_any,
            verdicts=found.verdicts,
            cpu=cpu,
        )


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


def big(people: int, statements: int, votes: int, part: str) -> None:
    """Rank 2 with given ridges: CPU seconds and peak memory, of which the votes themselves."""
    made = invented(people, statements, votes)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    before = time.process_time()
    result = fit(made, "cydradd", rank=2, ridges=Ridges(4.0, 5.0), groups=3)
    cpu = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    model = result.model
    say(
        part=part,
        votes=len(made.values),
        cpu=round(cpu, 2),
        sweeps=None if model is None else model.sweeps,
        groups=result.sizes,
        peak_mib=peak // 1024,
        before_mib=held // 1024,
    )


PARTS = {
    "predict": predict,
    "verdict": verdict,
    "permute": noise,
    "large": lambda: big(50_000, 1_000, 1_430_000, "large"),
    "huge": lambda: big(1_000_000, 10_000, 29_300_000, "huge"),
}


def main() -> None:
    """Run the parts that are named."""
    wanted = sys.argv[1:] or ["predict", "verdict", "large"]
    for name in wanted:
        if name not in PARTS:
            sys.exit(f"There is no part {name}: {', '.join(PARTS)}.")
        PARTS[name]()


if __name__ == "__main__":
    main()
