"""The opinion map of method ``cydradd``: what it predicts and what it costs: ``python bench/listen.py [PART ...]``.

Parts: ``predict`` (R² over the statement's mean on votes put aside, rank 2, 5, 8 and chosen, beside Polis's own
projection, on four real conversations), ``verdict`` (groups, stability, verdict and CPU seconds of the whole map),
``permute [RUNS]`` (findings in permuted votes, 20 runs when not told), ``power`` (findings in real votes beside Polis's
gate), ``peer`` (the polis map and red-dwarf in one run), ``alone`` (the polis map of 100,000 x 2,000 and of 1,000,000 x
10,000), ``ari`` (groups beside those that Polis showed), ``large`` (`cydradd`, 50,000 people x 1,000 statements) and
``huge`` (1,000,000 x 10,000). Without a part: ``predict verdict large``. Real data is read from
``../shared/data/polis``. Each line is JSON. Set OPENBLAS_NUM_THREADS=1: threads that wait for one another count as CPU
seconds.
"""

from __future__ import annotations

import os
import resource
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from cydradd.listen import polis_export
from cydradd.listen.factors.model import Ridges
from cydradd.listen.opinion_map import fit
from cydradd.listen.prediction import found, held_out, permute
from cydradd.listen.votes import Votes
from listen_beside import alone, groups_alike, peer
from listen_data import CONVERSATIONS, DATA, invented, say

SEEDS = range(2)


def mean_r2(votes: Votes, how: dict[str, object]) -> tuple[float, list[int | None]]:
    """Mean R² over the seeds, and the ranks."""
    scores = [held_out(votes, seed=seed, **how) for seed in SEEDS]  # type: ignore[arg-type]
    return round(float(np.mean([each.score.r2 or 0.0 for each in scores])), 4), [each.rank for each in scores]


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


def noise(runs: int) -> None:
    """What is found in permuted votes."""
    for name in CONVERSATIONS:
        export = polis_export.read(DATA / name)
        before = time.process_time()
        noisy = permute(export.votes, statements=export.statements, runs=runs)
        cpu = round(time.process_time() - before, 1)
        say(
            part="permute",
            conversation=name,
            runs=noisy.runs,
            with_any=noisy.with_any,
            verdicts=noisy.verdicts,
            cpu=cpu,
        )


SPEC_POWER = ((86, 91), (165, 185), (48, 56), (6, 11))
"""Pairs of group and statement found by one split at q = .10 in listen.md section 8, least and most."""


def power() -> None:
    """Pairs of group and statement that are set apart at q = .10, by the groups of either method."""
    for name, spec in zip(CONVERSATIONS, SPEC_POWER, strict=True):
        export = polis_export.read(DATA / name)
        row: dict[str, object] = {}
        for method in ("polis", "cydradd"):
            made = fit(export.votes, method, statements=export.statements, refits=20 if method == "cydradd" else 0)
            pairs = {(each.group, each.statement) for each in found(made, q=0.10).set_apart}
            row[method] = {"pairs": len(pairs), "groups": len(made.by_group)}
        say(part="power", conversation=name, spec=spec, **row)


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
    "permute": lambda: noise(20),
    "power": power,
    "peer": peer,
    "alone": alone,
    "ari": groups_alike,
    "large": lambda: big(50_000, 1_000, 1_430_000, "large"),
    "huge": lambda: big(1_000_000, 10_000, 29_300_000, "huge"),
}


def main() -> None:
    """Run the parts that are named; a number after ``permute`` says how many runs."""
    wanted = sys.argv[1:] or ["predict", "verdict", "large"]
    for name, after in zip(wanted, [*wanted[1:], ""], strict=True):
        if name == "permute" and after.isdigit():
            noise(int(after))
        elif name in PARTS:
            PARTS[name]()
        elif not name.isdigit():
            sys.exit(f"There is no part {name}: {', '.join(PARTS)}.")


if __name__ == "__main__":
    main()
