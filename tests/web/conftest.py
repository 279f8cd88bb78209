"""What tests of the site share: a home for round folders, and a data folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from cydradd_web import catalogue
from cydradd_web.components import edition


@pytest.fixture(autouse=True, scope="session")
def _welsh() -> None:
    catalogue.compile_all()


@pytest.fixture(autouse=True)
def _first_edition() -> None:
    """No test is shown a page that another one made."""
    edition.forget()


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """No test speaks the language in which another one was answered."""
    translation.deactivate()


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder for round folders; what is made of them goes beside it."""
    settings.DATA_DIR = tmp_path / "data"
    folder = tmp_path / "rounds"
    folder.mkdir()
    return folder


@pytest.fixture
def while_listening(tmp_path: Path, settings: Settings) -> None:
    """The clock of the site stands still on a day of `tests.web.heard.heard`, on which listening is open."""
    clock = tmp_path / "clock"
    clock.write_text("2026-09-22T09:40:00Z", "utf-8")
    settings.CLOCK = str(clock)
