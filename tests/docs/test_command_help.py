"""Every command explains itself, quickly."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer.core
import typer.main
from typer.testing import CliRunner

from cydradd.cycle.stages import Stage
from cydradd_cli.main import app


def commands(command: typer.core.TyperCommand, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command and group below ``command``."""
    yield path
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))


EVERY = list(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_each_command_has_help_that_says_what_it_does(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*path, "--help"])

    assert shown.exit_code == 0
    assert len(shown.output.split()) > 5


def test_the_command_alone_shows_the_eight_stages() -> None:
    shown = CliRunner().invoke(app, [])

    for stage in Stage:
        assert stage.value in shown.output


def test_help_loads_no_heavy_module() -> None:
    heavy = ("numpy", "scipy", "duckdb", "ibis", "django")
    script = f"import sys, cydradd_cli.main; print([m for m in {heavy} if m in sys.modules])"

    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout

    assert loaded.strip() == "[]"
