"""`cydradd record`: what a person at a terminal reads, and that nothing ends in a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cydradd.record import export
from cydradd.record.canonical import serialise
from cydradd.record.entry import Entry, encode
from cydradd_cli.record import app

AT = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    entries = [encode(Entry("round.opened", "demo-1", 0, AT)), encode(Entry("round.closed", "demo-1", 1, AT))]
    export.write(tmp_path / "export", entries, {}, {"replay": True, "v": 1}, "record.example/demo")
    return tmp_path / "export"


def call(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_what_is_not_proved_is_always_said(folder: Path) -> None:
    answer = call("verify", folder, "--structure")

    assert answer.exit_code == 0
    assert "record.example/demo: 2 entries" in answer.output
    assert "proved  Every entry has its right form and order." in answer.output
    assert "not checked  The record has not changed since it was signed." in answer.output
    assert "Entries, tiles and tree heads agree. It is not signed." in answer.output
    assert "That the roll is honest." in answer.output


def test_a_fault_ends_with_status_1_in_words_and_in_json(folder: Path) -> None:
    (folder / "tile/0/000.p/2").write_bytes(bytes(64))

    words, machine = call("verify", folder, "--structure"), call("verify", folder, "--structure", "--json")
    assert (words.exit_code, machine.exit_code) == (1, 1)
    assert "tile/0/000.p/2: bad_tile, entry 0" in words.output
    assert "It does not verify." in words.output
    assert json.loads(machine.stdout)["defects"] == [{"path": "tile/0/000.p/2", "cause": "bad_tile", "index": 0}]


def test_without_structure_it_refuses_rather_than_half_prove(folder: Path) -> None:
    answer = call("verify", folder)

    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "signatures cannot be checked yet" in answer.stderr


def test_many_faults_are_counted_not_poured_out(folder: Path) -> None:
    for number in range(50):
        (folder / f"stray-{number}").touch()

    answer = call("verify", folder, "--structure")
    assert "... and 30 more; --json lists them all." in answer.output


def test_an_entry_is_shown_as_it_stands(folder: Path) -> None:
    shown = json.loads(call("show", folder, 1).stdout)

    assert (shown["type"], shown["seq"], shown["round"]) == ("round.closed", 1, "demo-1")


@pytest.mark.parametrize("file", [None, "checkpoint", "tile/entries/000.p/2"])
def test_an_entry_that_is_not_there_is_refused_in_one_sentence(folder: Path, file: str | None) -> None:
    if file:
        (folder / file).write_bytes(b"\xff\xff")

    answer = call("show", folder, 2 if file is None else 0)
    assert answer.exit_code == 1
    assert len(answer.stderr.strip().splitlines()) == 1
    assert answer.stderr.startswith("cydradd: export: there is no")


@pytest.mark.real_data
def test_an_entry_of_another_log_is_shown_as_bytes(real_data: Path) -> None:
    shown = json.loads(call("show", real_data / "ledger/tlog-tiles/log", 0).stdout)

    assert shown["base64"] == "b25l"
    assert shown["leaf"] == "d0d7360ab79f58ab1e1e3fe64ad77e2ea0bc07e36b5f46ed2223edd9298df9e9"


@pytest.mark.real_data
def test_a_flipped_bit_of_a_real_log_is_found_but_in_its_signatures(real_data: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    shutil.copytree(real_data / "ledger/tlog-tiles/log", log, copy_function=shutil.copyfile)
    answer = call("verify", log, "--structure")
    assert (answer.exit_code, "Its signatures were not checked." in answer.output) == (0, True)

    for path in sorted(log.rglob("*")):
        whole = path.read_bytes() if path.is_file() else b""
        body = whole.partition(b"\n\n")[0] if "checkpoint" in path.name else whole
        for place in range(len(body)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert call("verify", log, "--structure").exit_code == 1, f"{path.name}, byte {place}"
        if whole:
            path.write_bytes(whole)


def test_canonical_bytes_are_printed_without_a_line_feed_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"b": 1.50,\n "a": "\\u00e9"}', encoding="utf-8")

    assert call("canonical", tmp_path / "a.json").stdout_bytes == '{"a":"é","b":1.5}'.encode()


@pytest.mark.parametrize("data", [b"", b'{"a":1,"a":2}', b"\xff", b"[" * 5000, b"NaN"])
def test_what_is_no_strict_json_is_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)

    answer = call("canonical", tmp_path / "a.json")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert len(answer.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [("canonical", "/nowhere.json"), ("canonical", "."), ("canonical", "/dev/zero")])
def test_a_file_that_is_not_there_or_never_ends_is_refused_in_one_sentence(words: tuple[str, ...]) -> None:
    answer = call(*words)

    assert answer.exit_code == 1
    assert len(answer.stderr.strip().splitlines()) == 1


def test_the_command_reads_what_the_library_writes(folder: Path) -> None:
    whole = serialise({"z": [1, None], "a": "y"})
    (folder / "a.json").write_bytes(whole)
    command = [sys.executable, "-m", "cydradd_cli.main", "record", "canonical", str(folder / "a.json")]

    answer = subprocess.run(command, capture_output=True, check=True)
    assert answer.stdout == whole
