"""The peer (red-dwarf 0.4.0) on the votes of a file: ``.bench-venv/bin/python bench/listen_peer.py FILE TIMES``.

The file is what `listen_beside.written` makes. Imports nothing of this project. Prints JSON: CPU seconds of turning
its list of votes into its matrix (``read``) and of the rest of its pipeline (``map``, the least of the times, and
``first``), the peak of memory, and the groups.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
from reddwarf.implementations import base
from reddwarf.implementations.polis import run_pipeline


def peak_memory() -> int:
    """MiB; of this program alone, where `resource` also counts the one that started it."""
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(told.split("VmHWM:")[1].split()[0]) // 1024


def main() -> None:
    """Measure."""
    file, times = sys.argv[1], int(sys.argv[2])
    given = np.load(file)
    columns = zip(given["rows"].tolist(), given["columns"].tolist(), given["values"].tolist(), strict=True)
    votes = [{"participant_id": i, "statement_id": j, "vote": float(vote)} for i, j, vote in columns]
    options = {"mod_out_statement_ids": given["out"].tolist(), "random_state": 0}
    if len(sys.argv) > 3:
        options["force_group_count"] = int(sys.argv[3])
    # Sixty people first, as on our side, so that what is imported late is in neither figure.
    cells = [(i, j) for i in range(60) for j in range(20)]
    few = [{"participant_id": i, "statement_id": j, "vote": float(1 - 2 * ((i + j) % 2))} for i, j in cells]
    run_pipeline(votes=few, random_state=0)
    spent = [0.0]
    matrix = base.generate_raw_matrix

    def timed(**asked: object) -> object:
        begun = time.process_time()
        made = matrix(**asked)
        spent[0] = time.process_time() - begun
        return made

    base.generate_raw_matrix = timed
    before, cpu, read = peak_memory(), [], []
    for _ in range(times):
        begun = time.process_time()
        made = run_pipeline(votes=votes, **options)
        cpu.append(time.process_time() - begun - spent[0])
        read.append(spent[0])
    peak = peak_memory()
    group = made.participants_df["cluster_id"].dropna().astype(int)
    facts = {
        "read": round(min(read), 3), "map": round(min(cpu), 3), "first": round(cpu[0], 3),
        "groups": np.bincount(group.to_numpy()).tolist(), "before_mib": before, "peak_mib": peak,
        "group_of": {str(person): int(each) for person, each in group.items()},
    }  # fmt: skip
    sys.stdout.write(json.dumps(facts) + "\n")


if __name__ == "__main__":
    main()
