"""How long the site takes to answer after it is started: ``python bench/start.py``.

From an empty home with the demo network (first start: database and rounds are made), and again (second start: nothing
is made anew). Prints seconds until the address is told, and the memory of the server then; and first what the
command's help costs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pages import free_port

ROOT = Path(__file__).resolve().parents[1]
HELP_GOAL = 1.0
GOALS = {"first": 120.0, "second": 5.0}


def start(home: Path) -> tuple[float, float]:
    """Seconds until the site tells its address, and its memory in MB."""
    command = [sys.executable, "-m", "cydradd_cli.main", "serve", "--port", str(free_port())]
    began = time.monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"CYDRADD_DATA": str(home)}, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdout is None or not process.stdout.readline().startswith("Cydradd:"):
            raise SystemExit("It did not start.")
        seconds = time.monotonic() - began
        memory = next(
            int(line.split()[1]) / 1000
            for line in Path(f"/proc/{process.pid}/status").read_text().splitlines()
            if line.startswith("VmRSS")
        )
        process.terminate()
        process.communicate(timeout=30)
    return seconds, memory


def help_cpu() -> float:
    """CPU seconds of ``cydradd --help``, once its modules have been read from the disk."""
    command = [sys.executable, "-m", "cydradd_cli.main", "--help"]
    subprocess.run(command, check=True, capture_output=True)
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> int:
    """Exit status 1: a goal was missed."""
    spent = help_cpu()
    met = spent < HELP_GOAL
    print(f"--help: {spent:5.2f} CPU s (goal {HELP_GOAL:g} s)", flush=True)
    with tempfile.TemporaryDirectory(prefix="cydradd-bench-") as home:
        for name, goal in GOALS.items():
            seconds, memory = start(Path(home))
            met = met and seconds <= goal
            print(f"{name} start: {seconds:5.1f} s (goal {goal:g} s), {memory:.0f} MB", flush=True)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
