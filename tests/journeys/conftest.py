"""What the journeys of the site share: the site itself, served with two rounds, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.journeys import browser as journeys
from tests.web.folders import write_round
from tests.web.serving import free_port, served

from cydradd_web.paths import ROOT


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a journey loudly, or fail with CI=true, where there is no browser."""
    missing = journeys.what_is_missing() if item.get_closest_marker("journey") else None
    if missing and journeys.must_run():
        pytest.fail(missing)
    if missing:
        item.warn(pytest.PytestWarning(missing))
        pytest.skip(missing)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the journeys of a file: its event loop ends with them, before another file opens a database."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=journeys.CHROMIUM, args=journeys.FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site, as `make run` starts it: the demo, a small round, a bare one, a broken folder."""
    home = tmp_path_factory.mktemp("site")
    for part in ("rounds", "proposals"):
        shutil.copytree(ROOT / "demo" / part, home / part)
    (home / "proposals" / "broken.toml").write_text("id = [", "utf-8")
    write_round(home / "rounds", "valley", title_cy="Y cwm cyfan", title_en="The whole valley")
    write_round(home / "rounds", "bare", title_cy=None, title_en="Only English so far", content=False)
    (home / "rounds" / "broken").mkdir()
    with served(home, free_port()) as (_, address):
        yield address


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site with no round at all."""
    home = tmp_path_factory.mktemp("empty")
    (home / "rounds").mkdir()
    with served(home, free_port()) as (_, address):
        yield address


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A page of a visitor who may fetch nothing from anywhere but the site, and runs none of its scripts."""
    context = chromium.new_context(base_url=site, bypass_csp=True)  # so that axe can be evaluated
    shown = context.new_page()
    elsewhere: list[str] = []
    shown.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith(site) else None)
    yield shown
    context.close()
    assert elsewhere == []
