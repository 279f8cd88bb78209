"""200 losers of real elections, counted again from changed files at the stated change and one unit beyond."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from cydradd.decide import pabulib
from cydradd.decide.count import count
from cydradd.decide.election import Election
from cydradd.decide.explain import Explained
from cydradd.decide.options import Options
from cydradd.decide.standing import standing

pytestmark = pytest.mark.real_data

OPTIONS = Options.from_settings({"utility": "cost", "tie": "cost,votes,id"})


def wins_at(election: Election, name: str, cost: Fraction) -> bool:
    projects = tuple(replace(p, cost=cost) if p.id == name else p for p in election.projects)
    return name in count(replace(election, projects=projects), OPTIONS).winners


def test_200_losers_would_have_won_as_they_were_told(real_data: Path) -> None:
    files = sorted((real_data / "pabulib" / "files").glob("*.pb"), key=lambda path: path.stat().st_size)

    tried = 0
    for path in files:
        election, _ = pabulib.read(path)
        if election.vote_type.has_points or tried >= 200:
            continue
        explained = Explained(standing(election, OPTIONS, {}, {}))
        for loser in explained.result.losers[:8]:
            cost = explained.loss(loser).cost_reduction
            if cost is not None:
                tried += 1
                assert wins_at(election, loser.project, cost), (path.name, loser.project)
                assert not wins_at(election, loser.project, cost + 1), (path.name, loser.project)

    assert tried >= 200
