"""Import, check and classify 1,500,000 grants made of the real ones, and ask who got the money.

    .venv/bin/python bench/follow_import.py [GRANTS] [--folder ../shared/data/grants/threesixty]

The four visible files are repeated until there are as many grants as asked for. Every grant gets an id of its own,
and in every fourth repeat every recipient too, so that about one grant in four brings a new recipient. CPU seconds and
peak memory are those of one process that imports, by getrusage. `follow.py` measures the real files beside the peer.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

ROOT = Path(__file__).resolve().parents[1]
FILES = (
    "lloyds-bank-foundation-2010-2015.json",
    "ab-charitable-trust-2013-2021.json",
    "trafford-council-voluntary-sector-grants.json",
    "wolfson-2014-messy-invalid.json",
)


def make(folder: Path, out: Path, most: int) -> None:
    """Write one package of so many grants."""
    grants = [grant for name in FILES for grant in orjson.loads((folder / name).read_bytes())["grants"]]
    made = 0
    with out.open("wb") as file:
        file.write(b'{"version":"1.4","grants":[')
        for repeat in range(most // len(grants) + 1):
            for grant in grants[: most - made]:
                copy = {**grant, "id": f"{grant['id']}-{repeat}"}
                if repeat % 4 == 3 and "recipientOrganization" in copy:
                    first, *others = copy["recipientOrganization"]
                    copy["recipientOrganization"] = [{**first, "id": f"{first.get('id')}-{repeat}"}, *others]
                file.write((b"," if made else b"") + orjson.dumps(copy))
                made += 1
        file.write(b"]}")


def measure(package: str, warehouse: str) -> None:
    """Import one package in this process and ask the questions; print figures as JSON."""
    from datetime import date

    from cydradd.follow import flows
    from cydradd.follow.reach import By
    from cydradd.follow.threesixtygiving import open_file
    from cydradd.follow.warehouse.filing import load
    from cydradd.follow.warehouse.questions import Filters
    from cydradd.follow.warehouse.store import open_warehouse

    began = time.process_time(), time.monotonic()
    with open_warehouse(Path(warehouse), writing=True) as opened:
        loaded = load(opened, open_file(Path(package)), as_of=date(2026, 11, 26))
    found: dict[str, object] = {
        "rows": loaded.rows_kept,
        "conserved": loaded.conserved,
        "defects": loaded.defects_total,
        "cpu_s": round(time.process_time() - began[0], 1),
        "wall_s": round(time.monotonic() - began[1], 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "warehouse_mb": Path(warehouse).stat().st_size // 10**6,
    }
    asked = {"all": Filters(), "Wales": Filters(place="W92000004"), "no transfers": Filters(without_transfers=True)}
    with open_warehouse(Path(warehouse)) as opened:
        for name, filters in asked.items():
            for by in By:
                found[f"{by}, {name}, ms"] = _warm(lambda by=by, filters=filters: flows.reach(opened, filters, by))
        found["flow, ms"] = _warm(lambda: flows.flow(opened, Filters(), By.TYPE))
        found["concentration, ms"] = _warm(lambda: flows.concentration(opened, Filters()).as_json())
    print(json.dumps(found))


def _warm(question: Callable[[], object]) -> int:
    """Milliseconds of the best of five after the first."""
    question()
    best = float("inf")
    for _ in range(5):
        began = time.monotonic()
        question()
        best = min(best, time.monotonic() - began)
    return round(best * 1000)


def main() -> None:
    """Make the package, measure in a process of its own, print figures beside their goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("grants", nargs="?", type=int, default=1_500_000)
    parser.add_argument("--folder", type=Path, default=ROOT.parent / "shared" / "data" / "grants" / "threesixty")
    parser.add_argument("--measure", nargs=2, metavar=("PACKAGE", "WAREHOUSE"))
    asked = parser.parse_args()
    if asked.measure:
        measure(*asked.measure)
        return
    with tempfile.TemporaryDirectory() as scratch:
        package, warehouse = Path(scratch) / "grants.json", Path(scratch) / "warehouse.duckdb"
        make(asked.folder, package, asked.grants)
        print(f"{asked.grants:,} grants, {package.stat().st_size // 10**6} MB")
        run = [sys.executable, __file__, "--measure", str(package), str(warehouse)]
        found = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    for name, value in found.items():
        print(f"{name:>24}: {value}")
    print("goals for 1,500,000: 60 CPU s, 1,000 MB, 200 ms for each question")


if __name__ == "__main__":
    main()
