"""Five people carry one round from an empty site to published awards, each in a browser of their own, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys.carrying import way
from tests.web.serving import free_port, served

pytestmark = pytest.mark.journey


@pytest.fixture
def carried(chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[way.Round]:
    """A site with nothing in it, whose clock is ours."""
    port = free_port()
    (tmp_path / "rounds").mkdir()
    (tmp_path / "clock").write_text(way.BEGINS, "utf-8")
    monkeypatch.setenv("CYDRADD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CYDRADD_CLOCK", str(tmp_path / "clock"))
    monkeypatch.setenv("SITE_ADDRESS", f"http://127.0.0.1:{port}")
    with served(tmp_path, port) as (_, address):
        round_ = way.Round(chromium, address, tmp_path)
        yield round_
        round_.close()


def test_five_people_carry_a_round_from_nothing_to_published_awards(carried: way.Round) -> None:
    way.begins(carried)
    way.listens(carried)
    way.designs(carried)
    way.applies(carried)
    way.decides(carried)
    way.delivers(carried)
