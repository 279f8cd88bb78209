"""The audit of real elections: equal shares leaves nobody wronged, greedy does, as the contract lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from cydradd.decide import pabulib
from cydradd.decide.count import count
from cydradd.decide.fairness import audit
from cydradd.decide.options import Options

pytestmark = pytest.mark.real_data

GREEDY = {
    "Poland_Lodz_2022": (17, "7.318"),
    "Poland_Warszawa_2026": (8, "5.245"),
    "Poland_Warszawa_2020_Praga-Poludnie": (5, "4.456"),
    "Poland_Wieliczka_2023_Green_Budget": (3, "11.054"),
    "Poland_Swiecie_2023": (2, "1.159"),
    "Hungary_Budapest_2024": (2, "2.163"),
    "Netherlands_Assen_2024": (0, None),
}


@pytest.mark.parametrize("name", GREEDY)
def test_greedy_wrongs_as_many_groups_as_the_contract_lists(real_data: Path, name: str) -> None:
    election, _ = pabulib.read(real_data / "pabulib" / "files" / f"{name}.pb")

    found = audit(election, count(election, Options(rule="greedy", tie=("cost", "votes", "id"))).winners)

    worst = found.violations[0].ratio if found.violations else None
    assert (len(found.violations), None if worst is None else f"{float(worst):.3f}") == GREEDY[name]


def test_equal_shares_is_clean_on_every_file_of_approvals(real_data: Path) -> None:
    wronged, checked = [], 0
    for path in sorted((real_data / "pabulib" / "files").glob("*.pb")):
        election, _ = pabulib.read(path)
        if election.vote_type.has_points:
            continue
        result = count(election, Options.from_settings({"utility": "cost"}))
        found = audit(election, result.winners, aside={each.project: each.kind for each in result.set_aside})
        checked += len(found.groups)
        if not found.clean:
            wronged.append(path.name)

    assert wronged == []
    assert checked > 1000
