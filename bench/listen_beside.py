"""The opinion map beside its peer red-dwarf 0.4.0, and alone where the peer cannot go; parts of ``bench/listen.py``.

Each side runs in a process of its own on the same file of votes, one after the other in one run; the peer with
``.bench-venv``'s Python (``requirements/bench.txt``). Figures are CPU seconds of the process and its peak of memory.
In both figures: the whole result (means, components, places, groups, what sets them apart, consensus, priorities).
``with_reading`` adds making the side's matrix from the list of votes. Not in either: starting Python, imports, reading
the file, and our verdict's 20 refits, which the peer has nothing beside.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from cydradd.listen import polis_export
from cydradd.listen.groups import ari
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Votes
from listen_data import CONVERSATIONS, DATA, invented, say

BENCH = Path(__file__).resolve().parent
PEER = BENCH.parent / ".bench-venv" / "bin" / "python"
Facts = dict[str, Any]
WARM = 4
"""Times a real conversation is run; the quickest counts, for both sides."""
GOAL_RATIO, GOAL_WARM = 60, 0.15
SPEC_ARI = {
    "vtaiwan.uberx": (0.826, 0.826),
    "american-assembly.bowling-green": (0.424, 0.424),
    "scoop-hivemind.biodiversity": (0.954, 0.954),
    "brexit-consensus": (0.636, 0.876),
    "25ptpt-3gp-no-strict-with-meta": (0.63, None),
    "150ptpt-3gp-no-strict-no-meta": (0.20, 0.18),
}
"""The peer's figures of listen.md section 8: free k, Polis's k."""


def written(votes: Votes, statements: Sequence[Statement], folder: Path) -> Path:
    """A file of votes that either side can read: rows, columns and values, and the columns that take no part."""
    known = {statement.id: statement for statement in statements}
    out = [j for j, each in enumerate(votes.statements) if each in known and known[each].out]
    size = np.array([len(votes.participants), len(votes.statements)])
    file = folder / "votes.npz"
    np.savez(
        file, size=size, out=np.array(out, dtype=np.int64), values=votes.values,
        rows=votes.rows.astype(np.int32), columns=votes.columns.astype(np.int32),
    )  # fmt: skip
    return file


def run(python: str | Path, *arguments: str | Path) -> Facts:
    """What a side prints, on one thread."""
    pinned = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMBA")}
    command = [str(each) for each in (python, *arguments)]
    done = subprocess.run(
        command, env=os.environ | pinned, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    return dict(json.loads(done.stdout))


def ours(file: Path, method: str = "polis", times: int = 1) -> Facts:
    """Our side."""
    return run(sys.executable, BENCH / "listen_ours.py", file, method, str(times))


def theirs(file: Path, times: int = 1, groups: int | None = None) -> Facts:
    """The peer's side."""
    if not PEER.exists():
        sys.exit(f"There is no {PEER}: make it from requirements/bench.txt.")
    return run(PEER, BENCH / "listen_peer.py", file, str(times), *([] if groups is None else [str(groups)]))


def _beside(name: str, votes: Votes, statements: Sequence[Statement], times: int) -> float:
    """One conversation on both sides; the ratio of CPU seconds."""
    with tempfile.TemporaryDirectory() as folder:
        file = written(votes, statements, Path(folder))
        peer, own = theirs(file, times), ours(file, "polis", times)
    del peer["group_of"]
    ratio = _ratio(peer, own, "map")
    say(
        part="peer", conversation=name, votes=len(votes.values), peer=peer, ours=own, ratio_cpu=round(ratio, 1),
        ratio_cpu_with_reading=round(_ratio(peer, own, "map", "read"), 1),
        ratio_memory=round(_ratio(peer, own, "peak_mib"), 1),
        warm_goal=GOAL_WARM if times == WARM else None,
    )  # fmt: skip
    return ratio


def _ratio(peer: Facts, own: Facts, *keys: str) -> float:
    one, other = (sum(float(each[key]) for key in keys) for each in (peer, own))
    return one / other


def peer() -> None:
    """Ratios on four real conversations and two that were invented."""
    for name in CONVERSATIONS:
        export = polis_export.read(DATA / name)
        _beside(name, export.votes, export.statements, WARM)
    ratio = 0.0
    for people, statements, votes in ((10_000, 500, 143_000), (50_000, 1_000, 1_430_000)):
        ratio = _beside(f"{people} x {statements}", invented(people, statements, votes), (), 1)
    say(part="peer", at="50000 x 1000", ratio_cpu=round(ratio, 1), goal=GOAL_RATIO, reached=ratio >= GOAL_RATIO)


def alone() -> None:
    """The polis map where the peer cannot go."""
    for people, statements, votes, cpu, memory in (
        (100_000, 2_000, 2_900_000, 3.0, None),
        (1_000_000, 10_000, 29_300_000, 45.0, 2048),
    ):
        with tempfile.TemporaryDirectory() as folder:
            file = written(invented(people, statements, votes), (), Path(folder))
            figures = ours(file)
        say(part="alone", size=f"{people} x {statements}", **figures, goal_cpu=cpu, goal_mib=memory)


def live_groups(name: str) -> tuple[polis_export.PolisExport, Mapping[str, int]]:
    """A conversation and the groups Polis showed."""
    export = polis_export.read(DATA / name)
    if export.groups:
        return export, export.groups
    told = json.loads((DATA / name / "math-pca2.json").read_text(encoding="utf-8"))
    base = dict(zip(told["base-clusters"]["id"], told["base-clusters"]["members"], strict=True))
    return export, {str(i): each["id"] for each in told["group-clusters"] for b in each["members"] for i in base[b]}


def _alike(shown: Mapping[str, int], found: Mapping[str, int]) -> float:
    """Adjusted Rand index on the people that both place."""
    both = [person for person in shown if person in found]
    one, other = (np.array([each[person] for person in both], dtype=np.int64) for each in (shown, found))
    return round(ari(one, other), 3)


def groups_alike() -> None:
    """How alike groups are to those Polis showed: ours by either method and the peer's, free k and Polis's k."""
    from cydradd.listen.opinion_map import fit

    for name, (free, forced) in SPEC_ARI.items():
        folder = name if (DATA / name).exists() else f"red-dwarf-fixtures/{name}"
        export, shown = live_groups(folder)
        votes, k = export.votes, len(set(shown.values()))
        row: Facts = {"spec": {"free": free, "polis_k": forced}}
        with tempfile.TemporaryDirectory() as temporary:
            file = written(votes, export.statements, Path(temporary))
            for label, groups in (("free", None), ("polis_k", k)):
                figures: Facts = {}
                for method in ("polis", "cydradd"):
                    made = fit(votes, method, statements=export.statements, groups=groups)
                    mine = dict(zip(votes.participants, made.membership.tolist(), strict=True))
                    own = {person: group for person, group in mine.items() if group >= 0}
                    figures[method] = {"ari": _alike(shown, own), "k": len(made.by_group)}
                told = theirs(file, groups=groups)["group_of"]
                peers = {votes.participants[int(i)]: each for i, each in told.items()}
                figures["peer"] = {"ari": _alike(shown, peers), "k": len(set(peers.values()))}
                row[label] = figures
        say(part="ari", conversation=name, people=len(shown), live_k=k, **row)
