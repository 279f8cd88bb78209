"""Shared by all tests: where the real files are, and what happens when they are not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
        item.add_marker(
            pytest.mark.skip(reason=f"{REAL_DATA} is not there: tests of real files are skipped.")
        )
