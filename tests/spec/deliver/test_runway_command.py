"""`cydradd deliver runway`: the promised keys, the worked table, and decimal text read exactly."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app

CELLS = {
    ("3", "0.75", "0"): 4,
    ("3", "0.75", "0.1"): 5,
    ("1", "0.25", "0.1"): 5,
    ("6", "1", "0"): 6,
    ("3", "1", "0.1"): 3,
    ("3", "0.5", "0.1"): None,
    ("0", "0", "0"): None,
    ("0", "1", "0"): 0,
    ("0.3", "0.1", "0"): 3,
    ("5", "1", "1"): None,
}


def told(*options: str) -> dict[str, Any]:
    """What the command writes."""
    result = CliRunner().invoke(app, ["deliver", "runway", "--json", *options])
    assert result.exit_code == 0, result.stderr
    document: dict[str, Any] = json.loads(result.stdout)
    return document


@pytest.mark.parametrize(("cell", "months"), CELLS.items())
def test_months_are_those_of_the_table(cell: tuple[str, str, str], months: int | None) -> None:
    found = told("--reserves", cell[0], "--share", cell[1], "--shed", cell[2])

    assert list(found) == ["months", "survives", "alive_until", "lost_before_gap", "sentence"]
    assert (found["months"], found["survives"]) == (months, months is None)
    assert found["lost_before_gap"] is None
    assert all(found["sentence"].values())


@pytest.mark.parametrize(("gap", "lost"), [("7", False), ("7.5", True), ("9", True), ("1", False)])
def test_a_provider_is_lost_when_the_gap_is_longer_than_notice_and_runway(gap: str, lost: bool) -> None:
    found = told("--reserves", "3", "--share", "0.75", "--notice", "3", "--gap", gap)

    assert (found["alive_until"], found["lost_before_gap"]) == (7, lost)


def test_a_provider_that_survives_has_no_end_and_is_never_lost() -> None:
    found = told("--reserves", "6", "--share", "0.5", "--shed", "0.1", "--notice", "3", "--gap", "99")

    assert (found["alive_until"], found["lost_before_gap"]) == (None, False)


@pytest.mark.parametrize(
    "wrong",
    [("-1", "0.5", "0"), ("1", "1.1", "0"), ("1", "-0.5", "0"), ("1", "0.5", "2"), ("1e3", "0.5", "0"), ("", "1", "0")],
)
def test_a_value_outside_its_range_is_wrong_usage(wrong: tuple[str, str, str]) -> None:
    reserves, share, shed = wrong
    result = CliRunner().invoke(
        app, ["deliver", "runway", f"--reserves={reserves}", f"--share={share}", f"--shed={shed}"]
    )

    assert (result.exit_code, result.stdout) == (2, "")
