"""The demo: made by its script, fictional, and a round whose gates open from its own files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import Checked, check
from cydradd.cycle.gates import State
from cydradd.cycle.round_folder import read

ROOT = Path(__file__).resolve().parents[3]
ROUNDS = ROOT / "demo" / "rounds"
FINISHED, LISTENING = ROUNDS / "eithin-25-003", ROUNDS / "eithin-26-007"


def checked(folder: Path) -> Checked:
    """The check of one round of the demo."""
    found = read(folder)
    return check(found, calculate(found, with_map=False))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_script_makes_the_rounds_that_are_there(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "demo" / "make.py"), str(tmp_path)], check=True)

    assert tree(tmp_path) == tree(ROUNDS)


@pytest.mark.parametrize("folder", [FINISHED, LISTENING], ids=lambda path: path.name)
def test_a_round_of_the_demo_has_no_fault(folder: Path) -> None:
    found = checked(folder)

    assert found.ok
    assert found.defects == ()


def test_the_finished_round_opened_its_gates_one_of_them_by_an_override() -> None:
    states = {str(gate.gate): gate.state for gate in checked(FINISHED).gates}

    assert states["open-share"] is State.OVERRIDDEN
    assert [gate for gate, state in states.items() if state is State.CLOSED] == []
    for gate in ("open-listen", "open-design", "open-decide", "open-deliver", "open-evaluate", "ending"):
        assert states[gate] is State.OPEN


def test_the_finished_round_evidences_twelve_invariants() -> None:
    held = [each.id for each in checked(FINISHED).invariants if each.state == "holds"]

    assert len(held) >= 12


def test_the_listening_round_is_not_past_its_gate() -> None:
    states = {str(gate.gate): gate.state for gate in checked(LISTENING).gates}

    assert states["open-listen"] is State.OPEN
    assert states["open-design"] is State.CLOSED
