"""Ours on the votes of a file, in a process of its own: ``python bench/listen_ours.py FILE METHOD TIMES``.

The file is what `listen_beside.written` makes. Prints JSON: CPU seconds of reading the list of votes into a matrix
(``read``) and of the map (``map``, the least of the times, and ``first``, the first one), and the peak of memory.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from cydradd.listen.factors.model import Ridges
from cydradd.listen.opinion_map import CYDRADD, OpinionMap, fit
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Votes, from_arrays
from cydradd.vocabulary.text import Bilingual


def the_map(votes: Votes, statements: tuple[Statement, ...], method: str) -> OpinionMap:
    """The whole map without a verdict; of `cydradd` at rank 2 with given ridges and three groups."""
    if method == CYDRADD:
        return fit(votes, method, statements=statements, rank=2, ridges=Ridges(4.0, 5.0), groups=3)
    return fit(votes, method, statements=statements)


def peak_memory() -> int:
    """MiB; of this program alone, where `resource` also counts the one that started it."""
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(told.split("VmHWM:")[1].split()[0]) // 1024


def small() -> Votes:
    """Sixty people on whom both sides run first, so that what is imported late is in neither figure; wide for ours."""
    rows, columns = np.repeat(np.arange(60), 20), np.arange(1_200) % 450
    values = np.where((rows % 2) ^ (columns % 3 == 0), 1, -1).astype(np.int8)
    return from_arrays([str(i) for i in range(60)], [str(j) for j in range(450)], rows, columns, values)


def main() -> None:
    """Measure."""
    file, method, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
    given = np.load(file)
    people, sentences = (int(each) for each in given["size"])
    statements = tuple(Statement(str(j), Bilingual("", ""), -1) for j in given["out"].tolist())
    the_map(small(), (), method)
    begun = time.process_time()
    ids = [tuple(map(str, range(size))) for size in (people, sentences)]
    votes = from_arrays(ids[0], ids[1], given["rows"], given["columns"], given["values"])
    del given
    read, cpu = time.process_time() - begun, []
    before = peak_memory()
    for _ in range(times):
        begun = time.process_time()
        made = the_map(votes, statements, method)
        cpu.append(time.process_time() - begun)
    peak = peak_memory()
    facts = {
        "read": round(read, 3), "map": round(min(cpu), 3), "first": round(cpu[0], 3), "groups": made.sizes,
        "before_mib": before, "peak_mib": peak,
    }  # fmt: skip
    sys.stdout.write(json.dumps(facts) + "\n")


if __name__ == "__main__":
    main()
