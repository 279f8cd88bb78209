"""Every pair of the published tables of links is a certain duplicate."""

from __future__ import annotations

from pathlib import Path

import pytest

from cydradd.apply.duplicates import Body, Level, merge_candidates
from cydradd.apply.profiles_file import read_links

TABLES = ("charity-company-numbers", "cio-company-numbers", "dual-registered-uk-charities", "mutual-companies")


@pytest.mark.real_data
@pytest.mark.parametrize("table", TABLES)
def test_every_linked_pair_is_certain(real_data: Path, table: str) -> None:
    links = read_links(real_data / "grants" / "orgs" / f"{table}.csv")
    bodies = [Body(id, (id,)) for id in dict.fromkeys(id for pair in links for id in pair)]

    found = merge_candidates(bodies, links)

    assert all(pair.level is Level.CERTAIN for pair in found)
    pairs = {frozenset((pair.a, pair.b)) for pair in found}
    assert len(links) > 500
    assert {frozenset(pair) for pair in links if pair[0] != pair[1]} <= pairs
