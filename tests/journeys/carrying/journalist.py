"""A journalist without an account: who got the money, who decided, and a file to download."""

from __future__ import annotations

import json
from pathlib import Path

from tests.journeys.carrying.keyboard import Somebody


def reads_the_awards(journalist: Somebody, slug: str, *words: str) -> None:
    """From the start page to the money."""
    journalist.opens(f"/{journalist.language}/")
    journalist.follow(f"/{journalist.language}/rounds/", f"/rounds/{slug}/")
    journalist.stage("follow")
    journalist.sees(*words)


def downloads(journalist: Somebody, folder: Path, end: str) -> object:
    """One file of open data, by its link."""
    journalist.reach(f'main a[href$="{end}"]')
    with journalist.page.expect_download() as waits:
        journalist.page.keyboard.press("Enter")
    kept = folder / "download"
    waits.value.save_as(kept)
    return json.loads(kept.read_bytes())
