"""The standard converter and ours on the same real files of grants, in one run: ``python bench/follow.py``.

flattentool 0.28.0 (from ``make bench-env``) turns a sheet into JSON, and JSON into sheets, as publishers of 360Giving
use it. Ours imports the same file into a warehouse: it reads, mends, checks and classifies, which the converter does
not.
Each side is a process of its own, whole, with starting Python and imports: CPU seconds, peak memory in MiB and the
money in its output, in pounds, against what the file holds. Each line is JSON. `follow_import.py` measures many grants.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GRANTS = ROOT.parent / "shared" / "data" / "grants"
TOOL = ROOT / ".bench-venv" / "bin" / "flatten-tool"
FILES = {
    "lloyds-bank-foundation-2010-2015.json": "115795635.69",
    "ab-charitable-trust-2013-2021.json": "12785625",
    "ab-charitable-trust-2013-2021.xlsx": "12785625",
    "trafford-council-voluntary-sector-grants.json": "1291436.54",
    "trafford-council-voluntary-sector-grants.csv": "1291436.54",
    "wolfson-2014-messy-invalid.json": "31178456",
}
AMOUNT = ("amountAwarded", "Amount Awarded")


def run(command: list[str]) -> tuple[float, int, str]:
    """CPU seconds and peak MiB of one process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = [sys.executable, "-c", MEASURE, *command]
    done = subprocess.run(own, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu, int(done.stderr.splitlines()[-1]) // 1024, done.stdout


# The peak is that of the process alone: among children of a process that has had others, a smaller one would not show.
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
sys.stdout.buffer.write(done.stdout)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(done.returncode)
"""


def ours(path: Path, scratch: Path) -> tuple[float, int, Decimal]:
    """Import into a warehouse."""
    command = [sys.executable, "-m", "cydradd_cli.main", "follow", "import", str(path), "--json"]
    cpu, peak, told = run([*command, "--warehouse", str(scratch / "w.duckdb")])
    return cpu, peak, Decimal(json.loads(told)["sums_pence"]["GBP"]) / 100


def peers(path: Path, scratch: Path) -> tuple[float, int, Decimal]:
    """Convert to the other form, and add up what comes out."""
    out = scratch / "out"
    if path.suffix == ".json":
        how = ["-f", "csv", "--root-list-path", "grants", "--main-sheet-name", "grants", "-o", str(out)]
        cpu, peak, _ = run([str(TOOL), "flatten", *how, str(path)])
        with (out / "grants.csv").open(encoding="utf-8", newline="") as file:
            amounts = [row[AMOUNT[0]] for row in csv.DictReader(file)]
    else:
        given, form = path, path.suffix[1:]
        if form == "csv":
            given = scratch / "sheets"
            given.mkdir()
            shutil.copy(path, given / "grants.csv")
        schema = GRANTS / "standard" / "360-giving-schema.json"
        how = ["-f", form, "-m", "grants", "-s", str(schema), "--convert-titles", "-o", str(out)]
        cpu, peak, _ = run([str(TOOL), "unflatten", *how, str(given)])
        grants = json.loads(out.read_text("utf-8"), parse_float=Decimal)["grants"]
        amounts = [grant.get(AMOUNT[0], grant.get(AMOUNT[1], 0)) for grant in grants]
    return cpu, peak, sum((Decimal(str(amount or 0)) for amount in amounts), Decimal(0))


def main() -> None:
    """Both sides on every file."""
    if not TOOL.exists():
        sys.exit("flatten-tool is not in .bench-venv: make bench-env installs it.")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name, held in FILES.items():
        line: dict[str, object] = {"file": name, "holds": held}
        figures = {}
        for side, measure in (("ours", ours), ("flattentool", peers)):
            with tempfile.TemporaryDirectory() as scratch:
                cpu, peak, money = measure(GRANTS / "threesixty" / name, Path(scratch))
            figures[side] = cpu
            line |= {f"{side}_cpu": round(cpu, 2), f"{side}_mib": peak, f"{side}_money": str(money.normalize())}
            line[f"{side}_conserves"] = money == Decimal(held)
        line["ratio"] = round(figures["flattentool"] / figures["ours"], 2)
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
