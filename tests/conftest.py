"""Shared by all tests: where the real files are, and what happens when they are not there."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")  # how long a case takes is for benches: here others may use the machine

LOOPBACK = ("localhost", "::1")
_connect = socket.socket.connect


class NetworkIsBlocked(RuntimeError):
    """A test tried to reach another machine."""


def _only_this_machine(self: socket.socket, address: object) -> None:
    """Let a socket connect to this machine alone."""
    if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
        host = str(address[0])
        if host not in LOOPBACK and not host.startswith("127."):
            raise NetworkIsBlocked(f"A test tried to reach {host}: tests reach nothing but this machine.")
    _connect(self, address)  # type: ignore[arg-type]


def pytest_configure() -> None:
    """Block the network for every test."""
    socket.socket.connect = _only_this_machine  # type: ignore[assignment,method-assign]


REAL_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files. Tests that use it carry the mark ``real_data``."""
    return REAL_DATA


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip tests of real files with one plain line where the folder is absent; with CI=true fail instead."""
    marked = [item for item in items if item.get_closest_marker("real_data")]
    if not marked or REAL_DATA.is_dir():
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(f"{REAL_DATA} is not there: with CI=true the tests of real files must run.")
    for item in marked:
        item.add_marker(pytest.mark.skip(reason=f"{REAL_DATA} is not there: tests of real files are skipped."))
