"""`cydradd serve`: says its address when it answers, takes the next port when one is taken, ends cleanly."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.web.folders import write_round
from tests.web.serving import free_port, served

TO_END = 60.0
"""Seconds in which a site that was told to end has ended, on a machine that is busy: more is a site that hangs."""


def test_the_address_is_printed_when_the_site_answers_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    write_round(tmp_path / "rounds", "valley")
    port = free_port()

    with served(tmp_path, port) as (process, address):
        page = urllib.request.urlopen(f"{address}/en/", timeout=TO_END).read().decode()
        process.send_signal(signal.SIGINT)
        status = process.wait(timeout=TO_END)

    assert address == f"http://127.0.0.1:{port}"
    assert "Staying well at home" in page
    assert status in (0, 130)


def test_a_signal_that_another_thread_receives_ends_it_too(tmp_path: Path) -> None:
    (tmp_path / "rounds").mkdir()

    with served(tmp_path, free_port()) as (process, _):
        others = {int(task.name) for task in Path(f"/proc/{process.pid}/task").iterdir()} - {process.pid}
        ctypes.CDLL(None).tgkill(process.pid, min(others), signal.SIGINT)
        status = process.wait(timeout=TO_END)

    assert status in (0, 130)


def test_no_thread_runs_when_the_serving_process_is_forked(tmp_path: Path) -> None:
    """One that imports something at that moment would leave the lock of the import held in the other process."""
    (tmp_path / "rounds").mkdir()
    watched = (
        "import os, sys, threading\n"
        "from cydradd_web import run\n"
        "def tell():\n"
        "    sys.stderr.write(f'at the fork: {threading.active_count()}\\n')\n"
        "os.register_at_fork(before=tell)\n"
        f"sys.exit(run.main(['--port', '{free_port()}', '--rounds', {str(tmp_path / 'rounds')!r}]))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", watched],
        env=os.environ | {"CYDRADD_DATA": str(tmp_path / "data")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert "http://" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=TO_END)[1]

    assert [line for line in said.splitlines() if line.startswith("at the fork")] == ["at the fork: 1"]


def test_a_taken_port_is_left_alone_and_the_next_one_used(tmp_path: Path) -> None:
    (tmp_path / "rounds").mkdir()

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with served(tmp_path, port) as (_, address):
            page = urllib.request.urlopen(f"{address}/cy/", timeout=TO_END).read().decode()

    assert int(address.rsplit(":", 1)[1]) > port
    assert "Nid oes rowndiau yma eto" in page


def test_the_second_start_reads_nothing_anew(tmp_path: Path) -> None:
    write_round(tmp_path / "rounds", "valley")
    said = []
    for _ in range(2):
        with served(tmp_path, free_port()) as (process, _):
            process.send_signal(signal.SIGINT)
            said.append(process.communicate(timeout=TO_END)[1])

    assert "valley: read" in said[0]
    assert "valley" not in said[1]


def test_rounds_that_are_not_there_are_refused_with_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cydradd_web.run", "--rounds", str(tmp_path / "nowhere")], capture_output=True, text=True
    )

    assert done.returncode == 1
    assert "is not a folder" in done.stderr
    assert "Traceback" not in done.stderr
