"""What every command does the same way: help, version, one sentence for a refusal, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cydradd import __version__
from cydradd_cli.main import app

GROUPS = ("listen", "design", "apply", "decide", "deliver", "evaluate", "share", "follow", "round", "record")
READERS = (
    ("decide", "count"),
    ("listen", "map"),
    ("follow", "check"),
    ("record", "canonical"),
    ("round", "check"),
)
NONSENSE = {"empty": b"", "noise": bytes(range(256)) * 40, "deep": b"[" * 100_000, "text": b"what is this\n"}


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(app, ["--version"])

    assert (result.exit_code, result.stdout) == (0, f"cydradd {__version__}\n")


@pytest.mark.parametrize("arguments", [(), *((group,) for group in GROUPS)], ids=" ".join)
def test_a_group_called_alone_shows_its_help(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, arguments)

    assert result.exit_code == 0
    assert "Usage:" in result.stdout


@pytest.mark.parametrize("command", READERS, ids=" ".join)
@pytest.mark.parametrize("kind", [*NONSENSE, "folder", "nothing"])
def test_nonsense_is_refused_in_one_sentence(tmp_path: Path, command: tuple[str, str], kind: str) -> None:
    path = tmp_path / "given.json"
    if kind == "folder":
        path.mkdir()
    elif kind in NONSENSE:
        path.write_bytes(NONSENSE[kind])

    result = CliRunner().invoke(app, [*command, str(path)])

    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_count_without_a_seed_says_in_words_what_breaks_its_ties(tmp_path: Path) -> None:
    path = tmp_path / "small.pb"
    path.write_text(
        "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;5\nVOTES\nvoter_id;vote\n1;a\n",
        encoding="utf-8",
    )

    without = CliRunner().invoke(app, ["decide", "count", str(path)])
    seeded = CliRunner().invoke(app, ["decide", "count", str(path), "--seed", "public"])

    assert "give --seed" in without.stderr
    assert "Note" not in seeded.stderr
