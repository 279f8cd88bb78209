"""Rounds that are imported once for a whole module of tests, and forgotten after it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings
from pytest_django import DjangoDbBlocker
from tests.web.folders import AT

from cydradd_web.rounds.folders import round_folders
from cydradd_web.rounds.services import forget, import_rounds


@contextmanager
def kept(home: Path, blocker: DjangoDbBlocker) -> Iterator[Path]:
    """Every round folder in ``home``, imported; what is made of them goes into a folder of its own."""
    with tempfile.TemporaryDirectory() as data, override_settings(DATA_DIR=Path(data)), blocker.unblock():
        import_rounds(home, by="test", at=AT)
        try:
            yield Path(data)
        finally:
            for folder in round_folders(home):
                forget(folder.name)
