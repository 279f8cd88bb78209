"""Listening and deciding beside their peers, in one run: ``python bench/first_figures.py [DATA]``.

red-dwarf 0.4.0 makes the opinion map of vTaiwan, pabutools 1.2.3 counts Łódź 2022 by equal shares, and so do we,
each in a process of its own. Printed: CPU seconds and peak memory of each process, and the ratios. Peers come from
``make bench-env`` and are never installed beside the product. DATA defaults to ``../shared/data``.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / ".bench-venv" / "bin" / "python"
RUNS = 3

OUR_MAP = """
import sys
from pathlib import Path
from cydradd.listen import polis_export
from cydradd.listen.opinion_map import fit
export = polis_export.read(Path(sys.argv[1]))
made = fit(export.votes, statements=export.statements)
print(made.sizes)
"""

PEER_MAP = """
import csv, sys, warnings
warnings.simplefilter("ignore")
from reddwarf.implementations.polis import run_pipeline
folder = sys.argv[1]
rows = sorted(csv.DictReader(open(f"{folder}/votes.csv", encoding="utf-8")), key=lambda row: int(row["timestamp"]))
last = {(row["voter-id"], row["comment-id"]): int(row["vote"]) for row in rows}
votes = [{"participant_id": int(p), "statement_id": int(s), "vote": v} for (p, s), v in last.items()]
out = [
    int(row["comment-id"])
    for row in csv.DictReader(open(f"{folder}/comments.csv", encoding="utf-8", newline=""))
    if row["moderated"] == "-1"
]
result = run_pipeline(votes=votes, mod_out_statement_ids=out, random_state=0)
print(len(result.statements_df))
"""

OUR_COUNT = """
import sys
from pathlib import Path
from cydradd.decide import pabulib
from cydradd.decide.count import count
from cydradd.decide.options import Options
election, _ = pabulib.read(Path(sys.argv[1]))
result = count(election, Options.from_settings({"utility": "cost", "tie": "id"}))
print(sorted(result.winners))
"""

PEER_COUNT = """
import sys, warnings
warnings.simplefilter("ignore")
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares
instance, profile = parse_pabulib(sys.argv[1])
print(sorted(p.name for p in method_of_equal_shares(instance, profile.as_multiprofile(), sat_class=Cost_Sat)))
"""


def measured(python: str, program: str, path: Path) -> tuple[float, float, str]:
    """CPU seconds, peak memory in MiB, and what the program printed."""
    # The child reports its own peak: that of all children so far would hide a smaller one.
    tail = "\nimport resource, sys\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [python, "-c", program + tail, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{python} failed on {path.name}:\n{done.stderr[-2000:]}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu, int(done.stderr.split()[-1]) / 1024, done.stdout.strip().splitlines()[-1]


def compare(name: str, path: Path, ours: str, peer: str, peer_name: str, *, equal: bool) -> dict[str, object]:
    """Run both in turn, print a line each and the ratios of the medians."""
    mine, theirs = [], []
    for _ in range(RUNS):
        mine.append(measured(sys.executable, ours, path))
        theirs.append(measured(str(PEERS), peer, path))
    if equal and mine[0][2] != theirs[0][2]:
        sys.exit(f"{name}: the results differ:\n{mine[0][2]}\n{theirs[0][2]}")
    cpu, memory = (statistics.median(run[i] for run in mine) for i in (0, 1))
    peer_cpu, peer_memory = (statistics.median(run[i] for run in theirs) for i in (0, 1))
    sys.stdout.write(
        f"{name}\n  ours       {cpu:8.2f} s CPU {memory:8.0f} MiB\n"
        f"  {peer_name:<10} {peer_cpu:8.2f} s CPU {peer_memory:8.0f} MiB\n"
        f"  ratio      {peer_cpu / cpu:8.1f} x     {peer_memory / memory:8.1f} x"
        f"{'   equal results' if equal else ''}\n"
    )
    return {"name": name, "cpu": cpu, "memory_mib": memory, "peer_cpu": peer_cpu, "peer_memory_mib": peer_memory}


def main() -> None:
    """Print both comparisons, then the same as one line of JSON."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    if not PEERS.exists():
        sys.exit("The peers are not installed: run make bench-env.")
    rows = [
        compare("Opinion map, vTaiwan", data / "polis" / "vtaiwan.uberx", OUR_MAP, PEER_MAP, "red-dwarf", equal=False),
        compare(
            "Equal shares, Łódź 2022",
            data / "pabulib" / "files" / "Poland_Lodz_2022.pb",
            OUR_COUNT,
            PEER_COUNT,
            "pabutools",
            equal=True,
        ),
    ]
    sys.stdout.write(json.dumps(rows) + "\n")


if __name__ == "__main__":
    main()
