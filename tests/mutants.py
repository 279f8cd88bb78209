"""Delete each rule of the cycle in a copy of the source, one at a time, and expect the spec tests to turn red.

Rules are every fact of every gate and every invariant (found from their own declarations, so that a new one is
never left out), every answer each of them can give, and the rules listed in ``mutants_by_hand.py``. A rule
whose loss no test notices SURVIVED, and the exit status is 1.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mutants_by_hand import BY_HAND

ROOT = Path(__file__).resolve().parents[1]
CYCLE = Path("src/cydradd/cycle")
TESTS = "tests/spec/cycle"
RED, GREEN = 1, 0

HOLDS = "return holds()"
KEPT = "return broken_by(())"
ANSWERS = {"missing", "not_evidenced", "shown", "in_both_languages"}


@dataclass(frozen=True)
class Mutant:
    """One rule, and a file of the source without it."""

    group: str
    rule: str
    file: Path
    source: str


def without(source: str, node: ast.stmt, instead: str) -> str:
    """The source with one statement replaced."""
    lines = source.splitlines(keepends=True)
    indent = " " * node.col_offset
    lines[node.lineno - 1 : node.end_lineno] = [f"{indent}{instead}\n"]
    return "".join(lines)


def functions(source: str) -> dict[str, ast.FunctionDef]:
    """Functions at the top of a module, by name."""
    return {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def hollow(source: str, name: str, instead: str) -> str:
    """The source with one function answering the same whatever it is given."""
    body = functions(source)[name].body
    lines = source.splitlines(keepends=True)
    lines[body[0].lineno - 1 : body[-1].end_lineno] = [f"    {instead}\n"]
    return "".join(lines)


def gate_facts() -> Iterator[Mutant]:
    """Each fact of each gate, always holding."""
    from cydradd.cycle.gates import RULES

    for gate, rules in RULES.items():
        for rule in rules:
            file = CYCLE / "gates" / f"{rule.check.__module__.rsplit('.', 1)[-1]}.py"
            source = (ROOT / file).read_text(encoding="utf-8")
            mutated = hollow(source, rule.check.__name__, HOLDS)
            yield Mutant("facts of gates", f"{gate}: {rule.name}", file, mutated)


def invariants() -> Iterator[Mutant]:
    """Each invariant, always kept."""
    from cydradd.cycle.invariants import INVARIANTS

    for rule in INVARIANTS:
        file = CYCLE / "invariants" / f"{rule.check.__module__.rsplit('.', 1)[-1]}.py"
        source = (ROOT / file).read_text(encoding="utf-8")
        yield Mutant("invariants", rule.id, file, hollow(source, rule.check.__name__, KEPT))


def answers() -> Iterator[Mutant]:
    """Each answer that a fact or an invariant can give beside holding, turned into holding."""
    for path in sorted([*(ROOT / CYCLE / "gates").glob("*.py"), *(ROOT / CYCLE / "invariants").glob("*.py")]):
        if path.name in ("__init__.py", "rules.py", "verdict.py", "consents.py"):
            continue
        source = path.read_text(encoding="utf-8")
        instead = HOLDS if path.parent.name == "gates" else KEPT
        for name, function in functions(source).items():
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and node.value and _refuses(node.value):
                    where = f"{path.stem}.{name}, line {node.lineno}"
                    mutated = without(source, node, instead)
                    yield Mutant("answers", where, path.relative_to(ROOT), mutated)


def _refuses(value: ast.expr) -> bool:
    """Whether an expression can answer anything but that all is well."""
    return any(
        (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ANSWERS)
        or (isinstance(node, ast.Name) and node.id == "NOT_EVIDENCED")
        for node in ast.walk(value)
    )


def by_hand() -> Iterator[Mutant]:
    """Rules that are less than a function."""
    for rule, name, old, new in BY_HAND:
        file = CYCLE / name
        source = (ROOT / file).read_text(encoding="utf-8")
        if source.count(old) != 1:
            sys.exit(f"{file} holds {source.count(old)} times, not once: {old!r} ({rule})")
        yield Mutant("consent, order, limits", rule, file, source.replace(old, new))


def run(copy: Path) -> int:
    """Exit status of the spec tests on the copy."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{copy / 'src'}{os.pathsep}{copy}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    options = ["-x", "-q", "--import-mode=importlib", "-p", "no:cacheprovider", "--rootdir", str(copy)]
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, *options, TESTS]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False).returncode


def copied(folder: Path) -> Path:
    """A copy of the library, of the tests that hold its rules, and of what these tests read."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("src/cydradd", TESTS, "tests/unit/cycle_folder", "demo/rounds"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    return folder


def fate(mutant: Mutant, copy: Path) -> str:
    """``caught``, ``SURVIVED``, or what else the tests did."""
    target = copy / mutant.file
    whole = target.read_text(encoding="utf-8")
    target.write_text(mutant.source, encoding="utf-8")
    status = run(copy)
    target.write_text(whole, encoding="utf-8")
    return {RED: "caught", GREEN: "SURVIVED"}.get(status, f"DID NOT RUN ({status})")


def main() -> int:
    """Print a row for every rule and the totals; exit status 1 when a rule's loss goes unnoticed."""
    started = time.monotonic()
    wanted = sys.argv[1:]
    mutants = [*gate_facts(), *invariants(), *answers(), *by_hand()]
    mutants = [one for one in mutants if not wanted or any(word in one.rule for word in wanted)]
    totals: Counter[tuple[str, bool]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        if run(copy) != GREEN:
            sys.exit("The spec tests are red before any rule was deleted. Run: pytest " + TESTS)
        for one in mutants:
            found = fate(one, copy)
            totals[one.group, found == "caught"] += 1
            sys.stdout.write(f"{found:9} {one.group}: {one.rule}\n")
            sys.stdout.flush()
    sys.stdout.write("\n")
    for group in dict.fromkeys(one.group for one in mutants):
        caught, missed = totals[group, True], totals[group, False]
        sys.stdout.write(f"{group}: {caught} of {caught + missed} caught\n")
    lost = sum(number for (_, caught), number in totals.items() if not caught)
    sys.stdout.write(f"{len(mutants)} rules, {lost} not caught, {time.monotonic() - started:.0f} s\n")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
