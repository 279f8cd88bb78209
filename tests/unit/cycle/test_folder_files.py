"""What lies in a round folder: nothing outside it is opened, nothing endless is read, no name breaks the record."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.cycle_folder.folders import SETTINGS, faults, folder
from typer.testing import CliRunner

from cydradd.cycle import folder_files
from cydradd.cycle.folder_files import files_of
from cydradd.cycle.round_folder import read
from cydradd.vocabulary.errors import UnreadableFile
from cydradd_cli.main import app


def test_every_file_is_hashed_by_its_path(tmp_path: Path) -> None:
    folder(tmp_path, {"design/pots.csv": "", "notes/mine.txt": "abc"})

    found = files_of(tmp_path)

    assert list(found.sha256) == ["design/pots.csv", "notes/mine.txt", "round.toml"]
    assert found.sha256["notes/mine.txt"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert read(tmp_path).unknown_files == ("notes/mine.txt",)


def test_links_out_of_the_folder_to_themselves_or_to_a_folder_are_left(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "pots.csv").write_text("secret")
    inside = folder(tmp_path / "round", {"notes.txt": "x"})
    (inside / "design").symlink_to(tmp_path / "outside")
    (inside / "loop").symlink_to(inside / "loop")
    (inside / "up").symlink_to("..")
    (inside / "same").symlink_to("notes.txt")

    found = files_of(inside)

    assert list(found.sha256) == ["notes.txt", "round.toml", "same"]
    assert {(defect.file, defect.code) for defect in found.defects} == {
        ("design", "outside"),
        ("loop", "outside"),
        ("up", "outside"),
    }


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder(tmp_path, {})
    (tmp_path / "design").mkdir()
    os.mkfifo(tmp_path / "design" / "needs.csv")

    found = read(tmp_path)

    assert faults(found) == [("design/needs.csv", None, None, "not-a-file")]


def test_a_name_that_is_no_text_is_listed_and_the_check_goes_on(tmp_path: Path) -> None:
    folder(tmp_path, {})
    (tmp_path / os.fsdecode(b"caf\xe9.csv")).write_text("x")

    answer = CliRunner().invoke(app, ["round", "check", str(tmp_path), "--json"])

    assert answer.exit_code == 1
    assert [defect["code"] for defect in json.loads(answer.stdout)["defects"]] == ["bad-name"]


@pytest.mark.parametrize("make", ["link", "folder"])
def test_settings_that_are_no_file_of_the_folder_are_refused_with_one_sentence(tmp_path: Path, make: str) -> None:
    inside = tmp_path / "round"
    inside.mkdir()
    if make == "link":
        (tmp_path / "elsewhere.toml").write_text(SETTINGS)
        (inside / "round.toml").symlink_to(tmp_path / "elsewhere.toml")
    else:
        (inside / "round.toml").mkdir()

    answer = CliRunner().invoke(app, ["round", "check", str(inside)])

    assert answer.exit_code == 1
    assert "round.toml" in answer.output and answer.output.count("\n") == 1


def test_a_folder_with_no_end_of_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_files, "MOST_FILES", 5)
    folder(tmp_path, {f"f{number}": "" for number in range(9)})

    with pytest.raises(UnreadableFile, match="over 5 files"):
        files_of(tmp_path)


def test_half_an_export_of_votes_does_not_pass_for_a_whole_one(tmp_path: Path) -> None:
    (tmp_path / "votes.csv").write_text("timestamp,comment-id,voter-id,vote\n1,1,1,1\n")
    inside = folder(tmp_path / "round", {"listen/comments.csv": "comment-id,comment-body\n1,x\n"})
    (inside / "listen" / "votes.csv").symlink_to(tmp_path / "votes.csv")

    found = read(inside)

    assert found.listening is None
    assert found.stages["listen"] == "faulty"
    assert [code for *_, code in faults(found)] == ["outside"]


@pytest.mark.parametrize("name", ["design/needs.csv", "cycle/events.jsonl", "listen/votes.csv", "decide/ballots.pb"])
def test_a_cell_of_a_gigabyte_is_refused_in_bounded_memory_and_time(tmp_path: Path, name: str) -> None:
    path = folder(tmp_path, {name: "id,kind,place,size_p\n"}) / name
    with path.open("r+b") as file:
        file.truncate(1 << 30)
    most = 600 << 20

    answer = subprocess.run(
        [sys.executable, "-m", "cydradd_cli.main", "round", "check", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (most, most)),
    )

    assert answer.returncode == 1
    assert f"{name}: too-large" in answer.stderr
    assert "Traceback" not in answer.stderr
